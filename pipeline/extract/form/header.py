"""The head of an official document: who issues it, under which number, where and when, of which type, about what.

Print puts the issuing body left and the motto right; texts made from it have the two columns one below the other, line
by line or all on one line. So the parts are taken out by their own form, wherever they stand, and the capitals that are
left name the body.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from pipeline.extract.context import Context
from pipeline.extract.layout import Stretch
from pipeline.rulebook.layout import LayoutRules

_REACH = 4000  # characters a header can take, from the motto or the number on
_BEFORE = 700  # and before them, where the issuer's lines stand
_LEAD = 60  # characters before a number in which the type it cites can stand
_SUBJECT = 900  # no subject is longer
_COLUMN = regex.compile(r"[^\n|]+?(?=\ {2,}|\s*[\n|]|\s*\Z)")
_LETTERS = regex.compile(r"\p{L}")


@dataclass(frozen=True, slots=True)
class Header:
    """The parts found, as stretches of the normal text.

    `issuer` are the lines of the issuing body, `superior` of the one above it; `blank_number` is a place for a number
    with none in it. The document's body begins at `body` or behind.
    """

    start: int
    end: int
    body: int
    mottos: tuple[Stretch, ...] = ()
    issuer: tuple[Stretch, ...] = ()
    superior: tuple[Stretch, ...] = ()
    number: Stretch | None = None
    blank_number: Stretch | None = None
    place: Stretch | None = None
    date: Stretch | None = None
    type: Stretch | None = None
    subject: Stretch | None = None


def find_header(context: Context) -> Header | None:
    """The first header in the head of the text; None for texts that have none."""
    text, rules = context.text, context.rules.layout
    start = _first_line(context)
    limit = min(len(text), start + 2 * _REACH)
    motto = rules["motto"].search(text, start, limit)
    number = _own_number(context, start, motto.end() + _REACH if motto else min(start + 1500, limit))
    if motto is None and (number is None or _after_body(rules, text, start, number[0])):
        return _bare_header(rules, text, start)
    anchor = min(part for part in (motto and motto.start(), number and number[0]) if part is not None)
    first = max(start, anchor - _BEFORE)
    last = _end_of_zone(rules, text, max(anchor, motto.end() if motto else anchor), min(len(text), anchor + _REACH))
    if number and number[0] >= last:
        number = None
    header = _read_zone(context, first, last, number)
    if header.type is None and (bare := _bare_header(rules, text, start)):
        return replace(header, type=bare.type, subject=bare.subject)  # print put the head in the middle of its page
    return header


def _first_line(context: Context) -> int:
    """Where the text begins behind running heads and what belongs to the page."""
    text, rules = context.text, context.rules.layout
    for block in context.blocks:
        words = text[block.start : block.end]
        if not any(rules[name].match(words) for name in ("running-head", "separator", "stamp", "furniture")):
            return block.start
    return 0


def _bare_header(rules: LayoutRules, text: str, start: int) -> Header | None:
    """The type's line and the subject of a text whose upper lines are lost; None where no body follows them at once."""
    body = _body(rules, text, start, min(len(text), start + _BEFORE))
    type_line = None if body is None else _type_line(rules, text, start, None, body)
    if body is None or type_line is None or text[start : type_line[0]].strip():
        return None
    subject = _subject(rules, text, type_line, None, body)
    return Header(type_line[0], (subject or type_line)[1], body, type=type_line, subject=subject)


def _after_body(rules: LayoutRules, text: str, start: int, offset: int) -> bool:
    return rules["body-begins"].search(text, start, offset) is not None


def _end_of_zone(rules: LayoutRules, text: str, start: int, limit: int) -> int:
    body = _body(rules, text, start, limit)
    return limit if body is None else body


def _body(rules: LayoutRules, text: str, start: int, limit: int) -> int | None:
    """Where the body begins: not at a verb right under the type's line, which is a subject ("KẾ HOẠCH / Thực hiện")."""
    for found in rules["body-begins"].finditer(text, start, limit):
        if found["verb"] is None or not _ends_in_type(rules, text[start : found.start()].rstrip(" *:-_|\n")):
            return found.start()
    return None


