"""Pairs of states that were rivals, by two lists that do not agree."""

from __future__ import annotations

from .loaded import Dataset
from .wide import read

DATASET = Dataset("rivalries", read)
