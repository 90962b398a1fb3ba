"""The interval that every normal result is given with: 90 per cent, wherever it is computed."""

from __future__ import annotations

from statistics import NormalDist

SHARE = 0.9
"""Share of the distribution inside the interval."""
Z90 = NormalDist().inv_cdf((1 + SHARE) / 2)
"""Half the width of the interval in standard deviations, about 1.645."""
