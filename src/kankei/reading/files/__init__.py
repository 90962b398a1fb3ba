"""From a file to one raw text with its provenance: one module per format.

A format is one file here and one entry of :data:`FORMATS`. Whatever the file was, the text follows
the conventions of the layout stage: an empty line between paragraphs, a form feed between pages,
note bodies with a label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from .decoding import decode, detect
from .document import BOUNDS, Bounds, Document, Found, Metadata, Page, Warned, refusal
from .docx import DOCX
from .form import File, Format
from .html import HTML, html_text
from .mhtml import MHTML
from .pdf import PDF
from .shortcut import SHORTCUT
from .text import TEXT

__all__ = [
    "BOUNDS",
    "FORMATS",
    "SUFFIXES",
    "Bounds",
    "Document",
    "Found",
    "Metadata",
    "Page",
    "Warned",
    "decode",
    "detect",
    "document_of",
    "html_text",
    "read_document",
    "read_text_file",
]

FORMATS: tuple[Format, ...] = (PDF, DOCX, MHTML, SHORTCUT, HTML, TEXT)
"""The formats in the order in which the first bytes of a file are tried."""

SUFFIXES: tuple[str, ...] = tuple(sorted(suffix for one in FORMATS for suffix in one.suffixes))

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_SUSPICIOUS = {
    "control": re.compile("[\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f]"),
    "invisible": re.compile("[\u200b-\u200d\u2060-\u2064\ufff9-\ufffb]|(?<!\\A)\ufeff"),
    "direction": re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
    "private": re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]"),
}


def read_document(
    path: str | Path, encoding: str | None = None, bounds: Bounds = BOUNDS
) -> Document:
    """Read a file of any format of :data:`FORMATS`.

    Parameters
    ----------
    path
        The file.
    encoding
        A name that Python knows; told from the file when missing.
    bounds
        How much of it is read.

    Returns
    -------
    Document
        The raw text, what the file says about itself, and warnings with their places.

    Raises
    ------
    ReadingError
        When the file is absent, of another kind, encrypted, or damaged from its beginning; or
        when the extra packages of its format are not installed.
    """
    path = Path(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(bounds.bytes + 1)
    except OSError as error:
        what = f"the file cannot be opened ({error.strerror or error})"
        raise refusal(what, "check the path and the permissions", path.name) from error
    return document_of(data, path.name, encoding, bounds)


def document_of(
    data: bytes, name: str, encoding: str | None = None, bounds: Bounds = BOUNDS
) -> Document:
    """Read the bytes of a file; see :func:`read_document`.

    Examples
    --------
    >>> found = document_of("両国は会談した。".encode("euc_jp"), "news.txt")
    >>> found.raw, found.format, found.encoding
    ('両国は会談した。', 'text', Found(value='euc_jp', how='detected'))
    """
    format_ = _format_of(data, name)
    cut = len(data) > bounds.bytes
    if cut and not format_.cuttable:
        what = f"the file has more than {bounds.bytes:,} bytes"
        raise refusal(what, "split it into documents, or raise the bound `bytes`", name)
    kept = _whole_characters(data[: bounds.bytes]) if cut else data
    found = format_.read(File(name, kept, cut, encoding or "", bounds))
    warnings = (Warned("file_cut", byte=len(kept)), *found.warnings) if cut else found.warnings
    return _examined(_shortened(replace(found, warnings=warnings), bounds))


def _whole_characters(data: bytes) -> bytes:
    """Bytes that were cut, without a character of UTF-8 of which the end is missing."""
    tail = data[-4:]
    begin = max((n for n, byte in enumerate(tail) if byte >= 0xC2), default=len(tail))
    left = tail[begin:]
    needed = sum(left[0] >= least for least in (0, 0xC2, 0xE0, 0xF0)) if left else 0
    return data[: len(data) - len(left)] if len(left) < needed else data


def read_text_file(path: str | Path, encoding: str | None = None) -> str:
    """The raw text of a file; see :func:`read_document`."""
    return read_document(path, encoding).raw


def _format_of(data: bytes, name: str) -> Format:
    """The format by the first bytes, else by the suffix."""
    suffix = Path(name).suffix.lower()
    if data.startswith(_OLD_OFFICE):
        what = "this is an office file of the old binary kind, or an encrypted one"
        raise refusal(what, "save it as .docx without a password", name)
    found = next((one for one in FORMATS if one.begins(data)), None)
    found = found or next((one for one in FORMATS if suffix in one.suffixes), None)
    if found is None:
        what = f"files of type {suffix or 'without suffix'!r} are not read"
        raise refusal(what, f"convert it to one of {', '.join(SUFFIXES)}", name)
    return found


def _shortened(found: Document, bounds: Bounds) -> Document:
    """Cut a long text at the last line end before the bound."""
    if len(found.raw) <= bounds.characters:
        return found
    end = found.raw.rfind("\n", bounds.characters // 2, bounds.characters) + 1
    end = end or bounds.characters
    return replace(
        found,
        raw=found.raw[:end],
        pages=tuple(page for page in found.pages if page.start < end),
        warnings=(*found.warnings, Warned("text_cut", offset=end)),
    )


def _examined(found: Document) -> Document:
    """Add warnings for characters that are not what they seem."""
    return replace(found, warnings=(*found.warnings, *_suspicions(found)))


def _suspicions(found: Document) -> Iterator[Warned]:
    for kind, pattern in _SUSPICIOUS.items():
        places = [match.start() for match in pattern.finditer(found.raw)]
        if places:
            yield Warned(kind, count=len(places), offset=places[0])
    told = {"invalid_bytes", "no_unicode"} & {one.kind for one in found.warnings}
    if not told and (lost := found.raw.count("\ufffd")):
        yield Warned("replacement", count=lost, offset=found.raw.index("\ufffd"))
    if not found.raw.strip("\ufeff \t\r\n\f") and found.format != "shortcut":
        yield Warned("no_text")
