"""The gate: every proposal of a model is checked against the text by rules, or is refused.

The order is that of :data:`CHECKS`, after the shape and the words themselves. A check that the
rules cannot make is failed: a gate that lets through what it cannot judge is none. Whatever a
document tells a model to answer, nothing gets past that the document's own words do not carry.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from math import isclose
from typing import Any

from ...terms.hedge import hedge_of
from ...terms.language import Language
from ..causes.lexicon import lexicon
from ..dates import parse_date
from ..quantities import Numerals, amount
from ..quotations import quotations
from ..sought import Pattern
from ..words import word_list
from .cases import Case, Fault, actors_of, case
from .findings import Findings
from .locating import Place
from .portions import Portion
from .shapes import Cause, Claim, Event, Kind, Quantity

_PART = re.compile(
    r"(?<!\d)[,，:：]|[,，:：](?!\d)|[、;；。!！?？…()（）「」『』“”«»\"]|(?<=[^\W\d_]{2})\."
)
"""Where the clauses of a sentence part, in all languages."""
_ASIDE = re.compile(r"[,，、]\s?\w{1,14}(?:\s\w{1,14})?[,，、]")
"""A word or two between commas (*, probably,*) that part no clause."""
_DIGITS = re.compile(r"\d[\d.,\s]*")


def judged(proposed: Any, kind: Kind, portion: Portion, findings: Findings) -> Case | Fault:
    """Let one proposal through the gate.

    Returns
    -------
    Case or Fault
        The proposal with the places of its words, or the first reason against it.
    """
    found = case(proposed, kind, portion, findings)
    if isinstance(found, Fault):
        return found
    faults = (check(found) for check in CHECKS)
    return next((fault for fault in faults if fault is not None), found)


def actors_are_registered(one: Case) -> Fault | None:
    """The name register reads the same actor in the words, or knows it in the passage."""
    if isinstance(one.item, Event) and not one.item.actors:
        return Fault("no_actor")
    for name, actor in actors_of(one.item):
        if actor.words is None:
            known = one.portion.actors
        else:
            known = one.findings.actors(one.sentence, one.parts[name])
        if actor.id not in known:
            return Fault("actor", f"{name}: {actor.id} / {actor.words}")
    return None


def date_is_recomputed(one: Case) -> Fault | None:
    """The date grammar gives the words the same value."""
    item = one.item
    if not isinstance(item, Event | Claim) or item.date is None:
        return None
    known = one.findings.dates(one.sentence, one.parts["date"])
    alone = parse_date(item.date.words, one.line.language)
    known = known or frozenset(filter(None, [alone]))
    if not known:
        return Fault("date_unread", item.date.words)
    if item.date.value not in known:
        return Fault("date", f"{item.date.words}: {item.date.value}, {' / '.join(sorted(known))}")
    return None


def number_is_equal(one: Case) -> Fault | None:
    """The number reader reads the same number, with the same unit, in the quotation."""
    item = one.item
    if not isinstance(item, Quantity):
        return None
    given = {"value": item.value, "low": item.low, "high": item.high}
    if all(number is None for number in given.values()):
        return Fault("number_missing")
    known = list(_readings(one))
    if not known:
        return Fault("number_unread", item.quotation)
    faults = [_number_fault(item, given, read) for read in known]
    return None if None in faults else faults[0]


_Read = tuple[dict[str, float | None], str]
"""What the rules read: value and bounds by name, and the unit."""


def _readings(one: Case) -> Iterator[_Read]:
    """Numbers that the rules read in the quotation; without a known unit, one plain number."""
    found = one.findings.quantities(one.sentence, one.place)
    for mention in found:
        yield {"value": mention.value, "low": mention.low, "high": mention.high}, mention.unit
    text = one.line.text[one.place.start : one.place.end]
    if not found and len(_DIGITS.findall(text)) == 1:
        value = amount(text, _numerals(one.line.language))
        yield {"value": value, "low": value, "high": value}, ""


def _number_fault(item: Quantity, given: dict[str, float | None], read: _Read) -> Fault | None:
    numbers, unit = read
    for name, number in given.items():
        known = numbers[name]
        if number is None:
            continue
        if known is None or not isclose(number, known, rel_tol=1e-9):
            return Fault("number", f"{name}: {number:g}, {'-' if known is None else f'{known:g}'}")
    if item.unit and (item.unit == unit or item.unit in item.quotation):
        return None
    return Fault("unit", f"{item.unit}, {unit or '-'}")


@cache
def _numerals(language: Language) -> Numerals:
    words = word_list(language, "quantities")
    values, scales = (
        {word: float(value) for word, value in words[name].items()} for name in ("values", "scales")
    )
    return Numerals(values, scales, words["decimal"])


def verbatim_is_quoted(one: Case) -> Fault | None:
    """Words are verbatim only between quotation marks; there, they are no fact of the author."""
    marked = any(
        quote.kind == "speech" and quote.start <= one.place.start and one.place.end <= quote.end
        for quote in quotations(one.line.text)
    )
    if isinstance(one.item, Claim) and one.item.verbatim and not marked:
        return Fault("not_in_quotation_marks")
    if isinstance(one.item, Event) and one.item.assertion == "fact" and marked:
        return Fault("words_of_somebody")
    return None


def cause_and_effect_differ(one: Case) -> Fault | None:
    """The cause is not the effect over again."""
    if isinstance(one.item, Cause) and "cause" in one.parts:
        cause = one.parts["cause"]
        shared = one.place.overlap(cause.start, cause.end)
        if 2 * shared > min(cause.end - cause.start, one.place.end - one.place.start):
            return Fault("cause_is_effect")
    return None


def negation_is_kept(one: Case) -> Fault | None:
    """A negation of the clause is inside the quotation, and an event under it is negated."""
    item = one.item
    if isinstance(item, Quantity):
        return None
    found = _negations(one)
    if isinstance(item, Event):
        if found and item.assertion not in ("negated", "denied"):
            return Fault("negation_dropped", found[0])
        denied = _denials(one)
        claimed = item.assertion in ("fact", "reported", "planned")
        if denied and claimed and item.type != "REJECT":
            return Fault("denial_dropped", denied[0])
        invented = not found and item.assertion == "negated"
        return Fault("negation_invented") if invented else None
    return Fault("negation_dropped", found[0]) if found else None


def _negations(one: Case) -> list[str]:
    """Negations in the clauses of a proposal; for all but events, those that its words leave out.

    What a claim leaves out may also stand beside the words that mark it: *did not say*. A negation
    inside a hedge (*cannot be ruled out*) is none.
    """
    around = [one.place, *(one.parts[name] for name in ("cue",) if name in one.parts)]
    clauses = [clause_around(one.line.text, place) for place in around]
    held = [hedge for clause in clauses for hedge, _ in _hedges(one, clause)]
    if not isinstance(one.item, Event):
        held += [one.place, *(one.parts[name] for name in ("cause", "hedge") if name in one.parts)]
    return [
        sign.group()
        for clause in clauses
        for sign in _own(one, clause, _pattern(one.line.language, "negation"))
        if not any(place.overlap(*sign.span()) for place in held)
    ]


def _denials(one: Case) -> list[str]:
    """Words of the clause by which somebody denies; what is denied is never put forward as done."""
    clause = clause_around(one.line.text, one.place)
    return [sign.group() for sign in _own(one, clause, _pattern(one.line.language, "denial"))]


def _own(one: Case, clause: Place, pattern: Pattern) -> Iterator[re.Match[str]]:
    """Matches in a clause, but for those that somebody says between quotation marks inside it."""
    inner = [
        Place(quote.start, quote.end)
        for quote in quotations(one.line.text)
        if clause.start <= quote.start and quote.end <= clause.end
    ]
    for match in pattern.finditer(one.line.text, *clause.ends):
        if not any(quote.overlap(*match.span()) for quote in inner):
            yield match


def _hedges(one: Case, clause: Place) -> Iterator[tuple[Place, str]]:
    """Places and wordings of what makes a clause uncertain."""
    language = one.line.language
    words = lexicon(language)
    for match in _own(one, clause, words.hedges):
        wording = words.wordings[(match.lastindex or 1) - 1]
        if hedge_of(wording, language).level != "assert":
            yield Place(*match.span()), wording


def hedge_is_kept(one: Case) -> Fault | None:
    """What is only possible, or under a condition, is not put forward as done or as sure."""
    item = one.item
    if isinstance(item, Event) and one.findings.conditional(one.sentence, one.place):
        return Fault("under_condition")
    event = isinstance(item, Event) and item.assertion in ("fact", "reported")
    cause = isinstance(item, Cause) and item.hedge is None
    if not event and not cause:
        return None
    hedges = _hedges(one, clause_around(one.line.text, one.place))
    return next((Fault("hedge_dropped", wording) for _, wording in hedges), None)


CHECKS: tuple[Callable[[Case], Fault | None], ...] = (
    actors_are_registered,
    date_is_recomputed,
    number_is_equal,
    verbatim_is_quoted,
    cause_and_effect_differ,
    negation_is_kept,
    hedge_is_kept,
)
"""What a proposal must pass, in order; the first failure is the reason."""


def clause_around(text: str, place: Place) -> Place:
    """The clause in which words stand: up to the nearest marks on both sides.

    Examples
    --------
    >>> text = "代表団は到着したが、会議には出席しなかった。"
    >>> found = clause_around(text, Place(10, 15))
    >>> text[found.start : found.end]
    '会議には出席しなかった'
    """
    whole = _ASIDE.sub(lambda aside: f"\0{aside[0][1:-1]}\0", text)
    start = max((mark.end() for mark in _PART.finditer(whole, 0, place.start)), default=0)
    mark = _PART.search(whole, place.end)
    return Place(start, mark.start() if mark else len(text))


@cache
def _pattern(language: Language, name: str) -> re.Pattern[str]:
    return re.compile(word_list(language, "proposals")[name])
