"""Tables that kankei computed from open data and that a study keeps, read with their provenance.

They let a study build offline on a fresh machine. Each ``snapshot/<name>.csv`` lies beside a
``<name>.toml`` that says from which data, by which function and with which options it was made.
"""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ..answers.material import Agreement, Measured, Score
from ..answers.system import System
from ..datasets import card
from ..record.rows import Coverage, Provenance
from ..terms.dyad import Dyad
from ..terms.errors import InputError, Problem
from ..terms.language import Bilingual
from ..terms.period import Period
from ..terms.source import Source
from .cells import counted, known
from .measured import measured_of
from .system_rows import system_of


@dataclass(frozen=True)
class Snapshot:
    """What a study keeps of open data."""

    scores: tuple[Score, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    sources: tuple[Source, ...] = ()
    names: Mapping[str, Bilingual] | None = None
    measured: Measured = field(default_factory=Measured)
    system: System = field(default_factory=System)


@dataclass(frozen=True)
class _Kept:
    name: str
    about: Mapping[str, Any]
    rows: list[dict[str, str]]
    sha256: str


def read_snapshot(paths: Iterable[Path]) -> Snapshot:
    """Read the tables of a snapshot.

    Raises
    ------
    InputError
        When a table has no provenance, or its bytes are not those that the provenance names.
    """
    problems: list[Problem] = []
    kept = [item for path in paths if (item := _kept(path, problems)) is not None]
    if problems:
        raise InputError(problems)
    datasets = list(dict.fromkeys(name for item in kept for name in _datasets(item)))
    tables = {item.name: item.rows for item in kept}
    return Snapshot(
        scores=tuple(_score(row) for row in tables.get("dyad_scores", ())),
        agreements=tuple(_agreement(row) for row in tables.get("vote_agreement", ())),
        provenance=tuple(_provenance(item) for item in kept),
        coverage=tuple(_coverage(item) for item in kept),
        sources=tuple(dataset_source(name) for name in datasets),
        names={name: card(name).title for name in datasets},
        measured=measured_of(tables, {item.name: item.about.get("options", {}) for item in kept}),
        system=system_of(tables),
    )


def _kept(path: Path, problems: list[Problem]) -> _Kept | None:
    beside = path.with_suffix(".toml")
    if not beside.is_file():
        remedy = "make both again: kankei measure snapshot STUDY"
        problems.append(Problem(f"no {beside.name} says where it came from", remedy, path.name))
        return None
    content = path.read_bytes()
    about = tomllib.loads(beside.read_text(encoding="utf-8"))
    digest = hashlib.sha256(content).hexdigest()
    if about.get("sha256") != digest:
        what = "its bytes are not those that its provenance names"
        remedy = "restore it from version control, or make it again: kankei measure snapshot STUDY"
        problems.append(Problem(what, remedy, path.name))
        return None
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))
    return _Kept(path.stem, about, rows, digest)


def _datasets(item: _Kept) -> tuple[str, ...]:
    """The data set that a table was made from, and those read beside it."""
    return (str(item.about["dataset"]), *item.about.get("beside", {}))


def dataset_source(name: str) -> Source:
    """A data set as a source that a footnote can cite."""
    described = card(name)
    return Source(
        key=name,
        kind="dataset",
        publisher=described.producer,
        author="",
        title=described.title.en,
        url=described.landing,
        symbol="",
        published=None,
        language="en",
        seen=f"data:{name}",
        note=described.citation,
    )


def _score(row: dict[str, str]) -> Score:
    return Score(
        dyad=Dyad.parse(row["dyad"]).key,
        month=date.fromisoformat(f"{row['month'][:7]}-01"),
        value=known(row["gdelt_score_z"]),
        days=int(row["days"]),
    )


def _agreement(row: dict[str, str]) -> Agreement:
    return Agreement(
        dyad=Dyad.parse(row["dyad"]).key,
        year=int(row["year"]),
        common=counted(row["votes_common"]),
        share=known(row["votes_agree_share"]),
        low=known(row["low"]),
        high=known(row["high"]),
        partial=row["partial"] == "1",
    )


def _provenance(item: _Kept) -> Provenance:
    return Provenance(
        table=item.name,
        origin=str(item.about["dataset"]),
        sha256=item.sha256,
        rows=len(item.rows),
        made_by=str(item.about["function"]),
    )


def _coverage(item: _Kept) -> Coverage:
    name = str(item.about["dataset"])
    covered = str(item.about["covered"]).partition(",")[0]
    return Coverage(name, item.name, "*", Period.parse(covered), card(name).caveats[0])
