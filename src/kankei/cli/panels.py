"""`kankei measure panel`: counts per pair from event reports of any number."""

from __future__ import annotations

import json
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ..steps.panels import Counting, PanelWritten, write_event_panel
from .showing import counted, day
from .words import tell


class EngineName(StrEnum):
    """Where table work runs."""

    DUCKDB = "duckdb"
    SPARK = "spark"


class GrainName(StrEnum):
    """Length of a cell."""

    DAY = "day"
    MONTH = "month"


class PartName(StrEnum):
    """Length of a part of the work."""

    YEAR = "year"
    MONTH = "month"


def panel(
    events: Annotated[Path, typer.Option(help="事件の報道（Parquet） / event reports in Parquet")],
    out: Annotated[Path, typer.Option(help="書き出すフォルダ / folder to write to")],
    engine: Annotated[
        EngineName, typer.Option(help="計算するエンジン / engine that computes")
    ] = EngineName.DUCKDB,
    grain: Annotated[GrainName, typer.Option(help="日・月 / day or month")] = GrainName.MONTH,
    part: Annotated[PartName, typer.Option(help="作業の単位 / part of the work")] = PartName.YEAR,
    directed: Annotated[bool, typer.Option(help="向きを分ける / keep who acted")] = False,
    memory: Annotated[str, typer.Option(help="使うメモリ / memory, e.g. 4GB")] = "",
    until: Annotated[
        date | None,
        typer.Option(parser=day, metavar="DAY", help="この日まで / last day that counts"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="機械が読む形で / for programs")] = False,
) -> None:
    """事件の報道を国の組ごとに数える。 / Count event reports for every pair of states."""
    how = Counting(grain.value, directed, part.value)
    today = until or date.today()
    with counted(quiet=as_json) as done:
        written = write_event_panel(
            events, out, today, how, engine_name=engine, memory_limit=memory or None, done=done
        )
    if as_json:
        typer.echo(json.dumps(_plain(written)))
        return
    typer.echo(tell("panel", rows=written.rows, folder=written.counts, reused=written.reused))
    for reason, rows in written.left_out.items():
        typer.echo(tell("panel_left_out", reason=reason, rows=rows))
    if written.silent:
        months = ", ".join(f"{month:%Y-%m}" for month in written.silent)
        typer.echo(tell("panel_silent", months=months))


def _plain(written: PanelWritten) -> dict[str, object]:
    return {
        "counts": str(written.counts),
        "volume": str(written.volume),
        "rows": written.rows,
        "parts": written.parts,
        "reused": written.reused,
        "left_out": written.left_out,
        "silent": [f"{month:%Y-%m}" for month in written.silent],
    }
