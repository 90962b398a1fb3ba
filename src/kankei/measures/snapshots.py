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
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from ..terms.language import Bilingual
from ..terms.period import Period
from .arrays import dyads_of
from .breaks import breaks, moves
from .dyad_scores import dyad_scores
from .vote_agreement import vote_agreement

OUTSIDE = "outside-coverage"


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
    beside
        Form by name of further data sets that were read; their files are among the inputs.
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
    beside: Mapping[str, str] = field(default_factory=dict)


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


def snapshot_relation(relation: pa.Table) -> pa.Table:
    """Give the relation index with the columns that a report is written from.

    Parameters
    ----------
    relation
        From :func:`kankei.measures.relation.relation`, one domain.

    Returns
    -------
    pyarrow.Table
        ``dyad, month, mean, lo, hi, n, coverage, move, move_sd, signal, signal_sd``.
    """
    named = {"innovation": "move", "innovation_sd": "move_sd"}
    kept = [*_CURVE[:6], "innovation", "innovation_sd", *_CURVE[6:]]
    chosen = relation.select(kept).rename_columns([named.get(name, name) for name in kept])
    return _with_dyad(relation, chosen)


def snapshot_moves(relation: pa.Table) -> pa.Table:
    """Give the large moves of every relation of an index, ``dyad`` before the measure's columns."""
    return _of_each(relation, moves)


def snapshot_breaks(relation: pa.Table) -> pa.Table:
    """Give the changes of level of every relation of an index, with a ``dyad`` in front."""
    return _of_each(relation, lambda one: breaks(one, "signal", spread="signal_sd"))


def snapshot_sensitivity(variants: Mapping[str, pa.Table], large: pa.Table) -> pa.Table:
    """Give what other settings and other days say of the moves that are large by one setting.

    Parameters
    ----------
    variants
        Relation indices by the name of what was varied.
    large
        From :func:`snapshot_moves`.

    Returns
    -------
    pyarrow.Table
        ``variant, dyad, month, move_probability, move, low, high``; no row where the variant has
        no such month.
    """
    wanted = pa.array([f"{row['dyad']} {row['month']}" for row in large.to_pylist()], pa.string())
    parts = []
    for name, relation in variants.items():
        found = _of_each(relation, lambda one: moves(one, least=0.0))
        months = pc.cast(found["month"], pa.string())
        keys = pc.binary_join_element_wise(found["dyad"], months, " ")
        kept = found.filter(pc.is_in(keys, wanted))
        parts.append(kept.add_column(0, "variant", pa.repeat(pa.scalar(name), kept.num_rows)))
    return pa.concat_tables(parts)


def snapshot_variants(variants: Mapping[str, pa.Table], pair: tuple[str, str]) -> pa.Table:
    """Give one pair's relation index under other settings, with the ``variant`` in front."""
    parts = []
    for name, relation in variants.items():
        one = pc.and_(pc.equal(relation["a"], pair[0]), pc.equal(relation["b"], pair[1]))
        kept = snapshot_relation(relation.filter(one))
        parts.append(kept.add_column(0, "variant", pa.repeat(pa.scalar(name), kept.num_rows)))
    return pa.concat_tables(parts)


def snapshot_dependence(
    measured: pa.Table, states: Sequence[str], columns: Sequence[str], first: int
) -> pa.Table:
    """Give a dependence among some states from a year on: ``a, b, year`` and some columns."""
    among = pa.array(states)
    chosen = measured.filter(
        pc.and_(
            pc.and_(pc.is_in(measured["a"], among), pc.is_in(measured["b"], among)),
            pc.greater_equal(measured["year"], first),
        )
    )
    kept = ["a", "b", "year", *columns, "missing"]
    return chosen.select(kept).sort_by([(name, "ascending") for name in kept[:3]])


_CURVE = ("month", "mean", "lo", "hi", "n", "coverage", "signal", "signal_sd")


def _with_dyad(relation: pa.Table, columns: pa.Table) -> pa.Table:
    dyad = pc.binary_join_element_wise(relation["a"], relation["b"], "-")
    return columns.replace_schema_metadata(None).add_column(0, "dyad", dyad)


def _of_each(relation: pa.Table, measure: Callable[[pa.Table], pa.Table]) -> pa.Table:
    """Apply a measure of one relation to all relations of a table."""
    named = _with_dyad(relation, relation)
    parts = []
    for dyad in sorted(set(named["dyad"].to_pylist())):
        found = measure(named.filter(pc.equal(named["dyad"], dyad)))
        parts.append(found.add_column(0, "dyad", pa.repeat(pa.scalar(dyad), found.num_rows)))
    return pa.concat_tables(parts)


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
        f"rows = {sum(1 for _ in csv.reader(io.StringIO(text, newline=''))) - 1}",
        f"sha256 = {_quoted(hashlib.sha256(text.encode()).hexdigest())}",
        "",
        "[inputs]",
        *(f"{_quoted(file)} = {_quoted(digest)}" for file, digest in about.inputs.items()),
        "",
        "[options]",
        *(f"{key} = {_quoted(value)}" for key, value in about.options.items()),
        *(["", "[beside]"] if about.beside else []),
        *(f"{name} = {_quoted(form)}" for name, form in about.beside.items()),
    ]
    return "\n".join(lines) + "\n"


def write_snapshot(folder: Path, name: str, table: pa.Table, about: Provenance) -> None:
    """Write a snapshot and its provenance, each whole or not at all."""
    text = csv_text(table)
    contents = {".csv": text, ".toml": provenance_text(name, text, about)}
    for suffix, content in contents.items():
        part = folder / f"{name}{suffix}.part"
        part.write_text(content, encoding="utf-8", newline="\n")
    for suffix in contents:
        (folder / f"{name}{suffix}.part").replace(folder / f"{name}{suffix}")


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
        text = f"{value:.{_decimals()[name]}f}"
        return text.removeprefix("-") if not text.strip("-0.") else text
    return str(value)


@cache
def _decimals() -> Mapping[str, int]:
    """Digits after the point, by column."""
    text = (files(__package__) / "snapshot_decimals.csv").read_text(encoding="utf-8")
    return {row["column"]: int(row["decimals"]) for row in csv.DictReader(text.splitlines())}


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are a subset of TOML's."""
    return json.dumps(text, ensure_ascii=False)


def _bilingual(text: Bilingual) -> str:
    return f"{{ ja = {_quoted(text.ja)}, en = {_quoted(text.en)} }}"
