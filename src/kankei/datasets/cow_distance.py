"""The smallest distance between two states on the first day of a year."""

from __future__ import annotations

from .loaded import Dataset
from .wide import read

DATASET = Dataset("cow_distance", read)
