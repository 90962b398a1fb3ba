"""Pairs of states that fought each other, or of which one sent troops to the other's war."""

from __future__ import annotations

from .loaded import Dataset
from .wide import read

DATASET = Dataset("ucdp_dyads", read)
