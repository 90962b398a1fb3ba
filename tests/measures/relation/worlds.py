"""Made-up dyads whose relations are known, drawn from the model itself."""

from __future__ import annotations

import numpy as np

from kankei.measures.relation.block import Block, Observed
from kankei.measures.relation.families import family
from kankei.measures.relation.pool import Pool, Reading

READINGS = ((0.7, 1.0), (0.0, 0.6), (0.3, -0.8), (-0.5, -1.1))
SIGNS = (1, 1, -1, -1)


def pool(kind: str, tail: float = 4.0) -> Pool:
    """Hyper-parameters that the worlds are drawn with; the monthly move has variance 0.1."""
    step = 0.1 * (tail - 2) / tail
    if kind == "score":
        readings = (Reading(0.3, 1.0, np.array([np.log(0.4)])),)
    else:
        readings = tuple(Reading(a, b, np.array([np.log(0.5)])) for a, b in READINGS)
    return Pool(readings, 0.9, step, tail, 0.49, 1.44)


def world(
    kind: str, months: int, dyads: int, seed: int, tail: float = 4.0
) -> tuple[Block, np.ndarray]:
    """Draw observations of a kind (``score`` or ``count``), and the relations behind them."""
    random, law = np.random.default_rng(seed), pool(kind, tail)
    path = relations(law, months, dyads, random)
    draw = scores if kind == "score" else counts
    names = [("AAA", f"B{number:05}") for number in range(dyads)]
    return Block("all", names, draw(law, path, random), np.ones(path.shape)), path


def relations(law: Pool, months: int, dyads: int, random: np.random.Generator) -> np.ndarray:
    level = random.normal(0, np.sqrt(law.level), dyads)
    away = random.normal(0, 1 / np.sqrt(law.first_precision), dyads)
    path = [level + away]
    for _ in range(months - 1):
        away = law.persistence * away + np.sqrt(law.step) * random.standard_t(law.tail, dyads)
        path.append(level + away)
    return np.array(path)


def scores(law: Pool, path: np.ndarray, random: np.random.Generator) -> tuple[Observed, ...]:
    size = random.gamma(3, 1 / 3, path.shape) + 0.05
    noise = np.sqrt(np.exp(law.readings[0].shape[0]) * size)
    value = law.readings[0].intercept + path + noise * random.normal(size=path.shape)
    present = random.random(path.shape) < 0.8
    return (Observed("s", "x", family("score"), np.where(present, value, 0), size, present),)


def counts(law: Pool, path: np.ndarray, random: np.random.Generator) -> tuple[Observed, ...]:
    volume = random.normal(0, np.sqrt(law.volume), path.shape[1])
    found = []
    for place, reading in enumerate(law.readings):
        k = np.exp(-reading.shape[0])
        mean = np.exp(reading.intercept + reading.loading * path + volume)
        value = random.poisson(mean * random.gamma(k, 1 / k, path.shape)).astype(float)
        ones, all_of_it = np.ones(path.shape), np.ones(path.shape, bool)
        name = f"c{place}"
        found.append(Observed(name, "x", family("negative_binomial"), value, ones, all_of_it))
    return tuple(found)
