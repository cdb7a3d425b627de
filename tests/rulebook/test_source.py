"""Mistakes in rule files are all found, each with its file and line."""

from pathlib import Path

import pytest
from pydantic import Field

from pipeline.rulebook import Rulebook, RulebookError
from pipeline.rulebook.patterns import PatternRule, compile_rules, expand
from pipeline.rulebook.source import RuleSource, Strict
from tests.conftest import ROOT


class Book(Strict):
    macros: dict[str, str] = Field(default={})
    rules: list[PatternRule]


GOOD = """\
macros:
  day: \\d{1,2}/\\d{1,2}
rules:
- id: date.one
  pattern: ngày\\ <<day>>
  examples:
  - {text: ngày 8/8, value: 2019-08-08}
  rejects: [đường 8/8]
"""


def source(tmp_path: Path, text: str) -> RuleSource:
    (tmp_path / "dates.yml").write_text(text, "utf-8")
    return RuleSource(tmp_path)


def mistakes(tmp_path: Path, text: str) -> list[str]:
    reader = source(tmp_path, text)
    if read := reader.yaml("dates.yml", Book):
        book, lines = read
        compile_rules(reader, "dates.yml", lines, "rules", book.rules, book.macros)
    return [str(mistake).split("/", 1)[1] for mistake in sorted(reader.mistakes)]


def test_good_rules_compile(tmp_path: Path) -> None:
    reader = source(tmp_path, GOOD.replace("value: 2019-08-08", 'value: "2019-08-08"'))
    read = reader.yaml("dates.yml", Book)
    assert read is not None
    (rule,) = compile_rules(reader, "dates.yml", read[1], "rules", read[0].rules, read[0].macros)
    assert rule.regex.search("từ ngày 8/8")
    assert (rule.file, rule.line) == ("dates.yml", 4)


def test_mistakes_of_later_entries_are_found_all_at_once(tmp_path: Path) -> None:
    text = GOOD.replace("value: 2019-08-08", 'value: "2019-08-08"') + (
        "- id: date.two\n"
        "  pattern: x\n"
        "  exmaples: []\n"
        "  rejects: [y]\n"
        "- id: date.three\n"
        "  pattern: x\n"
        "  examples: [{text: x, valeu: y}]\n"
        "  rejects: []\n"
    )
    assert mistakes(tmp_path, text) == [
        "dates.yml:9: the key 'examples' is missing",
        "dates.yml:11: unknown key 'exmaples'",
        "dates.yml:15: unknown key 'valeu'",
        "dates.yml:16: rules.2.rejects: List should have at least 1 item after validation, not 0",
    ]


def test_patterns_that_cannot_work(tmp_path: Path) -> None:
    rule = "- {{id: {}, pattern: '{}', examples: [{{text: x}}], rejects: [y]}}\n"
    text = "rules:\n" + "".join(
        rule.format(name, pattern)
        for name, pattern in [
            ("date.a", "(x"),
            ("date.b", "<<no>>x"),
            ("date.c", "x?"),
            ("date.d", "x"),
            ("date.d", "z"),
        ]
    )
    found = mistakes(tmp_path, text)
    assert [line.split(":")[1] for line in found] == ["2", "3", "4", "6"]
    assert "missing )" in found[0]
    assert "no macro 'no'" in found[1]
    assert "matches no text" in found[2]
    assert "is taken by" in found[3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "dates.yml:1: the file is empty"),
        ("rules: [\n", "dates.yml:2: not YAML"),
        ("rules: []\nrules: []\n", "dates.yml:2: the key 'rules' stands twice"),
        ("- a\n", "dates.yml:1: "),
    ],
)
def test_files_that_are_no_rules(tmp_path: Path, text: str, expected: str) -> None:
    assert mistakes(tmp_path, text)[0].startswith(expected)


def test_csv_rows(tmp_path: Path) -> None:
    class Row(Strict):
        name: str
        since: int | None = None

    (tmp_path / "x.csv").write_text("name,since\nA,2008\nB,\n,2009\nC,soon\nD,1,2\n", "utf-8")
    reader = RuleSource(tmp_path)
    assert [row.name for _, row in reader.csv("x.csv", Row)] == ["A", "B"]
    assert [mistake.line for mistake in sorted(reader.mistakes)] == [4, 5, 6]


def test_macros_in_a_ring_are_refused() -> None:
    with pytest.raises(KeyError):
        expand("<<a>>", {"a": "<<b>>", "b": "<<a>>"})


def test_a_file_nobody_reads_is_a_mistake(tmp_path: Path) -> None:
    for path in (ROOT / "rules").rglob("*.*"):
        copy = tmp_path / path.relative_to(ROOT / "rules")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    assert Rulebook.load(tmp_path).version == Rulebook.load(ROOT / "rules").version
    (tmp_path / "datess.yml").write_text("rules: []\n", "utf-8")
    with pytest.raises(RulebookError, match=r"datess.yml:1: no part of vanthu reads this file"):
        Rulebook.load(tmp_path)
