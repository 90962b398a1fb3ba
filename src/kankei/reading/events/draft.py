"""An event before it is a passage, and what is remembered while a document is read."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Literal

from ..passages import PersonMention
from .line import Who
from .table import Act

Role = Literal["source", "target", "participant"]
Assertion = Literal["fact", "reported", "alleged", "negated", "denied", "planned"]
Basis = Literal["stated", "context"]


FRESH = 10
"""News tells first of what happened at most so many days before."""


@dataclass(slots=True)
class Part:
    """An actor in a role; ``inferred`` when it is not named in the clause in that role."""

    who: Who
    role: Role
    inferred: bool = False


@dataclass(slots=True)
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
    states: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Tell the states that take part, which each draft is compared by with many others."""
        self.states = frozenset(state for part in self.parts for state in part.who.states)


@dataclass
class Memory:
    """Who and when were told last, while the sentences of a document are read in order."""

    topic: Who | None = None
    topic_paragraph: int = -1
    subject: Who | None = None
    opening: Who | None = None
    companies: dict[str, Who] = field(default_factory=dict)
    company_paragraph: int = -1
    last: Who | None = None
    persons: list[PersonMention] = field(default_factory=list)
    date: str | None = None
    first: str | None = None
    told: int = -1
    named: list[str] = field(default_factory=list)
    paragraph: int = -1
    published: datetime.date | None = None
    acted: dict[str, tuple[Part, ...]] = field(default_factory=dict)
    organs: list[tuple[str, Who]] = field(default_factory=list)
    rulers: Who | None = None
    done: Draft | None = None
    done_before: Draft | None = None
    done_paragraph: int = -1

    @property
    def company(self) -> Who | None:
        """Those who were last told to act together."""
        return self.companies.get("last")

    def tell(self, date: str) -> None:
        """Remember the date that a sentence told last and where, and the first of the document."""
        self.date, self.told = date, self.paragraph
        self.first = self.first or date

    def open_line(self, paragraph: int, published: datetime.date | None) -> None:
        """Leave old dates behind where a paragraph of fresh news begins.

        News is a text whose first date is at most some days older than its publication.
        """
        self.published = published
        if paragraph != self.paragraph and self.first and published:
            first = self.first.split("/")[-1]
            if len(first) == len("2024-01-01") and first[0] != ".":
                age = (published - datetime.date.fromisoformat(first)).days
                self.date = published.isoformat() if 0 <= age <= FRESH else self.date
        self.paragraph = paragraph

    def pair(self) -> Who | None:
        """The two states that were named last, for *the two countries* before they met."""
        states = tuple(dict.fromkeys(reversed(self.named)))[:2]
        return Who(states, states, inferred=True) if len(states) == 2 else None

    def near(self, paragraph: int) -> Who | None:
        """Those who were told to act together in a paragraph."""
        return self.company if self.company_paragraph == paragraph else None

    def keep_company(self, who: Who, date: str | None, paragraph: int, *, mutual: bool) -> None:
        """Remember who acted together, apart for two and three, and for those who said so."""
        who = Who(who.states, who.states, inferred=True, date=date)
        self.company_paragraph = paragraph
        sizes = {2: "two", 3: "three"}
        keys = ["last", sizes.get(len(who.states), "many"), *(["text"] if mutual else [])]
        self.companies.update(dict.fromkeys(keys, who))

    def elided(self, paragraph: int) -> Who | None:
        """Who acts when the clause names nobody: the subject before, else the topic."""
        if self.subject or self.opening:
            return self.subject or self.opening
        return self.topic if self.topic_paragraph == paragraph else None
