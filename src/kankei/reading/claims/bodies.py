"""Organs of states, international bodies and media: whose organ a ministry is.

The state stands beside the organ (中国外交部, *Foreign Ministry of Japan*), its name tells it
(防衛省, *Pentagon*), or the text told it before. Else the organ is left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ...terms.language import Language
from ..homes import home_of
from ..passages import BodyMention, Sentence, StateMention
from ..sought import one_of
from ..words import word_list
from .placing import Placing
from .spellings import spellings

NEAR = 12
"""Characters, at most, between an organ and its state."""

Places = Sequence[tuple[int, int, StateMention]]


@dataclass(frozen=True)
class Names:
    """The names of one language by spelling, and what stands around them."""

    pattern: re.Pattern[str]
    meaning: Mapping[str, tuple[str, str]]
    joint: re.Pattern[str]
    joint_after: re.Pattern[str] | None
    default_states: Mapping[str, str]
    own: re.Pattern[str] | None
    at_home: frozenset[str]


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
    own = word_list(language, "offices").get("our")
    return Names(
        _one_of(meaning, language, context["not_before"]),
        meaning,
        re.compile(rf"{context['joint']}\Z"),
        re.compile(after) if after else None,
        table["default_states"],
        re.compile(rf"(?:{own})\Z") if own else None,
        frozenset(table.get("at_home", ())),
    )


def _one_of(words: Iterable[str], language: Language, not_before: str) -> re.Pattern[str]:
    letters = "A-Za-zЀ-ӿ" if language in ("en", "ru") else "A-Za-z"
    first = "".join(sorted({word[0] for word in words}))
    return re.compile(
        rf"(?=[{re.escape(first)}])(?<![{letters}]){one_of(words)}(?![{letters}])(?!{not_before})"
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
    home = home_of((one.text for one in sentences), sentences[0].language) if sentences else None
    known = Known({}, home)
    return tuple(
        mention
        for number, sentence in enumerate(sentences)
        for mention in _in_sentence(sentence, placed.get(number, ()), known)
    )


@dataclass
class Known:
    """The states of the organs told so far, each with the sentence that told it.

    ``home`` is the state in which the text is at home: those of 我国外交部 and of 外交部 alone.
    """

    states: dict[str, tuple[str, Sentence]]
    home: str | None = None

    def told(self, name: str, sentence: Sentence, organ: str, usual: str | None) -> str | None:
        """The state told before; of a government in the paragraph, with a usual state the section.

        政府 alone is that of the country a text is at home in, once the talk of another has ended.
        """
        state, before = self.states.get(name, (None, sentence))
        if organ == "government" and before.paragraph != sentence.paragraph:
            return None
        return None if usual and before.section != sentence.section else state

    def here(self, name: str, sentence: Sentence) -> bool:
        """Whether the same sentence told the state of an organ."""
        return name in self.states and self.states[name][1] is sentence


def _in_sentence(sentence: Sentence, states: Places, known: Known) -> Iterator[BodyMention]:
    table = names(sentence.language)
    found = [
        (match, *table.meaning[match.group()]) for match in table.pattern.finditer(sentence.line)
    ]
    medium = next((identity for _, kind, identity in found if kind == "media"), "")
    for match, kind, identity in found:
        spans = sentence.view.spans(*match.span())
        if kind == "media":
            yield BodyMention(identity, "media", media_state(identity), spans, "medium")
        elif kind == "international":
            yield BodyMention(identity, "body", None, spans, "international body")
        elif kind == "bodies":
            state = identity.split("_")[0].upper()
            yield BodyMention(identity, "body", state, spans, "names its state")
        elif told := _owner(sentence, match, states, known, medium):
            why, state = told
            known.states[match.group()] = state, sentence
            yield BodyMention(organ_id(identity, state), "body", state, spans, why)


def _owner(
    sentence: Sentence, match: re.Match[str], states: Places, known: Known, medium: str
) -> tuple[str, str] | None:
    """The state of an organ, and how it is known."""
    table = names(sentence.language)
    organ = table.meaning[match.group()][1]
    usual = table.default_states.get(match.group()) or table.default_states.get(organ)
    usual = known.home if known.home and organ in table.at_home else usual
    ours = known.home and table.own and table.own.search(sentence.line, 0, match.start())
    before = known.told(match.group(), sentence, organ, usual)
    if known.home and organ in table.at_home and not known.here(match.group(), sentence):
        before = None
    told = (
        ("state of the text", known.home if ours else None),
        ("state beside", _state_beside(sentence, match.span(), states)),
        ("state told before", before),
        ("state of the medium", media_state(medium)),
        ("usual state", usual),
    )
    return next(((why, state) for why, state in told if state), None)


def _state_beside(sentence: Sentence, place: tuple[int, int], states: Places) -> str | None:
    table = names(sentence.language)
    text = sentence.line
    start, end = place
    index = bisect_left(states, start, key=lambda one: one[0])
    if index:
        _, high, mention = states[index - 1]
        if high <= start <= high + NEAR and table.joint.fullmatch(text[high:start]):
            return mention.state
    if table.joint_after and index < len(states):
        low, _, mention = states[index]
        if low <= end + NEAR and table.joint_after.fullmatch(text[end:low]):
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
