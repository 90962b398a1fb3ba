"""PELT on a long series against the plain search over all starts, and the exact posterior."""

from __future__ import annotations

from typing import Any

import numpy as np

from kankei.measures.breaks import pelt, posterior

from .measuring import seconds, under

POINTS = 4000
PLAIN_POINTS = 400
MONTHS = 360


def run() -> list[dict[str, Any]]:
    """Time one series with a break every 100 points."""
    rng = np.random.default_rng(0)
    level = np.repeat(3 * rng.normal(size=POINTS // 100), 100)
    series = level + rng.normal(size=POINTS)
    pelt(series)
    short, penalty = series[:PLAIN_POINTS], 4 * np.log(PLAIN_POINTS)
    ours, _ = seconds(lambda: pelt(series), 5)
    ours_short, _ = seconds(lambda: pelt(short), 5)
    plain, _ = seconds(lambda: _plain(short, penalty))
    exact, _ = seconds(lambda: posterior(series[:MONTHS]), 3)
    ratio = f"search over all starts, {PLAIN_POINTS} points: {plain / ours_short:.0f} times as long"
    return [
        under("PELT, 4,000 points", ours * 1000, 30, "ms", ratio),
        under("PELT, 4,000 points (aim)", ours * 1000, 5, "ms"),
        {"name": f"exact posterior of {MONTHS} months", "value": exact * 1000, "unit": "ms"},
    ]


def _plain(series: np.ndarray, penalty: float) -> np.ndarray:
    """Optimal partitioning without pruning, one start at a time."""
    size = len(series)
    best = np.full(size + 1, np.inf)
    best[0] = -penalty
    for end in range(2, size + 1):
        for start in range(end - 1):
            part = series[start:end]
            cost = len(part) * np.log(max(part.var(), 1e-8))
            best[end] = min(best[end], best[start] + cost + penalty)
    return best
