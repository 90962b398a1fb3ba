"""What data sets say of relations: observations of several sources, each within its coverage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ..datasets import Loaded, card, load
from ..datasets.places import recognise
from ..measures.arrays import numbered
from ..measures.relation import (
    ALL,
    DAILY_SCORES,
    NEARNESS,
    NEARNESS_ALONE,
    OBSERVATIONS,
    Calendar,
    Indicator,
    event_classes,
    event_observations,
    score_coverage,
    score_observations,
    tie_observations,
    unplaced,
    vote_coverage,
    vote_observations,
)
from ..terms.errors import DatasetError, InputError, Problem
from ..terms.period import Period
from .notes import Notes, noted, notes_of, read_rows
from .relation_ties import Pair, Ties, read_ties

SCORES = ("gdelt_dyad_days",)
"""Data sets of daily scores: they feed the relation ``all``."""
EVENTS = ("icews", "icews_quadruples", "gdelt_events", "polecat")
"""Data sets of event reports: they feed the domains."""
POLITICAL = "political"
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sources:
    """Where to read from: folders of reports, a file of ideal points, data sets of ties."""

    reports: tuple[Path, ...] = ()
    votes: Path | None = None
    ties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What sources say of relations.

    Parameters
    ----------
    observations, indicators
        As :func:`kankei.measures.relation.relation` takes them.
    reported
        ``month, coverage`` of the sources of reports together, empty when there is none.
    calendar
        The months of the index.
    notes
        What reading left out.
    """

    observations: pa.Table
    indicators: tuple[Indicator, ...]
    reported: pa.Table
    calendar: Calendar
    notes: Notes

    @property
    def coverage(self) -> pa.Table:
        """Give every month of the index with the share that is covered by reports."""
        share = self.calendar.coverage
        return pa.table({"month": pa.array(self.calendar.days()), "coverage": pa.array(share)})

    def sources(self) -> pa.Table:
        """List what each source gave: to which domain, from when to when, of how many pairs."""
        by = {item.name: item.source for item in self.indicators}
        rows = self.observations
        names = [by[name] for name in rows["indicator"].to_pylist()]
        told = rows.append_column("source", pa.array(names, pa.string()))
        pair = pc.binary_join_element_wise(rows["a"], rows["b"], "-")
        found = told.append_column("pair", pair).group_by(["source", "domain", "indicator"])
        sums = found.aggregate(
            [("month", "min"), ("month", "max"), ("pair", "count_distinct"), ("n", "count")]
        )
        names = ["source", "domain", "indicator", "first", "last", "pairs", "observations"]
        return sums.rename_columns(names).sort_by([(name, "ascending") for name in names[:3]])

    def trimmed(self, table: pa.Table, without: str = "") -> pa.Table:
        """Cut each curve to what is covered, and give each month the coverage of its domain.

        Reports cover a domain from their first month to their last; a yearly source covers a pair
        from its first value to its last. In months of the reports the coverage is theirs; in
        others it is 1 where a yearly source speaks, and 0 where the curve bridges a gap.
        """
        if not self._yearly(without):
            return table
        span = self._span(without)
        month = table["month"].to_numpy().astype("datetime64[M]")
        first, last = _observed(table, month)
        told = np.isin(table["domain"].to_numpy(zero_copy_only=False), self._domains(without))
        reported = told & (month >= span[0]) & (month <= span[1])
        number = month.astype(np.int64)
        kept = reported | ((number >= first) & (number <= last))
        yearly = (table["n"].to_numpy() > 0).astype(np.float64)
        share = np.where(reported, table["coverage"].to_numpy(), yearly)
        column = table.column_names.index("coverage")
        covered = table.set_column(column, table.schema.field("coverage"), pa.array(share))
        return covered.filter(pa.array(kept))

    def _yearly(self, without: str) -> bool:
        return any(_is_yearly(item) and item.source != without for item in self.indicators)

    def _domains(self, without: str) -> list[str]:
        """Domains that reports feed."""
        names = [x.name for x in self.indicators if not _is_yearly(x) and x.source != without]
        rows = self.observations.filter(
            pc.is_in(self.observations["indicator"], pa.array(names, pa.string()))
        )
        found: list[str] = rows["domain"].unique().to_pylist()
        return found

    def _span(self, without: str) -> NDArray[np.datetime64]:
        """First and last month of the reports; an empty span without any."""
        months = self.reported["month"].to_numpy().astype("datetime64[M]")
        if not len(months) or not self._domains(without):
            return np.array(["9999-01", "0001-01"], "datetime64[M]")
        return np.array([months.min(), months.max()])


