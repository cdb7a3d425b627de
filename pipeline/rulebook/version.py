"""The hash by which facts remember what read them."""

from hashlib import sha256
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
SOURCES = "sources/"  # descriptions of where documents come from
_READING = ("model", "text", "rulebook", "extract")  # the rooms between a Document and its facts


def rules_version(directory: Path) -> str:
    """A hash over all rule files and the code that applies them: what has one version reads alike.

    Needs no rulebook, because a run with nothing new must not pay for reading one. A source's description
    changes documents, not readings.
    """
    digest = sha256(code_digest(*_READING))
    for file in rule_files(directory):
        if not file.startswith(SOURCES):
            digest.update(file.encode() + b"\0" + (directory / file).read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def code_digest(*rooms: str) -> bytes:
    """A hash over the code of some rooms of this package."""
    digest = sha256()
    for room in rooms:
        for path in sorted((_PACKAGE / room).rglob("*.py")):
            digest.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.digest()


def rule_files(directory: Path) -> list[str]:
    """The rule files of a folder, by their paths in it."""
    found = (path.relative_to(directory) for path in directory.rglob("*") if path.suffix in (".yml", ".yaml", ".csv"))
    return sorted(path.as_posix() for path in found)
