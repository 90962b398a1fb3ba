"""Which elements of a page are its document: not menus, asides, cookie bars or lists of links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ...layout.headings import note_heading, reference_heading
from ...words import word_list
from .tree import Element, Tree, text_of

SHARE = 0.85
"""An element with so much of the prose around it is taken for the whole."""

LARGE = 0.4
"""An element with so much of the prose of a page is dropped for no word in its class."""

LINKED = 0.7
"""A list or box with so much of its text in links leads elsewhere."""

_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "dt", "p", "b", "strong", "div", "span")


@dataclass
class Selection:
    """The elements of the document among those of a page.

    Parameters
    ----------
    top
        The smallest element around all of the document.
    first, last
        Places of the first and last element of the document, in document order.
    dropped
        Places of elements inside it that are left out with all they hold.
    notes
        Elements after ``last`` that hold its notes.
    hidden
        How many elements with text are not displayed.
    """

    top: Element
    first: int
    last: int
    dropped: frozenset[int]
    notes: tuple[Element, ...]
    hidden: int

    def holds(self, element: Element) -> bool:
        """Whether some of an element may belong to the document."""
        if element.index in self.dropped:
            return False
        within = element.last >= self.first and element.index <= self.last
        return within or any(note.inside(element) or element.inside(note) for note in self.notes)


def select(tree: Tree, targets: frozenset[int], title: str) -> Selection:
    """Choose the document of a page.

    Parameters
    ----------
    tree
        The page.
    targets
        Places of the elements to which note marks point; these are never dropped.
    title
        The title that the page states, by which its heading is known.
    """
    kept = _protected(tree, targets)
    hidden = {element.index for element in tree.elements if _is_hidden(element)}
    sure = _with_descendants(
        tree, hidden | {e.index for e in tree.elements if _is_skipped(e, kept)}
    )
    heading = _heading(tree, sure - _in_header(tree), title)
    weights = _weights(tree, sure)
    dropped = sure | _with_descendants(tree, _asides(tree, kept, weights, heading))
    dropped -= _around(heading)
    weights = _weights(tree, dropped)
    dropped |= _with_descendants(tree, _link_lists(tree, kept, weights))
    top, first, last = _range(tree, _weights(tree, dropped), heading)
    notes = tuple(_later_notes(tree, kept, dropped, last))
    shown = sum(bool(text_of(tree.elements[index], 80)) for index in hidden)
    return Selection(_whole(top, notes), first, last, frozenset(dropped), notes, shown)


@cache
def _table(key: str) -> frozenset[str]:
    return frozenset(word_list(None, "html")[key])


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(word_list(None, "html")["words"][key])


def _with_descendants(tree: Tree, places: set[int]) -> set[int]:
    found: set[int] = set()
    for index in sorted(places):
        if index not in found:
            found.update(range(index, tree.elements[index].last + 1))
    return found


def _protected(tree: Tree, targets: frozenset[int]) -> set[int]:
    """Elements that hold notes, by their class, their heading, or a mark that points to them."""
    found, announced = set(targets), set()
    for element in tree.elements[1:]:
        beside = element.parent.index if element.parent else 0
        if element.words & _words("notes") and element.tag not in ("body", "html"):
            found.add(element.index)
        elif beside in announced and element.tag in _table("lists"):
            found.add(element.index)
            announced.discard(beside)
        elif element.tag in _HEADINGS and _opens_notes(element):
            announced.add(beside)
    around = {one.index for index in found for one in tree.elements[index].above()}
    inside = {i for index in found for i in range(index, tree.elements[index].last + 1)}
    return found | around | inside


def _opens_notes(element: Element) -> bool:
    if element.last - element.index > 4:
        return False
    text = text_of(element, 80)
    return bool(text) and (note_heading(text) or reference_heading(text))


def _is_hidden(element: Element) -> bool:
    attributes = element.attributes
    if element.tag in ("body", "html", "") or not attributes:
        return False
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(_INVISIBLE.search(attributes.get("style", "")))
    )


def _is_skipped(element: Element, kept: set[int]) -> bool:
    if element.tag in _table("skipped"):
        return element.tag != "form" or element.index not in kept
    if element.index in kept:
        return False
    return element.tag in ("footer", "aside") or bool(
        element.attributes.get("role", "") in _table("skipped_roles")
    )


def _in_header(tree: Tree) -> set[int]:
    """Elements in a banner, which may hold the heading of the document."""
    return {
        index
        for element in tree.elements
        if element.tag == "header" or element.attributes.get("role") == "banner"
        for index in range(element.index, element.last + 1)
    }


def _heading(tree: Tree, dropped: set[int], title: str) -> Element | None:
    """The first main heading that the stated title repeats, else the only one."""
    headings = [one for one in tree.of("h1") if one.index not in dropped and text_of(one, 80)]
    known = [one for one in headings if title and _same(text_of(one), title)]
    if known:
        return known[0]
    return headings[0] if len(headings) == 1 else None


def _same(text: str, title: str) -> bool:
    one, other = re.sub(r"\W", "", text).lower(), re.sub(r"\W", "", title).lower()
    return (len(one) > 3 and one in other) or (len(other) > 3 and other in one)


def _around(heading: Element | None) -> set[int]:
    """The heading, what stands in it and what it stands in: never dropped."""
    if heading is None:
        return set()
    around = {element.index for element in heading.above()}
    return around | set(range(heading.index, heading.last + 1))


def _asides(
    tree: Tree, kept: set[int], weights: list[tuple[int, int]], heading: Element | None
) -> set[int]:
    most = LARGE * weights[0][0]
    return {
        element.index
        for element in tree.elements
        if element.attributes
        and element.index not in kept
        and element.tag not in ("body", "html", "main", "article", "p", "h1")
        and not (heading and heading.inside(element))
        and element.words & _words("aside")
        and weights[element.index][0] <= most
    } | {
        element.index
        for element in tree.of("header")
        if element.index not in kept
        and not (heading and heading.inside(element))
        and not any(one.tag in ("article", "main") for one in element.above())
        and weights[element.index][0] <= most
    }


def _link_lists(tree: Tree, kept: set[int], weights: list[tuple[int, int]]) -> set[int]:
    """Lists and boxes that are mostly links."""
    found = set()
    for element in tree.elements:
        plain, linked = weights[element.index]
        is_list = element.tag in _table("lists") and element.index not in kept
        if is_list and linked > LINKED * (plain + linked) and _links(element) > 1:
            found.add(element.index)
    return found


def _links(element: Element) -> int:
    found, waiting = 0, [element]
    while waiting and found < 2:
        one = waiting.pop()
        found += one.tag == "a"
        waiting.extend(child for child in one.children if isinstance(child, Element))
    return found


def _weights(tree: Tree, dropped: set[int]) -> list[tuple[int, int]]:
    """Characters outside and inside links, of each element with all it holds."""
    plain, linked = [0] * len(tree.elements), [0] * len(tree.elements)
    for element in reversed(tree.elements):
        if element.index in dropped:
            plain[element.index] = linked[element.index] = 0
            continue
        plain[element.index] += sum(
            len(child.strip()) for child in element.children if isinstance(child, str)
        )
        if element.tag == "a" and element.attributes.get("href", "#")[:1] != "#":
            linked[element.index] += plain[element.index]
            plain[element.index] = 0
        if element.parent:
            plain[element.parent.index] += plain[element.index]
            linked[element.parent.index] += linked[element.index]
    return list(zip(plain, linked, strict=True))


def _range(
    tree: Tree, weights: list[tuple[int, int]], heading: Element | None
) -> tuple[Element, int, int]:
    """The smallest element around the document, and its first and last place in it."""
    main = _main(tree.root, weights)
    for element in main.above():
        if element.tag in ("article", "body", "html", ""):
            main = element if element.tag == "article" else main
            break
        if heading and heading.inside(element):
            main = element
            break
    if heading is None or heading.inside(main) or heading.index > main.index:
        return main, main.index, main.last
    top = next(one for one in main.above() if heading.inside(one))
    return top, heading.index, main.last


def _main(root: Element, weights: list[tuple[int, int]]) -> Element:
    """Go down as long as one child holds nearly all of the prose."""
    element = root
    while True:
        inner = [child for child in element.children if isinstance(child, Element)]
        large = [one for one in inner if weights[one.index][0] >= SHARE * weights[element.index][0]]
        if not large or not weights[element.index][0]:
            return element
        if large[0].tag not in _table("containers") or _is_text(large[0]):
            return element
        element = large[0]


def _is_text(element: Element) -> bool:
    """Whether a box holds text itself, so that it is a paragraph rather than a container."""
    return any(isinstance(child, str) and child.strip() for child in element.children)


def _later_notes(tree: Tree, kept: set[int], dropped: set[int], last: int) -> Iterator[Element]:
    """The outermost boxes after the document that hold nothing but notes."""
    end = last
    for element in tree.elements[last + 1 :]:
        if element.index <= end or element.index not in kept or element.index in dropped:
            continue
        if element.words & _words("notes") or element.tag in ("li", "p", "div", "ol", "ul", "dl"):
            end = element.last
            yield element


def _whole(top: Element, notes: tuple[Element, ...]) -> Element:
    """The smallest element around the document and its notes."""
    around = top
    while any(not note.inside(around) for note in notes) and around.parent is not None:
        around = around.parent
    return around
