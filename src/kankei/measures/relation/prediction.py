"""What could have been said of each month before it came, and how well it was said."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import pyarrow as pa

from ...terms.errors import MethodError, Problem
from .block import Block
from .foretelling import foretell
from .index import Fit, Settings, fit
from .indicators import Indicator, check
from .observations import Calendar, blocks
from .online import Ahead


def one_step_ahead(
    observations: pa.Table,
    indicators: Sequence[Indicator],
    coverage: pa.Table,
    trained_until: date,
    settings: Settings | None = None,
) -> pa.Table:
    """Predict the relation of each month from the months before it.

    Hyper-parameters, zero and unit are learnt from the months before ``trained_until`` alone. The
    predictions are those of :func:`.foretelling.foretell`: levels wander, sources have tides, and
    several laws are weighed for each dyad.

    Parameters
    ----------
    observations, indicators, coverage, settings
        As :func:`.index.relation` takes them.
    trained_until
        First month that nothing is learnt from.

    Returns
    -------
    pyarrow.Table
        ``a, b, domain, month, mean, lo, hi, filtered, filtered_sd, surprise, log_score``. ``mean``,
        ``lo`` and ``hi`` are the prediction with its interval of 90 per cent; ``filtered`` is the
        relation once the month is known, ``surprise`` how far it lies from the prediction in
        standard deviations of the prediction. ``log_score`` is the logarithm of the density (or
        probability) that the observations of the month had, missing where there were none. The
        exposure of a month is taken as known, the noise of its scores is not.

    Raises
    ------
    MethodError
        When fewer than three months lie before ``trained_until``.
    """
    check(indicators)
    calendar, chosen = Calendar.of(coverage), settings or Settings()
    trained = int((calendar.days() < np.datetime64(trained_until)).sum())
    if trained < 3:
        what = f"{trained} months lie before {trained_until}"
        raise MethodError(Problem(what, "leave at least three months to learn from"))
    known = Calendar(calendar.months[:trained], calendar.coverage[:trained])
    parts = []
    for block in blocks(observations, indicators, calendar):
        found = fit(_seen(block, trained), indicators, known, chosen)
        parts.append(_rows(block, foretell(block, found.pool, trained), found, calendar))
    return pa.concat_tables(parts)


def _seen(block: Block, trained: int) -> Block:
    """The first months, of the dyads that were observed in them."""
    part = block.take(slice(None), slice(0, trained))
    return part.take(np.flatnonzero(part.counts() > 0))


def _rows(part: Block, told: Ahead, found: Fit, calendar: Calendar) -> pa.Table:
    zero, unit = found.scale.zero, found.scale.unit
    mean, half = (told.mean - zero) / unit, told.half / unit
    seen = np.any([item.present for item in part.observed], axis=0)
    score = np.where(seen, np.sum(told.log_scores, axis=0), np.nan)
    columns = {
        "mean": mean,
        "lo": mean - half,
        "hi": mean + half,
        "filtered": (told.filtered - zero) / unit,
        "filtered_sd": np.sqrt(told.filtered_variance) / unit,
        "surprise": (told.filtered - told.mean) / np.sqrt(told.variance),
        "log_score": score,
    }
    size, many = len(calendar.months), len(part.dyads)
    return pa.table(
        {
            "a": np.repeat([a for a, _ in part.dyads], size),
            "b": np.repeat([b for _, b in part.dyads], size),
            "domain": [part.domain] * (size * many),
            "month": pa.array(np.tile(calendar.days(), many)),
            **{
                name: pa.array(values.T.ravel(), from_pandas=name == "log_score")
                for name, values in columns.items()
            },
        }
    )
