"""States, office holders and outlets of one document, from the registers of the reader."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from .frame import forms

KNOWN = 0.7
"""Share of office holders that the register knows, where it knows one."""

SCRIPT = {"zh-hant": "zh"}


@dataclass(frozen=True)
class Person:
    """A holder of an office, as one variety prints name and title."""

    state: str
    name: str
    title: str


@dataclass(frozen=True)
class State:
    """A state and its forms in one variety, by name of the form."""

    code: str
    forms: dict[str, str]
    gender: int = 0


@dataclass(frozen=True)
class Cast:
    """Who takes part in one document."""

    states: dict[str, State]
    persons: dict[str, Person]
    outlet: tuple[str, str]


def cast(
    variety: str,
    published: date,
    rng: Random,
    among: tuple[str, ...] = (),
    strangers: bool = False,
) -> Cast:
    """Three different states, an office holder for each, and an outlet."""
    drawn = rng.sample(states(variety), 3)
    if among:
        known = {state.code: state for state in states(variety)}
        drawn = [known[code] for code in among]
    outlet = rng.choice(sorted(forms(variety)["outlets"].items()))
    persons = {
        slot: _person(variety, state.code, published, rng, strangers)
        for slot, state in zip("ABC", drawn, strict=True)
    }
    return Cast(dict(zip("ABC", drawn, strict=True)), persons, outlet)


@cache
def states(variety: str) -> tuple[State, ...]:
    """The states that the frames are filled with."""
    table: dict[str, Any] = forms(variety)
    named = table.get("states") or _registered(variety)
    found = []
    for code, name in named.items():
        shaped = table.get("declined", {}).get(code)
        parts = dict(zip(table.get("cases", ()), shaped, strict=True)) if shaped else {}
        adjective = table.get("adjectives", {}).get(code) or _adjective(variety, code)
        short = table.get("short", {}).get(code, "")
        gender = table.get("gender", {}).get(code, 0)
        found.append(State(code, {"name": name, "adj": adjective, "short": short, **parts}, gender))
    return tuple(found)


def _registered(variety: str) -> dict[str, str]:
    wanted = forms(variety)["codes"]
    language = SCRIPT.get(variety, variety)
    rows = [row for row in _rows("kankei.terms", "codes/state_names.csv")]
    names: dict[str, str] = {}
    for row in rows:
        if row["language"] == language and row["kind"] == "name" and row["state"] in wanted:
            names.setdefault(row["state"], row["text"])
    return names


def _adjective(variety: str, code: str) -> str:
    rows = _rows("kankei.terms", "codes/state_names.csv")
    fit = (
        r["text"]
        for r in rows
        if (r["state"], r["language"], r["kind"]) == (code, variety, "adjective")
    )
    return next(fit, "")


def _person(variety: str, state: str, published: date, rng: Random, strangers: bool) -> Person:
    """A registered holder of the day, or someone of whom no register knows."""
    table = forms(variety)
    titles = table["titles"]
    post = rng.choice(("foreign_minister", "defence_minister"))
    title = titles.get(f"{post}.{state}") or titles[post]
    stranger = Person(state, rng.choice(table["strangers"]), title)
    known = () if strangers else _holders(variety, state, published)
    return rng.choice(known) if known and rng.random() < KNOWN else stranger


@cache
def _holders(variety: str, state: str, published: date) -> tuple[Person, ...]:
    titles = forms(variety)["titles"]
    found = []
    for row in _register():
        title = titles.get(f"{row['post']}.{state}") or titles.get(row["post"])
        name = _printed(variety, row.get(variety, ""))
        if row["state"] == state and title and name and _holds(row, published):
            found.append(Person(state, name, title))
    return tuple(found)


@cache
def _register() -> tuple[dict[str, str], ...]:
    regions = files("kankei.reading").joinpath("words/persons").iterdir()
    names = sorted(file.name for file in regions)
    return tuple(row for name in names for row in _rows("kankei.reading", f"words/persons/{name}"))


def _holds(row: dict[str, str], published: date) -> bool:
    first, last = f"{published.year - 3}-01", f"{published:%Y-%m}"
    return row["from"] != "" and row["from"] <= first and (row["to"] == "" or row["to"] > last)


def _printed(variety: str, cell: str) -> str:
    name = cell.split("|")[0]
    if variety in ("ja", "zh"):
        return name.replace(" ", "")
    if variety == "ko":
        family, _, given = name.partition(" ")
        return family + given if len(family) == 1 else name
    return " ".join(
        part.capitalize() if part.isupper() and len(part) > 1 else part for part in name.split(" ")
    )


@cache
def _rows(package: str, path: str) -> tuple[dict[str, str], ...]:
    text = files(package).joinpath(path).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
