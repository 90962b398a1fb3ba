"""Moves of whole sessions, because votes say little of where a session lies as a whole.

If all positions of a session shift, and with them the cuts of the items voted on in it, the votes
are as probable as before. Single positions find such a way only in many small steps; here it is
taken in one, and judged by the priors and by the items that other sessions share.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..arrays import Numbers
from .compiled import compiled
from .layout import Layout
from .model import TimePrior
from .normal import Vector, cumulative, logarithm, quantile, uniform
from .shapes import ONE_CUT, Index, Items, Limits, Votes

_F = np.float32
_ZERO, _HALF, _ONE, _TINY = _F(0), _F(0.5), _F(1), _F(4e-30)


class Moves(NamedTuple):
    """Sets of sessions that move together, each a stretch of places.

    Parameters
    ----------
    start, end
        Places of each set.
    inside, inside_from
        Items voted on in the set only, and where those of each set begin.
    across, across_from
        Items voted on inside and outside the set, and where those of each set begin.
    shift_step, factor_step
        Standard deviation of the proposed shift, and of the logarithm of the factor.
    shifts, factors
        How many were taken.
    """

    start: Index
    end: Index
    inside: Index
    inside_from: Index
    across: Index
    across_from: Index
    shift_step: Vector
    factor_step: Vector
    shifts: Vector
    factors: Vector


class Prior(NamedTuple):
    """Prior of the positions, as the compiled move reads it."""

    place: Index
    before: Index
    mean: Vector
    variance: Vector


def moves_of(layout: Layout) -> Moves:
    """List each session, and each session together with all later ones."""
    edges = _session_edges(layout)
    votes = layout.votes
    first, last = _extent(layout)
    pairs = [(edges[k], edges[k + 1]) for k in range(len(edges) - 1)]
    pairs += [(edges[k], edges[-1]) for k in range(1, len(edges) - 2)]
    inside, across = [], []
    for start, end in pairs:
        meets = _meets(votes, start, end, len(first))
        within = (first >= start) & (last < end)
        inside.append(np.flatnonzero(within))
        across.append(np.flatnonzero(meets & ~within))
    start, end = np.array(pairs, np.int64).reshape(-1, 2).T.copy()
    counts = [np.zeros(len(pairs), _F) for _ in range(2)]
    return Moves(
        start,
        end,
        *_joined(inside),
        *_joined(across),
        np.full(len(pairs), 0.02, _F),
        np.full(len(pairs), 0.01, _F),
        *counts,
    )


def prior_of(prior: TimePrior, layout: Layout) -> Prior:
    """Put a prior into the form of the compiled move."""
    mean = np.zeros(len(layout.place), _F)
    mean[prior.path[:-1]] = prior.mean
    return Prior(layout.place, prior.centre_at, mean, prior.variance)


def _session_edges(layout: Layout) -> Numbers:
    """First place of each session, and the number of places."""
    begins = np.unique(layout.votes.row_place)
    return np.append(begins, layout.places)


def _extent(layout: Layout) -> tuple[Numbers, Numbers]:
    """First place of the first and of the last session of each item."""
    at = layout.votes.row_place
    heads = layout.votes.item_row[:-1]
    return np.minimum.reduceat(at, heads), np.maximum.reduceat(at, heads)


def _meets(votes: Votes, start: int, end: int, items: int) -> NDArray[np.bool_]:
    here = (votes.row_place >= start) & (votes.row_place < end)
    return np.asarray(np.logical_or.reduceat(here, votes.item_row[:-1])[:items])


def _joined(parts: list[Numbers]) -> tuple[Numbers, Numbers]:
    sizes = [len(part) for part in parts]
    return np.concatenate(parts).astype(np.int64), np.cumsum([0, *sizes])


@compiled
def move_sessions(
    moves: Moves,
    votes: Votes,
    items: Items,
    limits: Limits,
    prior: Prior,
    position: Vector,
    stretch: bool,
    first: Any,
    second: Any,
) -> None:
    """Propose a shift, or a factor, for each set of sessions."""
    for m in range(moves.start.shape[0]):
        noise = quantile(uniform(2 * m, first, second))
        shift, factor = _ZERO, _ONE
        if stretch:
            factor = np.exp(moves.factor_step[m] * noise)
        else:
            shift = moves.shift_step[m] * noise
        gain = prior_gain(moves, m, prior, position, shift, factor)
        gain += item_gain(moves, m, items, limits, shift, factor)
        for k in range(moves.across_from[m], moves.across_from[m + 1]):
            j = moves.across[k]
            gain += vote_gain(
                votes, items, j, position, moves.start[m], moves.end[m], shift, factor
            )
        if logarithm(uniform(2 * m + 1, first, second)) < gain:
            carry_out(moves, m, items, position, shift, factor)
            if stretch:
                moves.factors[m] += _ONE
            else:
                moves.shifts[m] += _ONE


@compiled
def prior_gain(
    moves: Moves, m: int, prior: Prior, position: Vector, shift: Any, factor: Any
) -> Any:
    """Change of the log prior of positions, and of the volume they span."""
    start, end = moves.start[m], moves.end[m]
    change, moved = 0.0, 0
    for i in range(prior.place.shape[0]):
        here = start <= prior.place[i] and prior.place[i] < end
        before = prior.before[i]
        linked = before >= 0 and start <= prior.place[before] and prior.place[before] < end
        if not (here or linked):
            continue
        at = position[prior.place[i]]
        centre = position[prior.place[before]] if before >= 0 else prior.mean[i]
        old = at - centre
        if here:
            moved += 1
            at = shift + factor * at
        if linked:
            centre = shift + factor * centre
        change += ((at - centre) ** 2 - old * old) / prior.variance[i]
    return -0.5 * change + moved * np.log(factor)


@compiled
def item_gain(moves: Moves, m: int, items: Items, limits: Limits, shift: Any, factor: Any) -> Any:
    """Change of the log prior of the items that move along; never, where a cut leaves its bound."""
    first, last = moves.inside_from[m], moves.inside_from[m + 1]
    squares, cuts = 0.0, 0.0
    for k in range(first, last):
        j = moves.inside[k]
        b = items.loading[j]
        squares += b * b * (_ONE / (factor * factor) - _ONE)
        step = b / factor * shift
        low, high = items.lower[j] + step, items.upper[j] + step
        if low <= -limits.cut or high >= limits.cut:
            return -1e30
        cuts += low * low - items.lower[j] ** 2
        if items.kind[j] != ONE_CUT:
            cuts += high * high - items.upper[j] ** 2
    volume = (last - first) * np.log(factor)
    return -0.5 * (limits.loading_precision * squares + limits.cut_precision * cuts) - volume


@compiled
def vote_gain(
    votes: Votes,
    items: Items,
    j: int,
    position: Vector,
    start: int,
    end: int,
    shift: Any,
    factor: Any,
) -> Any:
    """Change of the log probability of the votes of an item that does not move along."""
    b, a, c = items.loading[j], items.lower[j], items.upper[j]
    gain = _ZERO
    for r in range(votes.item_row[j], votes.item_row[j + 1]):
        place, cell, width = votes.row_place[r], votes.row_cell[r], votes.row_width[r]
        if place < start or place >= end:
            continue
        sign, theta = votes.sign[cell : cell + width], position[place : place + width]
        for i in range(width):
            s = _F(sign[i])
            cut = a if s > _ZERO else c
            old = cumulative(s * (cut - b * theta[i]))
            gain += logarithm(cumulative(s * (cut - b * (shift + factor * theta[i]))) / old)
    for o in range(votes.item_abstain[j], votes.item_abstain[j + 1]):
        place = votes.abstain[o]
        if start <= place and place < end:
            mean = b * position[place]
            other = b * (shift + factor * position[place])
            old = cumulative(c - mean) - cumulative(a - mean)
            new = cumulative(c - other) - cumulative(a - other)
            gain += logarithm(max(new, _TINY) / max(old, _TINY))
    return gain


@compiled
def carry_out(
    moves: Moves, m: int, items: Items, position: Vector, shift: Any, factor: Any
) -> None:
    """Move positions, and the items that move along."""
    for i in range(moves.start[m], moves.end[m]):
        position[i] = shift + factor * position[i]
    for k in range(moves.inside_from[m], moves.inside_from[m + 1]):
        j = moves.inside[k]
        items.loading[j] /= factor
        items.lower[j] += items.loading[j] * shift
        items.upper[j] += items.loading[j] * shift
