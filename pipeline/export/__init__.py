"""Exports: what a store says, as files that other tools read."""

from pipeline.export.export import FORMATS, ExportError, export

__all__ = ["FORMATS", "ExportError", "export"]
