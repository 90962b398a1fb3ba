"""New Year addresses and joint editorials of North Korea, in Korean."""

from __future__ import annotations

from .loaded import Dataset
from .texts import read_texts

DATASET = Dataset("nk_new_year_addresses", read_texts)
