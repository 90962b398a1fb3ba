"""News and transcripts of the President of Russia, as kremlin.ru prints them in Russian."""

from __future__ import annotations

from .loaded import Dataset
from .texts import read_texts

DATASET = Dataset("kremlin", read_texts)
