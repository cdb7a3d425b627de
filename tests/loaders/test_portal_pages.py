"""Saved pages of portals, where they are at hand: the body whole, and nothing of what stands around it."""

import pytest

from pipeline.loaders import load
from tests.loaders.portal_pages import PAGES, Body, digest, read_goldens

pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason="the saved pages of ../shared are not here")
GOLDENS = read_goldens()


@pytest.mark.parametrize("page", [page for page, golden in GOLDENS.items() if golden.body])
def test_the_body_is_what_was_checked_by_hand(page):
    assert Body.of(load(PAGES / page).text) == GOLDENS[page].body


@pytest.mark.parametrize("page", GOLDENS)
def test_no_furniture_is_left(page):
    lines = {digest(line) for line in load(PAGES / page).text.split("\n")}
    assert GOLDENS[page].furniture
    assert lines.isdisjoint(GOLDENS[page].furniture)


@pytest.mark.parametrize("page", [page for page in GOLDENS if page.startswith("thuvienphapluat-20")])
def test_what_a_law_portal_states_is_what_its_document_says(page, extractor):
    from pipeline.store.agreement import agreement

    document = load(PAGES / page)
    facts = extractor.read(document)
    answers = {entry.field: agreement(entry, facts) for entry in document.stated if entry.source == "attribute table"}
    assert {"type", "issuer", "signer", "date"} <= answers.keys()
    assert False not in answers.values()
    # one is a constitution, which has no number; one shows no post above its signer's name
    assert list(answers.values()).count(None) <= 2


def test_every_page_is_listed():
    assert set(GOLDENS) == {path.relative_to(PAGES).as_posix() for path in PAGES.glob("*/*.html")}
