"""The parts of a Word file: unpacked within bounds, parsed as far as they go, without entities."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLPullParser

from ..document import Bounds, Warned, refusal
from ..form import File

STEP = 2**20
"""Bytes that are unpacked and parsed at a time."""

# zipfile says RuntimeError of a member that is marked as encrypted
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


@dataclass
class Package:
    """A packed file that is being read, with what went wrong so far."""

    archive: zipfile.ZipFile
    bounds: Bounds
    warnings: list[Warned] = field(default_factory=list)

    def events(self, part: str) -> Iterator[tuple[str, Element]]:
        """Starts and ends of the elements of a part, up to where it breaks or a bound is met."""
        parser: Any = XMLPullParser(("start", "end"))  # its types know other events too
        count, known = 0, len(self.warnings)
        try:
            for data in self._pieces(part):
                parser.feed(data)
                for event, element in parser.read_events():
                    count += event == "start"
                    if count > self.bounds.part_elements:
                        most = self.bounds.part_elements
                        self.warnings.append(Warned("elements_cut", count=most))
                        return
                    yield event, element
            if count and len(self.warnings) == known:
                parser.close()
        except ParseError:
            self.warnings.append(Warned("part_broken", detail=part))

    def _pieces(self, part: str) -> Iterator[bytes]:
        left = self.bounds.expanded
        try:
            with self.archive.open(part) as stream:
                while data := stream.read(min(STEP, left)):
                    if left == self.bounds.expanded and _declares(data):
                        self.warnings.append(Warned("part_unsafe", detail=part))
                        return
                    left -= len(data)
                    yield data
                if left <= 0 and stream.read(1):
                    large = Warned("part_large", byte=self.bounds.expanded, detail=part)
                    self.warnings.append(large)
        except KeyError:
            return
        except _FAULTS:
            self.warnings.append(Warned("part_broken", detail=part))

    def has(self, part: str) -> bool:
        """Whether a part is there."""
        return part in self.archive.NameToInfo


def _declares(data: bytes) -> bool:
    """Whether a part has a document type, which no Word file has and entities need."""
    head = data[:4096].replace(b"\x00", b"")
    return b"<!DOCTYPE" in head or b"<!ENTITY" in head


def unpacked(file: File) -> Package:
    """Open a Word file.

    Raises
    ------
    ReadingError
        When it is no packed file or not of Word.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(file.data))
    except _FAULTS as error:
        what = f"the file is not a packed file, or is damaged ({type(error).__name__})"
        raise refusal(what, "save it again as .docx", file.name) from error
    package = Package(archive, file.bounds)
    if not package.has("word/document.xml"):
        what = "the packed file holds no Word document"
        raise refusal(what, "give a .docx file, or unpack the documents first", file.name)
    return package
