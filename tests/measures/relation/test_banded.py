"""The banded solver against plain matrices, and the Gaussian special case against the Nile."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.measures.relation import local_level
from kankei.measures.relation.tridiagonal import factor, inverse, solve
from kankei.terms.errors import MethodError

FLOW = """
    1120 1160 963 1210 1160 1160 813 1230 1370 1140 995 935 1110 994 1020 960 1180 799 958 1140
    1100 1210 1150 1250 1260 1220 1030 1100 774 840 874 694 940 833 701 916 692 1020 1050 969 831
    726 456 824 702 1120 1100 832 764 821 768 845 864 862 698 845 744 796 1040 759 781 865 845 944
    984 897 822 1010 771 676 649 846 812 742 801 1040 860 874 848 890 744 749 838 1050 918 986 797
    923 975 815 1020 906 901 1170 912 746 919 718 714 740"""
NILE = np.array(FLOW.split(), float)
"""Annual flow of the Nile at Aswan, 1871-1970 (Cobb 1978, Biometrika 65; public domain)."""


@given(st.integers(2, 12), st.integers(0, 10_000))
@settings(max_examples=25, deadline=None)
def test_solutions_and_inverses_are_those_of_plain_matrices(months: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    beside = random.normal(size=(months - 1, 3))
    diagonal = 3 + random.random((months, 3))
    diagonal[:-1] += np.abs(beside)
    diagonal[1:] += np.abs(beside)
    right = random.normal(size=(months, 3))
    made = factor(diagonal, beside)
    found, (own, neighbours) = solve(made, right), inverse(made)
    for n in range(3):
        plain = np.diag(diagonal[:, n]) + np.diag(beside[:, n], 1) + np.diag(beside[:, n], -1)
        assert found[:, n] == pytest.approx(np.linalg.solve(plain, right[:, n]))
        whole = np.linalg.inv(plain)
        assert own[:, n] == pytest.approx(np.diag(whole))
        assert neighbours[:, n] == pytest.approx(np.diag(whole, 1))


def test_the_variances_of_the_nile() -> None:
    # R's StructTS gives 1469 and 15099; Durbin and Koopman (2012), 2.2.2 the same.
    fit = local_level(NILE)
    assert fit.level_variance == pytest.approx(1469.1, abs=0.2)
    assert fit.noise_variance == pytest.approx(15098.6, abs=0.2)
    assert fit.mean[0] > 1050 > 900 > fit.mean[50]


@given(st.floats(0.1, 10), st.floats(-50, 50))
@settings(max_examples=10, deadline=None)
def test_another_unit_changes_the_variances_and_nothing_else(unit: float, shift: float) -> None:
    one, other = local_level(NILE[:40]), local_level(NILE[:40] * unit + shift)
    assert other.noise_variance == pytest.approx(one.noise_variance * unit**2, rel=1e-3)
    assert other.mean == pytest.approx(one.mean * unit + shift, rel=1e-3, abs=0.5)


def test_too_little_is_refused() -> None:
    for bad in ([1.0, 2.0], [1.0, np.nan, 2.0], [3.0, 3.0, 3.0]):
        with pytest.raises(MethodError, match="three or more values"):
            local_level(np.array(bad))
