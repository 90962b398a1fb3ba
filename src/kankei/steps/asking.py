"""`kankei ask` and `kankei audit`: questions to the record, and its faults."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from ..record.audit import AuditFinding, audit
from ..record.questions import QUESTIONS, question
from ..record.schema import references
from ..record.store import open_record
from ..study import read_study
from ..terms.errors import InputError, Problem
from ..terms.language import AnswerLanguage, Bilingual


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

    Raises
    ------
    InputError
        When there is no such question or condition, or a condition cannot be read.
    RecordError
        When the study was never built.
    """
    study, asked = read_study(folder), question(name)
    with open_record(study.build / "record.duckdb") as record:
        return asked.answer(record, filters.given)


def with_names(folder: Path, rows: pa.Table, language: AnswerLanguage) -> pa.Table:
    """Put names in the place of the ids of actors; what has no name in the language keeps its id.

    Parameters
    ----------
    rows
        What the record of the study's last build answered.
    """
    with open_record(read_study(folder).build / "record.duckdb") as record:
        found = question("names").answer(record, {"language": language, "kind": "name"})
    names = dict(zip(found["actor"].to_pylist(), found["text"].to_pylist(), strict=True))
    for column in {item.column for item in references() if item.to == "actor"}:
        if column in rows.column_names:
            texts = [names.get(one, one) for one in rows[column].to_pylist()]
            place = rows.column_names.index(column)
            rows = rows.set_column(place, column, pa.array(texts, pa.string()))
    return rows


def audit_study(folder: Path) -> tuple[AuditFinding, ...]:
    """Audit the record of a study's last build."""
    study = read_study(folder)
    with open_record(study.build / "record.duckdb") as record:
        return audit(record)
