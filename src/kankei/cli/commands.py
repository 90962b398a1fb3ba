"""The commands. Each parses, calls one step and prints; `--json` is for programs.

Exit codes: 0 done, 1 kankei refused and said why, 2 the command line is wrong, 3 the audit found
errors.
"""

from __future__ import annotations

import json
import sys
import webbrowser
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from .. import steps
from ..page.server import address, server
from ..reading.write import document_shape
from ..steps.asking import Filters
from ..steps.corpora import SECONDS, How
from ..terms.errors import KankeiError
from ..terms.language import ANSWER_LANGUAGES
from .citing import cite, datasets
from .corpora import (
    DataFolder,
    DatasetName,
    Engine,
    EngineName,
    Seconds,
    Workers,
    names_corpus,
    read_many,
)
from .finds import show_finds
from .framing import frame
from .lacking import lacking
from .measuring import measure
from .proposing import (
    AnswersFolder,
    BaseUrl,
    DryRun,
    ModelName,
    Replay,
    asked_model,
    proposals_json,
    show_outgoing,
    show_proposals,
)
from .reviewing import review
from .showing import (
    bar,
    complain,
    counted,
    day,
    json_rows,
    show_audit,
    show_document,
    show_rows,
    show_unheard,
    stages,
)
from .words import code_of, language_of, named, tell

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="kankei 関係: 国家間の関係を調べる。 / A workbench for relations between states.",
)
app.add_typer(measure, name="measure")
for command in (datasets, cite, frame, review):
    app.command()(command)
AUDIT_ERRORS = 3

StudyFolder = Annotated[Path, typer.Argument(help="研究フォルダ / the study folder")]
AsJson = Annotated[bool, typer.Option("--json", help="機械が読む形で / for programs")]

BandsFile = Annotated[
    Path | None,
    typer.Option(help="言い回しの確率の帯（表 bands）のTOML / TOML file with a table of bands"),
]


class Opened(StrEnum):
    """Which language of a report to open."""

    JA = "ja"
    EN = "en"


@app.command()
def new(folder: StudyFolder) -> None:
    """ひな型から研究を始める。 / Start a study from a template."""
    steps.new_study(folder)
    typer.echo(tell("new", folder=folder))
    typer.echo(tell("new_next", folder=folder))
    typer.echo(tell("new_measured", folder=folder))


@app.command()
def fetch(
    datasets: Annotated[list[str], typer.Argument(help="データセット名 / names of data sets")],
    into: Annotated[Path | None, typer.Option(help="置き場所 / folder")] = None,
    dry_run: Annotated[bool, typer.Option(help="示すだけ / only show")] = False,
) -> None:
    """公開データを発行元から取り寄せる。 / Fetch open data from its publishers."""
    wanted = steps.planned(datasets, into)
    for remote, _ in wanted:
        licence = remote.licence.in_(language_of())
        size = f"{remote.bytes / 1e6:.1f} MB" if remote.bytes else tell("size_unknown")
        known = remote.sha256 or tell("hash_unknown")
        typer.echo(tell("fetching", file=remote.name, size=size, sha256=known, licence=licence))
    if dry_run:
        return
    with bar() as received:
        done = steps.fetch_datasets(wanted, received)
    for item in done:
        where = item.path.parent
        typer.echo(tell("fetched", file=item.path.name, folder=where, sha256=item.sha256))


@app.command()
def read(
    file: Annotated[
        Path | None,
        typer.Argument(help="文書・フォルダ・本文の表 / a document, a folder, a table of texts"),
    ] = None,
    *,
    out: Annotated[Path, typer.Option(help="書き出すフォルダ / folder to write to")],
    dataset: DatasetName = "",
    data: DataFolder = None,
    engine: Engine = EngineName.POOL,
    workers: Workers = None,
    seconds: Seconds = SECONDS,
    model: ModelName = "",
    base_url: BaseUrl = "",
    answers: AnswersFolder = None,
    replay: Replay = False,
    dry_run: DryRun = False,
    bands: BandsFile = None,
    as_json: AsJson = False,
) -> None:
    """文書を読み、見つけたものを位置とともに書き出す。 / Read documents into finds with spans."""
    ask_model = asked_model(model, base_url, answers, replay=replay, dry_run=dry_run)
    of_one = {"--model": ask_model, "--bands": bands}
    if names_corpus(file, dataset, [option for option, given in of_one.items() if given]):
        how = How(engine.value, workers, seconds)
        read_many(file, out, dataset, data, how, as_json=as_json)
        return
    assert file is not None
    if ask_model and dry_run:
        show_outgoing(steps.requests_to_send(file, ask_model), as_json=as_json)
        return
    with counted(quiet=as_json or not ask_model) as progress:
        proposed = steps.propose(file, ask_model, progress) if ask_model else None
    done = steps.read_document(file, out, steps.read_bands(bands) if bands else None)
    if proposed:
        steps.write_proposals(proposed, out)
    if as_json:
        plain = {**done.counts, "document": document_shape(done.document)}
        typer.echo(json.dumps(plain | ({"model": proposals_json(proposed)} if proposed else {})))
        return
    listed = ", ".join(f"{named('counts', name)} {count}" for name, count in done.counts.items())
    typer.echo(tell("read", file=file, out=out, counts=listed))
    show_document(done.document)
    show_finds(done.reading, out)
    if proposed:
        show_proposals(proposed, out)


