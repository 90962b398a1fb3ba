"""Loadings of items, given the latent values of those who voted on them."""

from __future__ import annotations

from typing import Any

import numpy as np

from .compiled import compiled
from .normal import Vector, logarithm, quantile, uniform
from .shapes import ONE_CUT, Items, Limits, Votes

_F = np.float32
_ZERO, _HALF, _ONE = _F(0), _F(0.5), _F(1)


@compiled
def moments(votes: Votes, j: int, base: Any, position: Vector, cells: Any, abstained: Any) -> Any:
    """Sums over who voted: of 1, position, its square, latent value, product, and its square."""
    n, t, tt, z, tz, zz = _ZERO, _ZERO, _ZERO, _ZERO, _ZERO, _ZERO
    for r in range(votes.item_row[j], votes.item_row[j + 1]):
        place, cell, width = votes.row_place[r], votes.row_cell[r], votes.row_width[r]
        sign, theta = votes.sign[cell : cell + width], position[place : place + width]
        latent = cells[0, cell - base[0] : cell - base[0] + width]
        for i in range(width):
            voted = abs(_F(sign[i]))
            at, value = voted * theta[i], voted * latent[i]
            n += voted
            t += at
            tt += at * at
            z += value
            tz += at * value
            zz += value * value
    for i in range(votes.item_abstain[j] - base[1], votes.item_abstain[j + 1] - base[1]):
        value, at = abstained[0, i], abstained[1, i]
        n += _ONE
        t += at
        tt += at * at
        z += value
        tz += at * value
        zz += value * value
    return n, t, tt, z, tz, zz


@compiled
def products(votes: Votes, j: int, base: Any, position: Vector, cells: Any, abstained: Any) -> Any:
    """Sums over who voted: of the square of the position, and of position times latent value."""
    tt, tz = _ZERO, _ZERO
    for r in range(votes.item_row[j], votes.item_row[j + 1]):
        place, cell, width = votes.row_place[r], votes.row_cell[r], votes.row_width[r]
        sign, theta = votes.sign[cell : cell + width], position[place : place + width]
        latent = cells[0, cell - base[0] : cell - base[0] + width]
        for i in range(width):
            at = abs(_F(sign[i])) * theta[i]
            tt += at * theta[i]
            tz += at * latent[i]
    for i in range(votes.item_abstain[j] - base[1], votes.item_abstain[j + 1] - base[1]):
        tt += abstained[1, i] * abstained[1, i]
        tz += abstained[1, i] * abstained[0, i]
    return tt, tz


@compiled
def renew(items: Items, j: int, limits: Limits, sums: Any, first: Any, second: Any) -> Any:
    """Draw an item's loading together with the origin and the unit of its latent values.

    The votes fix neither origin nor unit: latent values, cuts and loading may move together. Each
    is drawn from what the normal errors and the priors say of it, and left alone where a cut would
    cross its bound. Returns what to subtract from the latent values, and then to multiply by.
    """
    n, t, tt, z, tz, zz = sums
    rho, kappa = limits.loading_precision, limits.cut_precision
    cuts = _ONE if items.kind[j] == ONE_CUT else _F(2)
    held = items.lower[j] + (items.upper[j] if items.kind[j] != ONE_CUT else _ZERO)
    total_n, total_tt = n + cuts * kappa, tt + rho
    slope_precision = total_tt - t * t / total_n
    slope = (tz - t * (z + kappa * held) / total_n) / slope_precision
    slope += quantile(uniform(16 * j, first, second)) / np.sqrt(slope_precision)
    shift = (z + kappa * held - t * slope) / total_n
    shift += quantile(uniform(16 * j + 1, first, second)) / np.sqrt(total_n)
    if items.lower[j] - shift <= -limits.cut or items.upper[j] - shift >= limits.cut:
        shift = _ZERO
    low, high = items.lower[j] - shift, items.upper[j] - shift
    products = tz - shift * t
    slope = products / total_tt
    slope += quantile(uniform(16 * j + 2, first, second)) / np.sqrt(total_tt)
    squares = low * low + (high * high if items.kind[j] != ONE_CUT else _ZERO)
    rest = zz - _F(2) * shift * z + shift * shift * n - _F(2) * slope * products
    rest += slope * slope * total_tt + kappa * squares
    scale = unit((n + cuts + _ONE) * _HALF, rest * _HALF, j, first, second)
    if low * scale <= -limits.cut or high * scale >= limits.cut:
        scale = _ONE
    items.lower[j], items.upper[j], items.loading[j] = low * scale, high * scale, slope * scale
    return shift, scale


@compiled
def unit(shape: Any, rate: Any, j: int, first: Any, second: Any) -> Any:
    """Root of a gamma number, by the rejection method of Marsaglia and Tsang (2000)."""
    d = shape - _F(1 / 3)
    c = _ONE / np.sqrt(_F(9) * d)
    for attempt in range(6):
        x = quantile(uniform(16 * j + 3 + 2 * attempt, first, second))
        v = (_ONE + c * x) ** 3
        u = uniform(16 * j + 4 + 2 * attempt, first, second)
        if v > _ZERO and logarithm(u) < _HALF * x * x + d * (_ONE - v + logarithm(v)):
            return np.sqrt(d * v / rate)
    return _ONE
