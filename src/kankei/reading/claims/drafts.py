"""What a claim is before it is a passage: positions in one sentence, and what was said before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from ...terms.language import Language
from ..passages import PersonMention
from ..sieve import Sieve
from ..sought import Pattern, sought
from ..words import word_list

CARRIED = 1
"""A medium is carried over to the next so many paragraphs."""


@dataclass(slots=True)
class Draft:
    """A claim in positions of its sentence; ``named`` is a source that no list knows."""

    start: int
    end: int
    cue: tuple[int, int]
    speaker: tuple[str, ...] = ()
    outlet: str | None = None
    named: tuple[int, int] | None = None

    def on(self, outlet: str | None) -> Draft:
        """The same claim with a medium, unless it has one."""
        return replace(self, outlet=self.outlet or outlet)


@dataclass
class Memory:
    """Who was named last, while the sentences of a document are read in order."""

    speaker: tuple[str, ...] = ()
    speaker_paragraph: int = -1
    topic: tuple[str, ...] = ()
    topic_paragraph: int = -1
    outlet: str | None = None
    outlet_paragraph: int = -1
    persons: list[PersonMention] = field(default_factory=list)
    company: tuple[str, ...] = ()
    group: tuple[str, ...] = ()

    def hear(self, draft: Draft, paragraph: int) -> None:
        """Keep speaker and medium of a claim."""
        if draft.speaker and draft.speaker != (draft.outlet,):
            self.speaker, self.speaker_paragraph = draft.speaker, paragraph
            self.group = ()
        if draft.outlet:
            self.outlet, self.outlet_paragraph = draft.outlet, paragraph

    def hold(self, topic: tuple[str, ...], paragraph: int) -> None:
        """Keep the topic of a sentence."""
        if topic:
            self.topic, self.topic_paragraph = topic, paragraph

    def meet(self, persons: list[PersonMention]) -> None:
        """Keep the persons of a sentence, and the states that came together in it."""
        self.persons += persons
        together = tuple(dict.fromkeys(person.person for person in persons))
        self.group = together if len(together) > 1 else self.group
        states = tuple(dict.fromkeys(person.state for person in persons if person.state))
        if len(states) > 1 and not set(states) <= set(self.company):
            self.company = states

    def medium(self, paragraph: int) -> str | None:
        """The medium of the claims just before, if it is near."""
        near = self.outlet_paragraph >= 0 and paragraph - self.outlet_paragraph <= CARRIED
        return self.outlet if near else None

    def elided(self, paragraph: int) -> tuple[str, ...]:
        """Who speaks when nobody is named: the topic or the last speaker of the paragraph."""
        if self.topic_paragraph == paragraph:
            return self.topic
        return self.speaker if self.speaker_paragraph == paragraph else ()

    def same(self, title: str | None) -> tuple[str, ...]:
        """Who *he* or 同長官 is: the last person, with that title if there is one."""
        for mention in reversed(self.persons):
            if not title or (mention.title or "").endswith(title):
                return (mention.person,)
        return () if title else self.speaker


@cache
def patterns(language: Language) -> dict[str, Any]:
    """The word list of a language with its patterns compiled; lists become one alternation."""
    return {
        key: value if key in ("order", "no_statement") else _compiled(value)
        for key, value in word_list(language, "claims").items()
    }


@cache
def any_verb(language: Language) -> Pattern:
    """All verbs at once: most sentences report nothing, and one search tells so."""
    words = patterns(language)
    return sought("|".join(f"(?:{one.pattern})" for one in (*words["say"], *words["act"])))


@cache
def verbs(language: Language) -> Sieve[tuple[str, Pattern]]:
    """The verbs of saying and of acting, each with its kind."""
    words = patterns(language)
    rows = [(kind, pattern) for kind in ("say", "act") for pattern in words[kind]]
    return Sieve(((row, [row[1].pattern]) for row in rows), language)


def _compiled(value: str | list[str]) -> re.Pattern[str] | tuple[Pattern, ...]:
    if isinstance(value, str):
        return re.compile(value)
    return tuple(map(sought, value))