@app.command()
def build(
    study: StudyFolder,
    again: Annotated[bool, typer.Option(help="変化がなくても / even if unchanged")] = False,
    as_json: AsJson = False,
) -> None:
    """研究を記録・図・報告に組み立てる。 / Build a study: record, figures, report."""
    with stages(quiet=as_json) as progress:
        built = steps.build(study, again=again, progress=progress)
    if as_json:
        typer.echo(json.dumps({**_plain(built), "reports": [str(p) for p in built.reports]}))
        return
    key = "built" if built.fresh else "unchanged"
    typer.echo(tell(key, folder=study, events=built.events, findings=built.findings))
    if built.read:
        typer.echo(tell("built_read", folder=study, read=built.read))
    _look(built.reports)


def _plain(built: steps.Built) -> dict[str, Any]:
    return {
        "fresh": built.fresh,
        "findings": built.findings,
        "events": built.events,
        "read": built.read,
    }


def _look(paths: tuple[Path, ...]) -> None:
    typer.echo(tell("look"))
    for path in paths:
        typer.echo(f"  {path}")


@app.command()
def report(
    study: StudyFolder,
    open_it: Annotated[bool, typer.Option("--open", help="ブラウザで開く / open it")] = False,
    language: Annotated[Opened | None, typer.Option(help="開く言語 / language to open")] = None,
    as_json: AsJson = False,
) -> None:
    """報告の場所を示し、開く。 / Say where the report is, and open it."""
    paths = steps.report_files(study)
    if as_json:
        typer.echo(json.dumps([str(path) for path in paths]))
        return
    wanted = language.value if language else language_of()
    chosen = next(path for path in paths if path.name == f"report.{wanted}.html")
    if open_it and sys.stdout.isatty() and webbrowser.open(chosen.resolve().as_uri()):
        typer.echo(tell("opened"))
    else:
        _look(paths)


@app.command()
def ask(
    study: StudyFolder,
    question: Annotated[str, typer.Argument(help="問いの名 / name of the question")] = "",
    where: Annotated[
        list[str] | None,
        typer.Option("--where", help="条件 / filter, e.g. dyad=PRK-RUS"),
    ] = None,
    as_of: Annotated[
        date | None,
        typer.Option(
            parser=day, metavar="DAY", help="その日に知り得たことだけ / known by that day"
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """記録に尋ねる。 / Ask the record a named question."""
    if not question:
        typer.echo(tell("questions"))
        for name, text in steps.questions().items():
            typer.echo(f"  {name}: {text.in_(language_of())}")
        return
    until = [f"as_of={as_of:%Y-%m-%d}"] if as_of else []
    given = Filters.parse([*(where or ()), *until])
    filters = Filters({name: code_of(name, word) for name, word in given.given.items()})
    found = steps.ask(study, question, filters)
    if as_json:
        typer.echo(json_rows(found))
        return
    show_rows(steps.with_names(study, found, language_of()))
    if not found.num_rows:
        show_unheard(steps.unheard(study, question, filters, language_of()))


@app.command()
def audit(study: StudyFolder, as_json: AsJson = False) -> None:
    """記録を監査する。 / Audit the record."""
    found = steps.audit_study(study)
    if as_json:
        rows = [
            {"severity": f.severity, "check": f.check, "text": f.text.en, "text_ja": f.text.ja}
            for f in found
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False))
    else:
        show_audit(found)
    if any(item.severity == "fault" for item in found):
        raise typer.Exit(AUDIT_ERRORS)


@app.command()
def serve(
    study: StudyFolder,
    port: Annotated[int, typer.Option(help="ポート番号 / port")] = 8321,
) -> None:
    """報告をこの機械の中だけに公開する。 / Serve the report on this machine only."""
    folder = steps.report_files(study)[0].parent
    with server(folder, port) as serving:
        typer.echo(tell("serving"))
        for language in ANSWER_LANGUAGES:
            typer.echo(f"  {address(serving, f'report.{language}.html')}")
        try:
            serving.serve_forever()
        except KeyboardInterrupt:
            typer.echo("")


def main() -> None:
    """Run the command line; what kankei refuses is explained on the error stream."""
    try:
        app()
    except KankeiError as error:
        complain(error)
        raise SystemExit(1) from None
    except ModuleNotFoundError as absent:
        if (refusal := lacking(absent)) is None:
            raise
        complain(refusal)
        raise SystemExit(1) from None
