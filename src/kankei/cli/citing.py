"""`kankei datasets` and `kankei cite`: which open data there are, and how to cite what was used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from ..steps.citing import Citation, Offered, bibtex, citations, named, offered, plain, used_by
from .words import language_of, tell

AsJson = Annotated[bool, typer.Option("--json", help="機械が読む形で / for programs")]


def datasets(as_json: AsJson = False) -> None:
    """公開データの一覧と置き場所を示す。 / List the open data, and where each is found."""
    rows = offered()
    if as_json:
        typer.echo(json.dumps([plain(row) for row in rows], ensure_ascii=False))
        return
    for row in rows:
        edition = f"{row.name}/{row.form}"
        typer.echo(f"{edition:<48} {row.shape:<7} {row.period:<22} {_where(row)}")


def cite(
    names: Annotated[
        list[str] | None,
        typer.Argument(help="データセット名 / names of data sets, NAME or NAME/FORM"),
    ] = None,
    file: Annotated[
        Path | None, typer.Option(help="結果（Parquet）か研究 / a result in Parquet, or a study")
    ] = None,
    as_bibtex: Annotated[bool, typer.Option("--bibtex", help="BibTeXで / as BibTeX")] = False,
    as_json: AsJson = False,
) -> None:
    """結果に用いた公開データの引用・利用条件・版を示す。 / Cite the data that a result used."""
    if not names and file is None:
        raise typer.BadParameter(tell("cite_what"))
    found = citations((*named(names or ()), *(used_by(file) if file else ())))
    if as_json:
        typer.echo(json.dumps([plain(item) for item in found], ensure_ascii=False))
        return
    typer.echo("\n\n".join(bibtex(item) if as_bibtex else _told(item) for item in found))


def _where(row: Offered) -> str:
    if row.folder is not None:
        return str(row.folder)
    return f"kankei fetch {row.name}" if row.fetchable else row.page


def _told(item: Citation) -> str:
    """A citation for a person: what, how to cite it, the licence, and the editions with hashes."""
    lines = [
        f"{item.name}: {item.title.in_(language_of())}",
        f"  {item.citation}",
        f"  {item.page}",
    ]
    lines.append("  " + tell("cite_licence", licence=item.licence.in_(language_of())))
    for edition in item.editions:
        lines.append("  " + tell("cite_edition", form=edition.form, version=edition.version))
        lines.append("    " + tell("cite_from", place=edition.taken_from))
        lines.append("    " + tell("cite_licence", licence=edition.licence.in_(language_of())))
        lines += [f"    {name} sha256 {sha}" for name, sha in edition.sha256.items()]
    return "\n".join(lines)
