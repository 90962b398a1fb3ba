"""What an origin covers: outside it a value is missing for a reason, inside it none means zero."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from ..terms.language import Bilingual
from ..terms.period import Period
from .questions import coverage
from .rows import NO_TEXT
from .sentences import Part, listed, sentence, templates
from .store import Tables

Stretch = tuple[date, date]
"""First day, and the day after the last."""


@dataclass(frozen=True, slots=True)
class Covered:
    """Whether an origin covers all of a period, and if not, why a value from it is missing."""

    whole: bool
    reason: Bilingual = NO_TEXT


def covered(
    record: Tables, origin: str, subject: str, period: Period, *, field: str = "*"
) -> Covered:
    """Say whether an origin covers a subject during all of a period.

    Parameters
    ----------
    subject
        State, dyad key or other subject; rows for ``*`` cover every subject.
    field
        Field asked for; ``*`` asks for any.

    Returns
    -------
    Covered
        With the reason in both languages when it does not.
    """
    rows = coverage(record, origin=origin)
    if not rows.num_rows:
        return Covered(False, _reason("origin", origin=origin))
    stretches = _joined(_stretches(rows, subject, field))
    if not stretches:
        return Covered(False, _reason("subject", origin=origin, subject=subject, field=field))
    gaps = _gaps(stretches, _stretch(period.start, period.end))
    if not gaps:
        return Covered(True)
    outside = gaps == [_stretch(period.start, period.end)]
    return Covered(
        False,
        _reason(
            "outside" if outside else "partly",
            origin=origin,
            covered=_spoken(stretches),
            period=period,
            gap=_spoken(gaps),
        ),
    )


def _stretches(rows: pa.Table, subject: str, field: str) -> list[Stretch]:
    """Covered stretches that speak of a subject and field, in order of time."""
    return sorted(
        _stretch(row["starts"], row["ends"])
        for row in rows.to_pylist()
        if row["subject"] in (subject, "*") and (field == "*" or row["field"] in (field, "*"))
    )


def _stretch(start: date | None, end: date | None) -> Stretch:
    return start or date.min, end or date.max


def _period(stretch: Stretch) -> Period | None:
    start = None if stretch[0] == date.min else stretch[0]
    end = None if stretch[1] == date.max else stretch[1]
    return Period(start, end) if start or end else None


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Join stretches that touch or overlap."""
    joined: list[Stretch] = []
    for start, end in stretches:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _gaps(stretches: Iterable[Stretch], asked: Stretch) -> list[Stretch]:
    """What of a stretch no other covers."""
    gaps = []
    at, last = asked
    for start, end in stretches:
        if start > at:
            gaps.append((at, min(start, last)))
        at = max(at, end)
        if at >= last:
            return gaps
    return [*gaps, (at, last)]


def _reason(name: str, **parts: Part) -> Bilingual:
    return sentence(templates("coverage.toml")[name], **parts)


def _spoken(stretches: Iterable[Stretch]) -> Bilingual:
    """Stretches as a reader writes them."""
    always = sentence(templates("coverage.toml")["always"])
    return listed(_period(stretch) or always for stretch in stretches)
