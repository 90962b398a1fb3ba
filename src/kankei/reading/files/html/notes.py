"""Note marks and note bodies of a page, told by the links between them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from ...words import words_of_all
from .tree import Element, Tree, text_of

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMBER = r"[0-9０-９]{1,3}"
_RETURN = re.compile(r"[\W_]*(?:[a-z][\s,]*)*\Z")

PRINTED = re.compile(
    rf"\s*(?:[⁰¹²³⁴-⁹]+|[\[［(（〔]?{_NUMBER}[\]］)）〕.．、:]?)(?=[\s\u3000]|\D)\s*"
)
"""A label at the head of a note body that the page prints itself."""


@dataclass
class NoteLinks:
    """Which elements are marks, labels or links back.

    Parameters
    ----------
    marks
        By place of the link, the mark as it is written.
    labels
        By place of the element that a mark points to, the mark.
    back
        Places of links from a body to its mark, which are no text.
    bodies
        Places of the elements with a label and of all elements around them.
    """

    marks: dict[int, str] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    back: set[int] = field(default_factory=set)
    bodies: set[int] = field(default_factory=set)


def note_links(tree: Tree) -> NoteLinks:
    """Find the marks that point to a later element of the page, and the links back to them."""
    places = _places(tree)
    found = NoteLinks()
    for link in tree.of("a"):
        _, _, name = link.attributes.get("href", "").partition("#")
        target = places.get(name) if name else None
        if target is None or link.last - link.index > 8:
            continue
        text = text_of(link, 80)
        if target.index > link.index and _is_mark(text):
            mark = written(text)
            found.marks[link.index] = mark
            found.labels.setdefault(target.index, mark)
            found.bodies.update((target.index, *(one.index for one in target.above())))
        elif target.index < link.index and (_RETURN.match(text) or _is_mark(text)):
            found.back.add(link.index)
    return found


def _places(tree: Tree) -> dict[str, Element]:
    found: dict[str, Element] = {}
    for element in tree.elements:
        for key in ("id", "name"):
            if element.attributes.get(key):
                found.setdefault(element.attributes[key], element)
    return found


def _is_mark(text: str) -> bool:
    return len(text) < 12 and bool(_mark().fullmatch(text))


@cache
def _mark() -> re.Pattern[str]:
    keys = ("note_words", "note_words_in_brackets")
    words = "|".join(re.escape(word) for key in keys for word in words_of_all("layout", key))
    return re.compile(
        rf"[\[［(（〔<]?\s*(?:{words})?\s*(?:{_NUMBER}|[*†‡]{{1,4}})\s*[\]］)）〕>.]?"
    )


def written(text: str) -> str:
    """A mark as the layout knows it: a bare number is raised, brackets and words stay.

    Examples
    --------
    >>> written("12"), written(" [ 3 ] "), written("注4")
    ('¹²', '[3]', '注4')
    """
    plain = re.sub(r"\s+", "", text).rstrip(".")
    return plain.translate(RAISED) if plain.isascii() and plain.isdecimal() else plain
