"""Where the words that a model quotes stand in a sentence, exactly or not at all.

Words are looked for as they stand, then in a folded view of the sentence (widths, glyph variants,
invisible characters) that maps every place back to the raw text. Nothing is repaired.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...terms.source import Span
from ..names.fold import BLANK, fold
from ..passages import Sentence
from ..text import View


@dataclass(frozen=True, slots=True)
class Place:
    """Characters ``[start, end)`` of a sentence's text."""

    start: int
    end: int

    @property
    def ends(self) -> tuple[int, int]:
        """Start and end."""
        return self.start, self.end

    def overlap(self, start: int, end: int) -> int:
        """Characters shared with another place."""
        return max(0, min(self.end, end) - max(self.start, start))

    def spans(self, sentence: Sentence) -> tuple[Span, ...]:
        """Raw spans of the place."""
        return sentence.view.spans(self.start, self.end)


def places(words: str, sentence: Sentence) -> tuple[Place, ...]:
    """All places of some words in a sentence; empty when they do not stand there.

    Examples
    --------
    >>> line = Sentence(View.whole("約１００人が参加した。"), "sentence", "ja", 0, 0)
    >>> places("100人", line), places("200人", line)
    ((Place(start=1, end=5),), ())
    """
    if not words.strip():
        return ()
    return tuple(_exact(words, sentence.text)) or tuple(_folded(words, sentence))


def _exact(words: str, text: str) -> Iterator[Place]:
    start = text.find(words)
    while start >= 0:
        yield Place(start, start + len(words))
        start = text.find(words, start + 1)


def _folded(words: str, sentence: Sentence) -> Iterator[Place]:
    if BLANK in words:
        return
    text = fold(sentence.view, sentence.language)
    plain = fold(View.whole(words), sentence.language).text
    if not plain.strip() or BLANK in plain:
        return  # an address is blanked when folded, and would fit any other of its length
    for found in _exact(plain, text.text):
        if text.offsets is None:
            yield found
        else:
            yield Place(text.offsets[found.start], text.offsets[found.end - 1] + 1)


def between(found: tuple[Place, ...], before: str, after: str, text: str) -> tuple[Place, ...]:
    """Those places that stand between the given neighbours.

    Examples
    --------
    >>> text = "中国は中国と言う"
    >>> between((Place(0, 2), Place(3, 5)), "は", "", text)
    (Place(start=3, end=5),)
    """
    return tuple(
        one
        for one in found
        if text[: one.start].rstrip().endswith(before.strip())
        and text[one.end :].lstrip().startswith(after.strip())
    )


def nearest(found: tuple[Place, ...], quotation: Place) -> Place:
    """The place inside a quotation, else the one closest to it."""
    return min(
        found,
        key=lambda one: (
            -one.overlap(quotation.start, quotation.end),
            abs(one.start - quotation.start),
        ),
    )
