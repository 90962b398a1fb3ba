"""Imports and exports of states as wholes."""

from __future__ import annotations

from .loaded import Dataset
from .wide import read

DATASET = Dataset("cow_trade_national", read)
