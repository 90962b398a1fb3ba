"""Courses of action, future states and open questions: what a text says may or should be done.

Options are told by the words of recommending; scenarios are the hedged effects of causal
statements; questions are the sentences that ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ..terms.language import Language
from .passages import CauseMention, OptionMention, Sentence
from .sought import Pattern, sought
from .words import word_list

_PROSE = ("sentence", "footnote_sentence")
_SHORTEST = 3
"""Characters of the shortest course of action."""


@dataclass(frozen=True, slots=True)
class _Recommending:
    """A way to put a course of action forward; ``trigger`` must occur before it is tried."""

    pattern: Pattern
    trigger: Pattern
    status: str

    def places(self, text: str) -> Iterator[re.Match[str]]:
        """Where it occurs in a sentence."""
        return self.pattern.finditer(text) if self.trigger.search(text) else iter(())


@dataclass(frozen=True, slots=True)
class _Words:
    """The patterns of one language: recommendations with their status, and questions."""

    options: tuple[_Recommending, ...]
    question: Pattern
    lead: re.Pattern[str]
    trail: re.Pattern[str]
    split: re.Pattern[str]


def find_options(
    sentences: Sequence[Sentence], causes: Sequence[CauseMention] = ()
) -> tuple[OptionMention, ...]:
    """Find the options, scenarios and open questions of a document.

    Parameters
    ----------
    sentences
        The sentences in reading order; only prose is read.
    causes
        Its causal statements, whose hedged effects are its scenarios.

    Returns
    -------
    tuple of OptionMention
        Options and questions in reading order, then scenarios.

    Examples
    --------
    >>> from kankei.reading.text import View
    >>> text = "The two sides should reopen the border."
    >>> sentence = Sentence(View.whole(text), "sentence", "en", 0, 0)
    >>> [(one.status, one.spans[0].of(text)) for one in find_options([sentence])]
    [('recommended', 'reopen the border')]
    """
    named = [
        found
        for sentence in sentences
        if sentence.kind in _PROSE
        for found in (*_options(sentence), *_questions(sentence))
    ]
    return (*named, *_scenarios(causes))


def _options(sentence: Sentence) -> Iterator[OptionMention]:
    text, words = sentence.line, _words(sentence.language)
    taken: list[tuple[int, int]] = []
    for way in words.options:
        for match in way.places(text):
            start, end = match.span("what")
            if any(low < end and start < high for low, high in taken):
                continue
            taken.append(match.span())
            cue = sentence.view.spans(*match.span("cue"))
            for piece in _pieces(text, start, end, words):
                yield OptionMention("option", sentence.view.spans(*piece), way.status, cue)


def _pieces(text: str, start: int, end: int, words: _Words) -> Iterator[tuple[int, int]]:
    """The courses of action that one word of recommending governs, without lead and end marks."""
    begin = start
    for mark in (*words.split.finditer(text, start, end), None):
        low, high = begin, mark.start() if mark else end
        begin = mark.end() if mark else end
        while (lead := words.lead.match(text, low, high)) and lead.end() > low:
            low = lead.end()
        tail = words.trail.search(text[low:high])
        high = low + tail.start() if tail else high
        if high - low >= _SHORTEST:
            yield low, high


def _questions(sentence: Sentence) -> Iterator[OptionMention]:
    match = _words(sentence.language).question.search(sentence.line)
    if match:
        cue = sentence.view.spans(*match.span())
        yield OptionMention("question", sentence.view.pieces, "open", cue)


def _scenarios(causes: Sequence[CauseMention]) -> Iterator[OptionMention]:
    seen = set()
    for cause in causes:
        hedged = cause.hedge and cause.level not in ("assert", "hopeful")
        if hedged and cause.horizon != "past" and cause.effect not in seen:
            seen.add(cause.effect)
            yield OptionMention("scenario", cause.effect, cause.level, cause.hedge)


@cache
def _words(language: Language) -> _Words:
    data = word_list(language, "options")
    return _Words(
        options=tuple(
            _Recommending(sought(row["pattern"]), sought(row.get("trigger", "")), row["status"])
            for row in data["options"]
        ),
        question=sought(data["question"]),
        lead=re.compile(data["lead"]),
        trail=re.compile(data["trail"]),
        split=re.compile(data["split"]),
    )
