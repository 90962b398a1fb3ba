"""How often states speak of multipolarity, a new cold war, a hostile policy and the like."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any, cast

import pyarrow as pa

from ..terms.errors import CodeError, Problem
from ..terms.language import LANGUAGES, Bilingual, Language
from .arrays import require_columns
from .declare import Measure
from .rejections import Rejections

PER = 10_000
SPACED: tuple[Language, ...] = ("en", "ko", "ru")
"""Languages that set spaces between words; only there words can be counted without a dictionary."""
INFLECTED: tuple[Language, ...] = ("en", "ru")
"""Languages in which a wording starts and ends with a word."""
UNSPACED = "no-words-in-this-language"
EMPTY = "no-words-in-the-texts"

Key = tuple[str, int, Language]

_TABLE = pa.schema(
    [
        ("author", pa.string()),
        ("year", pa.int64()),
        ("language", pa.string()),
        ("term", pa.string()),
        ("texts", pa.int64()),
        ("texts_with_term", pa.int64()),
        ("passages_count", pa.int64()),
        ("volume_words", pa.int64()),
        ("volume_characters", pa.int64()),
        ("term_per_10000_words", pa.float64()),
        ("term_per_10000_characters", pa.float64()),
        ("missing", pa.string()),
    ]
)
_PASSAGES = pa.schema(
    [
        ("text", pa.string()),
        ("author", pa.string()),
        ("year", pa.int64()),
        ("language", pa.string()),
        ("term", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("words", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class FramingTerm:
    """A way of framing world politics, and the wordings that express it.

    Parameters
    ----------
    wordings
        By language. ``*`` stands for any ending of a word, a space for any space, line break or
        hyphen; in Korean there may be none, and in Japanese and Chinese a line may break anywhere.
    """

    term: str
    label: Bilingual
    wordings: Mapping[Language, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Discourse:
    """How often terms are used.

    Parameters
    ----------
    table
        One row per author, year, language and term.
    passages
        Every place that was counted.
    rejections
        ``column, value, what, rows``.
    """

    table: pa.Table
    passages: pa.Table
    rejections: pa.Table


@dataclass(slots=True)
class _Volume:
    """What one author said in one year and language."""

    texts: int = 0
    words: int = 0
    characters: int = 0
    passages: Counter[str] = field(default_factory=Counter)
    texts_with: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Text:
    key: str
    author: str
    year: int
    language: Language
    words: str


@cache
def framing_terms() -> tuple[FramingTerm, ...]:
    """Read the terms from ``discourse_terms.csv``.

    Examples
    --------
    >>> framing_terms()[0].wordings["en"]
    ('multipolar*', 'multi polar*', 'polycentric*')
    """
    text = (files(__package__) / "discourse_terms.csv").read_text(encoding="utf-8")
    return tuple(
        FramingTerm(
            row["term"],
            Bilingual(ja=row["label_ja"], en=row["label_en"]),
            {language: tuple(row[language].split(";")) for language in LANGUAGES},
        )
        for row in csv.DictReader(text.splitlines())
    )


def discourse(texts: pa.Table, terms: Sequence[str] | None = None) -> Discourse:
    """Count framing terms by author and year, relative to how much was said.

    ``term_per_10000_words = 10,000 passages / words`` and, since Japanese and Chinese do not set
    words apart, ``term_per_10000_characters`` likewise. A word is what stands between spaces;
    characters are counted without spaces. Where wordings overlap, the one that starts first counts,
    and of those that start together the longest: "new cold war" is not also a cold war.

    Parameters
    ----------
    texts
        Shape ``texts``: ``text, author, published, language, words``.
    terms
        Terms to give; all when ``None``. All wordings are always looked for, so that a choice of
        terms changes no count.

    Returns
    -------
    Discourse
        ``table``: ``author, year, language, term, texts, texts_with_term, passages_count,
        volume_words, volume_characters, term_per_10000_words, term_per_10000_characters,
        missing``. An author has rows only for years and languages with texts: there, no passage is
        0; elsewhere there is no row. The rate by words is missing in Japanese and Chinese
        (``no-words-in-this-language``), both are when all texts are empty
        (``no-words-in-the-texts``). ``passages``: ``text, author, year, language, term, start, end,
        words``, where ``words`` is the text from ``start`` to ``end``, unchanged. Rejections name
        texts without author, date or words, in another language, repeated, or under a key used
        twice.

    Raises
    ------
    CodeError
        When a term is not in the list.
    MethodError
        When a column is absent.

    Notes
    -----
    Rates in two languages cannot be compared: wordings are not translations of equal breadth, and
    words not of equal length. A use may be a rejection of the term; read the passages.

    Examples
    --------
    >>> from datetime import date
    >>> said = "A multipolar world, and not a new Cold War, is taking shape."
    >>> texts = pa.table({"text": ["RUS-79"], "author": ["RUS"], "published": [date(2024, 9, 28)],
    ...     "language": ["en"], "words": [said]})
    >>> [(row["term"], row["start"], row["words"])
    ...     for row in discourse(texts).passages.to_pylist()]
    [('multipolarity', 2, 'multipolar'), ('new_cold_war', 30, 'new Cold War')]
    """
    wanted = _wanted(terms)
    rejected = Rejections()
    volumes: dict[Key, _Volume] = defaultdict(_Volume)
    passages: list[dict[str, Any]] = []
    for text in _texts(texts, rejected):
        found = find_terms(text.words, text.language)
        _add(volumes[text.author, text.year, text.language], text, [term for term, *_ in found])
        passages += [_passage(text, *place) for place in found if place[0] in wanted]
    rows = [_row(key, volume, term) for key, volume in sorted(volumes.items()) for term in wanted]
    return Discourse(
        pa.Table.from_pylist(rows, _TABLE),
        pa.Table.from_pylist(passages, _PASSAGES),
        rejected.table(),
    )


def find_terms(text: str, language: Language) -> list[tuple[str, int, int]]:
    """Find every use of a framing term: its key, start and end.

    Examples
    --------
    >>> find_terms("新冷戦の時代", "ja")
    [('new_cold_war', 0, 3)]
    """
    lowered = _lowered(text)
    starts, patterns = _patterns(language)
    places = []
    for start, numbers in starts.items():
        at = lowered.find(start)
        while at >= 0:
            for number in numbers:
                term, pattern = patterns[number]
                if match := pattern.match(lowered, at):
                    places.append((at, -match.end(), term))
            at = lowered.find(start, at + 1)
    found: list[tuple[str, int, int]] = []
    for at, minus_end, term in sorted(places):
        if not found or at >= found[-1][2]:
            found.append((term, at, -minus_end))
    return found


def _lowered(text: str) -> str:
    """Lower case, with every letter in its place."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


