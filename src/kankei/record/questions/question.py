"""A named question, what it is called in both languages, and how words become its filters."""

from __future__ import annotations

import inspect
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import pyarrow as pa

from ...terms.dyad import Dyad
from ...terms.errors import InputError, KankeiError, Problem
from ...terms.language import Bilingual
from ...terms.period import Period
from ..store import Tables


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to narrow a question: its name, its meaning, and how its word is read."""

    name: str
    doc: Bilingual
    reads: str
    required: bool


@dataclass(frozen=True)
class Question:
    """A question to the record, by name.

    Parameters
    ----------
    name
        As ``kankei ask`` calls it.
    ask
        The function that answers it; its keyword arguments are the filters.
    """

    name: str
    ask: Callable[..., pa.Table]

    @property
    def doc(self) -> Bilingual:
        """What it answers."""
        return _bilingual(_texts()["questions"][self.name])

    @property
    def filters(self) -> tuple[Filter, ...]:
        """Its filters; every question also has ``as_of``."""
        parameters = inspect.signature(self.ask).parameters.values()
        return tuple(
            _filter(item.name, item.default is item.empty)
            for item in parameters
            if item.kind is item.KEYWORD_ONLY
        )

    def answer(self, record: Tables, words: Mapping[str, str]) -> pa.Table:
        """Answer with filters given as words, such as ``{"dyad": "露朝", "period": "2023"}``.

        Raises
        ------
        InputError
            For every filter that the question does not have, that it needs, or whose word cannot
            be read.
        """
        known = {item.name: item for item in self.filters}
        problems = [self._unknown(name) for name in words if name not in known]
        problems += [
            Problem(f"{self.name} needs {item.name}", f"write --where {item.name}=VALUE")
            for item in known.values()
            if item.required and not words.get(item.name)
        ]
        given: dict[str, Any] = {}
        for name, word in words.items():
            try:
                if name in known:
                    given[name] = _READERS[known[name].reads](word)
            except KankeiError as fault:
                problems += [_placed(problem, name) for problem in fault.problems]
        if problems:
            raise InputError(problems)
        return self.ask(record, **given)

    def _unknown(self, name: str) -> Problem:
        remedy = f"use {', '.join(item.name for item in self.filters)}"
        return Problem(f"{self.name} has no filter {name!r}", remedy)


def _placed(problem: Problem, name: str) -> Problem:
    return Problem(problem.what, problem.remedy, column=name)


def _filter(name: str, required: bool) -> Filter:
    text = _texts()["filters"][name]
    return Filter(name, _bilingual(text), text.get("reads", "text"), required)


def _bilingual(text: Mapping[str, str]) -> Bilingual:
    return Bilingual(ja=text["ja"], en=text["en"])


@cache
def _texts() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "questions.toml").read_text(encoding="utf-8"))


def _day(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        raise InputError(Problem(f"{word!r} is no day", "write a day such as 2024-06-19")) from None


def _several(word: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in word.replace(";", ",").split(",") if part.strip())


_READERS: Mapping[str, Callable[[str], Any]] = {
    "text": str,
    "dyad": Dyad.read,
    "period": Period.parse,
    "day": _day,
    "several": _several,
}
