"""Where the rules are: packed into the wheel, or beside the package in a checkout."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def default_directory() -> Path:
    """The rules that came with this vanthu; FileNotFoundError where there are none."""
    for directory in (_PACKAGE / "_rules", _PACKAGE.parent / "rules"):
        if directory.is_dir():
            return directory
    raise FileNotFoundError(f"no rules: neither {_PACKAGE / '_rules'} nor {_PACKAGE.parent / 'rules'} is there")
