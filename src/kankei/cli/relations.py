"""`kankei measure relation`: curves of relations with intervals."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ..measures import dyads_of
from ..measures.relation import Settings
from ..steps.notes import check_suffix
from ..steps.relations import measure_relation
from ..terms.dyad import Dyad
from ..terms.period import Period
from .notes import show_measured
from .showing import counted, show_rows
from .votes import AsJson, Out, Seed, States, listed
from .words import tell

CURVES = ("a", "b", "domain", "month", "mean", "lo", "hi")
"""Columns that a terminal shows."""
SHOWN = ("sources", "influence")
"""Tables beside the curves that a terminal shows."""


def relation(
    events: Annotated[
        list[Path] | None,
        typer.Option(help="得点または事件のフォルダ / folders of pair scores or event reports"),
    ] = None,
    out: Out = None,
    dyad: Annotated[
        list[str] | None, typer.Option(help="国の組（例 PRK-RUS） / pairs, e.g. PRK-RUS")
    ] = None,
    states: States = "",
    base: Annotated[
        str, typer.Option(help="単位を定める期間 / period that sets the unit, e.g. 2018/2021")
    ] = "",
    random_walk: Annotated[
        bool, typer.Option(help="水準へ戻らない / relations do not return to a level")
    ] = False,
    sample: Annotated[int, typer.Option(help="学習に使う組の数 / pairs to learn from")] = 400,
    votes: Annotated[
        Path | None,
        typer.Option(help="理想点の表も資料に / ideal points as a further source"),
    ] = None,
    with_: Annotated[
        list[str] | None,
        typer.Option(
            "--with", help="同盟・国交・訪問など NAME または NAME=FOLDER / ties, visits, disputes"
        ),
    ] = None,
    period: Annotated[
        str, typer.Option(help="測る期間（例 1995/2024） / period, e.g. 1995/2024")
    ] = "",
    seed: Seed = 0,
    as_json: AsJson = False,
) -> None:
    """国の組ごとの関係を月ごとに、区間つきで測る。 / Measure every relation by month."""
    if out is not None:
        check_suffix(out)
    pairs = [tuple(sorted(Dyad.read(text).states)) for text in dyad or ()]
    settings = Settings(
        base=Period.parse(base) if base else None,
        random_walk=random_walk,
        sample=sample,
        seed=seed,
        dyads=tuple(dict.fromkeys((*((a, b) for a, b in pairs), *dyads_of(listed(states) or ())))),
    )
    with counted(quiet=as_json) as done:
        measured = measure_relation(
            tuple(events or ()),
            settings,
            done,
            votes,
            ties=tuple(with_ or ()),
            period=Period.parse(period) if period else None,
        )
    show_measured(measured, out, as_json=as_json, columns=CURVES)
    if out is None and not as_json:
        for name in SHOWN:
            if name in measured.more:
                typer.echo(tell(f"relation_{name}"))
                show_rows(measured.more[name])
