"""What a store says of itself."""

from dataclasses import replace

from pipeline.model import Facts, Target
from tests.store.samples import article, span, store_with


def goals(address: str, *quotes: str) -> Facts:
    facts = article("Năm tới: " + "; ".join(quotes) + ".\n", address)
    return replace(
        facts,
        targets=tuple(
            Target(
                mentions=(span(facts.document.text, quote),),
                rule="r",
                indicator=quote.split(" ", 1)[1],
                comparator="=",
                value=float(quote.split(" ", 1)[0]),
            )
            for quote in quotes
        ),
    )


def test_targets_are_taken_from_each_document_in_turn(tmp_path):
    plans = [
        goals("https://tin.example/a", "10 lớp học", "20 cây cầu", "30 trạm y tế"),
        goals("https://tin.example/b", "40 hồ chứa"),
        goals("https://tin.example/c", "50 tổ hợp tác", "60 vườn cây"),
    ]
    with store_with(tmp_path / "facts.db", *plans) as store:
        documents = sorted(row[0] for row in store.conn.execute("SELECT id FROM documents"))
        rounds = [(hit.document, hit.quote) for hit in store.summary(limit=6).targets]
        assert [document for document, _ in rounds[:3]] == documents
        firsts = {quote for _, quote in rounds[:3]}
        assert firsts == {"10 lớp học", "40 hồ chứa", "50 tổ hợp tác"}
        assert {quote for _, quote in rounds[3:5]} == {"20 cây cầu", "60 vườn cây"}
        assert rounds[5][1] == "30 trạm y tế"
        assert [(hit.document, hit.quote) for hit in store.summary(limit=2).targets] == rounds[:2]
