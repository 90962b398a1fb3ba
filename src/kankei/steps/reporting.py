"""`kankei report`: where the report of the last build lies."""

from __future__ import annotations

from pathlib import Path

from ..study import read_study
from ..terms.errors import InputError, Problem


def report_files(folder: Path) -> tuple[Path, ...]:
    """The report of a study's last build, one file per language.

    Raises
    ------
    InputError
        When the study was never built.
    """
    study = read_study(folder)
    found = tuple(sorted((study.build / "report").glob("report.*.html")))
    if not found:
        what = f"{folder} has no report yet"
        raise InputError(Problem(what, f"run 'kankei build {folder}' first"))
    return found