@cache
def _patterns(
    language: Language,
) -> tuple[Mapping[str, list[int]], list[tuple[str, re.Pattern[str]]]]:
    """Patterns of a language, and which of them begin with which letters."""
    starts: dict[str, list[int]] = defaultdict(list)
    patterns: list[tuple[str, re.Pattern[str]]] = []
    for term in framing_terms():
        for wording in term.wordings[language]:
            pieces = _pieces(wording.lower(), language)
            starts[pieces[0].rstrip("*")].append(len(patterns))
            patterns.append((term.term, _pattern(pieces, language)))
    return starts, patterns


def _pieces(wording: str, language: Language) -> list[str]:
    """Parts between which a line may break: words, or single characters in Japanese and Chinese."""
    return wording.split() if language in SPACED else list(wording.replace(" ", ""))


def _pattern(pieces: list[str], language: Language) -> re.Pattern[str]:
    gap = r"[\s\-\u2010-\u2013]+" if language in INFLECTED else r"\s*"
    ending = r"[^\W\d_]*"
    parts = [re.escape(piece.rstrip("*")) + ending * piece.endswith("*") for piece in pieces]
    bounded = language in INFLECTED
    return re.compile(r"(?<!\w)" * bounded + gap.join(parts) + r"(?!\w)" * bounded)


