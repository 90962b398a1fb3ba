"""Named questions to the record, one function each, listed in :data:`QUESTIONS`.

Every question can be asked ``as_of`` a day, and then answers only what could be known on it.
"""

from __future__ import annotations

from ...terms.errors import InputError, Problem
from .actors import actors, memberships, names, offices
from .claims import claims, quantities
from .conflicts import conflicts
from .coverage import coverage
from .events import events
from .links import links
from .question import Filter, Question
from .series import series
from .sources import documents, evidence_for, notes, passages, sources
from .votes import rollcalls, votes

__all__ = [
    "QUESTIONS",
    "Filter",
    "Question",
    "actors",
    "claims",
    "conflicts",
    "coverage",
    "documents",
    "events",
    "evidence_for",
    "links",
    "memberships",
    "names",
    "notes",
    "offices",
    "passages",
    "quantities",
    "question",
    "rollcalls",
    "series",
    "sources",
    "votes",
]

QUESTIONS: tuple[Question, ...] = (
    Question("events", events),
    Question("claims", claims),
    Question("quantities", quantities),
    Question("votes", votes),
    Question("rollcalls", rollcalls),
    Question("offices", offices),
    Question("memberships", memberships),
    Question("series", series),
    Question("links", links),
    Question("conflicts", conflicts),
    Question("sources", sources),
    Question("evidence_for", evidence_for),
    Question("documents", documents),
    Question("passages", passages),
    Question("actors", actors),
    Question("names", names),
    Question("notes", notes),
    Question("coverage", coverage),
)
"""All questions, in the order in which ``kankei ask`` lists them."""


def question(name: str) -> Question:
    """Give the question with a name.

    Raises
    ------
    InputError
        When there is none.
    """
    for known in QUESTIONS:
        if known.name == name:
            return known
    remedy = f"ask one of {', '.join(known.name for known in QUESTIONS)}"
    raise InputError(Problem(f"there is no question {name!r}", remedy))
