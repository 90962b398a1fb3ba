"""What every format declares, and the file it is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .document import BOUNDS, Bounds, Document, FormatName


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was found.

    Parameters
    ----------
    name
        Its name without folder, for messages and for the suffix.
    data
        Its bytes, or the first of them.
    cut
        Whether bytes after these were left out.
    encoding
        The encoding that the caller states.
    bounds
        How much of it is read.
    """

    name: str
    data: bytes
    cut: bool = False
    encoding: str = ""
    bounds: Bounds = BOUNDS


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file.

    Parameters
    ----------
    name
        Its name in ``document.json``.
    suffixes
        By which it is told, with the dot, in lower case.
    begins
        Tells it by its first bytes, whatever the suffix says.
    read
        Turns a file into a document.
    cuttable
        Whether the beginning of a long file can be read without its end.
    """

    name: FormatName
    suffixes: tuple[str, ...]
    begins: Callable[[bytes], bool]
    read: Callable[[File], Document]
    cuttable: bool = False
