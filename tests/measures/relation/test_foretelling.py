"""Predictions by several laws: they follow drifts and tides, and are honest mixtures."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from kankei.measures.relation.block import Block
from kankei.measures.relation.foretelling import foretell, laws_around, mixed
from kankei.measures.relation.online import ahead

from .worlds import pool, world


def scored(block: Block, months: slice, **kind: bool) -> float:
    """Mean log score of the first indicator in some months."""
    told = ahead(block, pool("count"), intervals=False, **kind)
    return float(told.log_scores[0][months].mean())


def ebbing() -> Block:
    """Counts of which, from the twelfth month on, the source brings a fourth."""
    block, _ = world("count", 24, 60, 3)
    for item in block.observed:
        item.value[12:] = np.random.default_rng(1).binomial(item.value[12:].astype(int), 0.25)
    return block


def test_a_tide_is_followed_from_the_month_after() -> None:
    block = ebbing()
    for months, better in ((slice(14, None), True), (slice(12, 13), False)):
        gain = scored(block, months, tides=True) - scored(block, months)
        assert (gain > 0.05) == better


def test_without_a_tide_little_is_lost() -> None:
    block, _ = world("count", 24, 60, 3)
    assert scored(block, slice(None), tides=True) > scored(block, slice(None)) - 0.02


def test_a_level_that_walks_is_followed_better_when_levels_may_wander() -> None:
    block, _ = world("score", 60, 80, 5)
    drift = np.random.default_rng(2).normal(0, 0.25, (60, 80)).cumsum(axis=0)
    block.observed[0].value[:] += drift
    still, walking = (
        ahead(block, replace(pool("score"), wander=wander), intervals=False).log_scores[0].sum()
        for wander in (0.0, 0.06)
    )
    assert walking > still


def test_a_mixture_of_one_law_is_that_law_and_of_two_lies_between() -> None:
    block, _ = world("count", 16, 5, 2)
    one, other = (ahead(block, replace(pool("count"), wander=w)) for w in (0.0, 0.3))
    same = mixed([one, one])
    for name in ("mean", "variance", "filtered", "filtered_variance", "half"):
        assert getattr(same, name) == pytest.approx(getattr(one, name))
    both = mixed([one, other])
    total, *each = (np.sum(part.log_scores, axis=(0, 1)) for part in (both, one, other))
    # The probability of everything seen is the mean of those that the laws give.
    assert total == pytest.approx(np.logaddexp(*each) - np.log(2))
    assert (both.mean <= np.maximum(one.mean, other.mean) + 1e-9).all()


def test_the_law_that_foretells_better_gets_the_odds() -> None:
    block, _ = world("count", 40, 30, 4)
    good, bad = (ahead(block, replace(pool("count"), step=step)) for step in (0.05, 3.0))
    both = mixed([good, bad])
    late = slice(30, None)
    assert both.mean[late] == pytest.approx(good.mean[late], abs=0.3)
    gap = sum(score[late].mean() for score in both.log_scores)
    assert gap == pytest.approx(sum(score[late].mean() for score in good.log_scores), abs=0.05)


def test_a_random_walk_has_no_neighbours() -> None:
    law = replace(pool("count"), wander=0.02)
    assert len(laws_around(law)) == 5
    assert laws_around(replace(law, persistence=1.0)) == (replace(law, persistence=1.0),)


def test_nothing_later_is_used() -> None:
    block, _ = world("score", 20, 12, 6)
    before = foretell(block, pool("score"), 10)
    for item in block.observed:
        item.value[14:] = item.value[14:][::-1].copy()
    after = foretell(block, pool("score"), 10)
    assert after.mean[:15] == pytest.approx(before.mean[:15])
    assert after.log_scores[0][:14] == pytest.approx(before.log_scores[0][:14])
    assert not np.allclose(after.mean[16:], before.mean[16:])
