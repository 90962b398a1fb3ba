"""Headlines of Russian state media and posts of Russian ministries, 2000 to 2026."""

from __future__ import annotations

from .loaded import Dataset
from .texts import read_texts

DATASET = Dataset("ru_media_headlines", read_texts)
