"""`kankei measure snapshot`: the measured tables of a study, made from what data there are."""

from __future__ import annotations

import csv
import hashlib
import io
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ...measures.snapshots import write_snapshot
from ...study import Study
from ...terms.errors import InputError, KankeiError, Problem
from ...terms.language import Bilingual
from .data import Data
from .dependences import DEPENDENCES
from .discourse import DISCOURSE
from .plan import Plan, plan_of
from .power import POWER
from .provenance import answers, provenance
from .recipe import Recipe, shown
from .relations import RELATIONS
from .sources import SOURCES
from .votes import AGREEMENT, ORDER
from .workshop import Progress, Workshop

RECIPES: tuple[Recipe, ...] = (
    *AGREEMENT,
    *RELATIONS,
    *DEPENDENCES,
    *POWER,
    *DISCOURSE,
    *ORDER,
    *SOURCES,
)
"""Every table that a snapshot may hold, in the order in which they are made: slow ones last."""
FOLDER = "snapshot"
State = Literal["made", "kept", "due", "lacking", "silent", "failed"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one table.

    Parameters
    ----------
    state
        ``made`` now; ``kept``, since nothing changed that it was made from; ``due``, when it can
        be made; ``lacking`` a data set; ``silent``, when the data hold nothing of the study's
        states; ``failed``, when making it was refused.
    rows
        Of the table that is there; missing when there is none.
    datasets
        What it is made from, by name.
    problems
        Why it was not made, and what to do.
    """

    name: str
    title: Bilingual
    state: State
    rows: int | None
    datasets: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def make_snapshot(
    study: Study,
    data: Path | None,
    only: Sequence[str] = (),
    *,
    again: bool = False,
    began: Callable[[str, int, int], None] = lambda name, number, of: None,
    ended: Callable[[Outcome], None] = lambda outcome: None,
    progress: Progress = lambda made, of: None,
) -> tuple[Outcome, ...]:
    """Make the tables of a study's snapshot that the data allow.

    A table is written whole with its provenance or not at all. One that nothing has changed for
    (files of the data by their hashes, and options) is kept as it is.

    Parameters
    ----------
    data
        Folder in which the data sets are looked for, before the cache of downloads.
    only
        Names of tables; all when empty.
    again
        Also those that nothing has changed for.
    began, ended
        Called before a table, with its place among all, and after it.
    progress
        Called with the parts of a long work done, and the parts in all.

    Raises
    ------
    InputError
        When there is no table of such a name, or the period of the study has no end.
    """
    shop = Workshop(plan_of(study), Data(data), progress)
    found, wanted = [], _chosen(only)
    for number, recipe in enumerate(wanted):
        began(recipe.name, number, len(wanted))
        outcome = _look(recipe, study, shop)
        if outcome.state == "due" or (again and outcome.state == "kept"):
            outcome = _made(recipe, study, shop, outcome)
        found.append(outcome)
        ended(outcome)
    return tuple(found)


def list_snapshot(study: Study, data: Path | None, only: Sequence[str] = ()) -> tuple[Outcome, ...]:
    """Say of every table whether it is there, could be made, or lacks data; nothing is made."""
    shop = Workshop(plan_of(study), Data(data))
    return tuple(_look(recipe, study, shop) for recipe in _chosen(only))


def _chosen(only: Sequence[str]) -> tuple[Recipe, ...]:
    """The recipes of some tables in the order in which they are made; all when none is named."""
    known = [recipe.name for recipe in RECIPES]
    if unknown := [name for name in only if name not in known]:
        what = f"a snapshot has no table {', '.join(map(repr, unknown))}"
        raise InputError(Problem(what, f"use one of {', '.join(known)}"))
    return tuple(recipe for recipe in RECIPES if not only or recipe.name in only)


def _look(recipe: Recipe, study: Study, shop: Workshop) -> Outcome:
    """What there is of a table: kept, due, lacking data, or refused for what they are."""
    rows = _rows(study.folder / FOLDER / f"{recipe.name}.csv")
    lacking = shop.data.lacking(recipe.needs(shop.plan))
    if lacking:
        return _outcome(recipe, shop.plan, "lacking", rows, lacking)
    try:
        state: State = "kept" if _fresh(recipe, study, shop) else "due"
    except KankeiError as error:
        return _outcome(recipe, shop.plan, "failed", rows, tuple(error.problems))
    return _outcome(recipe, shop.plan, state, rows)


def _outcome(
    recipe: Recipe,
    plan: Plan,
    state: State,
    rows: int | None,
    problems: tuple[Problem, ...] = (),
) -> Outcome:
    names = tuple(dict.fromkeys(needed.dataset for needed in recipe.needs(plan)))
    title = shown()[recipe.name].titled(plan)
    return Outcome(recipe.name, title, state, rows, names, problems)


def _made(recipe: Recipe, study: Study, shop: Workshop, before: Outcome) -> Outcome:
    """Make a table and write it; what refuses is told, and the other tables go on."""
    try:
        table, found = recipe.make(shop)
        about = provenance(recipe, shop, found)
    except KankeiError as error:
        return _outcome(recipe, shop.plan, "failed", before.rows, tuple(error.problems))
    if not table.num_rows:
        return _outcome(recipe, shop.plan, "silent", before.rows)
    folder = study.folder / FOLDER
    folder.mkdir(exist_ok=True)
    write_snapshot(folder, recipe.name, table, about)
    return _outcome(recipe, shop.plan, "made", table.num_rows)


def _rows(table: Path) -> int | None:
    if not table.is_file():
        return None
    text = io.StringIO(table.read_text(encoding="utf-8"), newline="")
    return sum(1 for _ in csv.reader(text)) - 1


def _fresh(recipe: Recipe, study: Study, shop: Workshop) -> bool:
    """Whether a table is there whole, and made from these files with these options."""
    table = study.folder / FOLDER / f"{recipe.name}.csv"
    beside = table.with_suffix(".toml")
    if not (table.is_file() and beside.is_file()):
        return False
    try:
        about = tomllib.loads(beside.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return False
    return (
        about.get("sha256") == hashlib.sha256(table.read_bytes()).hexdigest()
        and about.get("function") == shown()[recipe.name].function
        and about.get("inputs") == shop.data.inputs(recipe.needs(shop.plan))
        and answers(recipe.asked(shop.plan), about.get("options", {}))
    )
