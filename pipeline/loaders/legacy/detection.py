"""Which words of a text are in which encoding: the likeliest course through all of them.

Words are weighed one by one, and a change from one encoding to another costs: less at the end of a line or where the
font changes than amid a line. So a word that reads under several encodings follows its neighbours, and a foreign name
changes nothing.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import inf

from pipeline.loaders.legacy.charsets import NAMES
from pipeline.loaders.legacy.words import GARBLED, STATES, UNICODE, WORD, Readings

_SUSPICIOUS = re.compile(
    "[\x02-\x06\x10-\x19\x1c-\x1d\x80-\x84\x86-\x9f\xa1-\xbf\xc4-\xc7\xcb\xce-\xd1\xd6-\xd8\xdb-\xdc\xde-\xdf\xe4-\xe7\xeb\xee-\xf1\xf6-\xf8\xfb-\xfc\xfe-\xff€ƒ†‡ˆ‰Š‹ŒŽ™š›œžŸ\u2212\u2219]"
)
_COMPOSED = re.compile("[\u1ea0-\u1ef9]")
_LINE = re.compile(r"[^\n]+")
_ABBREVIATION = re.compile(r"[A-Z]{2,3}|[A-Z][B-DF-HJ-NP-TV-Z]+")  # with a vowel amid it, it is a word of some language
_BEGIN, _AMID, _BREAK = 5.0, 6.0, 2.5  # what a change costs: before the first word, amid a line, at its end
_EASE = 0.5  # of a change at the end of a line, between encodings that are known to be there
_HINT = 1.0  # what a word gains under the encoding that its font promises
# different words that must be none as Unicode and Vietnamese as converted, for an encoding to be there: fewer where the
# whole text is Vietnamese in it and has several words to convert, one where the font promises it
_LEAST, _LEAST_OF_WHOLE, _SEVERAL = 3, 2, 6


@dataclass(frozen=True, slots=True)
class Word:
    """text[start:end], in an encoding. A `proof` is no word as Unicode, and Vietnamese as converted.

    `promised` where its font promises the encoding.
    """

    start: int
    end: int
    encoding: str
    proof: bool
    promised: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """text[start:end] is set in a font that promises an encoding, or in one that promises none (None)."""

    start: int
    end: int
    promise: str | None = None


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A word with its score under each of STATES, what its font promises included, and the cost of a change before it."""

    start: int
    end: int
    scores: tuple[float, ...]
    change: float
    promise: str | None

    def score(self, state: str) -> float:
        return self.scores[STATES.index(state)]


def may_be_legacy(text: str) -> bool:
    """Whether it is worth looking: cheap, and false for nearly all Vietnamese in Unicode."""
    if text.isascii():
        return False
    return not _COMPOSED.search(text) or len(list(islice(_SUSPICIOUS.finditer(text), _LEAST))) == _LEAST


def find_legacy(text: str, stretches: Sequence[Stretch], readings: Readings) -> list[Word]:
    """The words of the stretches that are in an old encoding, in order; none where the text may as well be Unicode."""
    weighed = list(_weigh(text, stretches, readings))
    course = _likeliest(weighed, UNICODE)
    for main, count in Counter(course).most_common(1):
        if main != UNICODE and count * 2 > len(weighed):  # a text that is mostly in one encoding begins in it
            course = _likeliest(weighed, main)
    found = _words(weighed, course)
    sure = []
    for name in NAMES:
        words = [word for word in found if word.encoding == name]
        if _is_sure(text, words, readings, whole=len(words) == len(weighed)):
            sure.append(name)
    if not sure:
        return []
    course = _likeliest(weighed, course[0], (UNICODE, *sure))
    return _words(weighed, [_settled(word, state, sure) for word, state in zip(weighed, course, strict=True)])


def _settled(word: _Weighed, state: str, sure: Sequence[str]) -> str:
    """The state of a word that is alone: where its own cannot be, one that is proved elsewhere in the text may."""
    if state == UNICODE and word.score(UNICODE) > GARBLED:
        return UNICODE
    if state in sure and word.score(state) >= 0:
        return state
    others = [name for name in sure if word.score(name) >= 0]
    return others[0] if others else state if state in sure else UNICODE


