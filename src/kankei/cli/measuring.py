"""`kankei measure`: one command per measure. A subject has a file of its own; this one lists them.

Each command parses, calls one function of ``steps/``, and prints; `--json` is for programs.
"""

from __future__ import annotations

from collections.abc import Callable

import typer

from .breaking import breaks
from .dependence import dependence
from .order import frustration, order
from .panels import panel
from .relations import relation
from .snapshot import snapshot
from .votes import ideal_points, similarity

measure = typer.Typer(
    no_args_is_help=True,
    help="公開データと表から関係を測る。 / Measure relations from open data and tables.",
)

COMMANDS: tuple[Callable[..., None], ...] = (
    panel,
    ideal_points,
    similarity,
    order,
    frustration,
    relation,
    breaks,
    dependence,
    snapshot,
)
"""Commands in the order in which ``--help`` shows them."""

for command in COMMANDS:
    measure.command()(command)
