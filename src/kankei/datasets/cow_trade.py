"""Trade between pairs of states; no row may mean none or not known, so it means missing."""

from __future__ import annotations

from .loaded import Dataset
from .wide import read

DATASET = Dataset("cow_trade", read)
