"""Cells of the tables of a snapshot; an empty one is missing, never zero."""

from __future__ import annotations

from collections.abc import Mapping

Row = Mapping[str, str]


def known(text: str) -> float | None:
    """Read a number; nothing where the cell is empty.

    Examples
    --------
    >>> known("0.5"), known("0"), known("")
    (0.5, 0.0, None)
    """
    return float(text) if text else None


def counted(text: str) -> int | None:
    """Read a count; nothing where the cell is empty.

    Examples
    --------
    >>> counted("5"), counted("0"), counted("")
    (5, 0, None)
    """
    return int(text) if text else None
