"""From the archive to the store: documents as described, tied to each other, the same from the WARC as from the crawl."""

import json
import sqlite3
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path

import pytest

from pipeline.batch.run import run
from pipeline.loaders import LoadError
from pipeline.sources.catalogue import load_source
from pipeline.sources.documents import archived_documents, documents_in
from pipeline.sources.recognition import is_web_archive
from tests.conftest import ROOT
from tests.sources.conftest import BLOG, GAZETTE, PRESS, TABLE, Bench


def stored(bench: Bench, *files: Path) -> Path:
    """The store of what was crawled."""
    db = bench.folder / "facts.db"
    run([], db, archived=archived_documents(bench.archive, [load_source(file) for file in files]), jobs=1)
    return db


def rows(db: Path, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(db)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def dump(db: Path) -> list[tuple[object, ...]]:
    versions = "SELECT document, content_hash, text, title, published, record FROM versions ORDER BY document"
    facts = "SELECT * FROM facts ORDER BY id"
    links = "SELECT document, url, text FROM links ORDER BY document, url"
    return [*rows(db, versions), *rows(db, facts), *rows(db, links)]


def test_the_warc_gives_the_store_that_the_crawl_gave(bench: Bench, tmp_path: Path) -> None:
    files = [bench.describe(name) for name in (TABLE, BLOG)]
    bench.crawl(*files)
    db = stored(bench, *files)
    assert rows(db, "SELECT count(*) FROM documents") == [(12 + 9,)]
    again = tmp_path / "again.db"
    warcs = sorted(bench.archive.glob("*.warc.gz"))
    report = run(warcs, again, jobs=1)
    assert report.counts == {"new": 21}
    assert dump(again) == dump(db)
    assert run(warcs, again, jobs=1).counts == {"same": 21}


def test_a_changed_page_is_a_new_version(bench: Bench) -> None:
    file = bench.describe(TABLE)
    bench.crawl(file)
    stored(bench, file)
    bench.portal.layouts["bang"].change(3)
    bench.crawl(file)
    db = stored(bench, file)
    url = f"{bench.portal.base}/bang/ke-hoach/view/3"
    assert rows(db, f"SELECT count(*) FROM versions v JOIN documents d ON d.id = v.document WHERE d.url = '{url}'") == [
        (2,)
    ]
    assert rows(db, "SELECT count(*) FROM versions") == [(13,)]
    current = rows(db, f"SELECT v.text FROM documents d JOIN versions v ON v.id = d.version WHERE d.url = '{url}'")
    assert "15 tháng 12 hằng năm" in str(current)


def test_a_news_items_plan_is_tied_to_it(bench: Bench) -> None:
    file = bench.describe(BLOG)
    bench.crawl(file)
    tied = rows(
        stored(bench, file),
        "SELECT news.number, plan.number, l.text FROM links l JOIN documents d ON d.url = l.url"
        " JOIN versions plan ON plan.id = d.version JOIN versions news ON news.id = l.version",
    )
    assert sorted(tied, key=str) == [
        (None, f"{number}/KH-UBND", "Tải văn bản kèm theo") for number in (1020, 1022, 1024)
    ]


def test_what_the_description_says_reaches_the_store(bench: Bench) -> None:
    file = bench.describe(GAZETTE)
    bench.crawl(file)
    db = stored(bench, file)
    url = f"{bench.portal.base}/congbao.nsf/0/{2000:032X}?OpenDocument"
    ((document, source, title, text, record),) = rows(
        db,
        "SELECT d.id, d.source, v.title, v.text, v.record FROM documents d JOIN versions v ON v.id = d.version"
        f" WHERE d.url = '{url}'",
    )
    item = bench.portal.layouts["congbao.nsf"].items[0]
    assert (source, title) == ("Cổng thử nghiệm, công báo", item.title)
    assert str(text).split("\n\n") == list(item.paragraphs)
    assert str(record).startswith("<urn:uuid:")
    said = dict(rows(db, f"SELECT field, value FROM stated WHERE document = '{document}'"))
    assert (said["number"], said["date"]) == (item.number, item.published.isoformat())


def test_pages_in_an_old_encoding_are_read_as_described(bench: Bench) -> None:
    file = bench.describe(BLOG)
    bench.crawl(file)
    for entry in archived_documents(bench.archive, [load_source(file)]):
        if "/bai/" in entry.name:
            (member,) = entry.members()
            item = bench.portal.layouts["tin"].item(entry.name.rpartition("/")[2].removesuffix(".aspx"))
            assert item is not None
            document = member.load()
            assert unicodedata.normalize("NFC", document.text).split("\n\n") == list(item.paragraphs)
            assert document.published == item.published.isoformat()


def test_a_wacz_and_a_folder_of_others_are_read(bench: Bench, tmp_path: Path) -> None:
    bench.crawl(bench.describe(PRESS))
    (warc,) = bench.archive.glob("*.warc.gz")
    wacz = tmp_path / "others.wacz"
    with zipfile.ZipFile(wacz, "w") as archive:
        archive.write(warc, "archive/data.warc.gz")
        archive.writestr("datapackage.json", json.dumps({"profile": "data-package"}))
    assert is_web_archive(wacz)
    assert is_web_archive(warc)
    with documents_in(wacz) as inside, documents_in(warc) as outside:
        assert sorted(one.name for one in inside) == sorted(one.name for one in outside)


def test_a_warc_of_others_needs_no_description(tmp_path: Path) -> None:
    from io import BytesIO

    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    path = tmp_path / "others.warc"
    page = "<html><body><h1>Kế hoạch số 12/KH-UBND</h1><p>Đến năm 2030, 90% hộ dân xã Ea Súp có nước sạch.</p></body></html>"
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=False)
        for url, status, body in (
            ("https://xa.example/a", "200 OK", page), ("https://xa.example/b", "404 Not Found", page),
        ):  # fmt: skip
            headers = StatusAndHeaders(status, [("Content-Type", "text/html")], protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(url, "response", payload=BytesIO(body.encode()), http_headers=headers)
            )
    db = tmp_path / "facts.db"
    assert run([path], db, jobs=1).counts == {"new": 1}
    assert rows(db, "SELECT url FROM documents") == [("https://xa.example/a",)]
    assert rows(db, "SELECT count(*) FROM targets") == [(1,)]


