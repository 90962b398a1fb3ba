"""Flights of North Korean missiles, one row for each missile."""

from __future__ import annotations

from .loaded import Dataset
from .wide import read

DATASET = Dataset("dprk_missile_tests", read)