def _ends_in_type(rules: LayoutRules, text: str) -> bool:
    line = text[text.rfind("\n") + 1 :]
    match = rules["type-line"].search(line)
    return match is not None and not line[match.end("type") :].strip("*: 0123456789")


def _own_number(context: Context, start: int, limit: int) -> tuple[int, int, bool] | None:
    """(start, end, blank) of the number after "Số:", the one with a colon first."""
    text, rules = context.text, context.rules.layout
    found: list[tuple[bool, int, int, bool]] = []
    for match in rules["own-number"].finditer(text, start, min(limit, len(text))):
        begin = match.start("what") if match["what"] else match.start()
        lead = context.rules.numbers.cue("type").search(text, max(0, begin - _LEAD), begin)
        if lead and text[text.rfind("\n", 0, lead.start()) + 1 : lead.start()].strip(" *|"):
            continue  # "THEO QUYẾT ĐỊNH / SỐ 12/QĐ-SCT" cites; a line "QUYẾT ĐỊNH" alone does not
        if match["number"] is None:
            found.append((match["colon"] is None, match.start("blank"), match.end(), True))
        elif end := _number_end(context, match.end()):
            found.append((match["colon"] is None, match.end(), end, False))
    if not found:
        return None
    _, first, last, blank = min(found)
    return first, last, blank


def _number_end(context: Context, start: int) -> int | None:
    for form in context.rules.numbers.coded_forms:
        if match := form.regex.match(context.text, start):
            return match.end()
    return None


def _read_zone(context: Context, first: int, last: int, number: tuple[int, int, bool] | None) -> Header:
    text, rules = context.text, context.rules.layout
    mottos = tuple(match.span() for match in rules["motto"].finditer(text, first, last))
    place_date = rules["place-date"].search(text, first, last)
    type_line = _type_line(rules, text, mottos[-1][1] if mottos and not number else first, number, last)
    subject = _subject(rules, text, type_line, number, last)
    head_end = type_line[0] if type_line else subject[0] if subject else last
    holes = [*mottos]
    if number:
        holes.append((_line_start(rules, text, number[0], first), number[1]))
    if place_date:
        holes.append(place_date.span())
    bodies = _bodies(rules, text, first, head_end, sorted(holes))
    if not bodies and type_line:
        bodies = _bodies(rules, text, subject[1] if subject else type_line[1], last, [])[:1]
    parts = [*mottos, *(line for body in bodies for line in body)]
    parts += [part for part in (number and number[:2], place_date and place_date.span(), type_line, subject) if part]
    end = max(end for _, end in parts)
    return Header(
        start=min(start for start, _ in parts),
        end=end,
        body=max(last, end) if rules["body-begins"].match(text, last) else end,
        mottos=mottos,
        issuer=bodies[-1] if bodies else (),
        superior=bodies[-2] if len(bodies) > 1 else (),
        number=number[:2] if number and not number[2] else None,
        blank_number=number[:2] if number and number[2] else None,
        place=place_date.span("place") if place_date else None,
        date=place_date.span("date") if place_date else None,
        type=type_line,
        subject=subject,
    )


def _line_start(rules: LayoutRules, text: str, offset: int, first: int) -> int:
    """Where the column that holds an offset begins: back over "Số:"."""
    found = rules["number-lead"].search(text, first, offset)
    return found.start() if found else offset


def _type_line(
    rules: LayoutRules, text: str, first: int, number: tuple[int, int, bool] | None, last: int
) -> Stretch | None:
    """The type's own line, behind the number where there is one ("NGHỊ QUYẾT" before it is a gazette's section)."""
    start = max(first, number[1]) if number else first
    match = rules["type-line"].search(text, start, last) or (number and rules["type-line"].search(text, first, last))
    return match.span("type") if match else None


