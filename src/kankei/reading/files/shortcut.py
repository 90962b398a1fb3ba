"""Shortcuts to a page (.url, .webloc, .desktop): an address and no text, reported as such."""

from __future__ import annotations

import plistlib
import re

from .document import Document, Found, Metadata, Warned
from .form import File, Format

_LINE = re.compile(r"^\s*(?:BASE)?URL(?:\[\$e\])?\s*=\s*(\S{1,4000})", re.MULTILINE)
_HEADS = (b"[InternetShortcut]", b"[Desktop Entry]")


def read(file: File) -> Document:
    """Give the address of a shortcut; there is no text, and nothing is fetched."""
    address = _address(file.data)
    url = Found(address, "shortcut") if address else None
    warning = Warned("shortcut", detail=address or "?")
    return Document("", "shortcut", metadata=Metadata(url=url), warnings=(warning,))


def _address(data: bytes) -> str:
    if data.lstrip().startswith((b"<?xml", b"bplist", b"<!DOCTYPE plist", b"<plist")):
        return _listed(data)
    match = _LINE.search(data[:65_536].decode("utf-8", "replace"))
    return match.group(1) if match else ""


def _listed(data: bytes) -> str:
    """The address in a property list of macOS."""
    try:
        found = plistlib.loads(data[:65_536])
    except Exception:  # plistlib lets many kinds escape from a broken file
        return ""
    address = found.get("URL", "") if isinstance(found, dict) else ""
    return address if isinstance(address, str) else ""


def _begins(data: bytes) -> bool:
    return data.lstrip().startswith(_HEADS)


SHORTCUT = Format("shortcut", (".url", ".webloc", ".desktop"), _begins, read)
