"""Who led which state from when to when."""

from __future__ import annotations

from .loaded import Dataset
from .wide import read

DATASET = Dataset("archigos_leaders", read)