def _wanted(terms: Sequence[str] | None) -> list[str]:
    known = [term.term for term in framing_terms()]
    for term in terms or ():
        if term not in known:
            what = f"no framing term is called {term!r}"
            raise CodeError(Problem(what, f"write one of {', '.join(known)}"))
    return known if terms is None else list(dict.fromkeys(terms))


def _texts(texts: pa.Table, rejected: Rejections) -> Iterator[_Text]:
    """Texts that can be counted, each once."""
    columns = ("text", "author", "published", "language", "words")
    require_columns(texts, columns, "discourse")
    keys: set[str] = set()
    said: set[tuple[str, object, str]] = set()
    for batch in texts.select(columns).to_batches(max_chunksize=1000):
        for row in batch.to_pylist():
            fault = _fault(row) or _repeated(row, keys, said)
            if fault:
                rejected.add(fault[0], row["text"] or "", fault[1], 1)
                continue
            language = cast(Language, row["language"])
            year = row["published"].year
            yield _Text(row["text"], row["author"], year, language, row["words"])


def _fault(row: Mapping[str, Any]) -> tuple[str, str] | None:
    for column in ("text", "author", "published", "words"):
        if not row[column]:
            return column, "empty"
    if row["language"] not in LANGUAGES:
        return "language", f"{row['language']} is not one of {', '.join(LANGUAGES)}"
    return None


def _repeated(
    row: Mapping[str, Any], keys: set[str], said: set[tuple[str, object, str]]
) -> tuple[str, str] | None:
    words = (row["author"], row["published"], row["words"])
    if words in said:
        return "words", "same words of the same author and day, counted once"
    if row["text"] in keys:
        return "text", "key of another text"
    keys.add(row["text"])
    said.add(words)
    return None


def _add(volume: _Volume, text: _Text, found: list[str]) -> None:
    pieces = text.words.split()
    volume.texts += 1
    volume.words += len(pieces)
    volume.characters += sum(map(len, pieces))
    volume.passages.update(found)
    volume.texts_with.update(set(found))


def _passage(text: _Text, term: str, start: int, end: int) -> dict[str, Any]:
    return {
        "text": text.key,
        "author": text.author,
        "year": text.year,
        "language": text.language,
        "term": term,
        "start": start,
        "end": end,
        "words": text.words[start:end],
    }


def _row(key: Key, volume: _Volume, term: str) -> dict[str, Any]:
    author, year, language = key
    passages, words = volume.passages[term], volume.words if language in SPACED else None
    reason = "" if words else UNSPACED
    return {
        "author": author,
        "year": year,
        "language": language,
        "term": term,
        "texts": volume.texts,
        "texts_with_term": volume.texts_with[term],
        "passages_count": passages,
        "volume_words": words,
        "volume_characters": volume.characters,
        "term_per_10000_words": PER * passages / words if words else None,
        "term_per_10000_characters": (
            PER * passages / volume.characters if volume.characters else None
        ),
        "missing": reason if volume.characters else EMPTY,
    }


_MISSING = Bilingual(
    "文書のない年には行がない。語数による率は、語を分けて書かない日本語と中国語では欠測"
    "（no-words-in-this-language）。文書があって用例がなければ0である。",
    "A year without texts has no row. The rate by words is missing in Japanese and Chinese, which "
    "do not set words apart (no-words-in-this-language). With texts and no use it is zero.",
)


def _declared(name: str) -> Measure:
    reference = "counts of wordings, on texts such as the UN General Debate Corpus"
    return Measure(name, _MISSING, reference, "discourse", discourse)


TERM_PER_10000_WORDS = _declared("term_per_10000_words")
TERM_PER_10000_CHARACTERS = _declared("term_per_10000_characters")
