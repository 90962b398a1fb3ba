"""Headlines and stories of the Korean Central News Agency.

What the agency says is what the state says: a claim of North Korea, and no account of events.
"""

from __future__ import annotations

from .loaded import Dataset
from .texts import read_texts

DATASET = Dataset("kcna", read_texts)
