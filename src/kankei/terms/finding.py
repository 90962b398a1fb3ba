"""A finding: one result that remembers how it was made and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .errors import Problem, SupportError
from .identity import content_id
from .period import Period

EvidenceKind = Literal[
    "source", "passage", "event", "claim", "vote", "series", "link", "dataset", "parameter"
]
Value = int | float | str | None


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """A pointer to a row of the record, a data set, or a declared parameter."""

    kind: EvidenceKind
    id: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A value with its interval, unit, method, inputs and evidence.

    Parameters
    ----------
    what
        A field of ``fields.toml``, which gives unit, range and meaning in both languages.
    about
        What it is about: actor ids, dyad keys, domains, in a fixed order.
    period
        The time it speaks of; missing for timeless findings.
    value, low, high
        The result and its interval. ``value`` is ``None`` when it is missing, never zero instead.
    method, inputs
        Dotted name of the function that computed it, and hashes or ids of what went in.
    evidence
        At least one pointer.
    missing
        Why the value is missing; empty when it is not.

    Raises
    ------
    SupportError
        Without evidence, or when a missing value gives no reason.
    """

    what: str
    about: tuple[str, ...]
    period: Period | None
    value: Value
    unit: str
    method: str
    evidence: tuple[Evidence, ...]
    inputs: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    missing: str = ""

    def __post_init__(self) -> None:
        where = f"finding {self.what!r} about {'/'.join(self.about) or 'nothing'}"
        if not self.evidence:
            raise SupportError(
                Problem(f"{where} rests on no evidence", "name a source, passage, row or data set")
            )
        if (self.value is None) != bool(self.missing):
            remedy = "give a value, or None together with the reason it is missing"
            raise SupportError(Problem(f"{where} must be a value or a reason", remedy))

    @property
    def id(self) -> str:
        """Content hash of all that the finding says."""
        period = self.period.iso() if self.period else None
        rests_on = [[item.kind, item.id] for item in self.evidence]
        result = [self.value, self.low, self.high, self.unit, self.missing]
        return content_id(
            "finding", self.what, self.about, period, result, self.method, self.inputs, rests_on
        )
