"""MHTML: a page that a browser saved with its pictures in one file."""

from __future__ import annotations

import re
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from .decoding import decode
from .document import Document, Found, Metadata, refusal
from .form import File, Format
from .html import page_text

_HEADER = re.compile(rb"(?:From: <Saved by |MIME-Version:|Snapshot-Content-Location:)")
_RELATED = re.compile(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)


def read(file: File) -> Document:
    """Read the page inside; its pictures and styles are not looked at."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(file.data)
        part = next((one for one in message.walk() if one.get_content_type() == "text/html"), None)
        data = part.get_payload(decode=True) if part is not None else None
    except (
        MessageError,
        RecursionError,
        ValueError,
        LookupError,
        AttributeError,
        KeyError,
    ) as error:
        what = f"the saved page is damaged ({type(error).__name__})"
        raise refusal(what, "save the page again, as HTML", file.name) from error
    if part is None or not isinstance(data, bytes):
        raise refusal("the file holds no page", "save the page again, as HTML", file.name)
    charset = part.get_content_charset() or ""
    found = decode(data, charset, file.encoding, file.name)
    raw, metadata, warnings = page_text(found.text, file.bounds.elements)
    metadata = _with_headers(metadata, message, part)
    return Document(raw, "mhtml", found.encoding, metadata, warnings=(*found.warnings, *warnings))


def _with_headers(metadata: Metadata, message: EmailMessage, part: EmailMessage) -> Metadata:
    """Add what the browser wrote into the headers: address, title, and the day of saving."""
    address = _header(message, "Snapshot-Content-Location") or _header(part, "Content-Location")
    title = _header(message, "Subject")
    return replace(
        metadata,
        url=Found(address, "MHTML header") if "://" in address else metadata.url,
        title=metadata.title or (Found(title, "MHTML header") if title else None),
        saved=_saved(message),
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return str(message.get(name, "")).strip()
    except Exception:  # the parser of headers lets many kinds escape from a broken one
        return ""


def _saved(message: EmailMessage) -> Found | None:
    try:
        return Found(
            parsedate_to_datetime(_header(message, "Date")).date().isoformat(), "MHTML header"
        )
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _begins(data: bytes) -> bool:
    head = data[:4096]
    return bool(_HEADER.match(head.lstrip()) and _RELATED.search(head))


MHTML = Format("mhtml", (".mhtml", ".mht"), _begins, read)
