"""Where a sentence ends.

East Asian full stops end a sentence wherever they stand outside brackets. The full stop of the
alphabets also ends abbreviations, initials and numbers, so a short list of rules decides; the first
rule with an opinion wins. Everything that is a word stands in ``words/<language>/sentences.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from ..terms.language import Language
from .quotations import pairs
from .words import word_list

_STOP = re.compile(r"[.!?…。．｡！？]+")
_WIDE = re.compile(r"[。．｡！？]")
_CLOSERS = re.compile(r"[」』｣”“’»〉》）)】〕］\]\"＂]*")
_QUOTE_CLOSERS = '」』”»"＂'
_TOKEN = re.compile(r"[^\s(（«„“\"\[—–/]+\Z")
_NEXT = re.compile(r"[\s\"“„«‘(\[—–-]*(\w[\w-]*)?")
_LOWER_NEXT = re.compile(r"[\s\"“„«‘(\[—–-]*[a-zà-ÿа-яё]")
_INITIAL = re.compile(r"(?:[A-ZА-ЯЁ]|[A-Z]\.-?[A-Z]|[А-ЯЁ]\.-?[А-ЯЁ])\Z")
_ENUMERATOR = re.compile(r"\s*(?:\d{1,3}|[IVXLivxl]{1,6}|[A-Za-zА-Яа-я])\Z")
_EAST = re.compile(r"[ぁ-ゖァ-ヺー一-鿿]")
_ADDRESS = re.compile(r"https?://[!-~]*[!-+\-/-9<-~]")
_SUPERSCRIPT = re.compile(" [⁰¹²³⁴-⁹]")

LOOK_BACK = 60
"""Characters before a full stop that hold an abbreviation."""

CLAUSE = 400
"""Characters before a full stop that are searched for a verb."""


@dataclass(slots=True)
class Stop:
    """A run of end marks in a text, and what follows it.

    ``end`` is the position after closing brackets and note marks, ``begin`` that of the sentence.
    """

    text: str
    language: Language
    begin: int
    start: int
    end: int
    in_quotation: bool

    @property
    def marks(self) -> str:
        """The end marks and closing brackets."""
        return self.text[self.start : self.end]

    @property
    def token(self) -> str:
        """The word before the end mark, with the full stops inside it."""
        found = _TOKEN.search(self.text[max(self.begin, self.start - LOOK_BACK) : self.start])
        return found.group() if found else ""

    @property
    def next_word(self) -> str:
        """The word after the end mark."""
        found = _NEXT.match(self.text, self.end)
        return (found.group(1) or "") if found else ""


Rule = Callable[[Stop], bool | None]
"""Says whether a sentence ends here, or nothing."""


def at_end_of_text(stop: Stop) -> bool | None:
    """The last end mark ends the last sentence."""
    return True if not stop.text[stop.end :].strip() else None


def in_quotation(stop: Stop) -> bool | None:
    """An end mark before a closing quotation mark: the languages differ in what may follow."""
    if not stop.in_quotation:
        return None
    if stop.language == "ja":
        return False
    if stop.language == "zh":
        return _chinese_quotation_ends(stop)
    if stop.language == "ko" and stop.text.startswith(_words("ko", "continued"), stop.end):
        return False
    return None


def wide_mark(stop: Stop) -> bool | None:
    """``。！？`` end a sentence outside brackets; ``．`` between digits does not."""
    if not _WIDE.search(stop.marks):
        return None
    return not (stop.marks == "．" and stop.text[stop.end].isdigit())


def after_east_asian_sign(stop: Stop) -> bool | None:
    """A narrow ``.`` or ``?`` after kana or a Chinese character ends a sentence."""
    return True if _EAST.match(stop.text[stop.start - 1 : stop.start]) else None


def inside_word(stop: Stop) -> bool | None:
    """No white space after the mark: a decimal point, ``U.S.``, an address."""
    return None if stop.text[stop.end].isspace() else False


def before_lower_case(stop: Stop) -> bool | None:
    """A sentence does not begin with a small letter."""
    return False if _LOWER_NEXT.match(stop.text, stop.end) else None


def after_enumerator(stop: Stop) -> bool | None:
    """``1.`` or ``a.`` at the beginning is a number, not a sentence."""
    near = stop.start - stop.begin < LOOK_BACK
    return False if near and _ENUMERATOR.match(stop.text[stop.begin : stop.start]) else None


def korean_date(stop: Stop) -> bool | None:
    """``2024. 1. 31.`` holds full stops after numbers."""
    return False if stop.language == "ko" and stop.text[stop.start - 1].isdigit() else None


def abbreviation(stop: Stop) -> bool | None:
    """Abbreviations and initials; some can end a sentence, before a word that begins one."""
    if not stop.marks.startswith("."):
        return None
    tails, language = _tails(stop), _spelled(stop)
    if tails & _set(language, "sometimes"):
        return stop.next_word in _set(language, "starters") or _verb_before(stop)
    if tails & _set(language, "never") or _INITIAL.match(stop.token):
        return False
    return None


RULES: tuple[Rule, ...] = (
    at_end_of_text,
    in_quotation,
    wide_mark,
    after_east_asian_sign,
    inside_word,
    before_lower_case,
    after_enumerator,
    korean_date,
    abbreviation,
)


def split(
    text: str, language: Language, marks: Mapping[int, int] | None = None
) -> tuple[tuple[int, int], ...]:
    """Cut a paragraph into sentences.

    Parameters
    ----------
    text
        The characters of a paragraph.
    language
        The language of the paragraph; decides which abbreviations there are.
    marks
        Start and end of each note mark; a mark after an end mark belongs to the sentence before.

    Returns
    -------
    tuple of (int, int)
        Half-open positions without surrounding white space, in order, none empty.

    Examples
    --------
    >>> text = "「終わる。」と述べた。次に（略。)進む。"
    >>> [text[start:end] for start, end in split(text, "ja")]
    ['「終わる。」と述べた。', '次に（略。)進む。']
    >>> text = "The U.S. agreed. Dr. Lee paid 3.5 billion to U.S. firms."
    >>> [text[start:end] for start, end in split(text, "en")]
    ['The U.S. agreed.', 'Dr. Lee paid 3.5 billion to U.S. firms.']
    """
    begin, found = 0, []
    for start, end, quoted in _stops(text, marks or {}):
        stop = Stop(text, language, begin, start, end, quoted)
        if _ends(stop):
            found.append((begin, end))
            begin = end
    found.append((begin, len(text)))
    return tuple(trimmed for piece in found if (trimmed := _trim(text, *piece)))


def _ends(stop: Stop) -> bool:
    for rule in RULES:
        decided = rule(stop)
        if decided is not None:
            return decided
    return True


def _stops(text: str, marks: Mapping[int, int]) -> Iterable[tuple[int, int, bool]]:
    """End marks outside brackets and addresses, each with the end of what belongs to it."""
    closed = [(pair.start, pair.end) for pair in pairs(text) if pair.depth == 0]
    addresses = [match.span() for match in _ADDRESS.finditer(text)] if "://" in text else []
    barred = iter(sorted(closed + addresses))
    low, high = next(barred, (len(text), len(text)))
    for match in _STOP.finditer(text):
        while high <= match.start():
            low, high = next(barred, (len(text), len(text)))
        inside = low < match.start()
        closers = _CLOSERS.match(text, match.end())
        end = closers.end() if closers else match.end()
        if inside and end < high:
            continue
        end = end if inside else match.end()
        yield match.start(), _after_marks(text, end, marks), inside


def _after_marks(text: str, end: int, marks: Mapping[int, int]) -> int:
    while True:
        start = end + 1 if _SUPERSCRIPT.match(text, end) else end
        if start not in marks:
            return end
        end = marks[start]


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    return (start, end) if start < end else None


def _chinese_quotation_ends(stop: Stop) -> bool:
    if stop.text.startswith(_words("zh", "continued"), stop.end):
        return False
    return not _speaker_after().match(stop.text, stop.end)


def _tails(stop: Stop) -> set[str]:
    """The token and its last parts: ``мая 1989 г`` ends with ``г``, ``и т. д`` with ``т. д``."""
    token = stop.token
    pair = stop.text[max(stop.begin, stop.start - len(token) - 6) : stop.start]
    return {token, *re.findall(r"(?:\A|\s)(\w+\. \w+)\Z", pair)}


def _spelled(stop: Stop) -> Language:
    """The language of an abbreviation: one in Latin letters is English in any text."""
    return "en" if stop.token.isascii() else stop.language


def _verb_before(stop: Stop) -> bool:
    words = word_list(stop.language, "sentences")
    pattern, dated = words.get("verb"), words.get("dated_opening")
    opens = stop.next_word[:1].isupper() or (dated and re.match(dated, stop.text[stop.end :][:24]))
    if not pattern or not opens:
        return False
    clause = stop.text[max(stop.begin, stop.start - CLAUSE) : stop.start]
    nouns = _set(stop.language, "not_verbs")
    return any(match.group() not in nouns for match in re.finditer(pattern, clause))


@cache
def _set(language: Language, key: str) -> frozenset[str]:
    return frozenset(_words(language, key))


@cache
def _words(language: Language, key: str) -> tuple[str, ...]:
    return tuple(word_list(language, "sentences").get(key, ()))


@cache
def _speaker_after() -> re.Pattern[str]:
    return re.compile(str(word_list("zh", "sentences")["speaker_after"]))
