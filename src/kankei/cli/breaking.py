"""`kankei measure breaks`: when a relation moved, with the events and claims around it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..steps.breaking import Looking, measure_breaks
from ..steps.notes import check_suffix
from ..terms.dyad import Dyad
from .notes import show_measured
from .showing import show_rows
from .votes import AsJson, Out
from .words import tell


def breaks(
    relation: Annotated[Path, typer.Option(help="関係の表 / file of relations")],
    dyad: Annotated[str, typer.Option(help="国の組（例 PRK-RUS） / pair, e.g. PRK-RUS")],
    domain: Annotated[str, typer.Option(help="分野 / domain")] = "",
    study: Annotated[
        Path | None, typer.Option(help="前後の事件を探す研究 / study to look for events in")
    ] = None,
    least: Annotated[float, typer.Option(help="最小の確率 / least probability")] = 0.5,
    large: Annotated[float, typer.Option(help="大きな動き（単位） / a large move, in units")] = 2.0,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """関係が動いた月を、確率と前後の事件とともに挙げる。 / List when a relation moved, and why."""
    if out is not None:
        check_suffix(out)
    looking = Looking(least=least, large=large)
    measured = measure_breaks(relation, Dyad.read(dyad), domain, looking, study)
    if out is None and not as_json:
        typer.echo(tell("breaks_moves"))
    show_measured(measured, out, as_json=as_json)
    if out is None and not as_json:
        for name, table in measured.more.items():
            typer.echo(tell(f"breaks_{name}"))
            show_rows(table)
        if study is None:
            typer.echo(tell("breaks_nowhere"))
