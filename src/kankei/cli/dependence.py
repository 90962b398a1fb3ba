"""`kankei measure dependence`: how much of what a state has comes from another."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ..steps.citing import data_folder
from ..steps.dependence import measure_dependence
from ..steps.notes import check_suffix
from ..terms.dyad import Dyad
from .notes import show_measured
from .votes import AsJson, Out


class Of(StrEnum):
    """What a state may depend on another for."""

    TRADE = "trade"
    ARMS = "arms"
    MEMBERSHIPS = "memberships"


def dependence(
    of: Annotated[Of, typer.Option(help="何における依存か / dependence in what")],
    data: Annotated[Path | None, typer.Option(help="データの置き場所 / data folder")] = None,
    dyad: Annotated[
        list[str] | None, typer.Option(help="国の組（例 PRK-RUS） / pairs, e.g. PRK-RUS")
    ] = None,
    out: Out = None,
    as_json: AsJson = False,
) -> None:
    """貿易・兵器・加盟機関の依存を測る。 / Measure dependence in trade, arms and memberships."""
    if out is not None:
        check_suffix(out)
    root = data_folder(data)
    pairs = tuple(Dyad.read(text) for text in dyad or ())
    show_measured(measure_dependence(of.value, root, pairs), out, as_json=as_json)
