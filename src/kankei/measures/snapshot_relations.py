"""Small tables of relations by several sources: long, by domain, and without each source."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from .snapshots import snapshot_relation

OF_YEAR = 12
"""The month that stands for a year, in which the Assembly votes: its interval is exact."""


def snapshot_years(curves: pa.Table) -> pa.Table:
    """Give each curve once a year, in December, with and without each source.

    Parameters
    ----------
    curves
        From :func:`kankei.measures.relation.without_each_source`.

    Returns
    -------
    pyarrow.Table
        ``without, dyad, domain, year, mean, lo, hi``; a year has a row where the curve has a
        December.
    """
    chosen = curves.filter(pc.equal(pc.month(curves["month"]), OF_YEAR))
    dyad = pc.binary_join_element_wise(chosen["a"], chosen["b"], "-")
    names = ["without", "dyad", "domain", "year", "mean", "lo", "hi"]
    made = chosen.append_column("dyad", dyad).append_column("year", pc.year(chosen["month"]))
    return made.select(names).sort_by([(name, "ascending") for name in names[:4]])


def snapshot_domains(relation: pa.Table) -> pa.Table:
    """Give the relations by domain in the months that the reports cover; gaps have no row.

    Returns
    -------
    pyarrow.Table
        ``dyad, domain, month, mean, lo, hi, n, coverage``.
    """
    covered = relation.filter(pc.greater(relation["coverage"], 0))
    dyad = pc.binary_join_element_wise(covered["a"], covered["b"], "-")
    names = ["dyad", "domain", "month", "mean", "lo", "hi", "n", "coverage"]
    made = covered.replace_schema_metadata(None).append_column("dyad", dyad).select(names)
    return made.sort_by([(name, "ascending") for name in names[:3]])


def snapshot_sources(curves: Mapping[str, pa.Table]) -> pa.Table:
    """Give relation indices by what they were made from, with that ``variant`` in front."""
    parts = []
    for name, relation in curves.items():
        kept = snapshot_relation(relation)
        parts.append(kept.add_column(0, "variant", pa.repeat(pa.scalar(name), kept.num_rows)))
    return pa.concat_tables(parts)