def test_a_damaged_warc_gives_what_stands_before_the_damage(bench: Bench, tmp_path: Path) -> None:
    bench.crawl(bench.describe(TABLE))
    (warc,) = bench.archive.glob("*.warc.gz")
    broken = tmp_path / "broken.warc.gz"
    data = warc.read_bytes()
    broken.write_bytes(data[: len(data) // 2] + b"\x00" * 500)
    with documents_in(broken) as found, pytest.raises(LoadError, match="what stands before that was read"):
        list(found)
    report = run([broken], tmp_path / "facts.db", jobs=1)
    assert report.counts["failed"] == 1
    assert report.counts["new"] > 1


@pytest.mark.parametrize("command", [["run", "{file}", "--contact", "ai@vanthu.example"], ["run", "{warc}"]])
def test_what_is_not_installed_is_named(bench: Bench, command: list[str]) -> None:
    """As on a machine where vanthu was installed without its extra."""
    warc = bench.folder / "a.warc"
    warc.write_bytes(b"WARC/1.1\r\n")
    given = [part.format(file=bench.describe(TABLE), warc=warc) for part in command]
    code = (
        "import sys, importlib.abc\n"
        "class Without(importlib.abc.MetaPathFinder):\n"
        "    def find_spec(self, name, path, target=None):\n"
        "        if name in ('warcio', 'scrapy'):\n"
        "            raise ModuleNotFoundError(f'No module named {name}', name=name)\n"
        "sys.meta_path.insert(0, Without())\n"
        "from pipeline.cli import main\n"
        f"sys.exit(main({[*given, '--db', str(bench.folder / 'facts.db')]!r}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in (1, 2)
    assert "pip install 'vanthu[crawl]'" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def vanthu(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_the_command_says_how_it_ended(bench: Bench) -> None:
    db = bench.folder / "facts.db"
    nobody = vanthu("run", bench.describe(TABLE), "--db", db)
    assert (nobody.returncode, "--contact" in nobody.stderr) == (2, True)
    done = vanthu("run", bench.describe(TABLE), "--db", db, "--contact", "ai@vanthu.example")
    assert (done.returncode, done.stderr) == (0, "")
    assert "demo-bang-ke-hoach: complete - 6 documents listed" in done.stdout
    assert "12 new" in done.stdout
    bench.portal.layouts["bang"].moved = True
    missed = vanthu("run", bench.describe(TABLE), "--db", db, "--contact", "ai@vanthu.example")
    assert (missed.returncode, "layout changed" in missed.stdout) == (3, True)
    from tests.portal.server import Fault

    bench.portal.faults = [Fault("ke-hoach", "challenge")]
    blocked = vanthu("run", bench.describe(TABLE), "--db", db, "--contact", "ai@vanthu.example")
    assert (blocked.returncode, "blocked" in blocked.stdout) == (4, True)
