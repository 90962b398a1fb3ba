"""How a refusal reads in the language of the person at the terminal.

Messages are made in English, where the fault is found. The patterns of ``words/faults.toml`` say
the same in Japanese; what no pattern fits stays in English, with its place and next step set apart.
"""

from __future__ import annotations

from ..terms.errors import Problem
from .words import language_of, matched, tell


def fault(problem: Problem) -> str:
    """Say what is wrong, where, and what to do next."""
    row = "" if problem.row is None else tell("fault_row", row=problem.row)
    column = tell("fault_column", column=problem.column) if problem.column else ""
    place = ", ".join(part for part in (problem.file, row, column) if part)
    what, remedy = _said(problem.what, "whats"), _said(problem.remedy, "remedies")
    said = tell("fault_said", what=what, remedy=remedy)
    return tell("fault_at", place=place, said=said) if place else said


def _said(text: str, key: str) -> str:
    return (matched(text, "faults.toml", key) if language_of() == "ja" else "") or text
