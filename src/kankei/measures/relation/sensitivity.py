"""What the index rests on: each source left out in turn, and domains weighed by declaration."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ...terms.errors import MethodError, Problem
from ...terms.interval import Z90
from ..arrays import numbered, require_columns
from .index import Settings, about, relation
from .indicators import Indicator

DRAWS = 1000
IN_UNITS = ("mean", "lo", "hi", "sd", "innovation", "innovation_sd", "signal", "signal_sd")
"""Columns of an index that have its unit."""
CONCENTRATION = 20.0
"""Weights vary about the declared ones as a Dirichlet draw with this sum does."""

Values = NDArray[np.float64]
Finish = Callable[[pa.Table, str], pa.Table]


def without_each_source(
    observations: pa.Table,
    indicators: Sequence[Indicator],
    coverage: pa.Table,
    settings: Settings | None = None,
    finish: Finish = lambda table, without: table,
) -> pa.Table:
    """Make the index once with everything, and once without each source.

    Parameters
    ----------
    finish
        ``finish(table, without)``: what is done to each of the indices, such as cutting them to
        what the sources that are left cover.

    Returns
    -------
    pyarrow.Table
        The columns of :func:`.index.relation` and first ``without``: the source that was left out,
        empty for the index with all of them. Without a source there are rows of the domains that
        it observed; of those that no other source observed there are none. A domain that keeps the
        indicator with the loading 1 keeps the unit of the whole index; otherwise the curves have a
        unit of their own, by the same rule. Each has its own zero. The metadata (:func:`about`) are
        those of the whole index.

    Raises
    ------
    MethodError
        When there is only one source.
    """
    sources = sorted({item.source for item in indicators})
    if len(sources) < 2:
        what = f"all observations are of {sources[0] if sources else 'no source'}"
        raise MethodError(Problem(what, "there is nothing to leave out; add another source"))
    whole = relation(observations, indicators, coverage, settings)
    parts = [_left("", finish(whole, ""))]
    for source in sources:
        kept = [item for item in indicators if item.source != source]
        rows = _touched(observations, kept)
        if rows.num_rows:
            rest = _in_unit(relation(rows, kept, coverage, settings), about(whole)["domains"])
            parts.append(_left(source, finish(rest, source)))
    return pa.concat_tables(parts).replace_schema_metadata(whole.schema.metadata)


def _touched(observations: pa.Table, kept: Sequence[Indicator]) -> pa.Table:
    """What is left of the domains that a source observed, where it still shows a direction."""
    numbers, names = numbered(observations["indicator"])
    signs = {item.name: item.sign for item in kept}
    left = np.array([name in signs for name in names])[numbers]
    warm = np.array([signs.get(name, 0) > 0 for name in names])[numbers]
    domain, domains = numbered(observations["domain"])
    lost, shown = (np.bincount(domain[flags], minlength=len(domains)) for flags in (~left, warm))
    wanted = (lost > 0) & (shown > 0)
    return observations.filter(pa.array(left & wanted[domain]))


def _in_unit(table: pa.Table, wanted: Mapping[str, Any]) -> pa.Table:
    """Write a domain in the unit of another index where both read the same indicator as it is."""
    factors = {
        name: own["scale"]["unit"] / wanted[name]["scale"]["unit"]
        for name, own in about(table)["domains"].items()
        if own["indicators"][0] == wanted[name]["indicators"][0]
    }
    numbers, names = numbered(table["domain"])
    factor = pa.array(np.array([factors.get(name, 1.0) for name in names])[numbers])
    for name in IN_UNITS:
        place = table.column_names.index(name)
        table = table.set_column(place, name, pc.multiply(table[name], factor))
    return table


def _left(source: str, table: pa.Table) -> pa.Table:
    names = pa.repeat(pa.scalar(source), table.num_rows)
    return table.replace_schema_metadata(None).add_column(0, "without", names)


def composite(table: pa.Table, weights: Mapping[str, float], seed: int = 0) -> pa.Table:
    """Weigh the domains of an index into one, by weights that somebody declares.

    ``mean`` is the weighted mean of the domains; ``lo`` and ``hi`` bound 90 per cent given the
    weights, the domains being independent; ``weights_lo`` and ``weights_hi`` bound the composite
    in 90 per cent of 1,000 sets of weights drawn about the declared ones.

    Parameters
    ----------
    table
        From :func:`.index.relation`.
    weights
        By domain, positive; they are divided by their sum.

    Returns
    -------
    pyarrow.Table
        ``a, b, month, mean, lo, hi, weights_lo, weights_hi``, for the dyads and months in which
        all of the weighed domains have a value; the others are missing, and have no row.

    Raises
    ------
    MethodError
        When a weight is not positive, or a domain has no rows.

    Examples
    --------
    >>> from datetime import date
    >>> row = {"a": "PRK", "b": "RUS", "month": date(2018, 6, 1), "sd": 0.5}
    >>> pair = [row | {"domain": "political", "mean": 1.0}, row | {"domain": "military", "mean": 3}]
    >>> made = composite(pa.Table.from_pylist(pair), {"political": 3, "military": 1})
    >>> made["mean"].to_pylist(), made["weights_lo"][0].as_py() < 1.5
    ([1.5], True)
    """
    require_columns(table, ("a", "b", "domain", "month", "mean", "sd"), "composite")
    domains = list(weights)
    share = np.array([weights[name] for name in domains], np.float64)
    if not domains or (share <= 0).any():
        raise MethodError(Problem("a weight is not positive", "leave out domains without weight"))
    keys, means, deviations = _wide(table, domains)
    share /= share.sum()
    mean, sd = means @ share, np.sqrt(deviations**2 @ share**2)
    drawn = np.random.default_rng(seed).dirichlet(share * CONCENTRATION, DRAWS)
    low, high = _bounds(means, drawn)
    return pa.table(
        {
            **{name: keys[name] for name in ("a", "b", "month")},
            "mean": mean,
            "lo": mean - Z90 * sd,
            "hi": mean + Z90 * sd,
            "weights_lo": low,
            "weights_hi": high,
        }
    )


def _bounds(mean: Values, drawn: Values) -> tuple[Values, Values]:
    """Quantiles over the draws, some rows at a time."""
    pieces = [np.quantile(drawn @ part.T, (0.05, 0.95), axis=0) for part in _pieces(mean)]
    low, high = np.concatenate(pieces, axis=1)
    return low, high


def _pieces(rows: Values, size: int = 10_000) -> list[Values]:
    return [rows[start : start + size] for start in range(0, len(rows), size)] or [rows]


def _wide(table: pa.Table, domains: Sequence[str]) -> tuple[pa.Table, Values, Values]:
    """Means and deviations with one column per domain; rows that lack one fall away."""
    keys = ["a", "b", "month"]
    found = table.select(keys).group_by(keys).aggregate([])
    for place, domain in enumerate(domains):
        rows = table.filter(pc.equal(table["domain"], domain)).select([*keys, "mean", "sd"])
        if not rows.num_rows:
            raise MethodError(Problem(f"the index has no domain {domain!r}", "weigh those it has"))
        named = rows.rename_columns([*keys, f"mean{place}", f"sd{place}"])
        found = found.join(named, keys, join_type="inner")
    ordered = found.sort_by([(key, "ascending") for key in keys])
    means, deviations = (
        np.stack([ordered[f"{kind}{n}"].to_numpy() for n in range(len(domains))], axis=1)
        for kind in ("mean", "sd")
    )
    return ordered.select(keys), means, deviations