def _is_yearly(indicator: Indicator) -> bool:
    return indicator == NEARNESS_ALONE or indicator.family in ("measured", "ordered_probit")


def _observed(table: pa.Table, month: NDArray[np.datetime64]) -> tuple[Numbers, Numbers]:
    """First and last month in which anything was observed of a row's pair and domain."""
    keys = [numbered(table[name]) for name in ("a", "b", "domain")]
    shape = [len(names) + 1 for _, names in keys]
    flat = np.ravel_multi_index([numbers for numbers, _ in keys], shape)
    _, curve = np.unique(flat, return_inverse=True)
    seen = table["n"].to_numpy() > 0
    number = month.astype(np.int64)
    first = np.full(curve.max(initial=0) + 1, np.iinfo(np.int64).max)
    last = np.full(len(first), np.iinfo(np.int64).min)
    np.minimum.at(first, curve[seen], number[seen])
    np.maximum.at(last, curve[seen], number[seen])
    return first[curve], last[curve]


@dataclass(frozen=True, slots=True)
class _Reports:
    """Observations of one folder of scores or events."""

    observations: pa.Table
    indicators: tuple[Indicator, ...]
    coverage: pa.Table
    notes: Notes


def read_sources(given: Sources, period: Period | None = None) -> Evidence:
    """Read everything that is said of relations, each source within its own coverage.

    Votes and ties speak of the domain that they are declared for; beside scores, which have no
    domains, they speak of the relation as a whole, and of the pairs that have scores: what all
    relations share is learnt from pairs that somebody reports of.

    Raises
    ------
    InputError
        When no source is given, a folder holds no known data set, or no month is covered.
    """
    if not (given.reports or given.votes or given.ties):
        what = "there is no source to measure relations from"
        raise InputError(Problem(what, "give --events, --votes or --with"))
    reports = [_reports(folder) for folder in given.reports]
    points, noted_votes = read_rows(given.votes) if given.votes else (None, Notes())
    ties = [read_ties(text) for text in given.ties]
    covered = [item.coverage for item in reports]
    reported = pa.concat_tables(covered) if covered else _COVERED.empty_table()
    yearly = [score_coverage(item.covered()) for item in ties]
    yearly += [vote_coverage(points)] if points is not None else []
    calendar = _calendar(reported, yearly, period)
    rows = [item.observations for item in reports]
    domains = {name for part in rows for name in part["domain"].unique().to_pylist()}
    whole = ALL if domains == {ALL} else ""
    pairs = {pair for part in rows for pair in _pairs(part)}
    if points is not None:
        alone = not reports
        rows.append(vote_observations(points, calendar, whole or POLITICAL, alone=alone))
        pairs |= set() if whole else set(_pairs(rows[-1]))
    rows += [_tied(item, calendar, whole, pairs) for item in ties]
    indicators = [one for item in reports for one in item.indicators]
    indicators += [NEARNESS if reports else NEARNESS_ALONE] if points is not None else []
    indicators += [item.rule.tie().indicator for item in ties]
    notes = [*(item.notes for item in reports), noted_votes, *(notes_of(x.loaded) for x in ties)]
    return Evidence(
        _inside(rows, calendar, pairs if whole else None),
        tuple(sorted(dict.fromkeys(indicators), key=lambda item: -item.sign)),
        reported,
        calendar,
        reduce(lambda one, other: one + other, notes),
    )


