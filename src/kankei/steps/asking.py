"""`kankei ask` and `kankei audit`: questions to the record, and its faults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

import pyarrow as pa

from ..record.audit import AuditFinding, audit
from ..record.questions import QUESTIONS, question
from ..record.schema import references
from ..record.store import Record, open_record
from ..study import read_study
from ..terms.errors import InputError, Problem
from ..terms.language import AnswerLanguage, Bilingual

ACTING = frozenset(("actor", "speaker", "state", "holder"))
"""Conditions that take an actor, by its id or by a name that is its alone."""
COLUMN_OF = {"topic": "about"}
"""Columns of conditions that are not called by the name of their column."""
NEAR = 8
"""Values that are offered in the place of one that no row has."""


@dataclass(frozen=True)
class Filters:
    """Conditions of a question by name, as a person writes them."""

    given: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, texts: Iterable[str]) -> Filters:
        """Read ``name=value`` conditions.

        Examples
        --------
        >>> Filters.parse(["dyad=PRK-RUS"]).given
        {'dyad': 'PRK-RUS'}
        """
        pairs = [text.partition("=") for text in texts]
        wrong = [name for name, equals, value in pairs if not (name and equals and value)]
        if wrong:
            what = f"the condition {wrong[0]!r} is not name=value"
            raise InputError(Problem(what, "write for example --where dyad=PRK-RUS"))
        return cls({name: value for name, _, value in pairs})


def questions() -> dict[str, Bilingual]:
    """Names of all questions and what each answers."""
    return {item.name: item.doc for item in QUESTIONS}


def ask(folder: Path, name: str, filters: Filters) -> pa.Table:
    """Ask the record of a study's last build a named question.

    Actors may be named in a condition by a name that the record has for one actor alone.

    Raises
    ------
    InputError
        When there is no such question or condition, or a condition cannot be read.
    RecordError
        When the study was never built.
    """
    study, asked = read_study(folder), question(name)
    with open_record(study.build / "record.duckdb") as record:
        return asked.answer(record, _with_ids(record, filters.given))


def _with_ids(record: Record, given: Mapping[str, str]) -> dict[str, str]:
    """Ids in the place of names of actors."""
    words = {word for name, word in given.items() if name in ACTING}
    if not words:
        return dict(given)
    called: dict[str, set[str]] = {}
    for row in question("names").answer(record, {}).to_pylist():
        if row["text"] in words:
            called.setdefault(row["text"], set()).add(row["actor"])
    ids = {text: actors.pop() for text, actors in called.items() if len(actors) == 1}
    return {name: ids.get(word, word) if name in ACTING else word for name, word in given.items()}


@dataclass(frozen=True, slots=True)
class Unheard:
    """A condition that no row of the question meets, and values that rows have instead."""

    name: str
    value: str
    near: tuple[str, ...]


def unheard(
    folder: Path, name: str, filters: Filters, language: AnswerLanguage
) -> tuple[Unheard, ...]:
    """Conditions of words that no row meets even alone: a misspelt value rather than a quiet time.

    Parameters
    ----------
    language
        Language in which actors are named among the values that rows have.
    """
    asked = question(name)
    if any(item.required for item in asked.filters):
        return ()
    texts = {item.name for item in asked.filters if item.reads == "text"}
    alone = {key: word for key, word in filters.given.items() if key in texts}
    every = with_names(folder, ask(folder, name, Filters()), language)
    return tuple(
        Unheard(key, word, _near(every, COLUMN_OF.get(key, key), word))
        for key, word in alone.items()
        if not ask(folder, name, Filters({key: word})).num_rows
    )


def _near(rows: pa.Table, column: str, word: str) -> tuple[str, ...]:
    """Values of a column like a word, else the most frequent ones."""
    if column not in rows.column_names:
        return ()
    counts = Counter(str(value) for value in rows[column].to_pylist() if value)
    like = [value for value in counts if word.casefold() in value.casefold()]
    like += get_close_matches(word, counts, NEAR)
    frequent = [value for value, _ in counts.most_common(NEAR)]
    return tuple(dict.fromkeys(like))[:NEAR] or tuple(frequent)


def with_names(folder: Path, rows: pa.Table, language: AnswerLanguage) -> pa.Table:
    """Put names in the place of the ids of actors: in the language, in English, or in another.

    Rows that are actors get their names in a column ``name``.

    Parameters
    ----------
    rows
        What the record of the study's last build answered.
    """
    with open_record(read_study(folder).build / "record.duckdb") as record:
        found = question("names").answer(record, {"kind": "name"}).to_pylist()
    order = {language: 2, "en": 1}
    found.sort(key=lambda row: order.get(row["language"], 0))
    names = {row["actor"]: row["text"] for row in found}
    for column in {item.column for item in references() if item.to == "actor"}:
        if column in rows.column_names:
            texts = [names.get(one, one) for one in rows[column].to_pylist()]
            place = rows.column_names.index(column)
            rows = rows.set_column(place, column, pa.array(texts, pa.string()))
    if rows.column_names[:2] == ["id", "type"]:
        texts = [names.get(one, one) for one in rows["id"].to_pylist()]
        rows = rows.add_column(0, "name", pa.array(texts, pa.string()))
    return rows


def audit_study(folder: Path) -> tuple[AuditFinding, ...]:
    """Audit the record of a study's last build."""
    study = read_study(folder)
    with open_record(study.build / "record.duckdb") as record:
        return audit(record)
