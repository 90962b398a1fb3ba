"""Poles in the space of ideal points, and how near each state is to which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ...terms.errors import MethodError, Problem
from ...terms.language import Bilingual
from ..arrays import numbered, require_columns
from ..declare import Measure
from ..rejections import Rejections

POLE_ABSENT = "no-state-of-the-pole"
SURE = 0.95
"""A state counts as surely near a pole from this probability on."""

Values = NDArray[np.float64]

_TABLE = pa.schema(
    [
        ("session", pa.string()),
        ("state", pa.string()),
        ("pole", pa.string()),
        ("ideal_point", pa.float64()),
        ("pole_position", pa.float64()),
        ("pole_distance", pa.float64()),
        ("difference_sd", pa.float64()),
        ("nearest", pa.bool_()),
        ("nearest_probability", pa.float64()),
        ("missing", pa.string()),
    ]
)
_SYSTEM = pa.schema(
    [
        ("session", pa.string()),
        ("pole", pa.string()),
        ("members", pa.string()),
        ("pole_position", pa.float64()),
        ("position_sd", pa.float64()),
        ("next_pole_distance", pa.float64()),
        ("states", pa.int64()),
        ("states_nearest", pa.int64()),
        ("states_surely_nearest", pa.int64()),
        ("missing", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Poles:
    """Distances to the poles.

    Parameters
    ----------
    table
        One row per session, state and pole.
    system
        One row per session and pole.
    rejections
        ``column, value, what, rows``.
    """

    table: pa.Table
    system: pa.Table
    rejections: pa.Table


@dataclass(frozen=True, slots=True)
class _Session:
    """Positions of one session; weights say which states make which pole, ``(poles, states)``."""

    name: str
    states: list[str]
    mean: Values
    sd: Values
    weight: Values

    @property
    def position(self) -> Values:
        """Mean of the states of each pole; not a number for a pole without one."""
        position: Values = self.weight @ self.mean
        return np.where(self.weight.any(axis=1), position, np.nan)


def poles(
    points: pa.Table, of: Mapping[str, Sequence[str]], *, draws: int = 2000, seed: int = 0
) -> Poles:
    """Measure the distance of every state to named poles, session by session.

    The position of a pole is the mean ideal point of its states that are there. With the standard
    errors of the ideal points, ``difference_sd`` is the standard deviation of ``x - p`` and
    ``nearest_probability`` the share of draws in which a state lies nearest to a pole. The errors
    are taken as normal and independent, which those of one session are not quite.

    Parameters
    ----------
    points
        Ideal points: ``session, state, mean`` and, for probabilities, ``sd``. Where they have the
        column ``actor``, as those of :func:`kankei.ideal_points`, states are named by it.
    of
        States that make each pole, such as ``{"United States": ["USA"], "Russia": ["RUS"]}``; two
        poles or more.
    draws, seed
        Of the probabilities.

    Returns
    -------
    Poles
        ``table``: ``session, state, pole, ideal_point, pole_position, pole_distance,
        difference_sd, nearest, nearest_probability, missing``. ``system``: ``session, pole,
        members, pole_position, position_sd, next_pole_distance, states, states_nearest,
        states_surely_nearest`` (probability 0.95 or more), ``missing``. A pole none of whose states
        is there is missing in that session (``no-state-of-the-pole``). Rejections name empty cells,
        states given twice in a session, and states of poles that are not there.

    Raises
    ------
    MethodError
        When a column is absent, or fewer than two poles are named.

    References
    ----------
    Ideal points: Bailey, Strezhnev and Voeten (2017), Journal of Conflict Resolution 61(2).

    Examples
    --------
    >>> points = pa.table({"session": ["74"] * 3, "state": ["USA", "RUS", "JPN"],
    ...     "mean": [2.5, 0.5, 1.0]})
    >>> found = poles(points, {"west": ["USA"], "east": ["RUS"]})
    >>> [(row["pole"], row["pole_distance"], row["nearest"])
    ...     for row in found.table.to_pylist() if row["state"] == "JPN"]
    [('west', 1.5, False), ('east', 0.5, True)]
    """
    if len(of) < 2 or not all(of.values()):
        what = f"{len(of)} poles are named, or one without a state"
        raise MethodError(Problem(what, "name at least two poles and the states that make each"))
    rejected = Rejections()
    sessions = _sessions(points, of, rejected)
    near = [_nearness(session, draws, seed) for session in sessions]
    names = list(of)
    rows = [row for pair in zip(sessions, near, strict=True) for row in _rows(*pair, names)]
    system = [row for pair in zip(sessions, near, strict=True) for row in _system(*pair, names)]
    return Poles(
        pa.Table.from_pylist(rows, _TABLE),
        pa.Table.from_pylist(system, _SYSTEM),
        rejected.table(),
    )


def _sessions(
    points: pa.Table, of: Mapping[str, Sequence[str]], rejected: Rejections
) -> list[_Session]:
    column = "actor" if "actor" in points.column_names else "state"
    require_columns(points, ("session", column, "mean"), "poles")
    session, names = numbered(points["session"])
    state, states = numbered(points[column].cast(pa.string()))
    mean = points["mean"].to_numpy().astype(np.float64)
    sd = np.full(len(mean), np.nan)
    if "sd" in points.column_names:
        sd = points["sd"].to_numpy().astype(np.float64)
    whole = (session >= 0) & (state >= 0) & np.isfinite(mean)
    rejected.add("mean", "", "empty", int((~whole).sum()))
    found = []
    for number, name in enumerate(names):
        rows = np.flatnonzero(whole & (session == number))
        there, first, times = np.unique(state[rows], return_index=True, return_counts=True)
        for which in np.flatnonzero(times > 1).tolist():
            who = f"{name} {states[int(there[which])]}"
            rejected.add("state", who, "given twice, first counted", int(times[which]) - 1)
        here = [states[which] for which in there.tolist()]
        weight = _weights(str(name), here, of, rejected)
        found.append(_Session(str(name), here, mean[rows[first]], sd[rows[first]], weight))
    return found


def _weights(
    session: str, here: list[str], of: Mapping[str, Sequence[str]], rejected: Rejections
) -> Values:
    weight = np.zeros((len(of), len(here)))
    for pole, members in enumerate(of.values()):
        there = [here.index(member) for member in members if member in here]
        lacking = [f"{session} {member}" for member in members if member not in here]
        rejected.add_each("state", lacking, "of a pole, but not there")
        weight[pole, there] = 1 / max(len(there), 1)
    return weight


def _nearness(session: _Session, draws: int, seed: int) -> Values:
    """Share of draws in which a pole is nearest to a state, ``(poles, states)``."""
    if not np.isfinite(session.sd).all():
        return np.full(session.weight.shape, np.nan)
    random = np.random.default_rng([seed, *session.name.encode()])
    points = random.normal(session.mean, session.sd, (draws, len(session.states)))
    there = session.weight.sum(axis=1) > 0
    apart = np.abs(points[:, None, :] - (points @ session.weight.T)[:, :, None])
    nearest = np.where(there[:, None], apart, np.inf).argmin(axis=1)
    share = np.stack([(nearest == pole).mean(axis=0) for pole in range(len(there))])
    return np.where(there[:, None], share, np.nan)


def _difference_sd(session: _Session, weight: Values) -> Values:
    """Standard deviation of each state's ideal point minus a weighted mean of some."""
    variance = session.sd**2
    shared = np.where(weight > 0, weight**2 * variance, 0).sum()
    spread: Values = np.sqrt(np.maximum(variance * (1 - 2 * weight) + shared, 0))
    return spread