def _subject(
    rules: LayoutRules, text: str, type_line: Stretch | None, number: tuple[int, int, bool] | None, last: int
) -> Stretch | None:
    """What the document is about: the lines under its type, or behind "V/v" in a dispatch."""
    if type_line is not None:
        behind = number[1] if number and rules["number-word"].fullmatch(text, type_line[1], number[0]) else 0
        under = type_line[1] + text[type_line[1] : type_line[1] + 1].isdigit()  # behind a footnote's digit
        lines = _lines(rules, text, max(under, behind), last, paragraph=True)
        lead = rules["subject-lead"].match(text, *lines) if lines else None
        return (lead.end(), lines[1]) if lines and lead else lines
    if number is not None and (mark := rules["subject-mark"].search(text, number[1], last)):
        return _lines(rules, text, mark.end(), last, paragraph=False)
    return None


def _lines(rules: LayoutRules, text: str, start: int, last: int, *, paragraph: bool) -> Stretch | None:
    """The lines from `start` that go on with one another; none where a separator or another part comes first."""
    begin = end = None
    for line in regex.finditer(r"[^\n]+", text[start:last]):
        words = line.group().strip(" *:|-_,")
        first = start + line.start() + line.group().find(words) if words else start
        if not words:
            if begin is not None and rules["separator"].match(line.group().strip()):
                break
            continue
        if begin is not None:
            blank = text.count("\n", end, first) > 1
            if _stops_subject(rules, words, text[begin:end], blank=blank) or _other_part(rules, words):
                break
        elif _other_part(rules, words):
            break
        column = _COLUMN.match(words) if not paragraph else None
        begin = first if begin is None else begin
        end = first + (column.end() if column else len(words))
        if words.endswith((".", ";")) or end < first + len(words) or end - begin > _SUBJECT:
            break
    return (begin, end) if begin is not None and end is not None and end > begin else None


def _other_part(rules: LayoutRules, words: str) -> bool:
    return rules["place-date"].match(words) is not None or rules["motto"].match(words) is not None


def _stops_subject(rules: LayoutRules, words: str, before: str, *, blank: bool) -> bool:
    """Whether a line is no more of the subject that the lines before it give."""
    if words[0].islower():
        return False
    if rules["body-head"].match(words) or rules["post"].match(words) or words[0] in "([":
        return rules["goes-on"].search(before) is None
    return (blank and not before.isupper()) or before.isupper() != words.isupper() or words.endswith(":")


def _bodies(rules: LayoutRules, text: str, first: int, last: int, holes: list[Stretch]) -> list[tuple[Stretch, ...]]:
    """The bodies that the capitals outside the holes name, each as its lines."""
    bodies: list[list[Stretch]] = []
    for start, end in _outside(first, last, holes):
        for column in _COLUMN.finditer(text, start, end):
            for line in _capital_lines(rules, text, *column.span()):
                words = text[line[0] : line[1]]
                if rules["body-head"].match(words):
                    bodies.append([line])
                elif bodies:
                    bodies[-1].append(line)
    named = [tuple(body) for body in bodies]
    return [body for i, body in enumerate(named) if i == 0 or _words(text, body) != _words(text, named[i - 1])]


def _capital_lines(rules: LayoutRules, text: str, start: int, end: int) -> Iterator[Stretch]:
    """The column where it is all capitals, cut where a second body begins."""
    while start < end and (text[start].isspace() or text[start] in "*-_.="):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "*-_.=:,;"):
        end -= 1
    words = text[start:end]
    if len(words) < 2 or not words.isupper() or not _LETTERS.search(words) or rules["running-head"].match(words):
        return
    if not rules["body-head"].match(words) and (head := rules["head-of-body"].match(words)):
        start, words = start + head.end(), words[head.end() :]
        if not words:
            return
    cut = rules["subordinate"].search(words) if rules["body-head"].match(words) else None
    if cut:
        yield start, start + cut.start() - 1
        yield start + cut.start(), end
    else:
        yield start, end


def _outside(first: int, last: int, holes: list[Stretch]) -> Iterator[Stretch]:
    for start, end in holes:
        if start > first:
            yield first, min(start, last)
        first = max(first, end)
        if first >= last:
            return
    if first < last:
        yield first, last


def _words(text: str, body: tuple[Stretch, ...]) -> str:
    return " ".join(" ".join(text[start:end].split()) for start, end in body)


def words_of(text: str, lines: tuple[Stretch, ...]) -> str | None:
    """The words of lines that belong together, with single blanks; None for no lines."""
    return _words(text, lines) or None
