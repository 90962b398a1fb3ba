"""How `kankei read --model` looks on a terminal: what would be sent, and what was proposed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from .. import steps
from ..reading.model import ModelReading, Outgoing, counted
from ..reading.model.writing import shapes
from ..terms.errors import InputError, Problem
from .words import language_of, tell

ModelName = Annotated[
    str, typer.Option(help="モデル名（提案だけをさせる） / a model that may propose")
]
BaseUrl = Annotated[
    str, typer.Option(help="OpenAI 互換の宛先 / OpenAI-compatible address, up to /v1")
]
AnswersFolder = Annotated[
    Path | None, typer.Option(help="回答の置き場所 / folder of the kept answers")
]
Replay = Annotated[bool, typer.Option(help="保存した回答だけ / kept answers only, no network")]
DryRun = Annotated[bool, typer.Option(help="送る内容を示すだけ / show what would be sent")]


def asked_model(
    model: str, base_url: str, answers: Path | None, *, replay: bool, dry_run: bool
) -> steps.Asking | None:
    """Whom to ask; nobody without ``--model``, which the other options need."""
    if model:
        return steps.whom_to_ask(model, base_url, answers, replay=replay)
    if base_url or answers or replay or dry_run:
        what = "--base-url, --answers, --replay and --dry-run are for a model, and none is named"
        raise InputError(Problem(what, "add --model NAME, or leave them out"))
    return None


def show_outgoing(requests: Sequence[Outgoing], *, as_json: bool) -> None:
    """Print every request as it would be sent."""
    if as_json:
        print(json.dumps([_plain(one) for one in requests], ensure_ascii=False))
        return
    for one in requests:
        sentences = ", ".join(map(str, one.portion.sentences)) if one.portion else "-"
        size = len(one.body)
        print(tell("model_request", url=one.url, bytes=f"{size:,}", sentences=sentences))
        print(_shown(one.body))
    total = sum(len(one.body) for one in requests)
    print(tell("model_would_send", requests=len(requests), bytes=f"{total:,}"))


def _shown(body: bytes) -> str:
    """A body with its letters readable, and all signs that steer a terminal left escaped."""
    text = json.dumps(json.loads(body), ensure_ascii=False)
    return "".join(sign if sign.isprintable() else json.dumps(sign).strip('"') for sign in text)


def _plain(one: Outgoing) -> dict[str, Any]:
    sentences = list(one.portion.sentences) if one.portion else None
    body = one.body.decode()
    return {"url": one.url, "bytes": len(one.body), "sentences": sentences, "body": body}


def show_proposals(found: ModelReading, out: Path) -> None:
    """The counts of the comparison as a table, and where the rest is."""
    heading, *rows = counted(found.summaries, language_of())
    shown = Table()
    for place, name in enumerate(heading):
        shown.add_column(name, justify="right" if place else "left")
    for row in rows:
        shown.add_row(*row)
    Console().print(shown)
    unanswered = sum(one.kind == "answer" for one in found.judged.rejections)
    said = {"proposals": len(found.judged.proposals), "unanswered": unanswered}
    print(tell("model_proposed", out=out, rejected=len(found.judged.rejections), **said))


def proposals_json(found: ModelReading) -> dict[str, Any]:
    """Counts of proposals, rejections by reason, and the comparison by kind."""
    made = shapes(found)
    return {
        "proposals": len(found.judged.proposals),
        "rejections": made["rejections"]["counts"],
        "comparison": made["disagreement"]["summary"],
    }