def _rows(session: _Session, near: Values, names: list[str]) -> list[dict[str, Any]]:
    position = session.position
    distance = np.abs(session.mean - position[:, None])
    least = np.where(np.isnan(distance), np.inf, distance).min(axis=0)
    spread = [_difference_sd(session, weight) for weight in session.weight]
    return [
        {
            "session": session.name,
            "state": state,
            "pole": name,
            "ideal_point": float(session.mean[place]),
            "pole_position": _known(position[pole]),
            "pole_distance": _known(distance[pole, place]),
            "difference_sd": _known(spread[pole][place]) if np.isfinite(position[pole]) else None,
            "nearest": bool(distance[pole, place] == least[place]),
            "nearest_probability": _known(near[pole, place]),
            "missing": "" if np.isfinite(position[pole]) else POLE_ABSENT,
        }
        for place, state in enumerate(session.states)
        for pole, name in enumerate(names)
    ]


def _system(session: _Session, near: Values, names: list[str]) -> list[dict[str, Any]]:
    position = session.position
    distance = np.abs(session.mean - position[:, None])
    least = np.where(np.isnan(distance), np.inf, distance).min(axis=0)
    between = np.abs(position[:, None] - position)
    np.fill_diagonal(between, np.nan)
    rows = []
    for pole, name in enumerate(names):
        row: dict[str, Any] = {"session": session.name, "pole": name, "states": len(session.states)}
        if np.isnan(position[pole]):
            rows.append(row | {"missing": POLE_ABSENT})
            continue
        weight = session.weight[pole]
        others = between[pole][np.isfinite(between[pole])]
        sure = (near[pole] >= SURE).sum() if np.isfinite(near[pole]).all() else None
        row |= {
            "members": " ".join(np.array(session.states)[weight > 0].tolist()),
            "pole_position": float(position[pole]),
            "position_sd": _known(
                float(np.sqrt((weight[weight > 0] ** 2 * session.sd[weight > 0] ** 2).sum()))
            ),
            "next_pole_distance": float(others.min()) if len(others) else None,
            "states_nearest": int((distance[pole] == least).sum()),
            "states_surely_nearest": None if sure is None else int(sure),
            "missing": "",
        }
        rows.append(row)
    return rows


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


POLE_DISTANCE = Measure(
    name="pole_distance",
    missing=Bilingual(
        "極をなす国が一つもその会期にいなければ欠測（no-state-of-the-pole）。",
        "Missing (no-state-of-the-pole) in a session in which no state of the pole is there.",
    ),
    reference="Bailey, Strezhnev and Voeten (2017), Journal of Conflict Resolution 61(2): 430-456",
    page="order",
    function=poles,
)
