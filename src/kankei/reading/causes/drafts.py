"""From connectives to cause and effect: the two sides of every connective of a statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .lexicon import Lexicon, Link
from .stretches import LONGEST, Stretch

Range = tuple[int, int]
"""Half-open positions of a sentence."""


PREDICATE = 16
"""Characters after the last side of a statement in which its hedge may stand."""


BESIDE = 2
"""A connective so near behind another belongs to its cause: *because without the Gulf …*."""

TRAIL = 24
"""Characters that the words and marks ending a clause may fill."""

_OPENING, _CLOSING = "「『“«", "」』”»"
"""Quotation marks."""

LEAD = 24
"""Characters that the words leading into a clause may fill."""


@dataclass(slots=True)
class Draft:
    """A causal statement by positions of its sentence.

    ``cause`` is ``None`` when the text gives none; ``scope`` is the text in which the hedge of the
    statement may stand.
    """

    link: Link
    cause: Range | None
    effect: Range
    connective: Range
    scope: Range
    points_back: bool = False


@dataclass(slots=True)
class Found:
    """A connective at its place."""

    link: Link
    match: re.Match[str]

    @property
    def in_parts(self) -> bool:
        """Whether the pattern holds cause and effect themselves."""
        return self.link.layout == "parts"

    @property
    def start(self) -> int:
        """Where the connective begins."""
        return self.match.start()

    @property
    def end(self) -> int:
        """Where the connective ends."""
        return self.match.end()


def drafts(stretch: Stretch, statement: Range, words: Lexicon) -> list[Draft]:
    """All causal statements between two boundaries, in the order of their connectives."""
    low, high = statement
    if high - low < 2 * words.shortest:
        return []
    found = _connectives(stretch.text, low, high, words)
    made = [draft for one in found for draft in _sides(stretch.text, one, statement, found, words)]
    whole = [draft for draft in made if _whole(stretch.text, draft)]
    return _once([draft for draft in whole if _long_enough(draft, words)])


def _once(made: list[Draft]) -> list[Draft]:
    """Two connectives around one effect (只有 … 才) make one statement."""
    kept: list[Draft] = []
    for draft in made:
        same = any(
            other.effect == draft.effect
            and other.cause
            and draft.cause
            and other.cause[0] < draft.cause[1]
            and draft.cause[0] < other.cause[1]
            for other in kept
        )
        if not same:
            kept.append(draft)
    return kept


def _connectives(text: str, low: int, high: int, words: Lexicon) -> list[Found]:
    """Connectives that do not overlap, a pattern of parts by its place."""
    found = [
        Found(link, match)
        for link in words.links.left(text)
        if link.trigger is None or link.trigger.search(text, low, high)
        for match in _matches(link, text, low, high, words)
    ]
    kept: list[Found] = []
    for one in sorted(found, key=_rank):
        clash = (other for other in kept if other.start < one.end and one.start < other.end)
        if not any(one.in_parts == other.in_parts for other in clash):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _rank(one: Found) -> int:
    """Which of two connectives at one place goes before: one that points back, else the longer."""
    if one.link.layout == "previous":
        return -LONGEST
    return 0 if one.in_parts else one.start - one.end


def _matches(link: Link, text: str, low: int, high: int, words: Lexicon) -> Iterator[re.Match[str]]:
    """Places of a connective; a pattern of parts begins where a clause begins."""
    if link.layout == "parts":
        return _with_parts(link, text, low, high, words)
    return link.pattern.finditer(text, low, high)


def _with_parts(
    link: Link, text: str, low: int, high: int, words: Lexicon
) -> Iterator[re.Match[str]]:
    begin = low
    for comma in (None, *words.comma.finditer(text, low, high)):
        begin = max(begin, _led(text, comma.end() if comma else low, high, words))
        if comma is None or comma.end() >= begin - LEAD:
            match = link.pattern.match(text, begin, high)
            if match:
                yield match
                begin = match.end()


def _sides(
    text: str, one: Found, statement: Range, found: Sequence[Found], words: Lexicon
) -> Iterator[Draft]:
    layout = one.link.layout
    if layout == "parts":
        yield from _named(text, one, statement, found, words)
    elif layout == "cause-effect":
        yield from _cause_first(text, one, statement, found, words)
    elif layout == "previous":
        yield from _previous(text, one, statement, words)
    elif layout == "verb":
        yield from _verb(text, one, statement, found, words)
    elif layout == "opening" or (layout == "either" and _opens(text, one, statement, words)):
        yield from _opening(text, one, statement, found, words)
    else:
        yield from _effect_first(text, one, statement, found, words)


def _cause_first(
    text: str, one: Found, statement: Range, found: Sequence[Found], words: Lexicon
) -> Iterator[Draft]:
    """``A ため、B``: from the connective before to this one, and on to the next."""
    low, high = statement
    clauses = [other for other in found if other.link.layout == "cause-effect"]
    before = [other.end for other in clauses if other.end <= one.start and not other.link.noun]
    after = [other.start for other in clauses if other.start >= one.end and not other.link.noun]
    start = max(before, default=low)
    end = min(after, default=high)
    if one.link.noun:
        start = max(start, _after_comma(text, low, one.start, words))
    topic = words.topic.match(text, start, one.start) if one.link.phrase else None
    start = topic.end() if topic else start
    cause = (start, one.end if words.verb_last else one.start)
    draft = _draft(text, one, cause, (one.end, end), words)
    yield replace(draft, scope=(start, end)) if one.link.kind == "means-end" else draft


def _effect_first(
    text: str, one: Found, statement: Range, found: Sequence[Found], words: Lexicon
) -> Iterator[Draft]:
    """``B because A``: back to the beginning, and on to the next connective."""
    low, high = statement
    if any(0 <= one.start - other.end <= BESIDE for other in found):
        return
    near = one.end + BESIDE
    after = [other.start for other in found if other.start > near and _begins_a_cause(other)]
    end = min(after, default=high)
    comma = words.comma.search(text, one.end, end) if one.link.phrase else None
    yield _draft(text, one, (one.end, comma.start() if comma else end), (low, one.start), words)


def _begins_a_cause(other: Found) -> bool:
    return other.link.layout in ("either", "opening", "effect-cause")


def _opening(
    text: str, one: Found, statement: Range, found: Sequence[Found], words: Lexicon
) -> Iterator[Draft]:
    """``If A, B``: the first comma ends the cause; every later clause is an effect of its own."""
    low, high = statement
    comma = words.comma.search(text, min(max(one.end, one.start + 2 * words.shortest), high), high)
    if not comma:
        return
    others = [
        other.start
        for other in found
        if other.start > comma.start() and other.link.layout in ("opening", "either")
    ]
    limit = min(others, default=high)
    begin = one.start if words.keeps_opening else one.end
    if words.keeps_opening:
        begin = _after_comma(text, low, one.start, words)
    effects = list(_clauses(text, comma.end(), limit, words))
    for number, effect in enumerate(effects):
        goes_on = number and words.comma.match(text, effect[0] - 1)
        cause_end = effects[number - 1][1] if goes_on else comma.start()
        yield _draft(text, one, (begin, cause_end), effect, words)


def _clauses(text: str, low: int, high: int, words: Lexicon) -> Iterator[Range]:
    """Consequences of a condition: clauses that each hold their own hedge, else one."""
    begin = low
    for comma in words.consequence.finditer(text, low, high):
        after = words.hedges.search(text, comma.end(), high)
        if after and words.hedges.search(text, begin, comma.start()):
            yield begin, comma.start()
            begin = comma.end()
    yield begin, high


def _previous(text: str, one: Found, statement: Range, words: Lexicon) -> Iterator[Draft]:
    """``Therefore B``: the cause is the clause before, or the sentence before."""
    low, high = statement
    clause = _after_comma(text, low, one.start, words)
    end = high
    if text[clause : one.start].strip():
        comma = words.comma.search(text, one.end, high)
        end = comma.start() if comma else high
    effect = (clause, end) if text[clause : one.start].strip() else (one.end, end)
    if clause > low:
        begin = _after_comma(text, low, clause - 1, words)
        yield _draft(text, one, (begin, clause), effect, words)
    else:
        yield _draft(text, one, None, effect, words)


def _verb(
    text: str, one: Found, statement: Range, found: Sequence[Found], words: Lexicon
) -> Iterator[Draft]:
    """``A weakens B``: the subject before the verb, and the verb with what follows."""
    low, high = statement
    openings = [other for other in found if other.link.layout in ("opening", "either")]
    if any(_opens(text, other, statement, words) for other in openings):
        return
    if any(other.in_parts and other.start < one.end <= other.end for other in found):
        return
    after = [other.start for other in found if other.start >= one.end]
    effect = one.match.start("verb"), min(after, default=high)
    draft = _draft(text, one, one.match.span("subject"), effect, words)
    yield replace(draft, scope=(low, effect[1]))


def _named(
    text: str, one: Found, statement: Range, found: Sequence[Found], words: Lexicon
) -> Iterator[Draft]:
    """A pattern with a cause and an effect inside it."""
    cause, effect = one.match.span("cause"), one.match.span("effect")
    inner = [
        other
        for other in found
        if other.link.layout == "cause-effect" and cause[0] < other.start < effect[1]
    ]
    if inner and not one.link.noun:
        return
    yield _draft(text, one, cause, effect, words)


def _opens(text: str, one: Found, statement: Range, words: Lexicon) -> bool:
    """Whether a connective stands at the beginning of a statement."""
    begin = _led(text, statement[0], statement[1], words)
    return one.start <= begin or not text[statement[0] : one.start].strip(" ,，、")


def _after_comma(text: str, low: int, position: int, words: Lexicon) -> int:
    """Position after the last comma before a position."""
    found = low
    for comma in words.comma.finditer(text, low, max(low, position)):
        found = comma.end()
    return found


def _draft(text: str, one: Found, cause: Range | None, effect: Range, words: Lexicon) -> Draft:
    scope = effect
    if one.link.layout in ("effect-cause", "parts") and words.verb_last and cause:
        later = max(effect, cause)
        scope = (later[0], min(len(text), later[1] + PREDICATE))
    aside = words.aside.search(text, *effect)
    kept = trimmed(text, effect[0], aside.start() if aside else effect[1], words)
    return Draft(
        one.link,
        trimmed(text, *cause, words) if cause else None,
        kept,
        (one.start, one.end),
        scope,
        points_back=cause is None,
    )


def trimmed(text: str, start: int, end: int, words: Lexicon) -> Range:
    """A range without the words that lead into it and the marks that end it."""
    start = _led(text, start, end, words)
    near = max(start, end - TRAIL)
    tail = words.trail.search(text[near:end])
    return start, near + tail.start() if tail else end


def _led(text: str, start: int, end: int, words: Lexicon) -> int:
    while (lead := words.lead.match(text, start, end)) and lead.end() > start:
        start = lead.end()
    return start


def _long_enough(draft: Draft, words: Lexicon) -> bool:
    sides = (draft.effect,) if draft.cause is None else (draft.cause, draft.effect)
    return all(end - start >= words.shortest for start, end in sides)


def _whole(text: str, draft: Draft) -> bool:
    """Whether no quotation mark parts cause and effect, as in 「関税は利益を損なう」."""
    if draft.cause is None:
        return True
    opened = sum(text.count(sign, *draft.cause) for sign in _OPENING)
    return opened == sum(text.count(sign, *draft.cause) for sign in _CLOSING)
