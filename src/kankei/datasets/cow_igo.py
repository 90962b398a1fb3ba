"""Which states belonged to which intergovernmental organisation, and how many each belonged to."""

from __future__ import annotations

from .loaded import Dataset
from .wide import read

DATASET = Dataset("cow_igo", read)
