"""`kankei measure order` and `frustration`: the shape of the system, and how it strains."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from ..steps.notes import Measured, check_suffix
from ..steps.order import (
    POLES,
    measure_blocs,
    measure_concentration,
    measure_frustration,
    measure_poles,
)
from ..steps.votes import read_votes
from .notes import plain_measured, show_measured
from .showing import counted
from .votes import AsJson, Out, Seed, States, listed
from .words import tell

SHOWN: Mapping[str, tuple[str, ...]] = {
    "concentration": (
        "year",
        "field",
        "states",
        "concentration_con",
        "concentration_hhi",
        "effective_number",
        "estimates",
    ),
    "poles": ("session", "pole", "pole_position", "position_sd", "states", "states_surely_nearest"),
    "blocs": ("period", "state", "bloc"),
    "frustration": ("period", "states", "ties", "frustration_ties", "bound", "proven"),
}
"""Columns that a terminal shows."""


def order(
    capabilities: Annotated[
        Path | None, typer.Option(help="国力（COW）のフォルダ / folder of capabilities (COW)")
    ] = None,
    ideal_points: Annotated[
        Path | None, typer.Option(help="理想点の表 / file of ideal points")
    ] = None,
    votes: Annotated[
        Path | None, typer.Option(help="表決のフォルダまたは表 / folder or table of roll calls")
    ] = None,
    out: Out = None,
    gdp: Annotated[
        Path | None, typer.Option(help="GDP（IMF）のフォルダ / folder of GDP (IMF)")
    ] = None,
    since: Annotated[int, typer.Option(help="最初の年 / first year")] = 1946,
    pole: Annotated[
        list[str] | None, typer.Option(help="極（例 SUN,RUS） / states that make a pole")
    ] = None,
    states: States = "",
    blocs: Annotated[str, typer.Option(help="ブロックの数 / numbers of blocs to try")] = "1,2,3,4",
    draws: Annotated[int, typer.Option(help="再標本の数 / draws of resolutions")] = 50,
    seed: Seed = 0,
    as_json: AsJson = False,
) -> None:
    """集中度、極、ブロックを測る。 / Measure concentration, poles and blocs."""
    if out is not None:
        check_suffix(out)
    if not (capabilities or ideal_points or votes):
        raise typer.BadParameter(tell("nothing_to_measure"))
    found: dict[str, Measured] = {}
    if capabilities is not None:
        found["concentration"] = measure_concentration(capabilities, gdp=gdp, since=since)
    if ideal_points is not None:
        named = [listed(codes) or [] for codes in pole or ()]
        found["poles"] = measure_poles(ideal_points, named or POLES, seed=seed)
    if votes is not None:
        counts = _counts(blocs)
        with counted(quiet=as_json) as done:
            found["blocs"] = measure_blocs(
                read_votes(votes),
                states=listed(states),
                counts=counts,
                draws=draws,
                seed=seed,
                done=done,
            )
    _show(found, out, as_json=as_json)


def _counts(text: str) -> list[int]:
    try:
        return [int(count) for count in text.split(",")]
    except ValueError:
        raise typer.BadParameter(tell("not_numbers", text=text), param_hint="--blocs") from None


def _show(found: dict[str, Measured], out: Path | None, *, as_json: bool) -> None:
    """Each part by itself; with several parts their names are put into the file's."""
    paths = {
        name: out.with_name(f"{out.stem}.{name}{out.suffix}") if out and len(found) > 1 else out
        for name in found
    }
    if as_json:
        plain = {name: plain_measured(part, paths[name]) for name, part in found.items()}
        typer.echo(json.dumps(plain, ensure_ascii=False, default=str))
        return
    for name, part in found.items():
        typer.echo(tell(f"part_{name}"))
        show_measured(part, paths[name], as_json=False, columns=SHOWN[name])


def frustration(
    ties: Annotated[Path, typer.Option(help="a, b, sign/value の表 / table of a, b, sign/value")],
    out: Out = None,
    positive: Annotated[float, typer.Option(help="これより上は友好 / friendly above")] = 0.0,
    negative: Annotated[float, typer.Option(help="これより下は敵対 / hostile below")] = 0.0,
    certified: Annotated[
        bool, typer.Option("--certified", help="第二の証明 / a second proof")
    ] = False,
    strain: Annotated[bool, typer.Option(help="各関係の緊張 / strain of each tie")] = True,
    time_limit: Annotated[float, typer.Option(help="秒 / seconds for each proof")] = 60.0,
    as_json: AsJson = False,
) -> None:
    """友好と敵対の網が二陣営からどれだけ遠いか。 / How far friends and foes are from two camps."""
    if out is not None:
        check_suffix(out)
    measured = measure_frustration(
        ties,
        positive=positive,
        negative=negative,
        certified=certified,
        strained=strain,
        time_limit=time_limit,
    )
    show_measured(measured, out, as_json=as_json, columns=SHOWN["frustration"])
