"""Plain text and Markdown: the raw text is the decoded file, character by character."""

from __future__ import annotations

from .decoding import decode
from .document import Document
from .form import File, Format


def read(file: File) -> Document:
    """Decode a text; line ends and a byte order mark of UTF-8 keep their places."""
    found = decode(file.data, given=file.encoding, name=file.name)
    return Document(found.text, "text", found.encoding, warnings=found.warnings)


TEXT = Format("text", (".txt", ".md", ".text", ".markdown"), lambda _: False, read, cuttable=True)
