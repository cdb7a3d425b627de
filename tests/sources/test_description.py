"""Descriptions of sources are read strictly: every mistake with its file and line."""

from pathlib import Path

import pytest

from pipeline.rulebook.source import RulebookError
from pipeline.sources.catalogue import SourceError, find_source, known_names, load_source, load_sources

GOOD = """\
name: {name}
title: Cổng của huyện
publisher: {{agency: Ủy ban nhân dân huyện Tam Nông, level: district, place: huyện Tam Nông}}
start:
  - {{kind: feed, url: https://tamnong.example/rss}}
"""


def described(folder: Path, *, name: str = "tam-nong", more: str = "") -> Path:
    path = folder / "sources" / f"{name}.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(GOOD.format(name=name) + more, "utf-8")
    return path


def test_a_short_description_is_enough(tmp_path: Path) -> None:
    source = load_source(described(tmp_path))
    assert source.description.allowed_hosts() == {"tamnong.example"}
    assert source.description.limits.delay == 1.0
    assert source.description.expectations.at_least == 1


@pytest.mark.parametrize(
    ("more", "line", "words"),
    [
        ("fields:\n  title: {css: h1}\n  titel: {css: h1}\n", 8, "unknown key 'titel'"),
        ("fields:\n  title: {css: h1, xpath: //h1}\n", 7, "one of them"),
        ("fields:\n  title: {css: 'h1['}\n", 7, "not a CSS selector"),
        ("fields:\n  title: {xpath: '//h1['}\n", 7, "not an XPath"),
        ("fields:\n  title: {pattern: '('}\n", 7, "not a pattern"),
        ("date_formats: ['%d/%m/%Y', '%q']\n", 6, "no date format"),
        ("charset: tcvn-9\n", 6, "unknown encoding"),
        ("schedule: yearly\n", 6, "hourly"),
        ("limits: {delay: -1}\n", 6, "greater than or equal to 0"),
        ("expectations: {at_least: 5, at_most: 4}\n", 6, "less than at_least"),
        ("certificates: {tamnong.example: missing.pem}\n", 6, "no certificate missing.pem"),
        ("checked: {day: 2026-11-21, against: đĩa, pages: [{file: ../a.html, url: 'http://a.example/', kind: detail}]}\n",
         6, "below the folder"),
        ("  - {kind: feed, url: 'ftp://a.example/'}\n", 6, "no http or https address"),
        ("  - {kind: sitemap, url: 'http://a.example/', pages: {first: 1}}\n", 6, "a sitemap has no pages"),
        ("  - {kind: listing, url: 'http://a.example/?p={page}'}\n", 6, "pages must say its first"),
        ("  - {kind: listing, url: 'http://a.example/', pages: {first: 1}}\n", 6, "neither next"),
        ("  - {kind: listing, url: 'http://a.example/', pages: {next: {css: a}}, lists: {css: a}}\n", 6, "not both"),
        ("  - {kind: feed, url: 'http://a.example/', lists: {css: a}}\n", 6, "a feed has no lists"),
        ("  - {kind: search, url: 'http://a.example/'}\n", 6, "needs its form"),
        ("  - {kind: listing, url: 'http://a.example/', form: {q: a}}\n", 6, "belong to a search"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(tmp_path: Path, more: str, line: int, words: str) -> None:
    path = described(tmp_path, more=more)
    with pytest.raises(RulebookError) as caught:
        load_source(path)
    assert str(caught.value).startswith(f"sources/tam-nong.yml:{line}: ")
    assert words in str(caught.value)


def test_all_mistakes_of_all_files_are_told(tmp_path: Path) -> None:
    described(tmp_path, more="schedule: yearly\ncharset: tcvn-9\n")
    described(tmp_path, name="thanh-thuy", more="unknown: 1\n").rename(tmp_path / "sources" / "other.yml")
    with pytest.raises(RulebookError) as caught:
        load_sources(tmp_path)
    assert len(caught.value.mistakes) == 3


def test_the_name_is_the_files(tmp_path: Path) -> None:
    path = described(tmp_path).rename(tmp_path / "sources" / "other.yml")
    with pytest.raises(RulebookError, match=r"other\.yml:1: name is 'tam-nong'"):
        load_source(path)


def test_a_source_is_found_by_name_or_file(tmp_path: Path) -> None:
    path = described(tmp_path)
    assert known_names(tmp_path) == {"tam-nong"}
    assert find_source("tam-nong", tmp_path) == find_source(str(path))
    with pytest.raises(SourceError, match="no source named 'tam-dao'"):
        find_source("tam-dao", tmp_path)


def test_the_sources_that_come_with_vanthu_are_sound() -> None:
    for source in load_sources():
        assert source.description.checked, f"{source.name} does not say when it was checked, and against what"
