"""Alliance obligations between states, year by year; no row means no alliance."""

from __future__ import annotations

from .loaded import Dataset
from .wide import read

DATASET = Dataset("atop_alliances", read)