_COVERED = pa.schema([("month", pa.date32()), ("coverage", pa.float64())])


def _calendar(reported: pa.Table, yearly: Sequence[pa.Table], period: Period | None) -> Calendar:
    """The months of the reports; with a period, or without reports, those of all sources in it."""
    shares: dict[np.datetime64, float] = {}
    for table, share in ((reported, True), *((each, False) for each in yearly)):
        if share or period is not None or not reported.num_rows:
            months = table["month"].to_numpy().astype("datetime64[M]")
            covered = table["coverage"].to_numpy() if share else np.zeros(len(months))
            for month, part in zip(months.tolist(), covered.tolist(), strict=True):
                if period is None or period.contains(month):
                    shares[month] = max(shares.get(month, 0.0), part)
    if not shares:
        what = "no source covers a month of the period"
        raise InputError(Problem(what, "widen --period, or give another source"))
    listed = pa.table({"month": list(shares), "coverage": list(shares.values())})
    return Calendar.of(listed)


def _pairs(rows: pa.Table) -> list[Pair]:
    found = rows.select(["a", "b"]).group_by(["a", "b"]).aggregate([])
    return list(zip(found["a"].to_pylist(), found["b"].to_pylist(), strict=True))


def _tied(item: Ties, calendar: Calendar, domain: str, pairs: set[Pair]) -> pa.Table:
    """Observations of a data set of ties, with the silence about pairs that others observe."""
    rows, tie = item.rows(), item.rule.tie(domain)
    own = {(min(a, b), max(a, b)) for a, b in _pairs(rows)}
    first, last = (int(str(month)[:4]) for month in calendar.months[[0, -1]])
    return tie_observations(rows, tie, calendar, item.silent(pairs | own, range(first, last + 1)))


def _inside(parts: Sequence[pa.Table], calendar: Calendar, pairs: set[Pair] | None) -> pa.Table:
    """Rows of the months of the calendar, and of some pairs if they are given."""
    whole = pa.concat_tables([part.cast(OBSERVATIONS) for part in parts])
    days = calendar.days()
    low, high = (pa.scalar(day.item(), pa.date32()) for day in days[[0, -1]])
    month = whole["month"]
    inside = whole.filter(pc.and_(pc.greater_equal(month, low), pc.less_equal(month, high)))
    if pairs is None:
        return inside
    named = pc.binary_join_element_wise(inside["a"], inside["b"], "-")
    return inside.filter(pc.is_in(named, pa.array(sorted(f"{a}-{b}" for a, b in pairs))))


def _reports(folder: Path) -> _Reports:
    """Recognise the data set of a folder and read what it says of relations."""
    loaded = load(_dataset(folder), folder)
    name, covered, notes = loaded.card.name, loaded.coverage.stretches, notes_of(loaded)
    if name in SCORES:
        observations, indicators = score_observations(loaded.table, covered), (DAILY_SCORES,)
        return _Reports(observations, indicators, score_coverage(covered), notes)
    observations = event_observations(loaded.table, covered, name)
    left = Notes(left_out=noted(name, _unplaced(loaded)))
    return _Reports(observations, event_classes(name), score_coverage(covered), notes + left)


def _dataset(folder: Path) -> str:
    """Name of the data set that a folder holds."""
    if not folder.is_dir():
        what = "there is no such folder"
        raise InputError(Problem(what, "give the folder of a data set", str(folder)))
    for name in (*SCORES, *EVENTS):
        try:
            recognise(card(name), folder)
        except DatasetError:
            continue
        return name
    what = f"the folder holds none of {', '.join((*SCORES, *EVENTS))}"
    raise InputError(Problem(what, "give the folder of one of these data sets", str(folder)))


def _unplaced(loaded: Loaded) -> pa.Table:
    """Events that no domain or class can be given to, as rejections."""
    found = unplaced(loaded.table)
    return pa.table(
        {
            "column": ["domain" if reason == "no domain" else "plover" for reason in found],
            "value": [""] * len(found),
            "what": list(found),
            "rows": list(found.values()),
        }
    )
