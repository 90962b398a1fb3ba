"""Word files: the text as it stands after tracked changes, with its notes and pages."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document, Found, Metadata, Page, Warned
from ..form import File, Format
from .body import Marks, Part, joined, part_of, raised
from .package import Package, unpacked

_PROPERTIES = {
    "title": "title",
    "creator": "author",
    "created": "created",
    "modified": "saved",
    "language": "language",
}


def read(file: File) -> Document:
    """Read a Word file."""
    package = unpacked(file)
    marks = Marks()
    body = part_of(package, "word/document.xml", {}, marks)
    raw, pages = _text_with_pages(body)
    bodies = tuple(_bodies(package, marks))
    raw = "\n\n".join(part for part in (raw, *bodies) if part)
    warnings = (*package.warnings, *_counted(body))
    if {kind for kind, _ in marks.order} >= {"footnote", "endnote"}:
        warnings = (*warnings, Warned("notes_renumbered"))
    return Document(raw, "docx", metadata=_metadata(package), pages=pages, warnings=warnings)


def _text_with_pages(body: Part) -> tuple[str, tuple[Page, ...]]:
    """The text, and where Word last began its pages."""
    starts, position, pieces = [], 0, list(joined(body.blocks))
    for number, piece in enumerate(pieces):
        if number % 2 == 0:
            starts.append(position)
        position += len(piece)
    places = [starts[block] + at for block, at in body.pages if block < len(starts)]
    pages = (Page(0, "1"), *(Page(place, str(n)) for n, place in enumerate(places, 2)))
    return "".join(pieces), pages if places else ()


def _bodies(package: Package, marks: Marks) -> Iterator[str]:
    """Note bodies in the order of their marks, each with its number; then those without a mark."""
    notes: dict[tuple[str, str], str] = {}
    for kind in dict.fromkeys(kind for kind, _ in marks.order):
        name = f"word/{kind}s.xml"
        if not package.has(name):
            package.warnings.append(Warned("part_missing", detail=name))
            continue
        part = part_of(package, name, _links(package, f"word/_rels/{kind}s.xml.rels"), None)
        notes |= {(kind, key): text for key, text in part.notes.items()}
    for number, key in enumerate(marks.order, 1):
        if key in notes:
            yield f"{raised(number)} {notes[key].strip()}"


def _links(package: Package, part: str) -> dict[str, str]:
    """Addresses by the id under which a part names them."""
    return {
        element.get("Id", ""): element.get("Target", "")
        for event, element in (package.events(part) if package.has(part) else ())
        if event == "end" and element.get("Target", "").startswith(("http://", "https://"))
    }


def _counted(body: Part) -> Iterator[Warned]:
    for kind in ("deleted_text", "inserted_text", "hidden_text"):
        if body.counts[kind]:
            yield Warned(kind, count=body.counts[kind])


def _metadata(package: Package) -> Metadata:
    found: dict[str, Found] = {}
    for event, element in package.events("docProps/core.xml"):
        field = _PROPERTIES.get(element.tag.rpartition("}")[2])
        value = (element.text or "").strip() if event == "end" else ""
        if field and value:
            is_day = field in ("created", "saved")
            found[field] = Found(value[:10] if is_day else value[:500], "docx core properties")
    return Metadata(**found)


def _begins(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04")


DOCX = Format("docx", (".docx", ".docm"), _begins, read)
