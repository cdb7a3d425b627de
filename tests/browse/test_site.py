"""The site answers questions in both ways of writing, marks facts in documents, and neither writes nor runs anything."""

import asyncio
import re
import sqlite3
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from pipeline.browse.site import Site, open_site
from pipeline.store import Store, StoreError
from tests.browse.conftest import HOSTILE, Get
from tests.store.samples import PLAN, article, store_with

SEARCHES = ("/-/search?q={}", "/archive/documents_with?words={}")


def page(get: Get, path: str) -> BeautifulSoup:
    response = get(path)
    assert response.status_code == 200, response.text
    return BeautifulSoup(response.text, "lxml")


def rows(get: Get, query: str, **parameters: str) -> list[dict[str, object]]:
    response = get(f"/archive/{query}.json", params={**parameters, "_shape": "array"})
    assert response.status_code == 200, response.text
    return response.json()


def test_the_front_page_counts_and_leads_on(get: Get) -> None:
    front = page(get, "/")
    assert "4 documents" in " ".join(front.get_text().split())
    for link in front.select(".questions a, .figures a"):
        assert get(str(link["href"])).status_code == 200, link


@pytest.mark.parametrize("words", ["ke hoach", "kế hoạch", "KE HOACH", '"kế hoạch"', "hoach ke", "hoac*"])
@pytest.mark.parametrize("search", SEARCHES)
def test_both_ways_of_writing_find(get: Get, search: str, words: str) -> None:
    found = page(get, search.format(words))
    links = {str(link["href"]).partition("#")[0] for link in found.select("a[href^='/-/document/']")}
    assert len(links) == 3


def test_the_spelling_that_was_typed_comes_first(tmp_path: Path) -> None:
    db = tmp_path / "facts.db"
    store_with(db, article("ma mà mả ma.", "b"), article("Một con mã.", "a"), article("Cây má.", "c")).close()
    site = open_site(db, None)

    def addresses(words: str) -> list[str]:
        answer = asyncio.run(site.client.get(f"/archive/documents_with.json?words={words}&_shape=array"))
        return [row["document"] for row in answer.json()]

    assert len(addresses("ma")) == 3
    for word in ("mã", "má", "mả"):
        assert len(addresses(word)) == 3
    assert len({addresses(word)[0] for word in ("mã", "má", "mả")}) == 3


@pytest.mark.parametrize("typed", ['"', "*", "NEAR(a", "a AND", "{body} :", "' OR 1=1 --", "", "^", "(", "x" * 5000])
def test_no_query_is_an_error(get: Get, typed: str) -> None:
    for path, name in (("/-/search", "q"), ("/archive/documents_with", "words"), ("/archive/facts_with", "words")):
        assert get(path, params={name: typed}).status_code == 200


def test_plans_of_an_agency(get: Get) -> None:
    for agency in ("uy ban nhan dan tinh dong thap", "Ủy ban nhân dân tỉnh Đồng Tháp", "Đồng tháp"):
        assert {row["number"] for row in rows(get, "plans_of_agency", agency=agency)} == {"154/KH-UBND"}
    assert rows(get, "plans_of_agency", agency="ong thap") == rows(get, "plans_of_agency", agency="") == []


def test_targets_due_in_a_year(get: Get) -> None:
    found = rows(get, "targets_due", year="2020", unit="")
    assert [(row["value"], row["unit"]) for row in found] == [(50, "%")] * 2
    assert found == rows(get, "targets_due", year="2020", unit="%")
    assert rows(get, "targets_due", year="2021", unit="") == rows(get, "targets_due", year="2020", unit="ha") == []


def test_who_was_seen_in_a_post(get: Get) -> None:
    found = rows(get, "seen_in_post", post="pho giam doc", body="")
    assert {row["name"] for row in found} == {"Nguyễn Văn Mẫu"}
    assert found == rows(get, "seen_in_post", post="Phó Giám đốc", body="so cong thuong")
    assert rows(get, "seen_in_post", post="pho giam doc", body="so y te") == []


def test_tables_have_facets_and_link_to_the_words(get: Get) -> None:
    table = page(get, "/archive/targets")
    assert table.select_one(".facet-results a")
    (fact, *_) = [link for link in table.select("td a") if str(link["href"]).startswith("/-/fact/")]
    answer = get(str(fact["href"]))
    assert answer.status_code == 302
    path, _, anchor = answer.headers["location"].partition("#")
    assert page(get, path).find(id=anchor)


def test_a_search_is_narrowed_down_by_its_facets(get: Get) -> None:
    found = page(get, "/-/search?q=ke hoach")
    for link in found.select("aside a, .paging a"):
        narrowed = page(get, str(link["href"]))
        assert narrowed.select(".results article"), link
    assert page(get, "/-/search?q=ke hoach&from=1999&to=2000").select(".results article") == []
    assert "from" in page(get, "/-/search?q=ke hoach&from=never").get_text()


def test_a_document_and_its_facts_point_at_each_other(get: Get, db: Path) -> None:
    with Store.open(db, readonly=True) as store:
        document = store.document("https://tin.example/ke-hoach-154.html")
    shown = page(get, f"/-/document/{document.card.id}")
    text = shown.select_one(".text")
    assert text is not None
    assert text.get_text() == document.text == PLAN
    assert {entry["id"] for entry in shown.select("aside li[id]")} == {f"f-{fact.id}" for fact in document.facts}
    links = [*shown.select("aside li[id] > a"), *text.select("mark a")]
    assert len(links) > 2 * len(document.facts) - 2
    for link in links:
        assert shown.find(id=str(link["href"]).removeprefix("#")), link
    for fact in document.facts:
        entry = shown.find(id=f"f-{fact.id}")
        assert entry is not None
        assert entry.find("code", title=str(fact.citation))


