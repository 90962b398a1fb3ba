"""Small tables that a study keeps, so that it builds on a machine without the open data.

What kankei computed itself may lie in a repository. Each table has a sibling that says from which
file, by which function and with which options it was made, so that anyone who has the data can
make it again and compare.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from ..terms.language import Bilingual
from ..terms.period import Period
from .arrays import dyads_of
from .dyad_scores import dyad_scores
from .vote_agreement import vote_agreement

OUTSIDE = "outside-coverage"
DECIMALS = {
    "votes_agree_share": 4,
    "low": 4,
    "high": 4,
    "gdelt_score_sum": 2,
    "gdelt_score_mean": 4,
    "gdelt_score_z": 4,
}
"""Digits after the point, by column."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a snapshot was made.

    Parameters
    ----------
    function
        Dotted name.
    dataset, form
        What was read, by the card.
    inputs
        SHA-256 of each file read.
    covered
        Time that the data set speaks of.
    options
        Arguments that change the numbers.
    """

    title: Bilingual
    function: str
    dataset: str
    form: str
    citation: str
    licence: Bilingual
    inputs: Mapping[str, str]
    covered: str
    options: Mapping[str, str] = field(default_factory=dict)


def snapshot_vote_agreement(
    votes: pa.Table,
    covered: Sequence[Period],
    states: Sequence[str],
    first: int,
    last: int,
    seats: Mapping[str, str] | None = None,
) -> pa.Table:
    """Give the yearly vote agreement of all pairs of some states.

    Parameters
    ----------
    votes
        Shape ``votes``.
    covered
        Coverage of the votes.
    first, last
        Years, both included.
    seats
        As in :func:`kankei.measures.vote_agreement`.

    Returns
    -------
    pyarrow.Table
        ``dyad, year`` and the columns of the measure; ``partial`` is 1 for a year that the coverage
        holds only in part, and a year outside it is missing.
    """
    measured = vote_agreement(votes, "year", states, seats=seats)
    rows = {(row["a"], row["b"], int(row["period"])): row for row in measured.to_pylist()}
    return pa.Table.from_pylist(
        [
            _agreement_row(a, b, year, rows.get((a, b, year)), covered)
            for a, b in dyads_of(states)
            for year in range(first, last + 1)
        ],
        _AGREEMENT,
    )


def snapshot_dyad_scores(
    ties: pa.Table, covered: Sequence[Period], states: Sequence[str], period: Period
) -> pa.Table:
    """Give the monthly scores of all pairs of some states.

    Parameters
    ----------
    ties, covered, period
        As in :func:`kankei.measures.dyad_scores`.

    Returns
    -------
    pyarrow.Table
        ``dyad, month`` and the columns of the measure.
    """
    measured = dyad_scores(ties, covered, dyads_of(states), period)
    dyad = pc.binary_join_element_wise(measured["a"], measured["b"], "-")
    return measured.drop_columns(["a", "b"]).add_column(0, "dyad", dyad)


def csv_text(table: pa.Table) -> str:
    r"""Write a table with a fixed number of decimals; missing cells are empty.

    Examples
    --------
    >>> csv_text(pa.table({"dyad": ["PRK-RUS"], "votes_agree_share": [2 / 3]}))
    'dyad,votes_agree_share\nPRK-RUS,0.6667\n'
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.column_names)
    for row in table.to_pylist():
        writer.writerow(_cell(name, value) for name, value in row.items())
    return text.getvalue()


def provenance_text(name: str, text: str, about: Provenance) -> str:
    """Write the sibling of a snapshot as TOML."""
    lines = [
        f"table = {_quoted(name + '.csv')}",
        f"title = {_bilingual(about.title)}",
        f"function = {_quoted(about.function)}",
        f"dataset = {_quoted(about.dataset)}",
        f"form = {_quoted(about.form)}",
        f"citation = {_quoted(about.citation)}",
        f"licence = {_bilingual(about.licence)}",
        f"covered = {_quoted(about.covered)}",
        f"rows = {text.count(chr(10)) - 1}",
        f"sha256 = {_quoted(hashlib.sha256(text.encode()).hexdigest())}",
        "",
        "[inputs]",
        *(f"{_quoted(file)} = {_quoted(digest)}" for file, digest in about.inputs.items()),
        "",
        "[options]",
        *(f"{key} = {_quoted(value)}" for key, value in about.options.items()),
    ]
    return "\n".join(lines) + "\n"


def write_snapshot(folder: Path, name: str, table: pa.Table, about: Provenance) -> None:
    """Write a snapshot and its provenance, each whole or not at all."""
    text = csv_text(table)
    for path, content in (
        (folder / f"{name}.csv", text),
        (folder / f"{name}.toml", provenance_text(name, text, about)),
    ):
        new = path.with_name(path.name + ".part")
        new.write_text(content, encoding="utf-8", newline="\n")
        new.replace(path)


_AGREEMENT = pa.schema(
    [
        ("dyad", pa.string()),
        ("year", pa.int32()),
        ("votes_common", pa.int64()),
        ("same", pa.int64()),
        ("half", pa.int64()),
        ("opposed", pa.int64()),
        ("votes_agree_share", pa.float64()),
        ("low", pa.float64()),
        ("high", pa.float64()),
        ("partial", pa.int8()),
        ("missing", pa.string()),
    ]
)


def _agreement_row(
    a: str, b: str, year: int, row: Mapping[str, object] | None, covered: Sequence[Period]
) -> dict[str, object]:
    whole = Period(date(year, 1, 1), date(year + 1, 1, 1))
    inside = any(stretch.overlaps(whole) for stretch in covered)
    found = row if inside and row else {"missing": "no-common-vote" if inside else OUTSIDE}
    values = {name: found.get(name) for name in _AGREEMENT.names}
    partial = int(inside and not any(_holds(stretch, whole) for stretch in covered))
    return values | {"dyad": f"{a}-{b}", "year": year, "partial": partial}


def _holds(stretch: Period, whole: Period) -> bool:
    assert whole.start is not None
    assert whole.last is not None
    return stretch.contains(whole.start) and stretch.contains(whole.last)


def _cell(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        text = f"{value:.{DECIMALS[name]}f}"
        return text.removeprefix("-") if not text.strip("-0.") else text
    return str(value)


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are a subset of TOML's."""
    return json.dumps(text, ensure_ascii=False)


def _bilingual(text: Bilingual) -> str:
    return f"{{ ja = {_quoted(text.ja)}, en = {_quoted(text.en)} }}"
