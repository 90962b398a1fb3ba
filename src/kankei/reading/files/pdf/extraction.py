"""A program of its own that takes the characters out of a PDF, page by page.

It runs apart from the reader, under limits of time and memory, because the library that parses
hostile files is not ours: whatever happens to it, the pages given so far are kept. It reads the
file from standard input and writes one JSON object per line: first the document, then each page.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Iterator
from typing import Any

PASSWORD = 4
"""The library's number for a file that needs a password."""

OBJECTS = 500
"""So many objects of a page without text are looked at for an image."""

FEW = 8
"""A page with fewer characters may be a scanned one."""


def opened(data: bytes) -> dict[str, Any]:
    """Open a file; gives what it says about itself, or why it cannot be opened."""
    import pypdfium2.raw as pdfium

    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        locked = pdfium.FPDF_GetLastError() == PASSWORD
        return {"fault": "password" if locked else "damaged"}
    names = ("Title", "Author", "CreationDate")
    told = {name: _told(pdfium.FPDF_GetMetaText, document, name.encode()) for name in names}
    return {"document": document, "pages": pdfium.FPDF_GetPageCount(document), "told": told}


def _told(function: Any, *arguments: Any) -> str:
    """Call a function of the library that fills a buffer with UTF-16."""
    length = min(function(*arguments, None, 0), 4096)
    buffer = ctypes.create_string_buffer(length)
    function(*arguments, buffer, length)
    return buffer.raw[:length].decode("utf-16-le", "replace").rstrip("\x00")


def page_of(document: Any, number: int, most: int) -> dict[str, Any]:
    """Characters of one page with their boxes in tenths of a point, from the lower left."""
    import pypdfium2.raw as pdfium

    page = pdfium.FPDF_LoadPage(document, number)
    label = _told(pdfium.FPDF_GetPageLabel, document, number)
    if not page:
        return {"label": label, "broken": True}
    text = pdfium.FPDFText_LoadPage(page)
    size = (pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page))
    codes, boxes = _characters(text, most) if text else ([], [])
    image = len(codes) < FEW and _has_image(page)
    pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)
    return {"label": label, "size": size, "codes": codes, "boxes": boxes, "image": image}


def _characters(text: Any, most: int) -> tuple[list[int], list[int]]:
    import pypdfium2.raw as pdfium

    codes: list[int] = []
    boxes: list[int] = []
    box = pdfium.FS_RECTF()
    place = ctypes.byref(box)
    for index in range(min(pdfium.FPDFText_CountChars(text), most)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in (10, 13) or (code == 32 and pdfium.FPDFText_IsGenerated(text, index) == 1):
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, index, place):
            continue
        codes.append(code)
        boxes += [round(10 * side) for side in (box.left, box.bottom, box.right, box.top)]
    return codes, boxes


def _has_image(page: Any) -> bool:
    import pypdfium2.raw as pdfium

    count = min(pdfium.FPDFPage_CountObjects(page), OBJECTS)
    kinds = (pdfium.FPDFPageObj_GetType(pdfium.FPDFPage_GetObject(page, n)) for n in range(count))
    return any(kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM) for kind in kinds)


def lines(data: bytes, pages: int, characters: int) -> Iterator[dict[str, Any]]:
    """The document, then its pages until a bound is met."""
    found = opened(data)
    document = found.pop("document", None)
    yield found
    for number in range(min(found.get("pages", 0), pages)):
        page = page_of(document, number, characters)
        characters -= len(page.get("codes", ()))
        yield page
        if characters <= 0:
            return


def _limit(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has none; the time limit of the caller remains
        return
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):  # a system that does not let a process limit itself so
            continue


def main(arguments: list[str]) -> None:
    """Run: ``extraction.py PAGES CHARACTERS MEMORY SECONDS < file``."""
    pages, characters, memory, seconds = map(int, arguments)
    _limit(memory, seconds)
    for line in lines(sys.stdin.buffer.read(), pages, characters):
        sys.stdout.write(json.dumps(line, separators=(",", ":")) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
