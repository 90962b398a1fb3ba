"""Mentions of the whole document, laid on the sentences in which they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import TypeVar

from ...terms.source import Span
from ..passages import Sentence
from ..text import View

Found = TypeVar("Found")


class Placing:
    r"""Where mentions stand in the sentences of a document.

    Examples
    --------
    >>> sentence = Sentence(View("中国\nは", (Span(0, 2), Span(3, 4))), "sentence", "ja", 0, 0)
    >>> Placing([sentence]).position(sentence.view, (Span(3, 4),))
    (2, 3)
    """

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        pieces = sorted(
            (piece.start, piece.end, number)
            for number, sentence in enumerate(sentences)
            for piece in sentence.view.pieces
        )
        self._starts = [start for start, _, _ in pieces]
        self._pieces = pieces

    def sentence_of(self, spans: Sequence[Span]) -> int | None:
        """Number of the sentence in which spans begin."""
        start = spans[0].start
        index = bisect_right(self._starts, start) - 1
        if index < 0:
            return None
        _, end, number = self._pieces[index]
        return number if start < end else None

    @staticmethod
    def position(view: View, spans: Sequence[Span]) -> tuple[int, int] | None:
        """Positions of the first and after the last character of spans in a view's text."""
        start, end, before = None, None, 0
        first, last = spans[0].start, spans[-1].end
        for piece in view.pieces:
            low, high = piece.start, piece.end
            if low <= first < high:
                start = before + first - low
            if low < last <= high:
                end = before + last - low
            before += high - low
        return None if start is None or end is None else (start, end)

    def by_sentence(
        self, mentions: Iterable[tuple[tuple[Span, ...], Found]]
    ) -> dict[int, list[tuple[int, int, Found]]]:
        """Mentions by sentence with their positions, in reading order."""
        found: dict[int, list[tuple[int, int, Found]]] = {}
        for spans, mention in mentions:
            number = self.sentence_of(spans)
            place = None if number is None else self.position(self.sentences[number].view, spans)
            if number is not None and place is not None:
                found.setdefault(number, []).append((*place, mention))
        for places in found.values():
            places.sort(key=lambda place: place[:2])
        return found
