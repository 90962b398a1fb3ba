"""From a file to text: encodings, HTML, and what is refused.

Offsets count the code points of the decoded text as it stands; no line end is translated and a
byte order mark keeps its place.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from ..terms.errors import Problem, ReadingError
from .words import word_list

MAX_BYTES = 32 * 2**20
"""A larger file is no document."""

SAMPLE = 65_536
"""Bytes by which an encoding is told."""

PLAUSIBLE = 0.6
"""So much of the share that is usual, at least, in a text decoded with the right table."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOREIGN = {b"%PDF": "a PDF", b"PK\x03\x04": "a ZIP or office", b"\xd0\xcf\x11\xe0": "an office"}
_JIS = re.compile(rb"\x1b\$[@B]")
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{1,40})", re.I)
_WIDE = re.compile(r"[^\x00-\x7f]")
_SUFFIXES = {".txt", ".md", ".text", ".html", ".htm"}


def read_text_file(path: str | Path, encoding: str | None = None) -> str:
    """Read a text, Markdown or HTML file.

    Parameters
    ----------
    path
        The file. Its suffix decides whether HTML is read as such.
    encoding
        A name that Python knows; told from the bytes when missing.

    Returns
    -------
    str
        The text; of HTML the text of its blocks, with an empty line between them.

    Raises
    ------
    ReadingError
        When the file is absent, larger than :data:`MAX_BYTES`, of another kind, or not decodable.
    """
    path = Path(path)
    if path.suffix.lower() not in _SUFFIXES:
        what = f"files of type {path.suffix or 'without suffix'!r} are not read"
        raise _refusal(what, f"convert it to one of {', '.join(sorted(_SUFFIXES))}", path)
    data = _bytes_of(path)
    is_html = path.suffix.lower() in (".html", ".htm")
    declared = _DECLARED.search(data[:4096]) if is_html and encoding is None else None
    text = decode(data, encoding or (declared.group(1).decode("ascii") if declared else None), path)
    return html_text(text) if is_html else text


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            what = f"the file has {size:,} bytes, the limit is {MAX_BYTES:,}"
            raise _refusal(what, "split it into documents", path)
        return path.read_bytes()
    except OSError as error:
        what = f"the file cannot be opened ({error.strerror or error})"
        raise _refusal(what, "check the path and the permissions", path) from error


def decode(data: bytes, encoding: str | None = None, path: Path | None = None) -> str:
    """Turn bytes into text.

    A declared encoding is used or refused. Otherwise a byte order mark decides, then valid UTF-8,
    then the legacy table that gives the most usual characters of its language.

    Examples
    --------
    >>> decode("北東アジアの情勢は変わった。".encode("cp932"))
    '北東アジアの情勢は変わった。'
    """
    for head, kind in _FOREIGN.items():
        if data.startswith(head):
            raise _refusal(f"this is {kind} file, not text", "save it as text first", path)
    if encoding is not None:
        return _decoded(data, encoding, path)
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked or (data.isascii() and _JIS.search(data)):
        return _decoded(data, marked or "iso2022_jp", path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    return _decoded(data, detect(data), path)


def _decoded(data: bytes, encoding: str, path: Path | None) -> str:
    try:
        if codecs.lookup(encoding).name == "utf-8":
            return data.decode("utf-8")
        return data.decode(encoding)
    except LookupError as error:
        what = f"no encoding is called {encoding!r}"
        raise _refusal(what, "use a name such as utf-8 or cp932", path) from error
    except UnicodeError as error:
        what = f"the bytes are not {encoding} ({error})"
        raise _refusal(what, "name another encoding or save the file as UTF-8", path) from error


def detect(data: bytes) -> str:
    """Name the legacy encoding of bytes that are not UTF-8.

    Raises
    ------
    ReadingError
        When no table gives a plausible text.
    """
    sample = data[:SAMPLE]
    found = [(plausibility(sample, *table), table[0]) for table in _encodings()]
    best, name = max(found, key=lambda pair: pair[0])
    if best < PLAUSIBLE:
        what = "the encoding cannot be told: the bytes are not UTF-8 and fit no legacy table"
        raise _refusal(what, "name the encoding or save the file as UTF-8", None)
    return name


def plausibility(data: bytes, encoding: str, usual: frozenset[str], share: float) -> float:
    """Usual characters among those outside ASCII, relative to the share that a language has.

    A broken byte counts four times against it.
    """
    text = data.decode(encoding, errors="replace").rstrip("\ufffd")
    wide = _WIDE.findall(text)
    if not wide:
        return 0.0
    broken = wide.count("\ufffd")
    return sum(sign in usual for sign in wide) / (len(wide) + 3 * broken) / share


@cache
def _encodings() -> tuple[tuple[str, frozenset[str], float], ...]:
    table = word_list(None, "encodings")["encoding"]
    return tuple((row["name"], frozenset(row["frequent"]), row["share"]) for row in table)


def _refusal(what: str, remedy: str, path: Path | None) -> ReadingError:
    return ReadingError(Problem(what, remedy, file=path.name if path else ""))


_ELEMENTS = word_list(None, "html")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SPACE = re.compile(r"\s+")


class _Blocks(HTMLParser):
    """Collects the text of block elements; a raised number keeps its place as a note mark."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = [""]
        self.skipped = 0
        self.raised = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.skipped += tag in _ELEMENTS["skipped"]
        self.raised += tag == "sup"
        if tag in _ELEMENTS["blocks"]:
            self.blocks.append("")
        elif tag in ("br", "td", "th"):
            self.blocks[-1] += "\n" if tag == "br" else "\t"

    def handle_endtag(self, tag: str) -> None:
        self.skipped = max(self.skipped - (tag in _ELEMENTS["skipped"]), 0)
        self.raised = max(self.raised - (tag == "sup"), 0)
        if tag in _ELEMENTS["blocks"]:
            self.blocks.append("")

    def handle_data(self, data: str) -> None:
        if self.skipped:
            return
        plain = _SPACE.sub(" ", data)
        if self.raised and plain.strip().isdecimal():
            plain = plain.strip().translate(_RAISED)
        self.blocks[-1] += plain


def html_text(html: str) -> str:
    r"""Take the text out of HTML: one block, one paragraph; scripts, forms and navigation left out.

    Examples
    --------
    >>> html_text("<nav>home</nav><h1>題</h1><p>終わった<sup>1</sup>。<p>次")
    '題\n\n終わった¹。\n\n次'
    """
    parser = _Blocks()
    parser.feed(html)
    parser.close()
    lines = ("\n".join(part.strip(" ") for part in one.split("\n")) for one in parser.blocks)
    return "\n\n".join(block.strip() for block in lines if block.strip())
