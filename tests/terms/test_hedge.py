"""Probability bands: kankei's own, and those that a user puts in their place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kankei.terms.errors import CodeError
from kankei.terms.hedge import checked_bands, hedge_levels, hedge_of

LEVELS = sorted(hedge_levels())


@given(st.sampled_from(LEVELS), st.floats(0, 1), st.floats(0, 1))
def test_a_band_of_the_user_goes_before_that_of_the_table(level: str, a: float, b: float) -> None:
    band = (min(a, b), max(a, b))
    for wording, known in (("is likely to", "likely"), ("", "assert")):
        found = hedge_of(wording, "en", checked_bands({level: band}))
        assert found.level == known
        assert found.band == (band if level == known else hedge_levels()[known].band)


@pytest.mark.parametrize(
    ("bands", "said"),
    [
        ({"likly": (0.1, 0.2)}, "likly"),
        ({"likely": (0.9, 0.2)}, "0.9"),
        ({"might": (0, 1.5)}, "1.5"),
    ],
)
def test_a_wrong_band_is_refused(bands: dict[str, tuple[float, float]], said: str) -> None:
    with pytest.raises(CodeError, match=said):
        checked_bands(bands)
