"""How one table of a snapshot is made: what it needs, what is asked of it, and by what."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyarrow as pa

from ...terms.language import Bilingual
from .data import Needed
from .plan import Plan
from .workshop import Workshop

Options = Mapping[str, str | None]
"""What a table was made with; ``None`` is what only the making itself can tell."""
Made = tuple[pa.Table, Mapping[str, str]]
"""A table, and what was found while making it."""


def nothing_found(table: pa.Table) -> Made:
    """Give a table of which everything was known before it was made."""
    return table, {}


@dataclass(frozen=True, slots=True)
class Recipe:
    """One table of a snapshot.

    Parameters
    ----------
    needs
        Data sets, by the plan; the first is the one that the table is of.
    asked
        Options in the order in which the provenance has them.
    make
        Makes the table, and tells what the options left open.
    """

    name: str
    needs: Callable[[Plan], tuple[Needed, ...]]
    asked: Callable[[Plan], Options]
    make: Callable[[Workshop], Made]


@dataclass(frozen=True, slots=True)
class Shown:
    """How a table is called, and the function that shapes it."""

    title: Bilingual
    function: str

    def titled(self, plan: Plan) -> Bilingual:
        """Give the title, which may name the first year of the long curves."""
        first = str(plan.years_since)
        ja, en = (text.replace("{first}", first) for text in (self.title.ja, self.title.en))
        return Bilingual(ja, en)


@cache
def shown() -> Mapping[str, Shown]:
    """Read titles and functions of all tables, in the order in which they are made."""
    text = (files(__package__) / "tables.toml").read_text(encoding="utf-8")
    return {
        name: Shown(Bilingual(**about["title"]), about["function"])
        for name, about in tomllib.loads(text).items()
    }
