"""The relation index: from observations to a curve with intervals for every dyad and domain."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa

from ...terms.errors import MethodError, Problem
from ...terms.interval import Z90
from ...terms.period import Period
from .anchors import Anchor, Scale, scale_of, unit_of, within
from .block import Block
from .indicators import Indicator, check, in_order
from .learning import learn
from .observations import Calendar, blocks
from .pool import Pool
from .posterior import Posterior, posterior

METADATA = b"kankei.relation"
CHUNK = 500
LEAST_CALENDAR, LEAST_MONTHS = 3, 6
"""Dyads observed in fewer months are fitted, but not learnt from."""
LEAST_OBSERVED = 30
"""Dyads of each indicator that the sample is filled up to, since some tell of few dyads."""

Progress = Callable[[str, int, int], None]
"""Called with a domain, the dyads done, and the dyads in all."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How an index is made.

    Parameters
    ----------
    base
        Period over which the monthly move has variance 1; the whole calendar when absent.
    anchors
        At most one per domain.
    random_walk
        True to hold the persistence at 1, so that no dyad returns to a level of its own.
    sample
        How many dyads of a domain hyper-parameters are learnt from, drawn with ``seed``.
    dyads
        Pairs ``(a, b)`` with ``a < b`` that curves are wanted of; all of them when empty.
    """

    base: Period | None = None
    anchors: tuple[Anchor, ...] = ()
    random_walk: bool = False
    sample: int = 400
    seed: int = 0
    dyads: tuple[tuple[str, str], ...] = ()

    def wanted(self, block: Block) -> Block:
        """Keep the dyads that curves are wanted of."""
        if not self.dyads:
            return block
        chosen = set(self.dyads)
        places = [place for place, dyad in enumerate(block.dyads) if dyad in chosen]
        return block.take(np.array(places, np.int64))


@dataclass(frozen=True, slots=True)
class Fit:
    """A domain with what was learnt of it."""

    block: Block
    pool: Pool
    scale: Scale


def relation(
    observations: pa.Table,
    indicators: Sequence[Indicator],
    coverage: pa.Table,
    settings: Settings | None = None,
    progress: Progress = lambda domain, done, whole: None,
) -> pa.Table:
    """Measure the relation of every dyad in every domain and month.

    For a dyad d, a domain and a month t::

        r_t - m_d = phi (r_(t-1) - m_d) + eta_t,     eta_t ~ Student-t
        predictor of indicator c = alpha_c + lambda_c r_t  (+ v_d for counts)
        index = (r_t - zero) / unit

    with ``m_d`` the dyad's own level and ``v_d`` its volume of reporting. What all dyads share is
    learnt from a sample (:func:`.learning.learn`); each path is then found by Newton's method
    (:func:`.posterior.posterior`), at a cost that grows with the months and not with their square.

    Parameters
    ----------
    observations
        Columns of :data:`.observations.OBSERVATIONS`.
    indicators
        What the observations observe. The loading of the first with a positive sign is 1.
    coverage
        ``month, coverage``: the months of the sources' period and the share of each that they
        cover.
    settings, progress
        How it is made, and who is told.

    Returns
    -------
    pyarrow.Table
        ``a, b, domain, month, mean, lo, hi, n, coverage, sd, innovation, innovation_sd, signal,
        signal_sd``, one row per dyad, domain and month of the calendar, for every dyad with an
        observation in the domain. ``lo`` and ``hi`` bound 90 per cent. ``n`` is the number of
        reports; where it is 0 the curve rests on other months, and the interval says so.
        ``innovation`` is the move of the month. ``signal`` is what the month says by itself, with
        the deviation ``signal_sd``; both are missing where nothing was observed. All of them are
        in units of the index. Outside the calendar there is no row. The metadata of the schema
        (:func:`about`) state sign, unit, zero and all hyper-parameters.

    Raises
    ------
    MethodError
        When columns are absent, indicators cannot be used, observations lie outside the coverage,
        or a base period or anchor holds no month.

    References
    ----------
    Student-t moves by expectation propagation: Minka (2001), UAI 17: 362-369. Laplace's method for
    state space models: Durbin and Koopman (2012), chapter 10.
    """
    check(indicators)
    calendar, chosen = Calendar.of(coverage), settings or Settings()
    laid = blocks(observations, indicators, calendar)
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        fits = list(pool.map(lambda block: fit(block, indicators, calendar, chosen), laid))
        wanted = [replace(found, block=chosen.wanted(found.block)) for found in fits]
        parts = [curves(found, calendar, pool, progress) for found in wanted]
    whole = pa.concat_tables(parts) if parts else SCHEMA.empty_table()
    said = _about(indicators, calendar, chosen, fits)
    return whole.replace_schema_metadata({METADATA: json.dumps(said).encode()})


def about(table: pa.Table) -> dict[str, Any]:
    """Read how an index was made: sign, unit, zero, base period, indicators, hyper-parameters.

    Raises
    ------
    MethodError
        When the table is no relation index.
    """
    found = (table.schema.metadata or {}).get(METADATA)
    if found is None:
        what = "the table has no metadata of a relation index"
        raise MethodError(Problem(what, "give the table that relation() returned"))
    said: dict[str, Any] = json.loads(found)
    return said


def fit(
    block: Block,
    indicators: Sequence[Indicator],
    calendar: Calendar,
    settings: Settings,
    pool: Pool | None = None,
) -> Fit:
    """Learn a domain from a sample of its dyads, and fix zero and unit.

    Raises
    ------
    MethodError
        When there are fewer than three months, or no evidence of a warmer relation.
    """
    if block.months < LEAST_CALENDAR:
        what = f"{block.months} months are too few to see a relation move"
        raise MethodError(Problem(what, f"give at least {LEAST_CALENDAR} months"))
    sample = block.take(_sample(block, settings))
    signs = {item.name: item.sign for item in indicators}
    if not block.observed or signs[block.observed[0].name] < 0:
        what = f"the domain {block.domain} has no observation that speaks for a warmer relation"
        raise MethodError(Problem(what, "add an indicator with a positive sign"))
    expected = tuple(signs[item.name] for item in block.observed)
    learnt = pool or learn(sample, expected, random_walk=settings.random_walk)
    unit = unit_of(posterior(sample, learnt), calendar.months, settings.base)
    anchored = _anchored(block, learnt, calendar, settings)
    return Fit(block, learnt, scale_of(block, learnt, indicators, unit, anchored))


def _sample(block: Block, settings: Settings) -> np.ndarray:
    known = np.flatnonzero(block.counts() >= LEAST_MONTHS)
    if len(known) < 2:
        known = np.arange(len(block.dyads))
    order = np.random.default_rng(settings.seed).permutation(known)
    drawn = order[: settings.sample]
    for item in block.observed:
        seen = np.asarray(item.present[:, order].any(axis=0))
        missed = max(LEAST_OBSERVED - int(seen[: settings.sample].sum()), 0)
        drawn = np.append(drawn, order[settings.sample :][seen[settings.sample :]][:missed])
    return np.array(list(dict.fromkeys(drawn.tolist())), np.int64)


def _anchored(
    block: Block, pool: Pool, calendar: Calendar, settings: Settings
) -> tuple[Anchor, np.ndarray] | None:
    """The anchor of a domain, and the relations that it speaks of."""
    for anchor in settings.anchors:
        if anchor.domain == block.domain:
            places = [place for place, dyad in enumerate(block.dyads) if dyad in anchor.dyads]
            inside = within(calendar.months, anchor.period)
            if not places or not inside.any():
                what = f"the anchor of {block.domain} names no observed dyad or no month"
                raise MethodError(Problem(what, "name dyads and months of the observations"))
            path = posterior(block.take(np.array(places)), pool).path
            return anchor, path[inside]
    return None


def curves(
    found: Fit, calendar: Calendar, pool: ThreadPoolExecutor, progress: Progress
) -> pa.Table:
    """Fit all dyads of a domain, piece by piece."""
    whole, done = len(found.block.dyads), 0
    pieces = []
    starts = range(0, whole, CHUNK)
    for piece in pool.map(lambda start: _piece(found, calendar, start), starts):
        pieces.append(piece)
        done = min(done + CHUNK, whole)
        progress(found.block.domain, done, whole)
    return pa.concat_tables(pieces) if pieces else SCHEMA.empty_table()


def _piece(found: Fit, calendar: Calendar, start: int) -> pa.Table:
    part = found.block.take(slice(start, start + CHUNK))
    state = posterior(part, found.pool)
    return _rows(part.dyads, part.domain, calendar, _columns(part, state, found.scale))


def _columns(part: Block, state: Posterior, scale: Scale) -> dict[str, np.ndarray]:
    """Everything in units of the index, shape ``(T, S)``."""
    mean, sd = (state.path - scale.zero) / scale.unit, np.sqrt(state.variance) / scale.unit
    seen = state.information > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        signal = state.path + state.slope / state.information
        signal_sd = 1 / np.sqrt(state.information)
    return {
        "mean": mean,
        "lo": mean - Z90 * sd,
        "hi": mean + Z90 * sd,
        "n": part.reports.astype(np.int64),
        "sd": sd,
        "innovation": state.moves / scale.unit,
        "innovation_sd": np.sqrt(state.moves_variance) / scale.unit,
        "signal": np.where(seen, (signal - scale.zero) / scale.unit, np.nan),
        "signal_sd": np.where(seen, signal_sd / scale.unit, np.nan),
    }


SCHEMA = pa.schema(
    [
        ("a", pa.string()),
        ("b", pa.string()),
        ("domain", pa.string()),
        ("month", pa.date32()),
        ("mean", pa.float64()),
        ("lo", pa.float64()),
        ("hi", pa.float64()),
        ("n", pa.int64()),
        ("coverage", pa.float64()),
        ("sd", pa.float64()),
        ("innovation", pa.float64()),
        ("innovation_sd", pa.float64()),
        ("signal", pa.float64()),
        ("signal_sd", pa.float64()),
    ]
)


def _rows(
    dyads: Sequence[tuple[str, str]], domain: str, calendar: Calendar, columns: dict[str, Any]
) -> pa.Table:
    """Lay a piece out, dyad by dyad."""
    size, many = len(calendar.months), len(dyads)
    known = {
        "a": _repeated([a for a, _ in dyads], size),
        "b": _repeated([b for _, b in dyads], size),
        "domain": _repeated([domain], size * many),
        "month": pa.array(np.tile(calendar.days(), many)),
        "coverage": pa.array(np.tile(calendar.coverage, many)),
    }
    for name, values in columns.items():
        known[name] = pa.array(values.T.ravel(), from_pandas=name.startswith("signal"))
    arrays = [known[field.name].cast(field.type) for field in SCHEMA]
    return pa.table(arrays, schema=SCHEMA)


def _repeated(names: Sequence[str], times: int) -> pa.Array:
    numbers = pa.array(np.repeat(np.arange(len(names), dtype=np.int32), times))
    return pa.DictionaryArray.from_arrays(numbers, pa.array(names, pa.string())).cast(pa.string())


def _about(
    indicators: Sequence[Indicator], calendar: Calendar, settings: Settings, fits: Sequence[Fit]
) -> dict[str, Any]:
    base = settings.base.iso() if settings.base else "all months"
    return {
        "interval": 0.9,
        "sign": "higher is warmer; the loading of the first indicator of each domain is 1",
        "unit": f"root mean square of the monthly move over {base}",
        "months": [str(calendar.months[0]), str(calendar.months[-1])],
        "sample": settings.sample,
        "seed": settings.seed,
        "random_walk": settings.random_walk,
        "indicators": [asdict(item) for item in in_order(indicators)],
        "domains": {
            found.block.domain: {
                "dyads": len(found.block.dyads),
                "indicators": [item.name for item in found.block.observed],
                "scale": asdict(found.scale),
                **found.pool.plain(),
            }
            for found in fits
        },
    }
