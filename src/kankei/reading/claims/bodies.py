"""Organs of states, international bodies and media: whose organ a ministry is.

The state stands beside the organ (中国外交部, *Foreign Ministry of Japan*), or the organ's name tells
it (防衛省, *Pentagon*), or the text told it before. Else the organ has no state and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ...terms.language import Language
from ..passages import BodyMention, Sentence, StateMention
from ..words import word_list
from .placing import Placing
from .spellings import spellings

Places = Sequence[tuple[int, int, StateMention]]


@dataclass(frozen=True)
class Names:
    """The names of one language by spelling, and what stands around them."""

    pattern: re.Pattern[str]
    meaning: Mapping[str, tuple[str, str]]
    joint: re.Pattern[str]
    joint_after: re.Pattern[str] | None
    default_states: Mapping[str, str]


@cache
def names(language: Language) -> Names:
    """Load the names of a language; a longer spelling goes before a shorter one."""
    table = word_list(language, "outlets")
    meaning: dict[str, tuple[str, str]] = {}
    for kind in ("media", "international", "bodies", "organs"):
        for identity, patterns in table[kind].items():
            for pattern in patterns:
                meaning.update(dict.fromkeys(spellings(pattern), (kind, identity)))
    context = table["context"]
    after = context.get("joint_after")
    return Names(
        _one_of(meaning, language, context["not_before"]),
        meaning,
        re.compile(rf"{context['joint']}\Z"),
        re.compile(after) if after else None,
        table["default_states"],
    )


def _one_of(words: Iterable[str], language: Language, not_before: str) -> re.Pattern[str]:
    letters = "A-Za-zЀ-ӿ" if language in ("en", "ru") else "A-Za-z"
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    first = "".join(sorted({word[0] for word in longest_first}))
    choice = "|".join(map(re.escape, longest_first))
    return re.compile(
        rf"(?=[{re.escape(first)}])(?<![{letters}])(?:{choice})(?![{letters}])(?!{not_before})"
    )


def find_bodies(
    sentences: Sequence[Sentence], states: Sequence[StateMention]
) -> tuple[BodyMention, ...]:
    """Find organs, international bodies and media in the sentences of a document.

    Examples
    --------
    >>> from kankei.reading.text import View
    >>> from kankei.terms.source import Span
    >>> text = "中国の外交部は批判した。外交部と新華社。"
    >>> line = Sentence(View.whole(text), "sentence", "ja", 0, 0)
    >>> china = StateMention("CHN", (Span(0, 2),), "name", "")
    >>> [mention.body for mention in find_bodies([line], [china])]
    ['chn_mfa', 'chn_mfa', 'xinhua']
    """
    placed = Placing(sentences).by_sentence((state.spans, state) for state in states)
    known: dict[str, str] = {}
    return tuple(
        mention
        for number, sentence in enumerate(sentences)
        for mention in _in_sentence(sentence, placed.get(number, ()), known)
    )


def _in_sentence(
    sentence: Sentence, states: Places, known: dict[str, str]
) -> Iterator[BodyMention]:
    table = names(sentence.language)
    text = sentence.text
    for match in table.pattern.finditer(text):
        kind, identity = table.meaning[match.group()]
        spans = sentence.view.spans(match.start(), match.end())
        if kind == "media":
            state = media_state(identity)
            yield BodyMention(identity, "media", state, spans, "medium")
        elif kind == "international":
            yield BodyMention(identity, "body", None, spans, "international body")
        elif kind == "bodies":
            state = identity.split("_")[0].upper()
            yield BodyMention(identity, "body", state, spans, "names its state")
        else:
            yield from _organ(identity, match.span(), sentence, states, known)


def _organ(
    organ: str,
    place: tuple[int, int],
    sentence: Sentence,
    states: Places,
    known: dict[str, str],
) -> Iterator[BodyMention]:
    name = sentence.text[slice(*place)]
    told = (
        ("state beside", _state_beside(sentence, place, states)),
        ("state told before", known.get(name)),
        ("state of the medium", _state_of_medium(sentence)),
        ("usual state", names(sentence.language).default_states.get(organ)),
    )
    for why, state in told:
        if state:
            known[name] = state
            spans = sentence.view.spans(*place)
            yield BodyMention(organ_id(organ, state), "body", state, spans, why)
            return


def _state_of_medium(sentence: Sentence) -> str | None:
    table = names(sentence.language)
    for match in table.pattern.finditer(sentence.text):
        kind, identity = table.meaning[match.group()]
        if kind == "media":
            return media_state(identity)
    return None


def _state_beside(sentence: Sentence, place: tuple[int, int], states: Places) -> str | None:
    table = names(sentence.language)
    text = sentence.text
    start, end = place
    for low, high, mention in reversed(states):
        if high <= start and start - high <= 8 and table.joint.fullmatch(text[high:start]):
            return mention.state
        gap = text[end:low]
        if table.joint_after and end < low <= end + 8 and table.joint_after.fullmatch(gap):
            return mention.state
    return None


def organ_id(organ: str, state: str) -> str:
    """The id of an organ: state in small letters and organ.

    Examples
    --------
    >>> organ_id("foreign_ministry", "JPN"), organ_id("defence_ministry", "USA")
    ('jpn_mofa', 'usa_dod')
    """
    table: Mapping[str, str] = word_list(None, "bodies")["organs"][organ]
    return f"{state.lower()}_{table.get(state.lower(), table['other'])}"


def media_state(body: str) -> str | None:
    """The state in which a medium sits."""
    state: str | None = word_list(None, "bodies")["media"].get(body)
    return state
