"""General policy speeches of Japanese prime ministers in the Diet."""

from __future__ import annotations

from .loaded import Dataset
from .texts import read_texts

DATASET = Dataset("jp_pm_speeches", read_texts)
