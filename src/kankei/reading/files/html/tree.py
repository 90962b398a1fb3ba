"""The elements of a page as a tree: start tags without end, end tags without start, any depth."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from ...words import word_list
from .tokens import Token

DEPTH = 400
"""Elements below this depth are laid beside each other."""

LEVELS = 32
"""So many open elements are looked at for one that a start tag ends."""

_NAMING = ("class", "id", "role", "epub:type")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_LETTERS = re.compile(r"[^a-z]+")
_SPACE = re.compile(r"\s+")


@dataclass(eq=False, slots=True)
class Element:
    """An element with its place in document order.

    ``last`` is the place of its last descendant; ``words`` are those of its class, id and role.
    """

    tag: str
    attributes: Mapping[str, str]
    index: int
    parent: Element | None = None
    children: list[Element | str] = field(default_factory=list)
    last: int = 0
    words: frozenset[str] = frozenset()

    def inside(self, other: Element) -> bool:
        """Whether this element is the other one or stands in it."""
        return other.index <= self.index <= other.last

    def above(self) -> Iterator[Element]:
        """The elements around this one, from the inside out."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent


@dataclass
class Tree:
    """The elements of a page in document order, and its comments."""

    elements: list[Element]
    comments: list[str]
    cut: bool = False

    @property
    def root(self) -> Element:
        """The element around all others; it has no tag."""
        return self.elements[0]

    def of(self, *tags: str) -> Iterator[Element]:
        """Elements with one of some tags."""
        return (element for element in self.elements if element.tag in tags)


def tree_of(pieces: Iterable[Token], limit: int) -> Tree:
    """Build the tree of a page of at most ``limit`` elements."""
    builder = _Builder()
    for piece in pieces:
        if piece.kind == "text":
            builder.top.children.append(piece.text)
        elif piece.kind == "comment":
            builder.tree.comments.append(piece.text)
        elif piece.kind == "end":
            builder.end(piece.text)
        elif len(builder.tree.elements) >= limit:
            builder.tree.cut = True
            break
        else:
            builder.start(piece)
    builder.close(0)
    builder.tree.root.last = len(builder.tree.elements)
    return builder.tree


class _Builder:
    """The open elements of a page."""

    def __init__(self) -> None:
        root = Element("", {}, 0)
        self.tree = Tree([root], [])
        self.stack = [root]
        self.open: Counter[str] = Counter()

    @property
    def top(self) -> Element:
        return self.stack[-1]

    def start(self, piece: Token) -> None:
        self._end_implied(piece.text)
        element = Element(piece.text, piece.attributes, len(self.tree.elements), self.top)
        element.last = element.index
        element.words = _words_of(piece.attributes)
        self.tree.elements.append(element)
        self.top.children.append(element)
        if piece.text not in _sets()["void"] and len(self.stack) < DEPTH:
            self.stack.append(element)
            self.open[piece.text] += 1

    def _end_implied(self, tag: str) -> None:
        opened, within = _implied().get(tag, (frozenset(), frozenset()))
        if tag in _sets()["blocks"]:
            self._end_paragraph()
        for depth in range(len(self.stack) - 1, max(len(self.stack) - LEVELS, 0), -1):
            if self.stack[depth].tag in within or not opened:
                return
            if self.stack[depth].tag in opened:
                self.close(depth)
                return

    def _end_paragraph(self) -> None:
        for depth in range(len(self.stack) - 1, max(len(self.stack) - LEVELS, 0), -1):
            tag = self.stack[depth].tag
            if tag == "p":
                self.close(depth)
            if tag in _sets()["blocks"] or tag in ("td", "th"):
                return

    def end(self, tag: str) -> None:
        """Close the nearest open element of a tag; an inline tag closes no block around it."""
        if not self.open[tag]:
            return
        depth = len(self.stack) - 1
        is_block = tag in _sets()["blocks"] or tag in ("td", "th")
        while self.stack[depth].tag != tag:
            if not is_block and self.stack[depth].tag in _sets()["blocks"]:
                return
            depth -= 1
        self.close(depth)

    def close(self, depth: int) -> None:
        """Close the open elements from a depth on, the root excepted."""
        depth = max(depth, 1)
        for element in self.stack[depth:]:
            element.last = len(self.tree.elements) - 1
            self.open[element.tag] -= 1
        del self.stack[depth:]


def _words_of(attributes: Mapping[str, str]) -> frozenset[str]:
    said = " ".join(attributes[name] for name in _NAMING if name in attributes)
    if not said:
        return frozenset()
    spaced = _HUMP.sub(" ", said).lower()
    return frozenset((*spaced.split(), *_NO_LETTERS.split(spaced)))


@cache
def _sets() -> dict[str, frozenset[str]]:
    table = word_list(None, "html")
    return {key: frozenset(table[key]) for key in ("blocks", "void")}


@cache
def _implied() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    rows: list[dict[str, Any]] = word_list(None, "html")["ends"]
    return {
        tag: (frozenset(row["open"]), frozenset(row["within"]))
        for row in rows
        for tag in row["tags"]
    }


def text_of(element: Element, most: int = 2000) -> str:
    """The text inside an element, white space as one blank; not much more than ``most`` characters.

    Examples
    --------
    >>> from kankei.reading.files.html.tokens import tokens
    >>> text_of(tree_of(tokens("<p>一 <b>二</b></p>三"), 10).root)
    '一 二三'
    """
    found: list[str] = []
    waiting: list[Element | str] = [element]
    while waiting and most > 0:
        piece = waiting.pop()
        most -= 1
        if isinstance(piece, str):
            found.append(piece)
            most -= len(piece)
        else:
            waiting.extend(reversed(piece.children[: most + 1]))
    return _SPACE.sub(" ", "".join(found)).strip()
