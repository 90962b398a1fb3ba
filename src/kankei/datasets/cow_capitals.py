"""Where the capital of a state was, so that the distance between two capitals can be computed."""

from __future__ import annotations

from .loaded import Dataset
from .wide import read

DATASET = Dataset("cow_capitals", read)
