"""Exports: accepted by the tools they are for, the same bytes twice, whole or not at all, and safe to open."""

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import jsonschema
import pytest

from pipeline.export import FORMATS, ExportError, export
from pipeline.export.tables import TABLES
from pipeline.model import Agency, Facts, Official
from pipeline.store import Store
from tests.conftest import ROOT
from tests.store.samples import NEWS, article, plan, span, store_with

HOSTILE = '=HYPERLINK("http://x.example","xem")\n@SUM(A1) <script>alert(1)</script>, "ngoặc" \u2028 +84 -1 Sở X\n'


def hostile() -> Facts:
    facts = article(HOSTILE, "file:///%3Dcmd%7C.txt", title='=1+1"<script>', published="2024-01-02")
    return replace(
        facts,
        agencies=(Agency(mentions=(span(HOSTILE, "@SUM(A1)"),), rule="r", name="@SUM(A1)"),),
        officials=(
            Official(
                mentions=(span(HOSTILE, "-1"),), rule="r", name="-1", title="\tGiám đốc; Ủy viên", agency="Sở X; Sở Y"
            ),
        ),
    )


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    path = tmp_path_factory.mktemp("store") / "facts.db"
    documents = [
        plan(),
        plan(address="https://khac.example/kế hoạch?a=1 2"),
        article(NEWS, "file:///nang.txt"),
        hostile(),
    ]
    with store_with(path, *documents) as held:
        yield held


def exported(store: Store, form: str, folder: Path, **options: bool) -> Path:
    export(store.conn, form, folder, **options)
    return folder


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def facts_in(store: Store) -> int:
    return int(store.conn.execute("SELECT count(*) FROM facts").fetchone()[0])


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_new_gives_the_same_bytes(store, form, tmp_path):
    if form == "parquet":
        pytest.importorskip("pyarrow")
    first = bytes_of(exported(store, form, tmp_path / "a"))
    assert bytes_of(exported(store, form, tmp_path / "b")) == first
    assert bytes_of(exported(store, form, tmp_path / "a")) == first
    assert first["README.md"].startswith(b"<!-- made by vanthu export -->")
    assert not [name for name in first if name.endswith(".new")]


@pytest.mark.parametrize("bom", [False, True])
def test_csv_is_read_back_and_holds_no_formula(store, tmp_path, bom):
    folder = exported(store, "csv", tmp_path, bom=bom)
    rows = {}
    for table in TABLES:
        data = (folder / f"{table.name}.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf") is bom
        text = data.decode("utf-8-sig")
        rows[table.name] = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
        types = {column.name: column.type for column in table.columns}
        for row in rows[table.name]:
            assert list(row) == list(types)
            for name, cell in row.items():
                assert types[name] in ("integer", "number") or not cell.startswith(
                    ("=", "+", "-", "@", "\t", "\r", "\n")
                )
    assert sum(len(rows[name]) for name in ("dates", "plan_numbers", "officials", "agencies", "targets")) == facts_in(
        store
    )
    (official,) = [row for row in rows["officials"] if row["name"].endswith("-1")]
    assert (official["name"], official["title"]) == ("'-1", "'\tGiám đốc; Ủy viên")


def test_jsonl_has_all_facts_with_their_quotes(store, tmp_path):
    folder = exported(store, "jsonl", tmp_path)
    texts = dict(store.conn.execute("SELECT d.id, v.text FROM documents d JOIN versions v ON v.id = d.version"))
    seen = 0
    for name in ("dates", "plan_numbers", "officials", "agencies", "targets", "mentions"):
        for line in (folder / f"{name}.jsonl").read_text("utf-8").split("\n")[:-1]:
            entry = json.loads(line)
            assert texts[entry["document"]][entry["start"] : entry["end"]] == entry["quote"]
            seen += name != "mentions"
    assert seen == facts_in(store)


def test_parquet_is_read_by_arrow(store, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    folder = exported(store, "parquet", tmp_path)
    targets = parquet.read_table(folder / "targets.parquet")
    assert str(targets.schema.field("value").type) == "double"
    assert str(targets.schema.field("by_latest").type) == "date32[day]"
    assert targets.column("value").to_pylist() == [50.0, 50.0]
    assert sum(parquet.read_metadata(path).num_rows for path in folder.glob("*.parquet") if path.stem in
               ("dates", "plan_numbers", "officials", "agencies", "targets")) == facts_in(store)  # fmt: skip


def test_frictionless_accepts_the_data_package(store, tmp_path):
    frictionless = pytest.importorskip("frictionless")
    folder = exported(store, "datapackage", tmp_path)
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["message"])[:5]
    assert len(report.tasks) == len(TABLES)
    path = folder / "targets.csv"
    path.write_text(path.read_text("utf-8").replace(",50.0,", ",năm mươi,", 1), "utf-8")
    assert not frictionless.validate(str(folder / "datapackage.json")).valid


