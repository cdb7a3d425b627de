"""Places, doubts, statements and links: stored, shown, and statements compared with the facts."""

from dataclasses import replace
from itertools import takewhile

import pytest

from pipeline.cli import main
from pipeline.model import Date, Doubt, Edtf, Facts, Link, Place, Quality, Stated
from pipeline.store import Store, schema
from pipeline.store.agreement import agreement
from pipeline.store.provenance import Whereabouts
from tests.store.samples import NEWS, PLAN, article, plan, span, store_with

CELL = PLAN.index("50% cơ sở")
PROVENANCE = {
    "places": (
        Place(0, len(PLAN), page=3),
        Place(CELL, CELL + 30, element="Biểu 1!C7", row_head="Cơ sở áp dụng", column_head="Năm 2020"),
    ),
    "doubts": (Doubt(CELL, CELL + 3, "a weak word"),),
    "stated": (Stated("number", "154/KH-UBND", "attribute table"), Stated("signer", "Lê Thị Mẫu", "attribute table")),
    "links": (Link("https://tin.example/154.pdf", "Tải về"),),
}


def known(**fields: object) -> Facts:
    return plan(**{**PROVENANCE, **fields})


def test_all_that_is_known_of_a_text_is_kept_and_goes_with_it(tmp_path):
    facts = known(quality=Quality.DOUBTFUL, quality_reason="half without marks")
    with store_with(tmp_path / "facts.db", facts) as store:
        read = store.conn.execute

        def rows(table: str, columns: str) -> list[tuple[object, ...]]:
            return read(f"SELECT {columns} FROM {table} ORDER BY id").fetchall()

        assert rows("versions", "quality, quality_reason") == [("doubtful", "half without marks")]
        assert rows("places", 'start, "end", page, element, row_head, column_head') == [
            (0, len(PLAN), 3, None, None, None),
            (CELL, CELL + 30, None, "Biểu 1!C7", "Cơ sở áp dụng", "Năm 2020"),
        ]
        assert rows("doubts", 'start, "end", reason') == [(CELL, CELL + 3, "a weak word")]
        assert rows("stated", "field, value, source, agrees") == [
            ("number", "154/KH-UBND", "attribute table", 1),
            ("signer", "Lê Thị Mẫu", "attribute table", 0),
        ]
        assert rows("links", "url, text") == [("https://tin.example/154.pdf", "Tải về")]
        store.put(plan(), rules="r1", run=1)
        assert [rows(table, "id") for table in ("places", "doubts", "stated", "links")] == [[], [], [], []]


def test_a_fact_and_a_document_say_where_they_stand(tmp_path):
    with store_with(tmp_path / "facts.db", known()) as store:
        target = store.document("ke-hoach").facts[-1]
        assert target.mentions[0].place == Place(
            CELL, CELL + 30, page=3, element="Biểu 1!C7", row_head="Cơ sở áp dụng", column_head="Năm 2020"
        )
        assert target.mentions[1].place == Place(0, len(PLAN), page=3)
        assert store.fact(target.id).mentions == target.mentions
        assert [(entry.field, entry.agrees) for entry in store.document("ke-hoach").stated] == [
            ("number", True),
            ("signer", False),
        ]


def test_the_commands_say_all_of_it(tmp_path, capsys):
    db = tmp_path / "facts.db"
    facts = known(quality=Quality.DOUBTFUL, quality_reason="half without marks")
    store_with(db, facts).close()

    def said(*arguments: str) -> str:
        assert main([*arguments, "--db", str(db)]) == 0
        return capsys.readouterr().out

    document = said("show", "ke-hoach")
    assert "  doubtful text: half without marks" in document
    assert "  page 3, Biểu 1!C7  [" in document
    assert "  number: 154/KH-UBND  (attribute table)\n" in document
    assert "  signer: Lê Thị Mẫu  (attribute table)  the facts say otherwise\n" in document
    assert "  Tải về  https://tin.example/154.pdf" in document
    fact = said("show", facts.targets[0].id_in(facts.document.id))
    assert "      page 3, Biểu 1!C7, row “Cơ sở áp dụng”, column “Năm 2020”" in fact
    for search in (["sản xuất"], ["sản xuất", "--kind", "target"]):
        assert "doubtful text: half without marks" in said("search", *search)