@pytest.mark.parametrize("name", ["tin-example", "xau", "javascript"])
def test_a_hostile_document_stays_text(get: Get, db: Path, name: str) -> None:
    with Store.open(db, readonly=True) as store:
        bad = [hit.document for hit in store.search("DROP TABLE")]
    assert len(bad) == 2
    paths = [f"/-/document/{card.id}" for card in bad]
    for path in [*paths, "/-/search?q=ke hoach", "/", "/archive/documents", "/archive/versions", "/archive/mentions"]:
        shown = page(get, path)
        for script in shown.find_all("script"):
            assert "harm" not in script.get_text()
            assert "alert" not in script.get_text()
        assert not shown.find_all(lambda tag: any(name.startswith("on") for name in tag.attrs)), path
        assert not shown.select("svg[onload], img[src=x]")
        for link in shown.select("a[href]"):
            assert not str(link["href"]).lower().startswith("javascript:"), path
    for path in paths:
        assert HOSTILE in page(get, path).select_one(".text").get_text()  # type: ignore[union-attr]
    assert "&lt;b&gt;" in get("/-/search", params={"q": "<b>", "type": "<b>"}).text


def test_scripts_of_elsewhere_may_not_run(get: Get) -> None:
    for path in ("/", "/archive", "/archive/targets", "/-/search?q=ke", "/-/nothing", "/archive.json"):
        headers = get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in re.search(r"script-src ([^;]*)", policy)[1]  # type: ignore[index]
        assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/archive/targets/-/insert", "/archive", "/archive/targets", "/-/search"])
def test_nothing_but_reading(get: Get, method: str, path: str) -> None:
    assert get(path, method).status_code == 405


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM documents",
        "INSERT INTO runs (rules) VALUES ('x')",
        "ATTACH DATABASE '/tmp/x.db' AS x",
        "WITH a AS (SELECT 1) DELETE FROM documents",
        "PRAGMA query_only = 0",
        "SELECT load_extension('x')",
        "SELECT zeroblob(900000000)",
        "SELECT * FROM documents; DROP TABLE documents",
    ],
)
def test_sql_that_does_not_read_is_refused(get: Get, db: Path, sql: str) -> None:
    before = db.read_bytes()
    assert get("/archive.json", params={"sql": sql}).status_code in (400, 403)
    assert db.read_bytes() == before


def test_nobody_can_write_even_from_within(site: Site) -> None:
    async def write() -> None:
        await site.get_database("archive").execute_write("DELETE FROM runs")

    with pytest.raises(PermissionError):
        asyncio.run(write())


def test_a_query_without_end_is_ended(site: Site) -> None:
    site.sql_time_limit_ms = 50
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    answer = asyncio.run(site.client.get("/archive.json", params={"sql": endless}))
    assert answer.status_code == 400
    assert "too long" in answer.text or "interrupted" in answer.text


def test_what_takes_too_long_to_count_is_left_out(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise StoreError("facts.db: the work was interrupted")

    monkeypatch.setattr(Store, "facets", interrupted)
    monkeypatch.setattr(Store, "summary", interrupted)
    found = page(get, "/-/search?q=gat lua")
    assert found.select("article h2")
    assert "counted in time" in found.select_one("aside").get_text()
    assert page(get, "/").select("form")
    monkeypatch.setattr(Store, "search", interrupted)
    assert get("/-/search?q=gat lua").status_code == 503


def test_other_hosts_names_are_refused(get: Get) -> None:
    assert get("/", headers={"host": "harm.example"}).status_code == 403
    for host in ("localhost:8001", "127.0.0.1", "[::1]:8001"):
        assert get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/-/document/none", "/-/document/..%2f..%2fetc%2fpasswd", "/-/fact/00", "/vanthu/../site.py"]
)
def test_what_is_not_there_is_told(get: Get, path: str) -> None:
    assert get(path).status_code == 404


def test_what_is_not_there_is_no_fault_of_the_site(get: Get, capsys: pytest.CaptureFixture[str]) -> None:
    assert get("/-/fact/none").status_code == 404
    assert get("/archive.json?sql=DELETE+FROM+documents").status_code == 400
    assert capsys.readouterr() == ("", "")


def test_it_answers_while_a_run_writes(get: Get, db: Path) -> None:
    assert get("/-/search?q=gat lua").status_code == 200
    writer = sqlite3.connect(db, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE documents SET source = 'x'")
    for path in ("/", "/-/search?q=gat lua", "/archive/documents", "/archive/targets_due?year=2020&unit="):
        assert get(path).status_code == 200
    assert rows(get, "documents")[0]["source"] is None
    writer.execute("COMMIT")
    writer.close()
    assert rows(get, "documents")[0]["source"] == "x"


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    sqlite3.connect(tmp_path / "other.db").execute("CREATE TABLE x (y)")
    for name in ("other.db", "none.db"):
        with pytest.raises(StoreError):
            open_site(tmp_path / name, None)
