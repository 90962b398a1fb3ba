"""Material capabilities of states; a component that is not known is missing, and not zero."""

from __future__ import annotations

from .loaded import Dataset
from .wide import read

DATASET = Dataset("cow_capabilities", read)
