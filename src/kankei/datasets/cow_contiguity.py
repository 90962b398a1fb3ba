"""Which states border on each other by land or by water, from when to when."""

from __future__ import annotations

from .loaded import Dataset
from .wide import read

DATASET = Dataset("cow_contiguity", read)
