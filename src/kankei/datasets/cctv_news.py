"""Items of the evening news of China Central Television, in Chinese."""

from __future__ import annotations

from .loaded import Dataset
from .texts import read_texts

DATASET = Dataset("cctv_news", read_texts)
