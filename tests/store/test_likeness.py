"""Near-duplicates: found, shown once, and never what only looks alike."""

import random
from dataclasses import replace

import pytest

from pipeline.model import Facts, Kind, PlanNumber, Span
from pipeline.store.likeness import ALIKE, SLOTS, sketch
from tests.store.samples import article, store_with

WORDS = [
    "xã",
    "huyện",
    "tỉnh",
    "ruộng",
    "lúa",
    "đường",
    "cầu",
    "trường",
    "trạm",
    "chợ",
    "nước",
    "điện",
    "rừng",
    "biển",
    "sông",
    "làng",
    "nghề",
    "vườn",
    "cây",
    "quả",
]


def prose(seed: object, count: int = 220) -> str:
    """Sentences that no other seed gives."""
    chance = random.Random(str(seed))
    words = [f"{chance.choice(WORDS)}{chance.choice(['', ' mới', ' cũ', ' lớn'])}" for _ in range(count)]
    return ". ".join(" ".join(words[at : at + 9]) for at in range(0, count, 9)) + ". Hội chợ làng nghề.\n"


def press(text: str, site: str, published: str = "2024-05-06") -> Facts:
    return article(text, f"https://{site}.example/hoi-cho", title="Hội chợ làng nghề", published=published)


def numbered(facts: Facts, number: str) -> Facts:
    text = f"Số: {number}\n{facts.document.text}"
    document = replace(facts.document, text=text)
    own = PlanNumber(mentions=(Span(text, 4, 4 + len(number)),), rule="r", number=number, role="self")
    return replace(facts, document=document, plan_numbers=(own,))


def shown(store, words="hội chợ", **options):
    return [
        (hit.document.address.split("/")[2].removesuffix(".example"), len(hit.copies))
        for hit in store.search(words, **options)
    ]


def test_one_item_on_three_sites_is_shown_once(tmp_path):
    text = prose("item")
    items = [
        press(text, "a"),
        press("Báo B đưa tin. " + text, "b", "2024-05-07"),
        press(text.replace("ruộng", "đồng", 2), "c"),
        press(prose("other"), "d"),
    ]
    with store_with(tmp_path / "facts.db", *items) as store:
        hits = shown(store)
        assert sorted(count for _, count in hits) == [0, 2]
        (first,) = [hit for hit in store.search("hội chợ") if hit.copies]
        sites = {first.document.address, *(copy.address for copy in first.copies)}
        assert sites == {f"https://{site}.example/hoi-cho" for site in "abc"}
        assert store.facets("hội chợ").documents == 4


def test_pages_of_what_is_shown_once_follow_each_other(tmp_path):
    items = [press(prose(item), f"{site}{item}") for item in range(12) for site in "ab"]
    with store_with(tmp_path / "facts.db", *items) as store:
        whole = shown(store, limit=100)
        assert len(whole) == 12
        assert [hit for offset in range(0, 14, 5) for hit in shown(store, limit=5, offset=offset)] == whole
        assert all(count == 1 for _, count in whole)


@pytest.mark.parametrize(
    ("other", "copies"),
    [
        (lambda text: press(text, "b", "2024-06-05"), 1),
        (lambda text: press(text, "b", "2025-05-06"), 0),  # the same words a year later are another item
        (lambda text: press(text, "b", None), 1),  # type: ignore[arg-type]
        (lambda text: numbered(press(text, "b", "2025-05-06"), "12/KH-UBND"), 0),
        (lambda text: press(text[: len(text) // 2], "b"), 0),
    ],
)
def test_what_is_one_item(tmp_path, other, copies):
    text = prose("item")
    with store_with(tmp_path / "facts.db", press(text, "a"), other(text)) as store:
        assert {count for _, count in shown(store)} == {copies}


@pytest.mark.parametrize(("number", "alike"), [("154/KH-UBND", True), ("154 / kh-ubnd", True), ("155/KH-UBND", False)])
def test_a_number_settles_which_plan_it_is(tmp_path, number, alike):
    text = prose("plan")
    plans = [numbered(press(text, "a"), "154/KH-UBND"), numbered(press(text, "b", "2026-01-01"), number)]
    with store_with(tmp_path / "facts.db", *plans) as store:
        assert len(shown(store)) == (1 if alike else 2)
        assert len(store.search("", kind=Kind.PLAN_NUMBER)) == (1 if number == "154/KH-UBND" else 2)


def test_a_changed_or_deleted_document_is_no_longer_a_copy(tmp_path):
    text = prose("item")
    with store_with(tmp_path / "facts.db", press(text, "a"), press(text, "b"), press(text, "c")) as store:
        assert [count for _, count in shown(store)] == [2]
        store.put(press(prose("news"), "b"), rules="r1", run=1)
        assert sorted(count for _, count in shown(store)) == [0, 1]
        store.conn.execute("DELETE FROM documents WHERE address LIKE '%c.example%'")
        assert sorted(count for _, count in shown(store)) == [0, 0]


def test_sketches_estimate_the_share_of_common_shingles():
    def agreement(one: str, other: str) -> float:
        a, b = sketch(one), sketch(other)
        assert a is not None
        assert b is not None
        return sum(a[at : at + 4] == b[at : at + 4] for at in range(0, 4 * SLOTS, 4)) / SLOTS

    text = prose("item", 900)
    assert agreement(text, text) == 1
    assert agreement(text, text.upper()) == 1
    assert agreement(text, prose("another", 900)) < 0.5
    assert agreement(text, text + prose("half more", 600)) < ALIKE
    assert agreement(text, text + prose("a little", 30)) >= ALIKE
    assert sketch("quá ngắn") is None
