"""``kankei review``: a judgement on what was read."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from .. import steps
from ..terms.errors import InputError, Problem
from .votes import AsJson
from .words import tell


class Judged(StrEnum):
    """What a person thinks of a statement that was read."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


def review(
    study: Annotated[Path, typer.Argument(help="研究フォルダ / the study folder")],
    key: Annotated[str, typer.Argument(help="主張か出来事の鍵 / key of a claim or event")],
    judgement: Annotated[Judged, typer.Argument(help="判断 / the judgement")],
    *,
    by: Annotated[str, typer.Option(help="判断する人 / who judges")],
    note: Annotated[str, typer.Option(help="覚え書き / a remark")] = "",
    corrections: Annotated[
        list[str] | None,
        typer.Option("--set", help="正しい値、例 date=2024-06 / what should stand, by column"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """読み取った出来事や主張を採用・訂正・却下する。 / Accept, correct or reject what was read."""
    changed = dict(_pair(given) for given in corrections or ())
    made = steps.review(
        study, key, judgement.value, by, date.today(), note=note, correction=changed
    )
    if as_json:
        typer.echo(json.dumps(asdict(made) | {"made": made.made.isoformat()}, ensure_ascii=False))
        return
    typer.echo(tell(f"review_{judgement.value}", key=key, study=study))


def _pair(given: str) -> tuple[str, str]:
    column, sign, value = given.partition("=")
    if not sign:
        what = f"the correction {given!r} is not column=value"
        raise InputError(Problem(what, "write e.g. --set date=2024-06-19"))
    return column.strip(), value.strip()
