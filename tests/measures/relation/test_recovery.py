"""Relations that are known are found again, and the intervals hold what they promise."""

from __future__ import annotations

import numpy as np
import pytest

from kankei.measures.relation.learning import learn
from kankei.measures.relation.posterior import posterior
from kankei.terms.interval import Z90

from .sampling import sampled
from .worlds import SIGNS, pool, world


@pytest.mark.parametrize(("kind", "tail"), [("score", 3.0), ("score", 100.0), ("count", 3.0)])
def test_intervals_of_ninety_per_cent_hold_ninety_per_cent(kind: str, tail: float) -> None:
    block, path = world(kind, 60, 300, 1, tail)
    found = posterior(block, pool(kind, tail))
    held = np.abs(found.path - path) < Z90 * np.sqrt(found.variance)
    assert 0.87 <= held.mean() <= 0.93
    assert found.unsettled <= 15


@pytest.mark.parametrize("kind", ["score", "count"])
def test_hyper_parameters_are_found(kind: str) -> None:
    block, path = world(kind, 40, 90, 2)
    true, found = pool(kind), learn(block, SIGNS[: len(block.observed)])
    variance = found.step * found.tail / (found.tail - 2)
    assert variance == pytest.approx(0.1, rel=0.6)
    assert found.persistence == pytest.approx(true.persistence, abs=0.08)
    for reading, known in zip(found.readings, true.readings, strict=True):
        assert reading.loading == pytest.approx(known.loading, abs=0.25)
        assert reading.shape == pytest.approx(known.shape, abs=0.4)
    ours = posterior(block, found)
    assert np.corrcoef(ours.path.ravel(), path.ravel())[0, 1] > 0.9
    held = np.abs(ours.path - path + found.readings[0].intercept - true.readings[0].intercept)
    assert 0.8 < (held < Z90 * np.sqrt(ours.variance)).mean() < 0.96


@pytest.mark.parametrize(("kind", "seed"), [("score", 3), ("count", 5)])
def test_newton_and_stand_ins_agree_with_a_markov_chain(kind: str, seed: int) -> None:
    block, _ = world(kind, 24, 1, seed, 3.0)
    law = pool(kind, 3.0)
    found = posterior(block, law)
    mean, deviation = sampled(block, law, sweeps=1500, chains=40, seed=1)
    ours = np.sqrt(found.variance[:, 0])
    assert np.abs(found.path[:, 0] - mean).max() < 0.35 * deviation.max()
    assert np.abs(found.path[:, 0] - mean).mean() < 0.12 * deviation.mean()
    assert (ours / deviation).mean() == pytest.approx(1, abs=0.08)


def test_a_jump_is_seen_in_its_month() -> None:
    block, _ = world("score", 40, 1, 7)
    item = block.observed[0]
    item.value[:], item.size[:], item.present[:] = 0.3, 0.1, True
    item.value[20:] = 3.3
    found = posterior(block, pool("score", 3.0))
    moves = np.abs(found.moves[1:, 0])
    assert moves.argmax() == 19
    assert moves[19] > 2 and np.sort(moves)[-2] < 0.5
