"""The shapes in which a model may propose something, and the schema published from them.

A shape holds words of the text and numbers of sentences, never offsets: models cannot count
characters. Everything else in an answer is refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from ...terms.plover import event_types

Kind = Literal["events", "claims", "quantities", "causes"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_TYPES = tuple(event_types())


def _known(code: str) -> str:
    if code not in _TYPES:
        raise ValueError("not one of the sixteen types")
    return code


class Shape(BaseModel):
    """Strict: no field more, none less, no number written as text."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, allow_inf_nan=False)


class Named(Shape):
    """An actor: id from the list given with the passage, and the words that name it.

    ``words`` is null when the sentence leaves the actor out.
    """

    id: str
    words: str | None


class Taking(Named):
    """An actor that takes part in an event."""

    role: Literal["source", "target", "participant"]


class Dated(Shape):
    """A date: the words of the sentence that give it, and its ISO 8601 value."""

    words: str
    value: str


class Quoted(Shape):
    """Verbatim words of one sentence; ``before`` and ``after`` tell two equal places apart."""

    sentence: int
    quotation: str
    before: str
    after: str


class Event(Quoted):
    """Who did what to whom: the clause that tells it."""

    type: Annotated[str, AfterValidator(_known), Field(json_schema_extra={"enum": list(_TYPES)})]
    actors: list[Taking]
    date: Dated | None
    assertion: Literal["fact", "reported", "alleged", "negated", "denied", "planned"]


class Claim(Quoted):
    """What somebody is reported to have said: the words that give what was said."""

    speaker: Named | None
    outlet: Named | None
    cue: str
    verbatim: bool
    date: Dated | None


class Quantity(Quoted):
    """A number with its unit; ``low`` and ``high`` only where the words give bounds."""

    value: float | None
    low: float | None
    high: float | None
    unit: str
    change: Literal["rise", "fall"] | None


class Cause(Quoted):
    """A causal or conditional statement: ``quotation`` gives the effect, ``cause`` the cause."""

    cause: str | None
    sign: Literal["+", "-", "evidence"]
    conditional: bool
    hedge: str | None


class Answer(Shape):
    """Everything proposed from one passage."""

    events: list[Event]
    claims: list[Claim]
    quantities: list[Quantity]
    causes: list[Cause]


SHAPES: Mapping[Kind, type[Quoted]] = {
    "events": Event,
    "claims": Claim,
    "quantities": Quantity,
    "causes": Cause,
}
"""The shape of one proposal, by the list in which it stands."""


@cache
def schema() -> dict[str, Any]:
    """JSON Schema of an answer.

    Examples
    --------
    >>> sorted(schema()["properties"])
    ['causes', 'claims', 'events', 'quantities']
    """
    return Answer.model_json_schema()


@cache
def schema_version() -> str:
    """Hash of the schema: another schema, another version."""
    canonical = json.dumps(schema(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:16]
