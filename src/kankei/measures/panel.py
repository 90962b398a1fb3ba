"""From events to a panel of pairs of states by month, as expressions for any engine.

Tables come in and go out as Ibis expressions; nothing is executed here. Only operations that
DuckDB, BigQuery, ClickHouse and Trino share are used, so a billion events are a change of engine
and not of code.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa

from ..terms.errors import MethodError, Problem
from ..terms.event import DOMAINS
from ..terms.language import Bilingual
from ..terms.period import Period
from ..terms.plover import event_types
from .declare import Measure

if TYPE_CHECKING:
    import ibis.expr.types as ir

COUNTED = ("asserted", "reported")
"""Statuses that count as facts."""
ALLEGED = "alleged"
MEETING_ROLES = (
    ("source", "target"),
    ("target", "source"),
    ("source", "participant"),
    ("participant", "source"),
    ("participant", "participant"),
)
"""Roles that make two states of one event a pair; beneficiaries and deniers make none."""
OUTSIDE = "outside-coverage"


def pairs_of_record(event: ir.Table, participant: ir.Table, actor: ir.Table) -> ir.Table:
    """Give the pairs of states that each event of the record is between.

    Persons and bodies stand for their state. An event between several states, such as a summit of
    three, is an event of each of their pairs; it counts once in each.

    Parameters
    ----------
    event, participant, actor
        Tables of the record.

    Returns
    -------
    ibis table
        ``event, a, b, starts, ends, precision, within, domain, plover, status, intensity``, one
        row per event and pair, ``a < b``.
    """
    known = actor.select(actor=actor.id, state=actor.state).filter(lambda t: t.state != "")
    sides = participant.join(known, "actor").select("event", "state", "role").distinct()
    other = sides.select(event="event", other="state", other_role="role")
    met = sides.join(other, "event").filter(lambda t: t.state < t.other)
    allowed = met.filter(_meeting(met))
    pairs = allowed.select("event", a="state", b="other").distinct()
    about = event.select(
        event=event.id,
        starts=event.starts,
        ends=event.ends,
        precision=event.precision,
        within=event.within,
        domain=event.domain,
        plover=event.plover,
        status=event.status,
        intensity=event.intensity,
    )
    return pairs.join(about, "event").select(*_PAIR_COLUMNS)


def pairs_of_events(events: ir.Table) -> ir.Table:
    """Give the pairs of states of a table in the shape ``events`` of open data.

    Returns
    -------
    ibis table
        As :func:`pairs_of_record`; days are taken as exact.
    """
    import ibis

    whole = events.filter(events.source != events.target)
    return whole.select(
        event=whole.event,
        a=ibis.least(whole.source, whole.target),
        b=ibis.greatest(whole.source, whole.target),
        starts=whole.starts,
        ends=whole.ends,
        precision=ibis.literal("day"),
        within=ibis.literal(False),
        domain=whole.domain,
        plover=whole.plover,
        status=whole.status,
        intensity=whole.intensity,
    ).distinct()


def dyad_months(
    pairs: ir.Table, dyads: ir.Table, months: ir.Table, domains: ir.Table, coverage: ir.Table
) -> ir.Table:
    """Count the events of each pair by month and domain, and add up their intensities.

    Over the events of a pair in a month and domain whose status is asserted or reported::

        events_count      = number of events
        cooperation_count = number whose PLOVER type is cooperation
        conflict_count    = number whose PLOVER type is conflict
        net_intensity     = sum of their intensities (Goldstein value of the CAMEO code)

    A month counts when one stretch of the coverage holds it whole: then no event is 0. Otherwise
    all four are missing with the reason ``outside-coverage``.

    Parameters
    ----------
    pairs
        From :func:`pairs_of_record` or :func:`pairs_of_events`.
    dyads, months, domains
        The cells of the panel: ``dyad, a, b``; ``month, next_month``; ``domain``
        (:func:`dyad_table`, :func:`month_table`, :func:`domain_table`).
    coverage
        ``subject, starts, ends``; the subject is a pair such as ``PRK-RUS``, or ``*`` for all.

    Returns
    -------
    ibis table
        ``dyad, a, b, month, domain, events_count, cooperation_count, conflict_count,
        net_intensity, alleged_count, unweighted_count, seen_count, missing``. Alleged events stand
        in ``alleged_count`` only. ``unweighted_count`` events have no intensity and are not in the
        sum. ``seen_count`` is what is known inside and outside coverage.

    Notes
    -----
    An event belongs to the month in which it starts. One of which only a longer period is known
    (a year, or an unknown day in several months) belongs to no month and is not counted;
    :func:`left_out` lists it.

    References
    ----------
    Goldstein (1992), Journal of Conflict Resolution 36; PLOVER, Open Event Data Alliance.
    """
    cells = dyads.cross_join(months).cross_join(domains)
    dated = _dated(pairs)
    counts = _counts(dated.filter(dated.month_known))
    inside = _covered(dyads, months, coverage)
    full = cells.left_join(counts, ["a", "b", "month", "domain"], rname="{name}_counted").left_join(
        inside, ["a", "b", "month"], rname="{name}_inside"
    )
    return full.select("dyad", "a", "b", "month", "domain", **_values(full))


def left_out(event: ir.Table, pairs: ir.Table, months: ir.Table) -> ir.Table:
    """List the events that no cell of the panel counts, with the reason.

    Returns
    -------
    ibis table
        ``event, reason``: ``fewer-than-two-states``, ``month-unknown``, ``outside-months`` or
        ``status-not-counted`` (denied, planned or negated).
    """
    import ibis

    dated = _dated(pairs)
    lacking = event.select(event="id").anti_join(pairs, "event")
    unknown = dated.filter(~dated.month_known)
    known = dated.filter(dated.month_known)
    outside = known.anti_join(months, "month")
    idle = known.semi_join(months, "month").filter(lambda t: ~t.status.isin([*COUNTED, ALLEGED]))
    parts = (
        (lacking, "fewer-than-two-states"),
        (unknown, "month-unknown"),
        (outside, "outside-months"),
        (idle, "status-not-counted"),
    )
    tables = [part.select("event", reason=ibis.literal(reason)) for part, reason in parts]
    return ibis.union(*tables, distinct=True)


def month_table(period: Period) -> pa.Table:
    """List the months of a period: ``month``, ``next_month``.

    Examples
    --------
    >>> month_table(Period.parse("2023-11/2024-01")).num_rows
    3
    """
    if period.start is None or period.last is None:
        what = "the period has an open end"
        raise MethodError(Problem(what, "name the first and the last month"))
    first = period.start.year * 12 + period.start.month - 1
    last = period.last.year * 12 + period.last.month - 1
    starts = [date(n // 12, n % 12 + 1, 1) for n in range(first, last + 2)]
    return pa.table({"month": starts[:-1], "next_month": starts[1:]})


def dyad_table(dyads: Sequence[tuple[str, str]]) -> pa.Table:
    """List pairs: ``dyad`` such as ``PRK-RUS``, ``a``, ``b``."""
    return pa.table(
        {
            "dyad": [f"{a}-{b}" for a, b in dyads],
            "a": [a for a, _ in dyads],
            "b": [b for _, b in dyads],
        }
    )


def domain_table() -> pa.Table:
    """List the four domains."""
    return pa.table({"domain": list(DOMAINS)})


_PAIR_COLUMNS = (
    "event",
    "a",
    "b",
    "starts",
    "ends",
    "precision",
    "within",
    "domain",
    "plover",
    "status",
    "intensity",
)


def _meeting(met: ir.Table) -> ir.BooleanValue:
    """Say whether the roles of two states in one event make them a pair."""
    import ibis

    return ibis.or_(
        *((met.role == role) & (met.other_role == other) for role, other in MEETING_ROLES)
    )


def _dated(pairs: ir.Table) -> ir.Table:
    """Pairs with the month in which their event starts, and whether that month is known."""
    import ibis

    month = pairs.starts.truncate("M")
    last_month = (pairs.ends - ibis.interval(days=1)).truncate("M")
    exact = (pairs.precision == "day") & ~pairs.within
    return pairs.mutate(month=month, month_known=exact | (last_month == month))


def _counts(dated: ir.Table) -> ir.Table:
    """Counts and sums of the cells that have any event."""
    warm = [kind.code for kind in event_types().values() if kind.cooperative]
    cold = [kind.code for kind in event_types().values() if not kind.cooperative]
    fact = dated.status.isin(COUNTED)
    return dated.group_by("a", "b", "month", "domain").aggregate(
        events=fact.cast("int64").sum(),
        cooperation=(fact & dated.plover.isin(warm)).cast("int64").sum(),
        conflict=(fact & dated.plover.isin(cold)).cast("int64").sum(),
        # Rounded, so that the order in which an engine adds does not show.
        net=fact.ifelse(dated.intensity.fill_null(0.0), 0.0).sum().round(6),
        alleged=(dated.status == ALLEGED).cast("int64").sum(),
        unweighted=(fact & dated.intensity.isnull()).cast("int64").sum(),
    )


def _covered(dyads: ir.Table, months: ir.Table, coverage: ir.Table) -> ir.Table:
    """Cells of pair and month that lie whole in one stretch of the coverage."""
    import ibis

    stretches = coverage.select("subject", "starts", "ends")
    cells = dyads.cross_join(months).cross_join(stretches)
    meant = (cells.subject == "*") | (cells.subject == cells.dyad)
    whole = (cells.starts <= cells.month) & (cells.ends >= cells.next_month)
    found = cells.filter(meant & whole).select("a", "b", "month").distinct()
    return found.mutate(covered=ibis.literal(True))


def _values(full: ir.Table) -> dict[str, ir.Value]:
    """Zero where the coverage holds and nothing is counted; missing outside it."""
    import ibis

    inside = full.covered.fill_null(False)
    whole, real = ibis.null("int64"), ibis.null("float64")
    return {
        "events_count": inside.ifelse(full.events.fill_null(0), whole),
        "cooperation_count": inside.ifelse(full.cooperation.fill_null(0), whole),
        "conflict_count": inside.ifelse(full.conflict.fill_null(0), whole),
        "net_intensity": inside.ifelse(full.net.fill_null(0.0), real),
        "alleged_count": inside.ifelse(full.alleged.fill_null(0), whole),
        "unweighted_count": inside.ifelse(full.unweighted.fill_null(0), whole),
        "seen_count": full.events.fill_null(0),
        "missing": inside.ifelse("", OUTSIDE),
    }


_MISSING = Bilingual(
    "資料の範囲に丸ごと入らない月は欠測（outside-coverage）。範囲内で事件がなければ0である。",
    "Missing (outside-coverage) in a month that no stretch of the coverage holds whole; inside it "
    "no event is zero.",
)
_REFERENCE = (
    "PLOVER (Open Event Data Alliance); Goldstein (1992), Journal of Conflict Resolution 36"
)


def _declared(name: str) -> Measure:
    return Measure(name, _MISSING, _REFERENCE, "panel", dyad_months)


EVENTS_COUNT = _declared("events_count")
COOPERATION_COUNT = _declared("cooperation_count")
CONFLICT_COUNT = _declared("conflict_count")
NET_INTENSITY = _declared("net_intensity")
