"""One module a format, each with its `LOADER`; a new module here is a new format."""
