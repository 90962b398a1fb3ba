"""From bytes to characters: declared and detected encodings, and bytes that are none.

A caller's encoding goes first, then a byte order mark, escape sequences, valid UTF-8, the pattern
of UTF-16, and last the legacy table that gives the most usual characters of its language.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache

from ..words import word_list
from .document import Found, Warned, refusal

SAMPLE = 65_536
"""Bytes by which an encoding is told."""

PLAUSIBLE = 0.6
"""So much of the share that is usual, at least, in a text decoded with the right table."""

MOSTLY_ASCII = 20
"""With so many bytes for each one outside ASCII, a few that fit no table are damage."""

WHOLE = 0.9
"""A text is UTF-8 with faults when so many of its bytes above ASCII make valid characters."""

WRITTEN = 0.97
"""So many characters of a text in UTF-16 belong to the scripts that are read here."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ESCAPES = ((re.compile(rb"\x1b\$[@B]"), "iso2022_jp"), (re.compile(rb"\x1b\$\)C"), "iso2022_kr"))
_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WRITTEN = re.compile(
    r"[\t\n\r -~\xa0-\xff\u0400-\u04ff\u2010-\u2027\u3000-\u30ff\u4e00-\u9fff가-힣\uff00-\uffef]"
)
_HIGH = re.compile(rb"[\x80-\xff]")
_WIDE = re.compile(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the table that gave them, and what was wrong with the bytes."""

    text: str
    encoding: Found
    warnings: tuple[Warned, ...] = ()


def decode(data: bytes, declared: str = "", given: str = "", name: str = "") -> Decoded:
    """Turn bytes into text.

    Parameters
    ----------
    data
        The bytes of a text.
    declared
        The encoding that the file itself states; dropped with a warning if the bytes are not so.
    given
        The encoding that the caller states; used whatever the bytes are.
    name
        The file, for error messages.

    Returns
    -------
    Decoded
        An invalid byte gives U+FFFD and a warning with its place. A byte order mark stays in the
        text of UTF-8 and is taken by UTF-16.

    Raises
    ------
    ReadingError
        When the caller's encoding has no such name, or no table gives a plausible text.

    Examples
    --------
    >>> decode("北東アジアの情勢は変わった。".encode("cp932")).encoding
    Found(value='cp932', how='detected')
    """
    if given:
        return _decoded(data, _known(given, name), "given")
    marked = next((table for mark, table in _MARKS if data.startswith(mark)), "")
    if marked:
        return _decoded(data, marked, "byte order mark")
    if _is_utf8(data) and not _escaped(data):
        how = "byte order mark" if data.startswith(codecs.BOM_UTF8) else "valid"
        return Decoded(data.decode("utf-8"), Found("utf-8", how))
    if declared and (table := _table(declared)) and _fits(data, table):
        return _decoded(data, table, "declared")
    found = _decoded(data, _escaped(data) or detect(data, name), "detected")
    if declared and _table(declared) != found.encoding.value:
        other = Warned("other_encoding", detail=declared)
        return Decoded(found.text, found.encoding, (other, *found.warnings))
    return found


def _known(encoding: str, name: str) -> str:
    table = _table(encoding)
    if not table:
        what = f"no encoding is called {encoding!r}"
        raise refusal(what, "use a name such as utf-8 or cp932", name)
    return table


def _table(encoding: str) -> str:
    """Python's name of a table; a subset that the web reads as its superset gives the superset."""
    wider: dict[str, str] = word_list(None, "encodings")["wider"]
    try:
        known = codecs.lookup(encoding.strip()).name
        codecs.decode(b"", known, "strict").encode("utf-8")
    except (LookupError, ValueError, TypeError, AttributeError):
        return ""
    return wider.get(known.replace("-", "_"), known)


def _escaped(data: bytes) -> str:
    if not data.isascii() or b"\x1b" not in data:
        return ""
    return next((table for sign, table in _ESCAPES if sign.search(data)), "")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not _looks_utf16(data)


def _fits(data: bytes, table: str) -> bool:
    """Whether few enough bytes of a sample are invalid that the declaration may be believed."""
    text = data[:SAMPLE].decode(table, "replace").rstrip("\ufffd")
    return text.count("\ufffd") * 50 <= max(len(_WIDE.findall(text)), 50)


def _decoded(data: bytes, table: str, how: str) -> Decoded:
    encoding = Found(table, how)
    try:
        return Decoded(data.decode(table), encoding)
    except UnicodeDecodeError as fault:
        first = fault.start
    text = data.decode(table, "replace")
    at = min(len(data[:first].decode(table, "replace")), len(text) - 1)
    count = max(text.count("\ufffd"), 1)
    return Decoded(
        text,
        encoding,
        (Warned("invalid_bytes", count=count, offset=at, byte=first, detail=table),),
    )


def detect(data: bytes, name: str = "") -> str:
    """Name the encoding of bytes that are not valid UTF-8.

    Raises
    ------
    ReadingError
        When no table gives a plausible text.

    Examples
    --------
    >>> detect("Стороны подписали договор.".encode("koi8_r"))
    'koi8_r'
    """
    sample = data[:SAMPLE]
    if wide := _looks_utf16(sample) or _is_utf16(sample):
        return wide
    high = len(_HIGH.findall(sample))
    valid = sum(map(len, _UTF8.findall(sample)))
    if high and valid >= WHOLE * high:
        return "utf-8"
    found = [(plausibility(sample, *table), table[0]) for table in _encodings()]
    best, table = max(found, key=lambda pair: pair[0])
    if best >= PLAUSIBLE:
        return table
    if high * MOSTLY_ASCII <= len(sample):
        return "utf-8"
    what = "the encoding cannot be told: the bytes are not UTF-8 and fit no legacy table"
    raise refusal(what, "name the encoding or save the file as UTF-8", name)


def _looks_utf16(data: bytes) -> str:
    """UTF-16 without a mark: NUL stands at every second byte of its line ends and letters."""
    head = data[: SAMPLE // 4 * 2]
    even, odd = head[::2].count(0), head[1::2].count(0)
    few = max(len(head) // 50, 8)
    for nulls, others, table in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if nulls > max(few, 4 * others) and "\ufffd" not in head[:-2].decode(table, "replace"):
            return table
    return ""


def _is_utf16(data: bytes) -> str:
    """UTF-16 without a mark and with few letters of ASCII: other texts hold no control bytes."""
    if not _CONTROL.search(data):
        return ""
    data = data[: len(data) // 2 * 2]
    tables = ("utf-16-le", "utf-16-be")
    texts = [data.decode(table, "replace") for table in tables]
    shares = [len(_WRITTEN.findall(text)) / len(text) for text in texts]
    return tables[shares.index(max(shares))] if max(shares) >= WRITTEN else ""


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
