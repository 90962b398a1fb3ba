"""One immutable raw text, and views of it that know where every character came from.

Nothing normalises a document in place. A rule that needs joined lines or folded widths works on a
:class:`View`, whose spans are carried back to raw offsets.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ..terms.source import Span
from .once import once

_BREAK = re.compile("[\n\r\v\f\x85\xa0\u2007\u2028\u2029\u202f]")
_BREAKS = dict.fromkeys(map(ord, _BREAK.pattern[1:-1]), " ")


@dataclass(frozen=True)
class View:
    r"""A text made of pieces of a raw text.

    Parameters
    ----------
    raw
        The whole document.
    pieces
        Spans of the raw text in reading order; their concatenation is the view's text. Line
        breaks, page numbers and note bodies lie between the pieces.

    Examples
    --------
    >>> view = View("北東\nアジア", (Span(0, 2), Span(3, 6)))
    >>> view.text, view.spans(1, 4)
    ('北東アジア', (Span(start=1, end=2), Span(start=3, end=5)))
    """

    raw: str
    pieces: tuple[Span, ...]

    @classmethod
    def whole(cls, raw: str) -> View:
        """See all of a text."""
        return cls(raw, (Span(0, len(raw)),) if raw else ())

    @once
    def text(self) -> str:
        """The characters of the view."""
        return "".join(self.raw[piece.start : piece.end] for piece in self.pieces)

    @once
    def line(self) -> str:
        r"""The text with line breaks and hard spaces as blanks; positions stay the same.

        Examples
        --------
        >>> View.whole("it was\nreported").line
        'it was reported'
        """
        return self.text.translate(_BREAKS) if _BREAK.search(self.text) else self.text

    @once
    def _starts(self) -> list[int]:
        starts, position = [], 0
        for piece in self.pieces:
            starts.append(position)
            position += piece.end - piece.start
        return starts

    def __len__(self) -> int:
        return len(self.text)

    def offset(self, position: int) -> int:
        """Raw offset of one character of the view."""
        index = bisect_right(self._starts, position) - 1
        return self.pieces[index].start + position - self._starts[index]

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Raw spans of the characters ``[start, end)`` of the view; touching pieces are joined."""
        if len(self.pieces) == 1 and 0 <= start < end:
            (piece,) = self.pieces
            return (Span(piece.start + start, min(piece.end, piece.start + end)),)
        found: list[Span] = []
        index = bisect_right(self._starts, start) - 1
        for number in range(index, len(self.pieces)):
            piece, first = self.pieces[number], self._starts[number]
            if first >= end:
                break
            left = piece.start + max(start - first, 0)
            right = min(piece.end, piece.start + end - first)
            if found and found[-1].end == left:
                found[-1] = Span(found[-1].start, right)
            else:
                found.append(Span(left, right))
        return tuple(found)

    def cut(self, start: int, end: int) -> View:
        """The view of ``[start, end)``."""
        return View(self.raw, self.spans(start, end))


def sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def surface(raw: str, spans: Sequence[Span]) -> str:
    """The plain concatenation of spans of a raw text."""
    return "".join(span.of(raw) for span in spans)
