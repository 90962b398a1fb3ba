"""China's visits, institutes and students in 39 states of Asia and the Pacific."""

from __future__ import annotations

from .loaded import Dataset
from .wide import read

DATASET = Dataset("china_public_diplomacy", read)
