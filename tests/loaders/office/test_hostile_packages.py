"""Packages whose list of entries lies."""

import io
import zipfile

import pytest

from pipeline.loaders import LoadError, load_bytes


def test_an_entry_that_is_said_to_stand_before_the_file() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<x/>")
    data = bytearray(packed.getvalue())
    entries = data.rindex(b"PK\x05\x06") + 16
    # the list is said to begin later than it does: the entries then seem to stand before the file
    data[entries : entries + 4] = (int.from_bytes(data[entries : entries + 4], "little") + 84).to_bytes(4, "little")
    with pytest.raises(LoadError) as refused:
        load_bytes(bytes(data), name="a.odt")
    assert refused.value.code in ("damaged", "unsupported-format")
