"""Causal and conditional statements: what a text says brings about, raises or hinders what.

A connective parts a clause into cause and effect; the sign is the product of connective, predicate
and negations; a hedge goes to the smallest clause that holds it. A clause that only says that
something is possible is a statement without a cause. One engine serves all languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ...terms.language import Language
from ...terms.source import Span
from ..passages import CauseMention, Sentence
from .certainty import Certainty, certainties, certainty_of, horizon_of
from .drafts import Draft, Range, drafts, trimmed
from .lexicon import Lexicon, Link, lexicon
from .signs import changes, denied, lowers
from .stretches import Stretch, statements, stretches

__all__ = ["find_causes"]

_PROSE = ("sentence", "footnote_sentence")
_POSSIBLE = Link("hedge", re.compile("(?!)"), "previous", "possibility", 1, False, False, None)
"""Stands in for the connective where the text names a possibility without its cause."""

_GLUE = 8
"""Characters that may stand between two hedges of one predicate, or after the last."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """A draft with its sign and certainty."""

    draft: Draft
    sign: Literal["+", "-", "evidence"]
    certainty: Certainty


def find_causes(sentences: Sequence[Sentence]) -> tuple[CauseMention, ...]:
    """Find the causal and conditional statements of a document.

    Parameters
    ----------
    sentences
        The sentences of a document in reading order; only prose is read.

    Returns
    -------
    tuple of CauseMention
        In reading order, each with the spans of its sentence, cause and effect.

    Examples
    --------
    >>> from kankei.reading.text import View
    >>> text = "輸出が減れば、両国の対立が深まる恐れがある。"
    >>> sentence = Sentence(View.whole(text), "sentence", "ja", 0, 0)
    >>> (found,) = find_causes([sentence])
    >>> found.cause[0].of(text), found.effect[0].of(text), found.sign, found.band
    ('輸出が減れば', '両国の対立が深まる', '+', (0.25, 0.6))
    """
    found: list[CauseMention] = []
    before: Sentence | None = None
    for sentence in sentences:
        if sentence.kind not in _PROSE:
            continue
        same = before is not None and before.paragraph == sentence.paragraph
        found.extend(_of_sentence(sentence, before if same else None))
        before = sentence
    return tuple(found)


def _of_sentence(sentence: Sentence, before: Sentence | None) -> Iterator[CauseMention]:
    words = lexicon(sentence.language)
    judged = [
        one
        for stretch in stretches(sentence.line)
        for part in statements(stretch, words.boundary, words.comma)
        for one in _of_statement(stretch, part, words, sentence.language)
    ]
    judged.sort(key=lambda one: (one.draft.effect, one.draft.cause or (0, 0)))
    for one in judged:
        yield _mention(sentence, before, one, words)


def _of_statement(
    stretch: Stretch, part: Range, words: Lexicon, language: Language
) -> Iterator[_Judged]:
    text = stretch.text
    made = [
        draft
        for draft in drafts(stretch, part, words)
        if not draft.link.weak or changes(text, draft, words) or _hedged(text, draft, words)
    ]
    for draft in made:
        yield _judged(text, draft, words, language)
    for draft in _possibilities(text, part, made, words, language):
        yield _judged(text, draft, words, language)


def _hedged(text: str, draft: Draft, words: Lexicon) -> bool:
    """Whether an effect is put forward as more or less probable."""
    return words.spaced and bool(words.hedges.search(text, *draft.effect))


def _judged(text: str, draft: Draft, words: Lexicon, language: Language) -> _Judged:
    certainty = certainty_of(text, draft.scope, words, language)
    if words.verb_last:
        draft = _without_hedges(text, draft, words, language)
    sign = draft.link.sign
    if lowers(text, draft.effect, words):
        sign = -sign
    if certainty.level == "unlikely" or certainty.wording in words.denying:
        sign = -sign
    if draft.link.kind == "conditional" and draft.cause and denied(text, draft.cause, words):
        sign = -sign
    argued = draft.points_back and certainty.level == "hopeful"
    return _Judged(draft, "evidence" if argued else "+" if sign > 0 else "-", certainty)


def _without_hedges(text: str, draft: Draft, words: Lexicon, language: Language) -> Draft:
    """The effect up to the hedges that end it."""
    start, end = draft.effect
    found = [one.where for one in certainties(text, draft.effect, words, language) if one.where]
    for hedge_start, hedge_end in reversed(found):
        inner = words.goes_on.search(text, hedge_end - 1, end)
        if inner or end - hedge_end > _GLUE or hedge_start - start < 2 * words.shortest:
            break
        end = hedge_start
    start, end = trimmed(text, start, end, words)
    return replace(draft, effect=(start, end))


def _possibilities(
    text: str, part: Range, made: Sequence[Draft], words: Lexicon, language: Language
) -> Iterator[Draft]:
    """Clauses that call something possible or improbable, without a cause."""
    if not words.guess.search(text, *part):
        return
    taken = [draft.scope for draft in made]
    low = part[0]
    for hedge in certainties(text, part, words, language):
        if hedge.where is None or hedge.wording not in words.possibilities:
            continue
        if any(start < hedge.where[1] and hedge.where[0] < end for start, end in taken):
            continue
        clause = _clause(text, (low, part[1]), hedge.where, words)
        low = hedge.where[1]
        if clause[1] - clause[0] < 2 * words.shortest or words.settled.search(text[slice(*clause)]):
            continue
        taken.append(clause)
        scope = min(clause[0], hedge.where[0]), max(clause[1], hedge.where[1])
        yield Draft(_POSSIBLE, None, clause, hedge.where, scope)


def _clause(text: str, part: Range, hedge: Range, words: Lexicon) -> Range:
    """The clause to which a hedge belongs."""
    low, high = part
    if words.verb_last:
        return trimmed(text, low, hedge[0], words)
    commas = [low, *(match.end() for match in words.comma.finditer(text, low, high))]
    begin = max(comma for comma in commas if comma <= hedge[0] or comma == low)
    end = next((comma for comma in commas if comma > hedge[1]), high)
    if end - hedge[1] <= words.shortest and end < high:
        begin, end = end, next((comma for comma in commas if comma > end), high)
    return trimmed(text, begin, end, words)


def _mention(
    sentence: Sentence, before: Sentence | None, one: _Judged, words: Lexicon
) -> CauseMention:
    draft, certainty, view = one.draft, one.certainty, sentence.view
    cause = view.spans(*draft.cause) if draft.cause else ()
    if draft.points_back and draft.link is not _POSSIBLE and before is not None:
        cause = before.view.pieces
    conditional = draft.link.kind == "conditional"
    hedge: tuple[Span, ...] = view.spans(*certainty.where) if certainty.where else ()
    return CauseMention(
        spans=view.pieces,
        kind=draft.link.kind,
        sign=one.sign,
        cause=cause,
        effect=view.spans(*draft.effect),
        condition=cause if conditional else (),
        connective=view.spans(*draft.connective),
        hedge=hedge,
        wording=certainty.wording,
        level=certainty.level,
        band=certainty.band,
        horizon=horizon_of(sentence.line, draft.effect, bool(hedge), words),
        why=draft.link.name,
    )
