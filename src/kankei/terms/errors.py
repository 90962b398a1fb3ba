"""What can go wrong, as one small tree.

::

    KankeiError
    ├── InputError       files that a person wrote and that cannot be used as they stand
    ├── CodeError        a state, group, event type or field that no register knows
    ├── PeriodError      a date or period that cannot be read, or ends before it starts
    ├── SpanError        a span that does not lie inside its text
    ├── ReadingError     a document that cannot be turned into text
    ├── DatasetError     open data that is absent, incomplete, or not what its card says
    ├── RecordError      a record that is absent, locked, or of another schema
    ├── SupportError     a number or sentence that rests on nothing
    └── MethodError      a method asked for something it cannot answer

Every message says what happened, where, and what to do next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in one place.

    Parameters
    ----------
    what
        What is wrong, in one sentence without a full stop.
    remedy
        What the reader of the message should do next.
    file, row, column
        Where it stands; ``row`` counts as an editor does, the header being row 1.

    Examples
    --------
    >>> print(Problem("unknown actor 'PRX'", "use a code of states.csv", "events.csv", 7, "actor"))
    events.csv, row 7, column actor: unknown actor 'PRX'. Next: use a code of states.csv.
    """

    what: str
    remedy: str
    file: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        row = "" if self.row is None else f"row {self.row}"
        column = f"column {self.column}" if self.column else ""
        where = ", ".join(part for part in (self.file, row, column) if part)
        return f"{where + ': ' if where else ''}{self.what}. Next: {self.remedy}."


class KankeiError(Exception):
    """Anything kankei refuses to do, with all the reasons at once.

    Parameters
    ----------
    problems
        One or more :class:`Problem`; all faults of a file are reported together.
    """

    def __init__(self, problems: Problem | Sequence[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (
            (problems,) if isinstance(problems, Problem) else tuple(problems)
        )
        super().__init__("\n".join(str(problem) for problem in self.problems))


class InputError(KankeiError):
    """A study file, document list or table written by hand cannot be used as it stands."""


class CodeError(KankeiError):
    """No register knows this state, group, event type, dyad or field."""


class PeriodError(KankeiError):
    """A date or period cannot be read, or ends before it starts."""


class SpanError(KankeiError):
    """A span does not lie inside its text, or a quotation is not verbatim."""


class ReadingError(KankeiError):
    """A document cannot be turned into text."""


class DatasetError(KankeiError):
    """Open data is absent, incomplete, or not what its card says."""


class RecordError(KankeiError):
    """The record is absent, locked, or was made with another schema."""


class SupportError(KankeiError):
    """A number or a sentence rests on no evidence."""


class MethodError(KankeiError):
    """A method was asked for something it cannot answer with what it was given."""
