"""ZIP archives: a document for each member, each with its own address; what is bad in them is said of the member."""

import zipfile
from pathlib import Path

import pytest

from pipeline.batch.extraction import Output, extract_document
from pipeline.batch.run import run
from pipeline.loaders import LoadError, load, load_all
from pipeline.model import Document, Problem
from tests.loaders.office.make import archive_zip, decision_rtf, plan_docx, zipped


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "van-ban.zip"
    path.write_bytes(archive_zip())
    return path


def test_each_member_is_a_document(archive):
    found = list(load_all(archive))
    documents = [one for one in found if isinstance(one, Document)]
    assert [(one.format, one.address.removeprefix(archive.as_uri())) for one in documents] == [
        ("docx", "#kế hoạch/plan.docx"),
        ("xlsx", "#kế hoạch/phụ lục.xlsx"),
        ("rtf", "#van ban.zip#quyet dinh.rtf"),
    ]
    problems = [one for one in found if isinstance(one, Problem)]
    assert [(one.code, one.where) for one in problems] == [
        ("damaged", f"{archive}#hỏng.docx"),
        ("unsupported-format", f"{archive}#bản đồ.rar"),
    ]
    assert "RAR" in problems[1].message


def test_a_file_that_is_no_archive_gives_itself(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(plan_docx())
    assert list(load_all(path)) == [load(path)]


def test_the_archive_s_sidecar_speaks_for_its_members(archive):
    archive.with_name("van-ban.meta.json").write_text(
        '{"url": "https://x.example/tai-ve", "published": "2024-03-20", "title": "Bộ văn bản"}', "utf-8"
    )
    first = next(one for one in load_all(archive) if isinstance(one, Document))
    assert (first.address, first.url, first.published, first.title) == (
        "https://x.example/tai-ve#kế hoạch/plan.docx",
        "https://x.example/tai-ve",
        "2024-03-20",
        None,
    )


def test_one_document_is_asked_for(archive):
    with pytest.raises(LoadError) as caught:
        load(archive)
    assert caught.value.code == "archive"


@pytest.mark.parametrize(
    ("data", "code"),
    [(zipped({}), "empty"), (archive_zip()[:3_000], "damaged"), (zipped({".DS_Store": b"x"}), "empty")],
)
def test_nothing_in_it(tmp_path, data, code):
    path = tmp_path / "a.zip"
    path.write_bytes(data)
    assert [one.code for one in load_all(path)] == [code]


def test_archives_nest_only_so_deep(tmp_path):
    data = zipped({"a.txt": "Tin"})
    for level in range(5):
        data = zipped({f"{level}.zip": data})
    (tmp_path / "a.zip").write_bytes(data)
    assert [one.code for one in load_all(tmp_path / "a.zip")] == ["unsupported-format"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1258"])
def test_names_without_a_declared_encoding(tmp_path, encoding):
    path = tmp_path / "a.zip"
    raw = "Thông báo.txt".encode(encoding)
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo(raw.decode("cp437"))
        archive.writestr(info, "Tin")
    data = path.read_bytes().replace(raw.decode("cp437").encode(), raw)
    parts = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        parts[parts.index(mark) + at] &= ~0x08
    _shorten_names(parts, len(raw))
    path.write_bytes(parts)
    assert next(load_all(path)).address.endswith("#Thông báo.txt")


def _shorten_names(data: bytearray, length: int) -> None:
    """Set the length of the one member's name, and where the directory begins."""
    local, listed, end = (data.index(mark) for mark in (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"))
    data[local + 26 : local + 28] = data[listed + 28 : listed + 30] = length.to_bytes(2, "little")
    data[end + 12 : end + 16] = (end - listed).to_bytes(4, "little")
    data[end + 16 : end + 20] = listed.to_bytes(4, "little")


def test_same_names_get_addresses_of_their_own(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "Tin một")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", "Tin hai")
    assert [(one.address.rpartition("#")[2], one.text) for one in load_all(path)] == [
        ("a.txt", "Tin một"),
        ("a.txt (2)", "Tin hai"),
    ]


def test_a_run_keeps_every_member_and_skips_what_is_known(archive, tmp_path):
    db = tmp_path / "facts.db"
    assert run([archive], db, jobs=1).counts == {"new": 3, "failed": 2}
    assert run([archive], db, jobs=1).counts == {"same": 3, "failed": 2}
    archive.write_bytes(zipped({"kế hoạch/plan.docx": plan_docx(), "mới.rtf": decision_rtf()}))
    assert run([archive], db, jobs=1).counts == {"same": 1, "new": 1}
    assert run([archive], db, jobs=1).counts == {"same": 2}


def test_extract_gives_a_file_a_member(archive, tmp_path, extractor):
    output = Output(lambda facts, name: f'{{"name": "{name}", "made_by": {{"vanthu": ""}}}}', "json", tmp_path / "out")
    assert extract_document(str(archive), extractor, output) == 2
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "van-ban#kế hoạch_phụ lục.xlsx.json",
        "van-ban#kế hoạch_plan.docx.json",
        "van-ban#van ban.zip#quyet dinh.rtf.json",
    ]
