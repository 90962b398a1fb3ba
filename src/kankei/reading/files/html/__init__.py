"""HTML: the document of a page, without what stands around it; pages saved by a browser too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..decoding import decode
from ..document import BOUNDS, Document, Metadata, Warned
from ..form import File, Format
from .metadata import metadata_of
from .notes import note_links
from .rendering import render
from .selection import select
from .tokens import tokens
from .tree import Tree, tree_of

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:-]{1,40})"
    rb"|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_:-]{1,40})",
    re.IGNORECASE,
)
_PAGE = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<!--[^>]{0,300}-->\s*<html)", re.IGNORECASE
)

HEAD = 4096
"""A page declares its encoding in so many bytes."""


def read(file: File) -> Document:
    """Read an HTML file."""
    match = _DECLARED.search(file.data[:HEAD])
    declared = next(filter(None, match.groups()), b"").decode("ascii") if match else ""
    found = decode(file.data, declared, file.encoding, file.name)
    raw, metadata, warnings = page_text(found.text, file.bounds.elements)
    return Document(raw, "html", found.encoding, metadata, warnings=(*found.warnings, *warnings))


def page_text(html: str, elements: int) -> tuple[str, Metadata, tuple[Warned, ...]]:
    """The text of a page, what it says about itself, and what was left out."""
    tree = tree_of(tokens(html), elements)
    metadata = metadata_of(tree)
    links = note_links(tree)
    title = metadata.title.value if metadata.title else ""
    selection = select(tree, frozenset(links.labels), title)
    return render(selection, links), metadata, tuple(_warnings(tree, selection.hidden, elements))


def _warnings(tree: Tree, hidden: int, elements: int) -> Iterator[Warned]:
    if tree.cut:
        yield Warned("elements_cut", count=elements)
    if hidden:
        yield Warned("hidden_text", count=hidden)


def html_text(html: str) -> str:
    r"""Take the text out of HTML: one block, one paragraph; scripts, forms and navigation left out.

    Examples
    --------
    >>> html_text("<nav>home</nav><h1>題</h1><p>終わった<sup>1</sup>。<p>次")
    '題\n\n終わった¹。\n\n次'
    """
    return page_text(html, BOUNDS.elements)[0]


HTML = Format(
    "html",
    (".html", ".htm", ".xhtml"),
    lambda data: bool(_PAGE.match(data[:2048])),
    read,
    cuttable=True,
)
