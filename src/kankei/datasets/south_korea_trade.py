"""Trade of South Korea with every partner, with the imports of the source that are wrong marked."""

from __future__ import annotations

from .loaded import Dataset
from .wide import read

DATASET = Dataset("south_korea_trade", read)
