"""Who sided with whom beyond chance, drawn anew from the roll calls of each period."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ..rejections import Rejections
from ..vote_agreement import CHOICES
from .ballots import Ballots, read_ballots, without_unanimous
from .contingency import Choices, all_pairs, contingency
from .indices import Distance, indices
from .resampling import Resampling


def sign_draws(
    votes: pa.Table,
    resampling: Resampling,
    rejected: Rejections,
    *,
    by: Literal["session", "year"] = "session",
    states: Sequence[str] | None = None,
    known: Collection[str] | None = None,
    distance: Distance = "absolute",
) -> Iterator[tuple[str, pa.Table]]:
    """Draw signed networks of all pairs from resampled roll calls, period by period.

    Every draw takes the resolutions of the period anew, with replacement and for all pairs at once,
    so that what hangs together in the votes does so in the draws. Two states have a friendly tie in
    a draw where their kappa is above 0 (they agree more than their habits alone would bring), a
    hostile one where it is below, and none where it is 0 or undefined.

    Parameters
    ----------
    votes, by, known
        As in :func:`kankei.vote_similarity`.
    resampling
        Number of draws, seed, and which resolutions are one.
    rejected
        Receives what is left out.
    states
        Only these; all that voted in a period when ``None``.

    Yields
    ------
    tuple of str and pyarrow.Table
        The period and ``draw, a, b, sign``, as :func:`kankei.measures.same_bloc` takes it. A period
        without a divided roll call is left out and named.

    Examples
    --------
    >>> cast = {"PRK": "yes yes no no", "RUS": "yes yes no no", "USA": "no no yes yes"}
    >>> rows = [
    ...     {"rollcall": str(n), "session": "78", "state": state, "choice": choice}
    ...     for state, choices in cast.items()
    ...     for n, choice in enumerate(choices.split())
    ... ]
    >>> drawn = sign_draws(pa.Table.from_pylist(rows), Resampling(2, seed=1), Rejections())
    >>> period, table = next(drawn)
    >>> period, [row["sign"] for row in table.to_pylist() if row["draw"] == 0]
    ('78', [1, -1, -1])
    """
    ballots = read_ballots(votes, by, {}, known, rejected)
    divided = without_unanimous(ballots, rejected)
    wanted = np.flatnonzero([states is None or name in states for name in ballots.states])
    edges = np.searchsorted(ballots.period, np.arange(len(ballots.periods) + 1))
    for number, period in enumerate(ballots.periods):
        rows = np.arange(edges[number], edges[number + 1])
        rows = rows[divided[rows]]
        if len(rows):
            yield period, _drawn(ballots, rows, wanted, period, resampling, distance)
        else:
            rejected.add(by, period, "no divided roll call", 1)


def _drawn(
    ballots: Ballots,
    rows: NDArray[np.int64],
    wanted: NDArray[np.int64],
    period: str,
    resampling: Resampling,
    distance: Distance,
) -> pa.Table:
    choices = ballots.choices[rows][:, wanted]
    here = np.flatnonzero((choices >= 0).any(axis=0))
    names = np.array(ballots.states, dtype=object)[wanted[here]]
    weights = resampling.weights([ballots.rollcalls[row] for row in rows.tolist()], period)
    sign = _signs(np.ascontiguousarray(choices[:, here]), weights, distance)
    first, second = all_pairs(len(here))
    draw, pair = np.nonzero(sign)
    text = pa.array(names, pa.string())
    ends = {"a": text.take(pa.array(first[pair])), "b": text.take(pa.array(second[pair]))}
    return pa.table({"draw": draw, **ends, "sign": sign[draw, pair].astype(np.int64)})


def _signs(choices: Choices, weights: NDArray[np.float64], distance: Distance) -> NDArray[np.int8]:
    """Sign of kappa in every draw, ``(draws, pairs)``; one draw at a time bounds the memory."""
    pairs = all_pairs(choices.shape[1])
    signs = np.zeros((len(weights), len(pairs[0])), np.int8)
    for number, draw in enumerate(weights):
        taken = np.repeat(np.arange(len(choices)), draw.astype(np.int64))
        cells = contingency(choices[taken], len(CHOICES), pairs)
        kappa = indices(cells, distance).kappa
        signs[number] = np.sign(np.nan_to_num(kappa)).astype(np.int8)
    return signs
