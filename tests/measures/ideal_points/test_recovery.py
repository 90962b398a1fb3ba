"""Simulated states are put back where they stood, and the run is the same for the same seed."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest

from kankei.measures.ideal_points import IdealPoints, ideal_points
from kankei.terms.errors import MethodError

STATES, SESSIONS, ITEMS = 40, 3, 60


def _codes() -> list[int]:
    """Codes of the Correlates of War; the United States first, Russia second."""
    known = [2, 365, 20, 200, 710, 731, 732, 740, 369, 640, 220, 255, 70, 140, 750, 770, 800, 811]
    rest = [41, 42, 90, 91, 92, 93, 94, 95, 100, 101, 110, 130, 135, 145, 150, 155, 160, 165]
    return (known + rest + [210, 211, 225, 230])[:STATES]


def simulated(seed: int) -> tuple[pa.Table, np.ndarray]:
    random = np.random.default_rng(seed)
    theta = np.sort(random.normal(size=STATES))[::-1].copy()
    theta[1], theta[-1] = theta[-1], theta[1]
    rows = []
    for session in range(60, 60 + SESSIONS):
        for item in range(ITEMS):
            slope, low = random.normal(1.2, 0.3), random.normal(-0.4, 0.5)
            latent = slope * theta + random.normal(size=STATES)
            choices = 1 + (latent > low) + (latent > low + 0.8)
            rows += [
                {
                    "rollcall": f"{session}-{item}",
                    "session": str(session),
                    "state": code,
                    "choice": int(choice),
                }
                for code, choice in zip(_codes(), choices, strict=True)
            ]
    return pa.Table.from_pylist(rows), theta


@pytest.fixture(scope="module")
def found() -> tuple[IdealPoints, np.ndarray]:
    votes, theta = simulated(5)
    return ideal_points(votes, sweeps=300, burn_in=100, seed=1), theta


def test_positions_are_recovered_in_every_session(found: tuple[IdealPoints, np.ndarray]) -> None:
    points, theta = found
    rows = points.table.to_pylist()
    assert len(rows) == STATES * SESSIONS
    for session in {row["session"] for row in rows}:
        means = [row["mean"] for row in rows if row["session"] == session]
        assert abs(np.corrcoef(np.sort(means), np.sort(theta))[0, 1]) > 0.95
    assert all(row["q05"] < row["mean"] < row["q95"] and row["sd"] > 0 for row in rows)
    assert all(row["n_votes"] == ITEMS for row in rows)


def test_the_scale_is_anchored(found: tuple[IdealPoints, np.ndarray]) -> None:
    means = found[0].table["mean"].to_numpy()
    assert abs(means.mean()) < 0.05
    at = dict(zip(found[0].table["actor"].to_pylist(), means, strict=True))
    assert at["USA"] > at["RUS"]


def test_a_seed_gives_the_same_draws() -> None:
    votes, _ = simulated(6)
    one, other = (ideal_points(votes, sweeps=40, burn_in=20, seed=3) for _ in range(2))
    assert one.table["mean"].equals(other.table["mean"])


def test_too_short_a_run_says_so_in_both_languages() -> None:
    votes, _ = simulated(7)
    warnings = ideal_points(votes, sweeps=40, burn_in=20).warnings
    assert warnings and all(warning.ja and warning.en for warning in warnings)


def test_an_unknown_edition_is_refused() -> None:
    votes, _ = simulated(8)
    with pytest.raises(MethodError):
        ideal_points(votes, filters="1900-01")
