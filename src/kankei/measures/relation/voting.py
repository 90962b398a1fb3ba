"""Ideal points as evidence of relations: how near two states stand, against their own usual.

That two states are far apart in every vote is their place in the world, which other sources know as
the pair's own level. What speaks of their relation is that they come nearer or drift apart.
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ..arrays import numbered, require_columns
from .indicators import Indicator
from .observations import Calendar
from .spread import spread_over_months

NEARNESS = Indicator("ideal_point_nearness", "measured", "unga", 1)
NEARNESS_ALONE = Indicator("ideal_point_nearness", "score", "unga", 1)
"""Where no reports stand beside the votes: how much of their movement is noise is learnt."""
_FIRST_SESSION = 1945
_OPENS, _VOTES = 9, 12
"""Months in which the Assembly meets, its session lasting until the next, and mostly votes."""

Values = NDArray[np.float64]


def vote_observations(
    points: pa.Table, calendar: Calendar, domain: str, *, alone: bool = False
) -> pa.Table:
    """Give how near two states stand in each session to the months of that session.

    For ideal points with means m and standard errors s, over the sessions t of the calendar::

        d(t)  = |m_a(t) - m_b(t)|,   e(t)^2 = s_a(t)^2 + s_b(t)^2
        S^2   = mean over pairs and sessions of (d(t) - mean of the pair's d)^2
        value = (mean of the pair's d - d(t)) / S
        standard error = sqrt(e(t)^2 + S^2) / S

    The S^2 in the error says that all of what moves a pair in votes may be other things than its
    relation; what is common to both sources then moves the curve.

    Parameters
    ----------
    points
        ``actor, session, mean, sd``, as :func:`kankei.measures.ideal_points` gives them.
    domain
        The relation that the votes speak of.
    alone
        True where no reports stand beside the votes. With all of their movement counted as noise
        they would then say nothing at all; so each session speaks once, in December, and the
        square of its standard error times a factor that is learnt from how lasting the movements
        are is the variance of the noise.

    Returns
    -------
    pyarrow.Table
        Observations of the indicator :data:`NEARNESS`, or :data:`NEARNESS_ALONE`. A session stands
        in the twelve months from September of its year; special sessions, whose number is no
        number, have none. A pair with fewer than two sessions has none, because it has no usual
        distance.

    Raises
    ------
    MethodError
        When a column is absent.

    Examples
    --------
    >>> rows = {"actor": ["PRK", "RUS"] * 2, "session": ["77", "77", "78", "78"]}
    >>> points = pa.table({**rows, "mean": [-0.6, 0.1, -1.0, -0.9], "sd": [0.1] * 4})
    >>> months = [date(2022, 9, 1), date(2024, 2, 1)]
    >>> calendar = Calendar.of(pa.table({"month": months, "coverage": [1.0, 1.0]}))
    >>> found = vote_observations(points, calendar, "all").to_pylist()
    >>> found[0]["value"] < 0 < found[-1]["value"], len(found)
    (True, 18)
    """
    require_columns(points, ("actor", "session", "mean", "sd"), "relation")
    number, names = numbered(points["actor"])
    year = np.array([_year(text) for text in points["session"].to_pylist()])
    first, last = (
        day.astype("datetime64[Y]").astype(int) + 1970 for day in calendar.months[[0, -1]]
    )
    years = np.arange(first - 1, last + 1)
    mean, error = (np.full((len(years), len(names)), np.nan) for _ in range(2))
    here = (year >= years[0]) & (year <= years[-1])
    place = (year[here] - years[0], number[here])
    mean[place] = points["mean"].to_numpy()[here]
    error[place] = points["sd"].to_numpy()[here]
    i, j = np.triu_indices(len(names), 1)
    ties = _ties(years, names, i, j, mean, error)
    if not alone:
        return spread_over_months(ties, NEARNESS, domain, calendar)
    return _once(spread_over_months(ties, NEARNESS_ALONE, domain, calendar))


def _once(rows: pa.Table) -> pa.Table:
    """Keep the month of the votes alone, and make the spread error the variance of one session."""
    kept = rows.filter(pc.equal(pc.month(rows["month"]), _VOTES))
    place = kept.column_names.index("size")
    variance = pc.divide(pc.power(kept["size"], 2), 12.0)
    return kept.set_column(place, kept.schema.field("size"), variance)


def vote_coverage(points: pa.Table) -> pa.Table:
    """Give ``month, coverage``: the months of the sessions that ideal points are known of.

    Examples
    --------
    >>> vote_coverage(pa.table({"session": ["78", "6 special"]}))["month"].to_pylist()[::11]
    [datetime.date(2023, 9, 1), datetime.date(2024, 8, 1)]
    """
    require_columns(points, ("session",), "relation")
    years = sorted({_year(text) for text in points["session"].unique().to_pylist()} - {0})
    opens = np.array([f"{year}-{_OPENS:02}" for year in years], "datetime64[M]")
    months = (opens[:, None] + np.arange(12)).ravel()
    return pa.table(
        {
            "month": pa.array(months.astype("datetime64[D]")),
            "coverage": pa.array(np.ones(len(months))),
        }
    )


def _ties(
    years: NDArray[np.int64],
    names: list[str],
    i: NDArray[np.int64],
    j: NDArray[np.int64],
    mean: Values,
    error: Values,
) -> pa.Table:
    """Nearness against the pair's own mean, in units of the usual deviation, as yearly ties."""
    distance = np.abs(mean[:, i] - mean[:, j])
    known = ~np.isnan(distance)
    known &= known.sum(axis=0) > 1
    own = np.where(known, distance, 0).sum(axis=0) / np.maximum(known.sum(axis=0), 1)
    moved = own - distance
    usual = np.sqrt(np.mean(moved[known] ** 2)) if known.any() else 1.0
    noise = np.sqrt(error[:, i] ** 2 + error[:, j] ** 2 + usual**2)
    session, pair = np.nonzero(known)
    codes = pa.array(names, pa.string())
    opens = [date(int(year), _OPENS, 1) for year in years[session]]
    closes = [date(int(year) + 1, _OPENS, 1) for year in years[session]]
    return pa.table(
        {
            "a": codes.take(pa.array(i[pair])),
            "b": codes.take(pa.array(j[pair])),
            "starts": pa.array(opens, pa.date32()),
            "ends": pa.array(closes, pa.date32()),
            "value": moved[known] / usual,
            "error": noise[known] / usual,
        }
    )


def _year(session: object) -> int:
    """Year in which a session opens; 0 for a special session."""
    text = str(session)
    return _FIRST_SESSION + int(text) if text.isdecimal() else 0