def test_followthemoney_accepts_the_entities(store, tmp_path):
    ftm = pytest.importorskip("followthemoney", reason="FollowTheMoney is not installed (make ftm)")
    lines = (exported(store, "ftm", tmp_path) / "entities.ftm.json").read_text("utf-8").split("\n")[:-1]
    proxies = {}
    for line in lines:
        raw = json.loads(line)
        # cleaning drops what is not valid: nothing may be dropped
        proxy = ftm.model.get_proxy({**raw, "properties": raw["properties"]}, cleaned=False)
        assert {name: set(values) for name, values in raw["properties"].items()} == {
            name: set(proxy.get(name)) for name in raw["properties"]
        }
        proxy.schema.validate(raw)
        assert proxy.id not in proxies
        proxies[proxy.id] = proxy
    for proxy in proxies.values():
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                assert value in proxies, f"{proxy.id} points nowhere"
                assert proxies[value].schema.is_a(prop.range)
    kinds = [proxy.schema.name for proxy in proxies.values()]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "Document": 4, "PublicBody": 4, "Documentation": 3, "Person": 3, "Employment": 4,
    }  # fmt: skip


def test_web_annotations_keep_to_the_model(store, tmp_path):
    page = json.loads((exported(store, "webannotation", tmp_path) / "annotations.jsonld").read_text("utf-8"))
    schema = Path(__file__).with_name("web_annotation.schema.json").read_text("utf-8")
    model = jsonschema.Draft202012Validator(json.loads(schema))
    model.validate(page)
    for harm in ({"type": "Page"}, {"items": [{**page["items"][0], "target": {}}]}, {"id": "hai lời"}):
        assert not model.is_valid(page | harm)
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    texts = {
        key: text
        for *keys, text in store.conn.execute(
            "SELECT d.url, 'urn:vanthu:' || d.id, v.text FROM documents d JOIN versions v ON v.id = d.version"
        )
        for key in keys
    }
    assert len({item["id"] for item in page["items"]}) == len(page["items"])
    assert len(page["items"]) == store.conn.execute("SELECT count(*) FROM mentions").fetchone()[0]
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert item["motivation"] == "describing"
        assert item["body"]["type"] == "TextualBody"
        assert " " not in item["target"]["source"]
        assert urlsplit(item["target"]["source"]).scheme in ("https", "urn")
        quote, position = item["target"]["selector"]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        text = texts.get(item["target"]["source"])
        if text is not None:
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in text


def test_the_readme_explains_every_column(store, tmp_path):
    text = (exported(store, "csv", tmp_path) / "README.md").read_text("utf-8")
    for table in TABLES:
        assert f"\n## {table.name}\n" in text
        for column in table.columns:
            assert f"| `{column.name}` | {column.type} | {column.about} |" in text


def test_the_files_of_others_are_left_alone(store, tmp_path):
    (tmp_path / "README.md").write_text("my own notes")
    with pytest.raises(ExportError, match="holds files that vanthu export did not write"):
        export(store.conn, "csv", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]
    with pytest.raises(ExportError, match="is a file"):
        export(store.conn, "csv", tmp_path / "README.md")


def test_memory_does_not_grow_with_the_store(tmp_path):
    """Peaks of one process that exports a small store and one that exports a store twelve times larger."""
    script = (
        "import resource, sys; from pathlib import Path; from pipeline.export import export;"
        "from pipeline.store import Store\n"
        "with Store.open(Path(sys.argv[1]), readonly=True) as store:\n"
        " for form in ('csv', 'jsonl', 'ftm', 'webannotation'): export(store.conn, form, Path(sys.argv[2]) / form)\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    peaks = []
    for count in (100, 1_200):
        path = tmp_path / f"{count}.db"
        store_with(path, *(plan(address=f"file:///{number}.txt") for number in range(count))).close()
        command = [sys.executable, "-c", script, str(path), str(tmp_path / f"out{count}")]
        peaks.append(int(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout))
    assert peaks[1] < 1.3 * peaks[0] + 32_000  # SQLite's own page cache may fill: 32 MB
