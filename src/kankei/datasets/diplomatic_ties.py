"""Which states had diplomatic relations with either Korea."""

from __future__ import annotations

from .loaded import Dataset
from .wide import read

DATASET = Dataset("diplomatic_ties", read)
