"""The loaders there are: each module of pipeline.loaders.formats gives one as `LOADER`."""

import pkgutil
from functools import cache
from importlib import import_module

from pipeline.loaders import formats
from pipeline.loaders.loader import Loader, LoadError
from pipeline.loaders.signatures import unread_format


@cache
def loaders() -> tuple[Loader, ...]:
    """All loaders by name, those that take anything last."""
    names = (module.name for module in pkgutil.iter_modules(formats.__path__))
    found: list[Loader] = [import_module(f"{formats.__name__}.{name}").LOADER for name in names]
    return tuple(sorted(found, key=lambda loader: (loader.general, loader.name)))


def loader_for(data: bytes, name: str) -> Loader:
    """The loader for these bytes; LoadError unsupported-format names a format that is known and not read."""
    for loader in loaders():
        if not loader.general and loader.claims(data, name):
            return loader
    if unread := unread_format(data):
        raise LoadError("unsupported-format", f"{unread}: not read yet")
    for loader in loaders():
        if loader.general and loader.claims(data, name):
            return loader
    raise LoadError("unsupported-format", "no loader reads what is in it")
