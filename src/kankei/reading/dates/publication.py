"""When a document was published, read from its date line, its label or its byline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import takewhile

from ..passages import Sentence
from .folding import folded
from .grammar import Grammar, grammar
from .points import Point
from .written import Written, expressions

_PROSE = ("sentence", "footnote_sentence", "footnote_ref")
_FRONT = ("dateline", "byline", "title")
_MARKS = " ()[],.:;-|/0123456789"
_HEAD = 6  # sentences among which the dateline of a report stands
_ISSUE = re.compile(r"(?:[0-9]\s*(?:호|권|号|巻|期|卷|號)|(?:No|Vol)\.\s*[0-9]+)\s*\($")
_GOES_ON = re.compile(r"\w{3}|[ぁ-んァ-ヺ가-힣]")  # a subtitle: 2018年9月19日の合意
_LONG = 120  # characters that a line about publication does not reach


def find_published(sentences: Sequence[Sentence]) -> date | None:
    """Find the day a document was published; missing when no line gives a full date.

    A date after a label (掲載日, 발행일, *published*) comes first, then a line of the front matter
    that is a date and nothing else, then such a line at the end.

    Examples
    --------
    >>> from kankei.reading.text import View
    >>> line = Sentence(View.whole("掲載日：2024年7月12日"), "dateline", "ja", 0, 0)
    >>> find_published([line])
    datetime.date(2024, 7, 12)
    """
    point = publication_point(sentences)
    return point.first_day() if point is not None and point.day is not None else None


def publication_point(sentences: Sequence[Sentence]) -> Point | None:
    """Find when a document was published, to the day if possible, else to month or year."""
    front = takewhile(_before_the_prose, sentences)
    text = [sentence for sentence in sentences if sentence.note is None]
    found = [*_labelled(text), *_alone(front), *_alone(reversed(text[-3:])), *_wired(text[:_HEAD])]
    finest = ("day", "month", "year")
    return next((point for unit in finest for point in found if point.unit == unit), None)


def _labelled(sentences: Iterable[Sentence]) -> Iterator[Point]:
    """Dates beside a label; a line of prose counts when it holds little else."""
    for sentence in sentences:
        if len(sentence.text) >= _LONG:
            continue
        text, rules = folded(sentence.text), grammar(sentence.language)
        labels = list(rules.label.finditer(text))
        for written in _explicit(text, rules) if labels else ():
            beside = [
                label
                for label in labels
                if written.start == label.end() or written.end == label.start()
            ]
            if beside and (sentence.kind in _FRONT or _bare(text, written, *beside)):
                yield _point(written)


def _alone(sentences: Iterable[Sentence]) -> Iterator[Point]:
    """Dates of date lines, and of lines that hold a full date and nothing else."""
    for sentence in sentences:
        text, rules = folded(sentence.text), grammar(sentence.language)
        found = _explicit(text, rules) if len(text) < _LONG else []
        if len(found) != 1 or sentence.kind == "table":
            continue
        if sentence.kind in ("heading", "title") and not _closes(text, found[0]):
            continue
        signed = sentence.kind == "byline" and not _GOES_ON.match(text, found[0].end)
        alone = signed or _bare(text, found[0]) or _closes(text, found[0])
        issue = _ISSUE.search(text[: found[0].start]) and text.startswith(")", found[0].end)
        if sentence.kind == "dateline" or issue or (found[0].day and alone):
            yield _point(found[0])


def _wired(sentences: Iterable[Sentence]) -> Iterator[Point]:
    """Dates of agency reports: BRASILIA, Oct 31, 2024 (Reuters); КАИР, 4 июля 2023 года."""
    for sentence in sentences:
        wire = grammar(sentence.language).publication.get("wire")
        place = wire.match(sentence.text) if wire else None
        if place:
            text = folded(sentence.text)
            dated = _explicit(text[:_LONG], grammar(sentence.language))
            yield from (_point(one) for one in dated if one.start == place.end())


def _closes(text: str, written: Written) -> bool:
    """Whether a date in brackets ends a line of the front matter: 제31호(2024. 11. 25.)."""
    return text[written.start - 1 : written.start] == "(" and text[written.end :].strip(" .") == ")"


def _before_the_prose(sentence: Sentence) -> bool:
    text, rules = folded(sentence.text), grammar(sentence.language)
    if sentence.kind not in _PROSE:
        return True
    return len(text) < _LONG and any(_bare(text, date) for date in _explicit(text, rules))


def _bare(text: str, written: Written, *labels: re.Match[str]) -> bool:
    """Say whether nothing but the date, its label and a time of day stand in a line."""
    letters = list(text)
    for start, end in [(written.start, written.end), *(label.span() for label in labels)]:
        letters[start:end] = " " * (end - start)
    return not "".join(letters).strip(_MARKS)


def _point(written: Written) -> Point:
    assert written.year is not None
    return Point(written.year, written.month, written.day)


def _explicit(text: str, rules: Grammar) -> list[Written]:
    found = (expression.first for expression in expressions(text, rules, lambda: text))
    return [written for written in found if _complete(written)]


def _complete(written: Written) -> bool:
    if written.kind != "calendar" or written.year is None or written.ranged:
        return False
    return _point(written).exists
