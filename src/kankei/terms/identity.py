"""Ids made from content, so that the same statement has the same id everywhere."""

from __future__ import annotations

import hashlib
import json
from typing import Any

ID_LENGTH = 16
"""Hexadecimal digits kept of the SHA-256; 64 bits keep ten million rows apart."""


def content_id(kind: str, *parts: Any) -> str:
    """Make the id of a statement from what it says.

    Parameters
    ----------
    kind
        The table or class of the statement; becomes the prefix.
    parts
        JSON values in a fixed order. Their canonical JSON is hashed.

    Returns
    -------
    str
        ``kind`` + ``:`` + 16 hexadecimal digits.

    Examples
    --------
    >>> content_id("event", "2024-06-19", "PRK") == content_id("event", "2024-06-19", "PRK")
    True
    >>> content_id("event", "2024-06-19", "PRK").partition(":")[0]
    'event'
    """
    canonical = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), default=str)
    digest = hashlib.sha256(f"{kind}\n{canonical}".encode()).hexdigest()
    return f"{kind}:{digest[:ID_LENGTH]}"
