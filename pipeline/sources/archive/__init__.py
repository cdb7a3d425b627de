"""Everything that was fetched, as it came: WARC files, and an index that says what in them counts."""

from pipeline.sources.archive.archive import Archive, ArchiveError
from pipeline.sources.archive.captures import Capture, Role

__all__ = ["Archive", "ArchiveError", "Capture", "Role"]
