"""Deliveries of major arms, as a volume and not a price."""

from __future__ import annotations

from .loaded import Dataset
from .wide import read

DATASET = Dataset("sipri_transfers", read)
