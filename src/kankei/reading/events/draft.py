"""An event before it is a passage, and what is remembered while a document is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ..passages import PersonMention
from .line import Who
from .table import Act

Role = Literal["source", "target", "participant"]
Assertion = Literal["fact", "reported", "alleged", "negated", "denied", "planned"]
Basis = Literal["stated", "context"]


@dataclass(frozen=True, slots=True)
class Part:
    """An actor in a role; ``inferred`` when it is not named in the clause in that role."""

    who: Who
    role: Role
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """An event in positions of its sentence.

    ``nominal`` says that a noun alone tells of it, ``key`` is where its predicate begins.
    """

    line: int
    start: int
    end: int
    key: int
    act: Act
    parts: tuple[Part, ...]
    assertion: Assertion
    date: str | None
    basis: Basis
    why: str
    nominal: bool = False

    @property
    def states(self) -> frozenset[str]:
        """The states that take part."""
        return frozenset(state for part in self.parts for state in part.who.states)


@dataclass
class Memory:
    """Who and when were told last, while the sentences of a document are read in order."""

    topic: Who | None = None
    topic_paragraph: int = -1
    subject: Who | None = None
    company: Who | None = None
    last: Who | None = None
    persons: list[PersonMention] = field(default_factory=list)
    date: str | None = None
    drafts: list[Draft] = field(default_factory=list)

    def elided(self, paragraph: int) -> Who | None:
        """Who acts when the clause names nobody: the subject before, else the topic."""
        if self.subject:
            return self.subject
        return self.topic if self.topic_paragraph == paragraph else None
