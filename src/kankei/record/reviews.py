"""A person's judgements on what was read, kept in an append-only file of JSON lines.

A judgement holds for the words it was made on: when the passage changes, its hash changes, and
the judgement is stale until it is made again. A line that a crash cut short was never confirmed;
it is reported when the file is read and cut away before the next line is written.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import IO, Any, Literal, get_args

from ..terms.errors import InputError, Problem
from ..terms.identity import content_id

Judgement = Literal["accepted", "corrected", "rejected"]
JUDGEMENTS: tuple[Judgement, ...] = get_args(Judgement)


@dataclass(frozen=True, slots=True)
class Review:
    """One judgement of one person on one statement.

    Parameters
    ----------
    of_table, of_id
        The statement that was judged.
    text_sha256
        Hash of the words that the person saw.
    correction
        For ``corrected``: the columns that should read otherwise.
    """

    of_table: str
    of_id: str
    judgement: Judgement
    reviewer: str
    made: date
    text_sha256: str
    note: str = ""
    correction: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """Content hash of the judgement."""
        return content_id("review", *_plain(self).values())

    def stale(self, text_sha256: str | None) -> bool:
        """Say whether the words have changed, or gone, since the judgement was made."""
        return self.text_sha256 != text_sha256


@dataclass(frozen=True, slots=True)
class Reviews:
    """All judgements of a file in the order they were made.

    Parameters
    ----------
    torn
        The end of a line that a crash cut short; empty when the file ends whole.
    """

    made: tuple[Review, ...]
    torn: str = ""

    def latest(self) -> dict[tuple[str, str], Review]:
        """The last judgement on each statement, by table and id."""
        return {(review.of_table, review.of_id): review for review in self.made}


def read_reviews(path: Path) -> Reviews:
    """Read a file of judgements; no file means no judgements.

    Raises
    ------
    InputError
        Naming every line, other than a torn last one, that is not a judgement.
    """
    if not path.exists():
        return Reviews(())
    whole, torn = _split(path.read_bytes())
    read = [_review(line, path.name, number) for number, line in enumerate(whole, start=1)]
    if problems := [line for line in read if isinstance(line, Problem)]:
        raise InputError(problems)
    made = tuple(line for line in read if isinstance(line, Review))
    return Reviews(made, torn.decode("utf-8", "replace"))


def append_reviews(path: Path, reviews: Iterable[Review]) -> None:
    """Add judgements at the end of a file, and return when they are on the disk."""
    lines = "".join(
        json.dumps(_plain(review), ensure_ascii=False, sort_keys=True) + "\n" for review in reviews
    )
    with path.open("a+b") as file:
        file.write(_mend(file) + lines.encode())
        file.flush()
        os.fsync(file.fileno())


def fresh_reviews(reviews: Reviews, text_sha256: Mapping[str, str]) -> tuple[Review, ...]:
    """Last judgements whose words are unchanged.

    Parameters
    ----------
    text_sha256
        Hash of the words of each statement as they stand now, by its id.
    """
    latest = reviews.latest().values()
    return tuple(review for review in latest if not review.stale(text_sha256.get(review.of_id)))


def _plain(review: Review) -> dict[str, Any]:
    return asdict(review) | {"made": review.made.isoformat(), "correction": dict(review.correction)}


def _split(content: bytes) -> tuple[list[bytes], bytes]:
    """Whole lines, and what follows the last line break unless it is a whole judgement itself."""
    *whole, last = content.split(b"\n")
    if last and isinstance(_review(last, "", 0), Review):
        return [*whole, last], b""
    return whole, last


def _mend(file: IO[bytes]) -> bytes:
    """Cut a torn last line away; give the line break that a whole last line lacks."""
    file.seek(0)
    content = file.read()
    _, torn = _split(content)
    if torn:
        file.truncate(len(content) - len(torn))
    return b"\n" if content and not torn and not content.endswith(b"\n") else b""


def _review(line: bytes, file: str, number: int) -> Review | Problem:
    try:
        given = json.loads(line)
        correction = tuple(sorted(given.pop("correction", {}).items()))
        review = Review(
            **given | {"made": date.fromisoformat(given["made"])}, correction=correction
        )
    except (ValueError, TypeError, KeyError, AttributeError) as refused:
        names = ", ".join(field.name for field in fields(Review))
        remedy = f"restore the line from version control; a judgement has the fields {names}"
        return Problem(f"not a judgement ({refused})", remedy, file, number)
    if review.judgement not in JUDGEMENTS:
        remedy = f"use one of {', '.join(JUDGEMENTS)}"
        return Problem(f"unknown judgement {review.judgement!r}", remedy, file, number, "judgement")
    return review
