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

Places = Sequence[tuple[int, int, StateMention]]


@dataclass(frozen=True)
class Names:
    """The names of one language as one pattern, and what each group of it stands for."""

    pattern: re.Pattern[str]
    groups: Mapping[str, tuple[str, str]]
    joint: re.Pattern[str]
    joint_after: re.Pattern[str] | None
    default_states: Mapping[str, str]


@cache
def names(language: Language) -> Names:
    """Load the names of a language; the longest alternatives come first."""
    table = word_list(language, "outlets")
    groups: dict[str, tuple[str, str]] = {}
    forms: list[tuple[str, str]] = []
    for kind in ("media", "international", "bodies", "organs"):
        for identity, patterns in table[kind].items():
            group = f"g{len(groups)}"
            groups[group] = (kind, identity)
            forms += [(pattern, group) for pattern in patterns]
    forms.sort(key=lambda form: -len(re.sub(r"\[[^]]*\]", "x", form[0])))
    numbered = {f"{group}_{n}": groups[group] for n, (_, group) in enumerate(forms)}
    choice = "|".join(f"(?P<{group}_{n}>{form})" for n, (form, group) in enumerate(forms))
    context = table["context"]
    word = r"(?<![A-Za-zЀ-ӿ])" if language in ("en", "ru") else r"(?<![A-Za-z])"
    end = word.replace("<", "")
    after = context.get("joint_after")
    return Names(
        re.compile(rf"{word}(?:{choice}){end}(?!{context['not_before']})"),
        numbered,
        re.compile(rf"{context['joint']}\Z"),
        re.compile(after) if after else None,
        table["default_states"],
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
        kind, identity = table.groups[match.lastgroup or ""]
        spans = sentence.view.spans(match.start(), match.end())
        if kind == "media":
            state = word_list(None, "bodies")["media"].get(identity)
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
    beside = _state_beside(sentence, place, states)
    if beside:
        known[organ] = beside
    table = names(sentence.language)
    state = beside or known.get(organ) or table.default_states.get(organ)
    if state:
        why = "state beside" if beside else "state told before" if organ in known else "usual state"
        yield BodyMention(organ_id(organ, state), "body", state, sentence.view.spans(*place), why)


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


def media_ids(bodies: Iterable[BodyMention]) -> frozenset[str]:
    """Ids of the media among bodies."""
    return frozenset(body.body for body in bodies if body.kind == "media")
