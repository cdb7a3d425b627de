"""Bytes to Document: what a file is, is told by its content; what is known of it besides, by its sidecar."""

from pipeline.loaders.archives import Member
from pipeline.loaders.discovery import discover
from pipeline.loaders.files import MAX_BYTES, find_members, load, load_all, load_bytes, read_file
from pipeline.loaders.known import Known, address_of
from pipeline.loaders.loader import Loader, LoadError

__all__ = [
    "MAX_BYTES",
    "Known",
    "LoadError",
    "Loader",
    "Member",
    "address_of",
    "discover",
    "find_members",
    "load",
    "load_all",
    "load_bytes",
    "read_file",
]
