"""`kankei review`: a person judges one statement that was read in a document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from ..record.agreement import merged
from ..record.assemble import states_of
from ..record.judging import judged, words_of
from ..record.reviews import Judgement, Review, append_reviews
from ..record.rows import Read
from ..study import read_study
from ..terms.errors import InputError, Problem
from .facts import gather

REVIEWS = "reviews.jsonl"


def review(
    folder: Path,
    key: str,
    judgement: Judgement,
    reviewer: str,
    made: date,
    *,
    note: str = "",
    correction: Mapping[str, str] | None = None,
) -> Review:
    """Write down a judgement on a statement; the next build follows it.

    Parameters
    ----------
    key
        Of a claim or event that was read, such as ``document-news-e003``.
    correction
        For ``corrected``: the columns of ``record/*.csv`` that should read otherwise.

    Raises
    ------
    InputError
        When no statement that was read has the key, or the judgement lacks its correction.
    RecordError
        When a correction names a column that cannot be corrected, or gives it no value it can have.
    """
    if bool(correction) != (judgement == "corrected"):
        what = "a correction belongs to the judgement 'corrected', and only to it"
        raise InputError(Problem(what, "write corrected and --set COLUMN=VALUE, or neither"))
    study = read_study(folder)
    facts = gather(study).facts
    read = merged(facts.read, states_of(facts.hand, facts.read))
    table, of_id = _stated(read, key)
    changed = tuple(sorted((correction or {}).items()))
    words = words_of(read)[of_id]
    made_now = Review(table, of_id, judgement, reviewer, made, words, note, changed)
    judged(read, (*facts.reviews, made_now))
    append_reviews(study.folder / REVIEWS, [made_now])
    return made_now


def _stated(read: Read, key: str) -> tuple[str, str]:
    """Table and id of the statement with a key."""
    found = {event.key: ("event", event.id) for event in read.events}
    found |= {claim.key: ("claim", claim.id) for claim in read.claims}
    if key not in found:
        near = ", ".join(get_close_matches(key, found, 3, 0.3)) or "the keys of `kankei ask`"
        what = f"nothing that was read in the study's documents has the key {key!r}"
        raise InputError(Problem(what, f"write one of {near}"))
    return found[key]
