"""Bytes to Document: what a file is, is told by its content; what is known of it besides, by its sidecar."""

from pipeline.loaders.discovery import discover
from pipeline.loaders.files import MAX_BYTES, load, load_bytes
from pipeline.loaders.known import Known, address_of
from pipeline.loaders.loader import Loader, LoadError

__all__ = ["MAX_BYTES", "Known", "LoadError", "Loader", "address_of", "discover", "load", "load_bytes"]
