"""What a stored document was loaded from is found again: in the folder of a crawl, and in a WARC file."""

from pathlib import Path

import pytest

from pipeline.batch.run import run
from pipeline.loaders import LoadError
from pipeline.sources.originals import read_original
from pipeline.store import Store
from tests.sources.conftest import TABLE, Bench
from tests.sources.test_documents import stored


def originals(db: Path) -> dict[str, bytes]:
    """By the url of each document."""
    found = {}
    with Store.open(db, readonly=True) as store:
        for (name,) in store.conn.execute("SELECT id FROM documents"):
            document, path = store.document(name), store.file_of(name)
            assert document.card.url
            assert path
            found[document.card.url] = read_original(path, document.card.url, document.record)
    return found


def test_each_document_has_its_own(bench: Bench, tmp_path: Path) -> None:
    file = bench.describe(TABLE)
    bench.crawl(file)
    found = originals(stored(bench, file))
    assert len(found) == 12
    assert len(set(found.values())) == 12
    again = tmp_path / "again.db"
    run(sorted(bench.archive.glob("*.warc.gz")), again, jobs=1)
    assert originals(again) == found


@pytest.mark.parametrize("place", ["", "archive", "a.warc"])
def test_what_is_gone_is_said(tmp_path: Path, place: str) -> None:
    (tmp_path / "archive").mkdir()
    with pytest.raises(LoadError) as refused:
        read_original(f"{tmp_path / place}#https://tin.example/1", "https://tin.example/1", "urn:uuid:1")
    assert refused.value.code == "missing"
