"""How many intergovernmental organisations two states belonged to together."""

from __future__ import annotations

from .loaded import Dataset
from .wide import read

DATASET = Dataset("cow_igo_shared", read)
