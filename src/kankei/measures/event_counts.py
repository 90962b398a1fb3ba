"""From event reports at any scale to counts per pair, time, domain and type, for any engine.

A machine-coded source reports one event many times. Reports of one day that agree in who, whom and
what are one event here; how often it was reported stays beside it, and the volume of the whole
source is a table of its own, because more news is not more events. Tables come in and go out as
Ibis expressions; nothing is executed here, so a billion rows are a change of engine.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from ..terms.errors import MethodError, Problem
from ..terms.language import Bilingual
from .declare import Measure
from .panel import COUNTED

if TYPE_CHECKING:
    import ibis.expr.types as ir

Grain = Literal["day", "month"]
GRAINS: tuple[Grain, ...] = ("day", "month")
REASONS = ("no-day", "future", "no-state", "self-dyad", "status-not-counted")
"""Why a row is not counted, in the order in which they are asked: a row has one reason."""
_WHAT = ("source", "target", "day", "domain", "plover", "cameo")


def distinct_events(events: ir.Table, today: date) -> ir.Table:
    """Make one row of all reports of one day that agree in source, target, domain and code.

    Parameters
    ----------
    events
        Shape ``events``: ``source, target, starts, domain, plover, cameo, status, intensity``, and
        ``mentions`` where the source counts them.
    today
        Events that start later are not counted; :func:`not_counted` counts them.

    Returns
    -------
    ibis table
        ``source, target, day, domain, plover, cameo, reports, mentions, intensity``. A missing
        domain, type or code is an empty text, and is never guessed. ``mentions`` is missing where
        no report has any; ``intensity`` is the mean of the reports that have one.
    """
    rows = _counted(events, today)
    return rows.group_by(*_WHAT).aggregate(
        reports=rows.count().cast("int64"),
        mentions=rows.mentions.sum().cast("int64"),
        intensity=rows.intensity.mean(),
    )


def event_counts(distinct: ir.Table, grain: Grain = "month", *, directed: bool = False) -> ir.Table:
    """Count distinct events by pair, day or month, domain and PLOVER type.

    Over the events of a cell::

        events_count     = number of distinct events
        reports_count    = number of their reports
        mentions_count   = sum of their mentions
        net_intensity    = sum of their intensities
        unweighted_count = number that have no intensity and are not in the sum

    Parameters
    ----------
    distinct
        From :func:`distinct_events`.
    grain
        ``day`` or ``month``.
    directed
        False makes one pair ``a < b`` of both directions; true keeps ``a`` for who acted.

    Returns
    -------
    ibis table
        ``a, b, day`` or ``month``, ``domain, plover`` and the values. Cells without an event have
        no row: inside the coverage of the source that is zero, outside it is missing.

    Raises
    ------
    MethodError
        On an unknown grain.
    """
    import ibis

    if grain not in GRAINS:
        what = f"there is no grain {grain!r}"
        raise MethodError(Problem(what, f"use one of {', '.join(GRAINS)}"))
    first, second = distinct.source, distinct.target
    a, b = (
        (first, second) if directed else (ibis.least(first, second), ibis.greatest(first, second))
    )
    time = distinct.day if grain == "day" else distinct.day.truncate("M")
    cells = distinct.mutate(a=a, b=b, **{grain: time})
    return cells.group_by("a", "b", grain, "domain", "plover").aggregate(
        events_count=cells.count().cast("int64"),
        reports_count=cells.reports.sum().cast("int64"),
        mentions_count=cells.mentions.sum().cast("int64"),
        # Rounded, so that the order in which an engine adds does not show.
        net_intensity=cells.intensity.fill_null(0.0).sum().round(6),
        unweighted_count=cells.intensity.isnull().cast("int64").sum().cast("int64"),
    )


def volume(counts: ir.Table, seen: ir.Table) -> ir.Table:
    """Give the volume of the whole source by month: what a count must be seen against.

    Parameters
    ----------
    counts
        From :func:`event_counts`, of all pairs.
    seen
        From :func:`days_seen`, of the same events.

    Returns
    -------
    ibis table
        ``month, days_seen, events_count, reports_count, mentions_count``. A month without a row
        has no exposure: its counts are missing and not zero.
    """
    months = counts if "month" in counts.columns else counts.mutate(month=counts.day.truncate("M"))
    sums = months.group_by("month").aggregate(
        events_count=months.events_count.sum().cast("int64"),
        reports_count=months.reports_count.sum().cast("int64"),
        mentions_count=months.mentions_count.sum().cast("int64"),
    )
    return seen.join(sums, "month").select(
        "month", "days_seen", "events_count", "reports_count", "mentions_count"
    )


def days_seen(events: ir.Table, today: date) -> ir.Table:
    """Count the days of each month on which the source reports anything that counts."""
    rows = _counted(events, today)
    days = rows.select(day="day", month=rows.day.truncate("M"))
    return days.group_by("month").aggregate(days_seen=days.day.nunique().cast("int64"))


def not_counted(events: ir.Table, today: date) -> ir.Table:
    """Count the rows that no cell counts, by reason: ``reason, reports_count``."""
    import ibis

    reason = ibis.cases(*zip(_against(events, today), REASONS, strict=True), else_="")
    told = events.select(reason=reason)
    rows = told.filter(told.reason != "")
    return rows.group_by("reason").aggregate(reports_count=rows.count().cast("int64"))


def _against(events: ir.Table, today: date) -> tuple[ir.BooleanValue, ...]:
    """What speaks against counting a row, in the order of :data:`REASONS`."""
    import ibis

    day = events.starts.cast("date")
    return (
        day.isnull(),
        day > ibis.literal(today),
        events.source.isnull() | events.target.isnull(),
        events.source == events.target,
        ~events.status.isin(COUNTED),
    )


def _counted(events: ir.Table, today: date) -> ir.Table:
    """Rows that nothing speaks against, with their day."""
    import ibis

    against = ibis.or_(*(test.fill_null(False) for test in _against(events, today)))
    texts = {name: events[name].fill_null("") for name in ("domain", "plover", "cameo")}
    absent = ibis.null("int64")
    mentions = events.mentions.cast("int64") if "mentions" in events.columns else absent
    return events.filter(~against).select(
        "source", "target", "intensity", day=events.starts.cast("date"), mentions=mentions, **texts
    )


_MISSING = Bilingual(
    "資料がその月をまったく報じていないときは欠測。報じた月に組の行がなければ0である。",
    "Missing in a month that the source does not report on at all; in a month that it reports on, "
    "a pair without a row has zero.",
)


def _declared(name: str) -> Measure:
    reference = "PLOVER (Open Event Data Alliance); Goldstein (1992)"
    return Measure(name, _MISSING, reference, "event-counts", event_counts, symmetric=False)


REPORTS_COUNT = _declared("reports_count")
MENTIONS_COUNT = _declared("mentions_count")
