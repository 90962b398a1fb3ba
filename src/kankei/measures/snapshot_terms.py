"""Tables of framing terms that a study keeps: how often they are used, and a few passages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from .discourse import Discourse

REACH = 90
"""Most characters that a kept passage has on either side of the term."""
_STOPS = re.compile(r"(?<![A-Z])[.!?;]\s|\n\s*\n")
"""Where a sentence ends, be it at an empty line; the points of U.S. and the like are no end."""


def snapshot_term_use(found: Mapping[str, Discourse], authors: Sequence[str]) -> pa.Table:
    """Give the use of terms by author and year.

    Parameters
    ----------
    found
        By corpus, since rates of two corpora cannot be compared.
    authors
        Whose rows are kept.
    """
    names = ["author", "year", "term", "texts", "texts_with_term", "passages_count"]
    names += ["volume_words", "term_per_10000_words", "missing"]
    rows = [
        {"corpus": corpus} | {name: row[name] for name in names}
        for corpus, said in found.items()
        for row in said.table.to_pylist()
        if row["author"] in authors
    ]
    rows.sort(key=lambda row: (row["corpus"], row["term"], row["author"], row["year"]))
    return pa.Table.from_pylist(rows)


def snapshot_term_passages(
    found: Mapping[str, Discourse], texts: Mapping[str, str], authors: Sequence[str]
) -> pa.Table:
    """Give the newest use of each term by each author, with the words around it.

    One passage per author and term is a quotation, not a copy of the text; that it is the newest
    is a rule which favours nobody.

    Parameters
    ----------
    found
        By corpus.
    texts
        Words of each text by its key.

    Returns
    -------
    pyarrow.Table
        ``corpus, text, author, year, term, start, end, words, clipped_before, clipped_after``:
        ``words`` is the text from ``start`` to ``end``, unchanged, inside one sentence and cut
        between words; ``clipped_before`` and ``clipped_after`` are 1 where the sentence goes on.
    """
    rows = []
    for corpus, said in found.items():
        newest: dict[tuple[str, str], Mapping[str, Any]] = {}
        for row in said.passages.to_pylist():
            key = row["author"], row["term"]
            if row["author"] in authors and (
                key not in newest or row["year"] > newest[key]["year"]
            ):
                newest[key] = row
        rows += [
            {"corpus": corpus}
            | {name: row[name] for name in ("text", "author", "year", "term")}
            | surroundings(texts[row["text"]], row["start"], row["end"])
            for row in newest.values()
        ]
    rows.sort(key=lambda row: (row["corpus"], row["term"], row["author"]))
    return pa.Table.from_pylist(rows)


def surroundings(text: str, start: int, end: int, reach: int = REACH) -> dict[str, Any]:
    """Give the words around a place: its sentence, cut between words where it is long.

    A text that is no longer than twice the reach, such as a headline, is given whole.

    Examples
    --------
    >>> found = surroundings("Good. We see a multipolar world now, at last. Thanks.", 15, 25, 12)
    >>> found["words"], found["clipped_before"], found["clipped_after"]
    ('We see a multipolar world now,', 0, 1)
    """
    if len(text) <= 2 * reach:
        start, end = 0, len(text)
    first = max((stop.end() for stop in _STOPS.finditer(text, 0, start)), default=0)
    stop = _STOPS.search(text, end)
    last = len(text) if stop is None else stop.start() + (stop.group()[0] != "\n")
    before, after = max(first, start - reach), min(last, end + reach)
    if before > first:
        before = _word_after(text, before, start)
    if after < last:
        after = _word_before(text, after, end)
    words = text[before:after]
    before += len(words) - len(words.lstrip())
    return {
        "start": before,
        "end": before + len(words.strip()),
        "words": words.strip(),
        "clipped_before": int(before > first and bool(text[first:before].strip())),
        "clipped_after": int(after < last),
    }


def _word_after(text: str, place: int, until: int) -> int:
    """Where the first whole word after a place begins."""
    space = re.compile(r"\s").search(text, place - 1, until)
    return until if space is None else space.end()


def _word_before(text: str, place: int, since: int) -> int:
    """Where the last whole word before a place ends."""
    while place > since and not text[place].isspace():
        place -= 1
    return place
