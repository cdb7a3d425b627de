"""The bytes that a stored document was loaded from, for whoever wants to look at them once more."""

from pathlib import Path

from pipeline.loaders import LoadError, read_file
from pipeline.sources.archive.archive import INDEX, Archive, ArchiveError
from pipeline.sources.archive.records import BodyError
from pipeline.sources.documents import documents_in, need_libraries

_MAX_BYTES = 100_000_000


def read_original(path: str, url: str | None, record: str | None) -> bytes:
    """The bytes of the file at `path`; of a document that came from a web archive, those of its record.

    Then `path` is the archive's, "#" and the url. LoadError where they are not to be had any more.
    """
    if record is None:
        return read_file(Path(path))
    place = Path(path.removesuffix(f"#{url}"))
    need_libraries(place)
    return _in_folder(place, record) if place.is_dir() else _in_file(place, record)


def _in_folder(folder: Path, record: str) -> bytes:
    if not (folder / INDEX).is_file():
        raise _missing(record)
    try:
        with Archive.open(folder) as archive:
            if capture := archive.of_record(record):
                return archive.body(capture, _MAX_BYTES)
    except (ArchiveError, BodyError) as error:
        raise LoadError("damaged", str(error)) from error
    raise _missing(record)


def _in_file(path: Path, record: str) -> bytes:
    if not path.is_file():
        raise LoadError("missing", "there is no such file")
    with documents_in(path) as found:
        for archived in found:
            if archived.capture.body_record == record:
                return archived.body()
    raise _missing(record)


def _missing(record: str) -> LoadError:
    return LoadError("missing", f"there is no record {record} any more")
