"""Armed conflicts of states by year, as wars with states and as wars at home."""

from __future__ import annotations

from .loaded import Dataset
from .wide import read

DATASET = Dataset("ucdp_conflicts", read)
