"""Files that are as they were: told by a hash, without loading them or the rules."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from pipeline.batch.reading import Input
from pipeline.loaders.discovery import shown
from pipeline.loaders.known import known_of
from pipeline.rulebook.version import code_digest
from pipeline.store import Store

_CHUNK = 1 << 20


class KnownFiles:
    """What the store remembers of the files at `paths`; `rules` is the version of the rules they are read by."""

    def __init__(self, store: Store, rules: str, paths: Sequence[Path]) -> None:
        self._store = store
        self._rules = rules
        self._tops = [path.absolute() for path in paths]
        self._reader = f"{rules} {code_digest('loaders').hex()}".encode()
        self._reading: dict[Input, str] = {}  # the digests of files that are being read

    def standing(self, path: Input) -> list[str] | None:
        """The documents that stand as this file gave them; None where it must be read."""
        digest = self._digest(path)
        if digest is None:
            return None
        standing = self._store.standing_documents(_name(path), digest, self._rules)
        if standing is None:
            self._reading[path] = digest
        return standing

    def note(self, path: Input, documents: Sequence[str]) -> None:
        """Remember what a file gave, once that is stored; what gave nothing is tried again by the next run."""
        digest = self._reading.pop(path, None)
        if digest is not None and documents:
            self._store.note_file(_name(path), digest, documents)

    def owner(self, document_id: str, path: Input) -> str:
        """The name of the file of this run that the document of this id belongs to: an earlier one's, or this one's."""
        held = self._store.file_of(document_id)
        if held is None or held == _name(path):
            return path.name
        other = Path(held)
        return other.name if any(top in (other, *other.parents) for top in self._tops) and other.exists() else path.name

    def _digest(self, path: Input) -> str | None:
        """Of the bytes, of what is known of them from outside, and of all that reads them; None for what is no file."""
        if not isinstance(path, Path):
            return path.digest(self._reader)
        digest = sha256(self._reader)
        try:
            digest.update(repr(known_of(path)).encode("utf-8", "surrogatepass"))
            with path.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    digest.update(chunk)
        except OSError:
            return None
        return digest.hexdigest()


def _name(path: Input) -> str:
    return shown(path.absolute()) if isinstance(path, Path) else str(path)