def _weigh(text: str, stretches: Sequence[Stretch], readings: Readings) -> Iterator[_Weighed]:
    done = 0
    for stretch in stretches:
        hint = tuple(_HINT if name == stretch.promise else 0.0 for name in STATES)
        change = _BREAK
        for match in WORD.finditer(text, stretch.start, stretch.end):
            scores = readings.scores(match.group())
            if scores is None:
                continue
            if stretch.promise:
                scores = tuple(map(sum, zip(scores, hint, strict=True)))
            broken = "\n" in text[done : match.start()]
            yield _Weighed(*match.span(), scores, _BREAK if broken else change, stretch.promise)
            done, change = match.end(), _AMID


def _words(weighed: Sequence[_Weighed], course: Sequence[str]) -> list[Word]:
    """The words that are not Unicode in a course of states."""
    return [
        Word(
            word.start,
            word.end,
            state,
            proof=word.score(UNICODE) < 0 <= word.score(state),
            promised=word.promise == state,
        )
        for word, state in zip(weighed, course, strict=True)
        if state != UNICODE
    ]


def _likeliest(weighed: Sequence[_Weighed], first: str, proved: Sequence[str] = ()) -> list[str]:
    """Viterbi's algorithm: a state a word, so that scores less changes are most; `first` is the state to begin in.

    Where there are `proved` states, it is one of those, and a change at the end of a line is more likely.
    """
    ease = _EASE if proved else 1.0
    totals = [0.0 if state == first else -_BEGIN if state in (proved or STATES) else -inf for state in STATES]
    back: list[list[int]] = []
    for word in weighed:
        best = _best(totals)
        reach = totals[best] - (word.change * ease if word.change == _BREAK else word.change)
        back.append([state if total >= reach else best for state, total in enumerate(totals)])
        totals = [
            max(total, reach) + own if total > -inf else total for total, own in zip(totals, word.scores, strict=True)
        ]
    state = _best(totals)
    course: list[str] = []
    for came in reversed(back):
        course.append(STATES[state])
        state = came[state]
    return course[::-1]


def _best(totals: Sequence[float]) -> int:
    """The place of the state with the most; of equals one that is not Unicode, for it needs proof besides."""
    return max(range(len(STATES)), key=lambda state: (totals[state], STATES[state] != UNICODE))


def _is_sure(text: str, words: Sequence[Word], readings: Readings, *, whole: bool) -> bool:
    """Whether these words prove their encoding: enough of them, and their lines are Vietnamese, plain words too.

    `whole` where the text has no others that would read otherwise in another encoding.
    """
    proofs = {text[word.start : word.end] for word in words if word.proof}
    promised = any(word.proof and word.promised for word in words)
    if not promised and len(proofs) < _LEAST_OF_WHOLE:
        return False
    syllables, strange = _company(text, words, readings)
    if not promised and len(proofs) < _LEAST:
        return whole and not strange and len({text[word.start : word.end] for word in words}) >= _SEVERAL
    return syllables > 2 * strange


def _company(text: str, words: Sequence[Word], readings: Readings) -> tuple[int, int]:
    """How many words are syllables and how many are none: these words as converted, and the plain ones of their lines."""
    strange = sum(readings.is_alien(text[word.start : word.end], word.encoding) for word in words)
    syllables = len(words) - strange
    done = -1
    for word in words:
        if word.start < done:
            continue
        first = text.rfind("\n", 0, word.start) + 1
        line = _LINE.match(text, first)
        done = line.end() if line else word.end
        for near in WORD.findall(text, first, done):
            if near.isascii() and len(near) > 1 and (near.islower() or near.isupper()):
                known = near in readings.syllables
                syllables += known
                strange += not known and not _ABBREVIATION.fullmatch(near)
    return syllables, strange
