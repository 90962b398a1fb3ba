"""Every family: derivatives are those of its density, and probabilities add up to 1."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from kankei.measures.relation.families import FAMILIES, Family, family, log_density
from kankei.terms.errors import MethodError

SHAPES = {
    "negative_binomial": [0.3],
    "beta_binomial": [-2.0],
    "score": [-0.5],
    "ordered_probit": [-0.4, 0.2],
}
ONE = np.ones(1)


def shape(law: Family) -> np.ndarray:
    return np.array(SHAPES.get(law.name, []))


@pytest.mark.parametrize("law", FAMILIES, ids=lambda law: law.name)
@given(at=st.floats(-3, 3), value=st.integers(0, 2), size=st.floats(2, 4))
@settings(max_examples=25, deadline=None)
def test_slope_and_curvature_are_those_of_the_density(
    law: Family, at: float, value: int, size: float
) -> None:
    step = 1e-4
    three = at + step * np.array([-1.0, 0.0, 1.0])
    found = law.terms(value * np.ones(3), three, size * np.ones(3), shape(law))
    slopes = np.broadcast_to(found.slope, 3)
    assert slopes[1] == pytest.approx((found.density[2] - found.density[0]) / (2 * step), abs=1e-5)
    bend = -(slopes[2] - slopes[0]) / (2 * step)
    curvature = np.broadcast_to(found.curvature, 3)[1]
    assert curvature == pytest.approx(max(bend, 0), abs=1e-4)
    assert curvature >= 0


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("poisson", 400),
        ("negative_binomial", 4000),
        ("binomial", 7),
        ("beta_binomial", 7),
        ("ordered_probit", 3),
    ],
)
def test_probabilities_add_up_to_one(name: str, values: int) -> None:
    law = family(name)
    each = np.arange(values, dtype=float)
    size = np.full(values, 6.0 if name in ("binomial", "beta_binomial") else 2.0)
    logs = log_density(law, each, np.full(values, 0.4), size, shape(law))
    assert np.exp(logs).sum() == pytest.approx(1, abs=1e-6)


def test_densities_equal_those_of_scipy() -> None:
    k, mean = np.exp(-0.3), 2 * np.exp(0.4)
    law = family("negative_binomial")
    found = log_density(law, 3 * ONE, 0.4 * ONE, 2 * ONE, np.array([0.3]))
    assert found[0] == pytest.approx(stats.nbinom.logpmf(3, k, k / (k + mean)))
    found = log_density(family("score"), 3 * ONE, ONE, 2 * ONE, np.array([-0.5]))
    assert found[0] == pytest.approx(stats.norm.logpdf(3, 1, np.sqrt(2 * np.exp(-0.5))))
    found = log_density(family("measured"), 3 * ONE, ONE, 2 * ONE, np.empty(0))
    assert found[0] == pytest.approx(stats.norm.logpdf(3, 1, 2))


def test_an_unknown_family_is_refused() -> None:
    with pytest.raises(MethodError, match="no family 'gamma'"):
        family("gamma")
