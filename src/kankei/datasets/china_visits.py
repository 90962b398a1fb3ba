"""Visits of China's leaders to other states, known to the year."""

from __future__ import annotations

from .loaded import Dataset
from .wide import read

DATASET = Dataset("china_visits", read)
