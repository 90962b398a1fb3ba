"""How much each source moves the curves: with it and without it, on no scale at all.

Curves with and without a source have units of their own, so that their numbers cannot be
subtracted. What can be compared is the order of the pairs, and when each of them moved.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ..arrays import require_columns

Values = NDArray[np.float64]
_KEYS = ["a", "b", "domain", "month"]
INFLUENCE = pa.schema(
    [
        ("without", pa.string()),
        ("domain", pa.string()),
        ("pairs", pa.int64()),
        ("months", pa.int64()),
        ("levels_agree", pa.float64()),
        ("moves_agree", pa.float64()),
        ("width", pa.float64()),
    ]
)


def influence(curves: pa.Table) -> pa.Table:
    """Compare the curves without each source with those of all sources.

    Over the pairs and months that both have, in each domain::

        levels_agree = correlation of the pairs' means, with and without
        moves_agree  = correlation of the departures from the pairs' means, with and without
        width        = median of (hi - lo) / s without, over median of (hi - lo) / s with

    with s the deviation of all means of the domain, which takes the unit out. A source without
    which nothing changes has 1 throughout; one that carries the curve has ``moves_agree`` near 0,
    or a ``width`` far above 1.

    Parameters
    ----------
    curves
        From :func:`.sensitivity.without_each_source`.

    Returns
    -------
    pyarrow.Table
        ``without, domain, pairs, months, levels_agree, moves_agree, width``; ``months`` counts the
        months of all pairs. A correlation is missing where one side does not vary.

    Examples
    --------
    >>> from datetime import date
    >>> months = [date(2023, n, 1) for n in (1, 2, 3)]
    >>> one = {"a": ["PRK"] * 3, "b": ["RUS"] * 3, "domain": ["all"] * 3, "month": months}
    >>> mean = [0.0, 1.0, 2.0]
    >>> with_all = pa.table({"without": [""] * 3, **one, "mean": mean, "lo": [-1.0, 0, 1],
    ...                      "hi": [1.0, 2, 3]})
    >>> wider = pa.table({"without": ["unga"] * 3, **one, "mean": mean, "lo": [-2.0, -1, 0],
    ...                   "hi": [2.0, 3, 4]})
    >>> (row,) = influence(pa.concat_tables([with_all, wider])).to_pylist()
    >>> round(row["moves_agree"], 6), row["levels_agree"], row["width"]
    (1.0, None, 2.0)
    """
    require_columns(curves, ("without", *_KEYS, "mean", "lo", "hi"), "influence")
    columns = [*_KEYS, "mean", "lo", "hi"]
    whole = curves.filter(pc.equal(curves["without"], "")).select(columns).combine_chunks()
    rows = []
    for source in sorted(set(curves["without"].to_pylist()) - {""}):
        rest = curves.filter(pc.equal(curves["without"], source)).select(columns).combine_chunks()
        both = whole.join(rest, _KEYS, join_type="inner", right_suffix="_without")
        rows += [_row(source, domain, both) for domain in sorted(set(both["domain"].to_pylist()))]
    return pa.Table.from_pylist(rows, INFLUENCE)


def _row(source: str, domain: str, both: pa.Table) -> dict[str, object]:
    part = both.filter(pc.equal(both["domain"], domain)).sort_by([(k, "ascending") for k in _KEYS])
    keys = pc.binary_join_element_wise(part["a"], part["b"], "-").to_numpy(zero_copy_only=False)
    names, pair = np.unique(keys, return_inverse=True)
    found, without = (part[name].to_numpy() for name in ("mean", "mean_without"))
    (levels, moves), (others, changed) = (_split(mean, pair) for mean in (found, without))
    wide = [
        np.median(part[f"hi{side}"].to_numpy() - part[f"lo{side}"].to_numpy()) / max(spread, 1e-9)
        for side, spread in (("", found.std()), ("_without", without.std()))
    ]
    return {
        "without": source,
        "domain": domain,
        "pairs": len(names),
        "months": part.num_rows,
        "levels_agree": _correlation(levels, others),
        "moves_agree": _correlation(moves, changed),
        "width": float(wide[1] / wide[0]) if wide[0] > 0 else None,
    }


def _split(mean: Values, pair: NDArray[np.int64]) -> tuple[Values, Values]:
    """Means of the pairs, and departures from them."""
    level = np.bincount(pair, weights=mean) / np.bincount(pair)
    return level, mean - level[pair]


def _correlation(left: Values, right: Values) -> float | None:
    if len(left) < 2 or left.std() < 1e-9 or right.std() < 1e-9:
        return None
    return float(np.corrcoef(left, right)[0, 1])
