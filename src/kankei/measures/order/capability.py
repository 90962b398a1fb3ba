"""The composite index of national capability (CINC) from its components."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from ...terms.errors import MethodError, Problem
from ...terms.language import Bilingual
from ..arrays import numbered, require_columns
from ..declare import Measure
from ..rejections import Rejections

FIELD = "capability_share"


@dataclass(frozen=True, slots=True)
class Capability:
    """Capability of each state in each year, and what was left out."""

    table: pa.Table
    rejections: pa.Table


def capability(series: pa.Table, components: Sequence[str]) -> Capability:
    """Give each state's share of the capabilities of the world: the mean over its components.

    For each component and year a state's share is its value out of the sum of all states. With
    ``K_i`` the components that are known for state ``i``::

        capability_share_i = mean over k in K_i of x_ik / sum_j x_jk

    As a component that is not known for a state is left out of that state's mean and not taken for
    zero, the shares of all states sum to a little more than 1.

    Parameters
    ----------
    series
        Shape ``series``: ``subject, field, starts, value``; the year is that of ``starts``.
    components
        Fields that enter with equal weight: of CINC, military expenditure and personnel, iron and
        steel production, primary energy consumption, total and urban population.

    Returns
    -------
    Capability
        Shape ``series``: ``subject, field`` (``capability_share``), ``starts, value``, and
        ``components``, the number that are known. A state without any has no row. Rejections name
        empty and negative values, and values given twice.

    Raises
    ------
    MethodError
        When a column is absent, or no component is named.

    References
    ----------
    Singer, Bremer and Stuckey (1972), in Russett (ed.), Peace, War, and Numbers: 19-48; National
    Material Capabilities, Correlates of War.

    Examples
    --------
    >>> from datetime import date
    >>> series = pa.table({"subject": ["A", "B", "A", "B"], "field": ["men", "men", "coal", "coal"],
    ...     "starts": [date(1900, 1, 1)] * 4, "value": [1.0, 3.0, 1.0, 1.0]})
    >>> capability(series, ["men", "coal"]).table["value"].to_pylist()
    [0.375, 0.625]
    """
    if not components:
        raise MethodError(Problem("no component is named", "name the fields that enter the index"))
    require_columns(series, ("subject", "field", "starts", "value"), "capability")
    rejected = Rejections()
    wanted = series.filter(pc.is_in(series["field"], pa.array(list(components), pa.string())))
    subject, subjects = numbered(wanted["subject"])
    field, _ = numbered(wanted["field"])
    year, years = numbered(pc.year(wanted["starts"]))
    value = wanted["value"].to_numpy().astype(np.float64)
    usable = (np.minimum(subject, year) >= 0) & np.isfinite(value) & (value >= 0)
    rejected.add("value", "", "empty", int((~np.isfinite(value)).sum()))
    rejected.add("value", "", "negative", int((value < 0).sum()))
    cube = np.full((len(years), len(subjects), len(components)), np.nan)
    place = np.ravel_multi_index((year[usable], subject[usable], field[usable]), cube.shape)
    first, rows = np.unique(place, return_index=True)
    rejected.add("value", "", "given twice, first counted", len(place) - len(first))
    cube.ravel()[first] = value[usable][rows]
    return Capability(_table(cube, years, subjects), rejected.table())


def _table(cube: NDArray[np.float64], years: list[int], subjects: list[str]) -> pa.Table:
    """One row for each state and year with any component."""
    known = ~np.isnan(cube)
    total = np.where(known, cube, 0).sum(axis=1, keepdims=True)
    known &= total > 0
    share = np.where(known, cube / np.where(total > 0, total, 1), 0).sum(axis=2)
    count = known.sum(axis=2)
    year, subject = np.nonzero(count)
    starts = np.array(years, dtype=np.int64)[year] - 1970
    return pa.table(
        {
            "subject": pa.array(np.array(subjects, dtype=object)[subject], pa.string()),
            "field": pa.array([FIELD] * len(year), pa.string()),
            "starts": pa.array(starts.astype("datetime64[Y]").astype("datetime64[D]")),
            "value": share[year, subject] / count[year, subject],
            "components": count[year, subject],
        }
    )


CAPABILITY_SHARE = Measure(
    name=FIELD,
    missing=Bilingual(
        "構成要素が一つも分からない国・年には値がない。一部だけ分からないときは、残りの平均をとる。",
        "A state without any component in a year has no value; where some are unknown, the mean is "
        "over the others.",
    ),
    reference="Singer, Bremer and Stuckey (1972), in Russett (ed.), Peace, War, and Numbers: 19-48",
    page="order",
    function=capability,
)
