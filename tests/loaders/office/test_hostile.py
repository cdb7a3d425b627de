"""Office files made to harm: bombs, entities, endless nesting, locks; each is refused with one clear message."""

import io
import zipfile
from contextlib import suppress

import pytest

from pipeline.loaders import LoadError, load_bytes
from pipeline.loaders.office import package
from pipeline.loaders.office.ole import OLE_START
from tests.loaders.office.make import docx, p, plan_docx, tbl, tc, zipped


def refused(data: bytes) -> LoadError:
    with pytest.raises(LoadError) as caught:
        load_bytes(data)
    return caught.value


def test_a_bomb_is_not_unpacked():
    error = refused(zipped({"word/document.xml": b" " * 70_000_000}))
    assert (error.code, "70,000,000" in error.message) == ("too-large", True)
    assert refused(zipped({"word/document.xml": b" " * 20_000_000})).code == "too-large"


def test_a_bomb_that_lies_about_its_size_gives_what_it_said():
    data = bytearray(zipped({"word/document.xml": b"<w>" + b" " * 500_000 + b"</w>"}))
    listed = data.rindex(b"PK\x01\x02")
    data[listed + 24 : listed + 28] = (100).to_bytes(4, "little")
    assert refused(bytes(data)).code == "damaged"


def test_the_whole_is_limited_too(monkeypatch):
    monkeypatch.setattr(package, "MAX_TOTAL", 2_000)
    assert refused(plan_docx()).code == "too-large"


def test_too_many_entries(monkeypatch):
    monkeypatch.setattr(package, "MAX_ENTRIES", 3)
    assert refused(plan_docx()).code == "too-large"


@pytest.mark.parametrize(
    "entity",
    [
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY x "nổ">',
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY x "&b;&b;&b;&b;&b;&b;&b;&b;">',
    ],
)
def test_entities_stay_unresolved(entity):
    good = zipfile.ZipFile(io.BytesIO(docx(p("Một") + p("&x;")))).read("word/document.xml").decode()
    document = load_bytes(zipped({"word/document.xml": f"<!DOCTYPE d [{entity}]>{good}"}))
    assert document.text == "Một"


def test_nesting_beyond_measure():
    deep = p("x")
    for _ in range(200):
        deep = tbl([tc(deep)])
    assert refused(docx(deep)).code == "damaged"


def test_a_locked_file():
    data = bytearray(plan_docx())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(mark, start + 4)
    assert refused(bytes(data)).code == "encrypted"


def test_ole_files_that_hold_no_text():
    assert refused(OLE_START + b"\0" * 600).code == "damaged"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_cut_off(share):
    data = plan_docx()
    assert refused(data[: int(len(data) * share)]).code == "damaged"


def test_bytes_changed_anywhere_give_a_document_or_one_clear_error():
    data = plan_docx()
    for at in range(0, len(data), 37):
        changed = bytearray(data)
        changed[at] ^= 0xFF
        with suppress(LoadError):
            load_bytes(bytes(changed))
