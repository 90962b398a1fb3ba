"""Decomposed text: が as か and a mark, 각 as three letters, й as и and a mark.

Some systems write file contents so. The rules of the reader know composed letters; a decomposed
text is therefore read in its composed form, and everything found is carried back to the places of
the text as it stands.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from ..terms.source import Span
from .text import View

Found = TypeVar("Found")


def composed(raw: str) -> tuple[str, tuple[int, ...]]:
    r"""A text in its composed form (NFC), and where each of its letters begins in the raw text.

    Examples
    --------
    >>> composed("か\u3099き")
    ('がき', (0, 2, 3))
    """
    letters: list[str] = []
    starts: list[int] = []
    cluster, begin = "", 0
    for place, letter in enumerate(raw):
        joined = unicodedata.normalize("NFC", cluster + letter)
        if cluster and (unicodedata.combining(letter) or len(joined) == 1):
            cluster = joined
            continue
        letters.append(cluster)
        starts += [begin] * len(cluster)
        cluster, begin = unicodedata.normalize("NFC", letter), place
    letters.append(cluster)
    starts += [begin] * len(cluster)
    return "".join(letters), (*starts, len(raw))


def carried_back(found: Found, raw: str, starts: Sequence[int]) -> Found:
    """Everything in a value with its spans at the places of the raw text.

    Parameters
    ----------
    found
        A span, a view, a tuple or a data class that holds such.
    raw
        The text as it stands.
    starts
        Raw places of the letters of the composed text, and its length last.
    """
    if isinstance(found, Span):
        return cast(Found, Span(starts[found.start], _end(found.end, starts)))
    if isinstance(found, View):
        return cast(Found, View(raw, carried_back(found.pieces, raw, starts)))
    if isinstance(found, tuple):
        return cast(Found, tuple(carried_back(one, raw, starts) for one in found))
    if is_dataclass(found) and not isinstance(found, type):
        held = {one.name: getattr(found, one.name) for one in fields(found)}
        moved = {name: carried_back(value, raw, starts) for name, value in held.items()}
        return cast(Found, replace(found, **moved))
    return found


def _end(end: int, starts: Sequence[int]) -> int:
    """The place after the last letter; marks that stay apart from it belong to it."""
    last = starts[end - 1] if end else 0
    return starts[bisect_right(starts, last)] if end and last < starts[-1] else starts[end]