def test_a_summary_counts_qualities_and_statements(tmp_path):
    bad = {"quality": Quality.UNREADABLE, "quality_reason": "no letters"}
    with store_with(
        tmp_path / "facts.db", known(), article(NEWS, "file:///a.txt"), article("#1?", "file:///b.txt", **bad)
    ) as store:
        summary = store.summary()
    assert summary.qualities == {Quality.GOOD: 2, Quality.DOUBTFUL: 0, Quality.UNREADABLE: 1}
    assert [(line.quality, line.reason, line.documents) for line in summary.reasons] == [
        ("unreadable", "no letters", 1)
    ]
    assert summary.unreadable == (("file:///b.txt", "no letters"),)
    assert summary.statements == {True: 1, False: 1}
    assert [(line.field, line.stated) for line in summary.disagreements] == [("signer", "Lê Thị Mẫu")]


@pytest.mark.parametrize(
    ("field", "value", "agrees"),
    [
        ("number", "154/kh-ubnd", True),
        ("number", "155/KH-UBND", False),
        ("type", "KẾ HOẠCH", True),
        ("type", "Quyết định", False),
        ("issuer", "Tỉnh Đồng Tháp", True),
        ("issuer", "UBND tỉnh Đồng Tháp", True),
        ("issuer", "Uỷ ban nhân dân tỉnh Đồng Tháp; Sở Công Thương", True),
        ("issuer", "Tỉnh Đồng Nai", False),
        ("issuer", "Sở Công Thương", False),
        ("date", "2019-08-12", True),
        ("date", "2019-08-13", False),
        ("date", "hôm qua", None),
        ("effective", "2019-09-01", None),
        ("signer", "NGUYỄN VĂN MẪU", True),
        ("signer", "Nguyễn Văn Mậu", False),
        ("subject", "Môi trường", None),
    ],
)
def test_agreement(field, value, agrees):
    assert agreement(Stated(field, value, "table"), plan()) is agrees


def test_nothing_is_compared_with_nothing():
    without = article(NEWS, "file:///a.txt")
    for field in ("number", "type", "issuer", "date", "effective", "signer"):
        assert agreement(Stated(field, "2019-08-12", "table"), without) is None


def test_a_vague_date_agrees_with_every_day_it_can_mean():
    month = Date(
        mentions=(span(PLAN, "tháng 8 năm 2019"),), rule="dates/month", value=Edtf.month(2019, 8), role="issued"
    )
    facts = replace(plan(), dates=(month,), plan_numbers=())
    assert agreement(Stated("date", "2019-08-31", "table"), facts) is True
    assert agreement(Stated("date", "2019-09-01", "table"), facts) is False


def test_an_offset_between_places_has_none():
    places = Whereabouts([Place(10, 20, element="b"), Place(0, 5, element="a")])
    found = [places.at(offset, offset + 1) for offset in (0, 4, 5, 10, 19, 20)]
    assert [place and place.element for place in found] == ["a", "a", None, "b", "b", None]


def test_words_of_a_row_stand_in_the_cell_of_their_value():
    cells = [
        Place(0, 9, element="table 1, row 2, column 1"),
        Place(12, 14, element="table 1, row 2, column 4", row_head="Rừng", column_head="2024"),
    ]
    found = Whereabouts([Place(0, 40, page=7), *cells]).at(0, 14)
    assert found == Place(12, 14, 7, "table 1, row 2, column 4", "Rừng", "2024")
    assert Whereabouts([Place(0, 9, element="p"), Place(0, 9, page=1)]).at(5, 12) == Place(0, 9, 1, "p")


def test_an_older_store_is_brought_up_to_date(tmp_path, monkeypatch):
    path = tmp_path / "facts.db"
    older = dict(takewhile(lambda named: named[0] != "create_provenance", schema._MIGRATIONS.items()))
    with monkeypatch.context() as patched:
        patched.setattr(schema, "_MIGRATIONS", older)
        with Store.open(path) as store:
            execute = store.conn.execute
            run = execute("INSERT INTO runs (status, rules) VALUES ('done', 'r1')").lastrowid
            execute("INSERT INTO documents (id, address) VALUES ('d', 'file:///d.txt')")
            execute(
                "INSERT INTO versions (id, document, content_hash, text, rules, run) VALUES ('v', 'd', 'h', ?, 'r1', ?)",
                (NEWS, run),
            )
            execute("UPDATE documents SET version = 'v'")
    with Store.open(path) as store:
        assert store.document("d").card.quality == Quality.GOOD
        store.put(known(), rules="r1", run=run)
        assert store.summary().qualities[Quality.GOOD] == 2
