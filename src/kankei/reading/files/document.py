"""What a file becomes: one raw text, where it came from, and what could not be read of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ...terms.errors import Problem, ReadingError
from ...terms.language import Bilingual
from ..words import word_list

FormatName = Literal["text", "html", "mhtml", "shortcut", "pdf", "docx"]


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much of one document is read, so that none takes the machine for itself.

    Parameters
    ----------
    bytes
        Of the file. Of a longer text or page the beginning is read; other kinds are refused.
    characters
        Of the raw text; what follows is left out, with a warning.
    elements
        Of an HTML page.
    part_elements
        Of one part of a Word file, which has several for each word.
    expanded
        Bytes of one part of a packed file after unpacking.
    pages
        Of a PDF.
    seconds
        For the program that takes the characters out of a PDF; the pages done by then are kept.
    memory
        Bytes for that program, where the system can limit them.
    """

    bytes: int = 32 * 2**20
    characters: int = 2_000_000
    elements: int = 100_000
    part_elements: int = 2_000_000
    expanded: int = 64 * 2**20
    pages: int = 2_000
    seconds: float = 60.0
    memory: int = 2 * 2**30


BOUNDS = Bounds()


@dataclass(frozen=True, slots=True)
class Found:
    """A value with how it was obtained: ``declared``, ``detected``, ``meta og:title`` ..."""

    value: str
    how: str


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that was not read as it stands, and where.

    Parameters
    ----------
    kind
        A key of ``warnings.toml``, which has its sentence in both languages.
    count
        How often.
    offset
        Place of the first one in the raw text.
    byte
        Place of the first one in the file.
    page
        The page, counted from 1.
    detail
        A name or message that the sentence shows.
    """

    kind: str
    count: int = 1
    offset: int | None = None
    byte: int | None = None
    page: int | None = None
    detail: str = ""

    @property
    def message(self) -> Bilingual:
        """The warning as a sentence.

        Examples
        --------
        >>> Warned("scanned_page", page=3).message.en
        'page 3 is an image without text; nothing of it was read'
        """
        texts = word_list(None, "documents")["warnings"][self.kind]
        slots = {"n": self.count, "at": self.offset, "byte": self.byte, "page": self.page}
        return Bilingual(
            texts["ja"].format(**slots, detail=self.detail),
            texts["en"].format(**slots, detail=self.detail),
        )


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says about itself; a field it does not state is missing.

    ``published`` is the day on which the text says it was published; ``created`` and ``saved``
    are days of the file and say nothing about publication.
    """

    title: Found | None = None
    author: Found | None = None
    publisher: Found | None = None
    published: Found | None = None
    url: Found | None = None
    language: Found | None = None
    created: Found | None = None
    saved: Found | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page as printed (``label``), from the character ``start`` of the raw text on."""

    start: int
    label: str


@dataclass(frozen=True)
class Document:
    """A document turned into text.

    Parameters
    ----------
    raw
        The text; every span counts its code points.
    format
        How the file was read.
    encoding
        The table by which bytes became characters, and how it was told; missing where the format
        itself fixes it.
    metadata
        What the file says about itself.
    pages
        Pages in order, if the format has pages.
    warnings
        What was not read, or not read as it stands.
    """

    raw: str
    format: FormatName
    encoding: Found | None = None
    metadata: Metadata = Metadata()
    pages: tuple[Page, ...] = ()
    warnings: tuple[Warned, ...] = ()

    @property
    def kind(self) -> Bilingual:
        """The name of the format for a reader."""
        return Bilingual(**word_list(None, "documents")["formats"][self.format])

    def page(self, offset: int) -> str | None:
        """Label of the page on which a character stands.

        Examples
        --------
        >>> Document("ab", "pdf", pages=(Page(0, "iv"), Page(1, "v"))).page(1)
        'v'
        """
        index = bisect_right([page.start for page in self.pages], offset) - 1
        return self.pages[index].label if index >= 0 else None

    def place(self, offset: int) -> Bilingual:
        r"""Where a character stands, for a reader: its page, or its paragraph.

        Examples
        --------
        >>> Document("甲\n\n乙", "text").place(3)
        Bilingual(ja='第2段落', en='para. 2')
        """
        page = self.page(offset)
        if page is not None:
            return Bilingual(f"{page}頁", f"p. {page}")
        number = paragraph_of(self.raw, offset)
        return Bilingual(f"第{number}段落", f"para. {number}")


def paragraph_of(raw: str, offset: int) -> int:
    """Number of the paragraph around a character; paragraphs are parted by empty lines."""
    blocks = (part for part in raw[: offset + 1].replace("\r\n", "\n").split("\n\n"))
    return max(sum(bool(part.strip()) for part in blocks), 1)


def joined_pages(texts: Sequence[str], labels: Sequence[str]) -> tuple[str, tuple[Page, ...]]:
    r"""Join the texts of pages by form feeds, which the layout knows as page breaks.

    Examples
    --------
    >>> joined_pages(["甲", "乙"], ["1", "2"])
    ('甲\x0c乙', (Page(start=0, label='1'), Page(start=2, label='2')))
    """
    pages, start = [], 0
    for text, label in zip(texts, labels, strict=True):
        pages.append(Page(start, label))
        start += len(text) + 1
    return "\f".join(texts), tuple(pages)


def refusal(what: str, remedy: str, name: str = "") -> ReadingError:
    """An error for a file of which nothing can be read."""
    return ReadingError(Problem(what, remedy, file=name))
