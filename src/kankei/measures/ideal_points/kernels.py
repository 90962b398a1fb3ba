"""A sweep over the items: cuts, latent values and loadings, given the positions.

Loops run over stretches that fill vector registers; what is worked on at a time fits the cache.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .compiled import compiled
from .loadings import moments, products, renew
from .normal import Vector, cumulative, exponential, logarithm, mixed, quantile, uniform
from .shapes import FREE_LOWER, FREE_UPPER, ONE_CUT, TWO_CUTS, Items, Limits, Votes

_F, _U = np.float32, np.uint32
_ZERO, _HALF, _ONE, _TINY = _F(0), _F(0.5), _F(1), _F(4e-30)


@compiled
def propose(items: Items, limits: Limits, first: Any, second: Any) -> None:
    """Propose new cuts for every item; ``odds`` is what multiplies the ratio of likelihoods."""
    bound, s2 = limits.cut, limits.cut_precision
    for j in range(items.kind.shape[0]):
        a, c, s, kind = items.lower[j], items.upper[j], items.step[j], items.kind[j]
        u, v = uniform(3 * j, second, first), uniform(3 * j + 1, second, first)
        x, y, odds = a + s * quantile(u), c + s * quantile(v), _ONE
        if kind == ONE_CUT:
            y = x
        elif kind == FREE_UPPER:
            y = x + (bound - x) * v
            odds = (bound - x) / (bound - a)
        elif kind == FREE_LOWER:
            x = y - (bound + y) * u
            odds = (bound + y) / (bound + c)
        elif limits.published:
            x, y, odds = as_published(a, c, s, u, v, bound)
        if not (-bound < x and y < bound and (x < y or kind == ONE_CUT)):
            x, y, odds = a, c, _ZERO
        odds *= exponential(max(-_HALF * s2 * (x * x - a * a), -_F(80)))
        if kind == TWO_CUTS:
            odds *= exponential(max(-_HALF * s2 * (y * y - c * c), -_F(80)))
        items.new_lower[j], items.new_upper[j], items.odds[j] = x, y, odds


@compiled
def as_published(a: Any, c: Any, s: Any, u: Any, v: Any, bound: Any) -> Any:
    """Cuts as the program of the published series proposes and weighs them.

    The lower cut is drawn below the old upper one, then the upper above the new lower. Its rule
    leaves out two things: the constant of the first draw, and that a step down by more than the gap
    has no way back. Both stay, because the published numbers contain their effect.
    """
    low, high = cumulative((-bound - a) / s), cumulative((c - a) / s)
    x = min(a + s * quantile(low + u * (high - low)), c)
    top, all_above = cumulative((c - bound) / s), cumulative((c - x) / s)
    y = max(c - s * quantile(top + v * (all_above - top)), x + _F(1e-6))
    back = cumulative((y - a) / s) - cumulative((y - bound) / s)
    return x, y, (all_above - top) / max(back, _TINY)


@compiled
def to_probability(x: Vector, n: int) -> None:
    """Replace numbers by the probability of less."""
    for i in range(n):
        x[i] = cumulative(x[i])


@compiled
def to_gap(low: Vector, high: Vector, n: int) -> None:
    """Replace two bounds by the probability below the first and that between them."""
    for i in range(n):
        p = cumulative(low[i])
        high[i] = max(cumulative(high[i]) - p, _TINY)
        low[i] = p


@compiled
def to_log_ratio(new: Vector, old: Vector, ratio: Vector, n: int) -> None:
    """Logarithm of the ratio of two probabilities."""
    for i in range(n):
        ratio[i] = logarithm(new[i] / old[i])


@compiled
def draw_sided(
    mean: Vector, sign: Any, p: Vector, n: int, start: Any, limit: Any, first: Any, second: Any
) -> None:
    """Draw the latent values of yes (below the lower cut) and no (above the upper), in place."""
    for i in range(n):
        shift = quantile(uniform(start + _U(i), first, second) * p[i])
        mean[i] = min(limit, max(-limit, mean[i] + _F(sign[i]) * shift))


@compiled
def draw_between(
    mean: Vector, low: Vector, gap: Vector, n: int, start: Any, limit: Any, first: Any, second: Any
) -> None:
    """Draw the latent values of abstentions, in place."""
    for i in range(n):
        p = low[i] + uniform(start + _U(i), first, second) * gap[i]
        mean[i] = min(limit, max(-limit, mean[i] + quantile(p)))


@compiled
def spread_rows(
    votes: Votes, items: Items, j: int, base: int, position: Vector, cells: NDArray[np.float32]
) -> None:
    """Lay out mean, old and new distance from the cut for each cell of an item."""
    b = items.loading[j]
    a, c, x, y = items.lower[j], items.upper[j], items.new_lower[j], items.new_upper[j]
    for r in range(votes.item_row[j], votes.item_row[j + 1]):
        place, cell, width = votes.row_place[r], votes.row_cell[r], votes.row_width[r]
        sign = votes.sign[cell : cell + width]
        theta = position[place : place + width]
        start, end = cell - base, cell - base + width
        mean, old, new = cells[0, start:end], cells[1, start:end], cells[2, start:end]
        for i in range(width):
            s = _F(sign[i])
            m = b * theta[i]
            mean[i] = m
            old[i] = s * ((a if s > _ZERO else c) - m)
            new[i] = s * ((x if s > _ZERO else y) - m)


@compiled
def spread_abstentions(
    votes: Votes, items: Items, j: int, base: int, position: Vector, out: NDArray[np.float32]
) -> None:
    """Lay out position, mean and distances from both cuts for each abstention of an item."""
    b = items.loading[j]
    a, c, x, y = items.lower[j], items.upper[j], items.new_lower[j], items.new_upper[j]
    for o in range(votes.item_abstain[j], votes.item_abstain[j + 1]):
        i = o - base
        theta = position[votes.abstain[o]]
        mean = b * theta
        out[0, i], out[1, i] = mean, theta
        out[2, i], out[3, i] = a - mean, c - mean
        out[4, i], out[5, i] = x - mean, y - mean


@compiled
def total(x: Vector) -> Any:
    """Sum of a vector."""
    found = _ZERO
    for i in range(x.shape[0]):
        found += x[i]
    return found


@compiled
def accept(
    votes: Votes, items: Items, j: int, base: Any, cells: Any, abstained: Any, draw: Any
) -> None:
    """Take the proposed cuts of an item, or keep the old; the probabilities follow."""
    start, end = row_cells(votes, j, base[0])
    first, last = votes.item_abstain[j] - base[1], votes.item_abstain[j + 1] - base[1]
    gain = total(cells[3, start:end]) + total(abstained[6, first:last])
    if items.odds[j] > _ZERO and logarithm(draw) < gain + logarithm(items.odds[j]):
        items.lower[j], items.upper[j] = items.new_lower[j], items.new_upper[j]
        items.accepted[j] += _ONE
        return
    cells[2, start:end] = cells[1, start:end]
    abstained[4, first:last] = abstained[2, first:last]
    abstained[5, first:last] = abstained[3, first:last]


@compiled
def row_cells(votes: Votes, j: int, base: int) -> Any:
    """First cell of an item in the scratch, and the one after its last."""
    first, last = votes.item_row[j], votes.item_row[j + 1] - 1
    return votes.row_cell[first] - base, votes.row_cell[last] + votes.row_width[last] - base


@compiled
def credit(
    votes: Votes, j: int, base: Any, b: Any, moved: Any, cells: Any, abstained: Any, known: Any
) -> None:
    """Add an item to what is known of the positions of those who voted on it."""
    weight, pull = known
    shift, product, square = moved[0], b * moved[1], b * b
    for r in range(votes.item_row[j], votes.item_row[j + 1]):
        place, cell, width = votes.row_place[r], votes.row_cell[r], votes.row_width[r]
        sign = votes.sign[cell : cell + width]
        latent = cells[0, cell - base[0] : cell - base[0] + width]
        w, p = weight[place : place + width], pull[place : place + width]
        for i in range(width):
            voted = abs(_F(sign[i]))
            w[i] += voted * square
            p[i] += voted * product * (latent[i] - shift)
    for o in range(votes.item_abstain[j], votes.item_abstain[j + 1]):
        place = votes.abstain[o]
        weight[place] += square
        pull[place] += product * (abstained[0, o - base[1]] - shift)


@compiled
def sweep_items(
    votes: Votes,
    items: Items,
    limits: Limits,
    position: Vector,
    weight: Vector,
    pull: Vector,
    cells: NDArray[np.float32],
    abstained: NDArray[np.float32],
    first: Any,
    second: Any,
) -> None:
    """Renew cuts, latent values and loadings of all items, given the positions.

    ``weight`` and ``pull`` become the sums over the votes of each position of squared loadings and
    of loadings times latent values: all that the positions need to know of the votes.
    """
    propose(items, limits, first, second)
    weight[:] = _ZERO
    pull[:] = _ZERO
    other, third = mixed(first), mixed(second)
    for t in range(votes.batch.shape[0] - 1):
        head, tail = votes.batch[t], votes.batch[t + 1]
        start, _ = row_cells(votes, head, 0)
        _, n = row_cells(votes, tail - 1, start)
        base = (start, votes.item_abstain[head])
        m = votes.item_abstain[tail] - base[1]
        for j in range(head, tail):
            spread_rows(votes, items, j, start, position, cells)
            spread_abstentions(votes, items, j, base[1], position, abstained)
        to_probability(cells[1], n)
        to_probability(cells[2], n)
        to_log_ratio(cells[2], cells[1], cells[3], n)
        to_gap(abstained[2], abstained[3], m)
        to_gap(abstained[4], abstained[5], m)
        to_log_ratio(abstained[5], abstained[3], abstained[6], m)
        for j in range(head, tail):
            accept(votes, items, j, base, cells, abstained, uniform(3 * j + 2, second, first))
        sign, latent, limit = votes.sign[start : start + n], cells[0], limits.latent
        draw_sided(latent, sign, cells[2], n, _U(start), limit, first, second)
        low, gap = abstained[4], abstained[5]
        draw_between(abstained[0], low, gap, m, _U(base[1]), limit, other, second)
        for j in range(head, tail):
            at = (votes, j, base, position, cells, abstained)
            moved = (_ZERO, _ONE)
            if limits.published:
                tt, tz = products(*at)
                precision = limits.loading_precision + tt
                noise = quantile(uniform(16 * j, third, first)) / np.sqrt(precision)
                items.loading[j] = tz / precision + noise
            else:
                moved = renew(items, j, limits, moments(*at), third, first)
            credit(votes, j, base, items.loading[j], moved, cells, abstained, (weight, pull))
