"""`kankei frame`: states or pairs by year or month, with columns of open data."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ..frames import frame as start
from ..steps.citing import data_folder
from ..steps.framing import FrameWritten, write_frame
from ..terms.dyad import Dyad
from .votes import listed
from .words import tell


class KindName(StrEnum):
    """What a row of the frame is."""

    STATE = "state"
    DYAD = "dyad"


class GrainName(StrEnum):
    """Length of a row."""

    YEAR = "year"
    MONTH = "month"


class SystemName(StrEnum):
    """Whose list of states."""

    COW = "cow"
    GW = "gw"
    UN = "un"


def frame(
    period: Annotated[str, typer.Option(help="期間 / period, e.g. 1946/2014")],
    out: Annotated[Path, typer.Option(help="書き出す先 / FILE.parquet or FILE.csv")],
    add: Annotated[
        list[str], typer.Option("--add", help="項目 / field, e.g. atop_alliances.defence_pledge")
    ],
    kind: Annotated[
        KindName, typer.Option(help="行は国か国の組か / rows: states or pairs")
    ] = KindName.DYAD,
    grain: Annotated[
        GrainName, typer.Option(help="年ごとか月ごとか / by year or by month")
    ] = GrainName.YEAR,
    directed: Annotated[bool, typer.Option(help="向きを分ける / directed")] = False,
    system: Annotated[SystemName, typer.Option(help="国の一覧 / cow, gw, un")] = SystemName.COW,
    states: Annotated[
        str, typer.Option(help="国（例 PRK,RUS,SUN） / states, by code or name")
    ] = "",
    dyads: Annotated[str, typer.Option(help="組 / pairs, e.g. PRK-RUS,JPN-RUS")] = "",
    data: Annotated[Path | None, typer.Option(help="データの置き場所 / data folder")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="機械が読む形で / for programs")] = False,
) -> None:
    """国または国の組の枠に公開データを結合する。 / Join open data to states or pairs of states."""
    root = data_folder(data)
    pairs = [Dyad.read(text.strip()) for text in dyads.split(",") if text.strip()]
    empty = start(
        kind.value,
        period,
        grain.value,
        directed=directed,
        system=system.value,
        states=listed(states) or (),
        pairs=[(pair.a, pair.b) for pair in pairs],
        data=root,
    )
    written = write_frame(empty, add, out)
    if as_json:
        typer.echo(json.dumps(_plain(written)))
        return
    typer.echo(tell("frame", path=written.path, cells=written.cells, columns=written.columns))
    for row in written.report.to_pylist():
        typer.echo(tell("frame_column", **row))
        for item in row["missing"]:
            typer.echo(tell("frame_missing", **item))


def _plain(written: FrameWritten) -> dict[str, object]:
    return {
        "file": str(written.path),
        "cells": written.cells,
        "columns": written.report.to_pylist(),
    }
