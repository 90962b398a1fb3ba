"""An independent check: a Markov chain that knows nothing of Newton, banded matrices or stand-ins.

Single months are moved by Metropolis steps, odd and even months in turn, in many chains at once;
level, volume and the whole path are shifted together in between. The law is written out anew here.
"""

from __future__ import annotations

import numpy as np

from kankei.measures.relation.block import Block
from kankei.measures.relation.pool import Pool


class Chains:
    """Chains of one dyad; arrays have the shape ``(months, chains)``."""

    def __init__(self, block: Block, pool: Pool, chains: int, seed: int) -> None:
        self.pool, self.random = pool, np.random.default_rng(seed)
        self.items = [
            tuple(part[:, :1] for part in (item.value, item.size, item.present))
            for item in block.observed
        ]
        self.families = [item.family for item in block.observed]
        self.path = self.random.normal(0, 0.3, (block.months, chains))
        self.level, self.volume = (self.random.normal(0, 0.3, chains) for _ in range(2))

    def seen(self, path: np.ndarray, volume: np.ndarray) -> np.ndarray:
        total = np.zeros(path.shape)
        for (value, size, present), family, reading in zip(
            self.items, self.families, self.pool.readings, strict=True
        ):
            predictor = reading.intercept + reading.loading * path + volume * family.counts
            found = family.terms(value + 0 * path, predictor, size + 0 * path, reading.shape)
            total += np.where(present, found.density, 0)
        return total

    def moved(self, path: np.ndarray, level: np.ndarray) -> np.ndarray:
        """Log density of each month's move."""
        away = path - level
        move = away.copy()
        move[1:] -= self.pool.persistence * away[:-1]
        tail = self.pool.tail
        density = -(tail + 1) / 2 * np.log1p(move**2 / (tail * self.pool.step))
        density[0] = -0.5 * self.pool.first_precision * move[0] ** 2
        return density

    def sweep(self, width: float) -> None:
        for parity in (0, 1):
            self._months(parity, width)
        self._together(width * self.random.normal(size=self.level.shape))

    def _months(self, parity: int, width: float) -> None:
        step = np.zeros(self.path.shape)
        step[parity::2] = width * self.random.normal(size=step[parity::2].shape)
        tried = self.path + step
        change = self.seen(tried, self.volume) - self.seen(self.path, self.volume)
        moves = self.moved(tried, self.level) - self.moved(self.path, self.level)
        change += moves
        change[:-1] += moves[1:]
        take = (np.log(self.random.random(change.shape)) < change) & (step != 0)
        self.path = np.where(take, tried, self.path)

    def _together(self, far: np.ndarray) -> None:
        """Shift path and level; then the level alone; then the volume alone."""
        none = 0 * far
        for path, level, volume in ((far, far, none), (none, far, none), (none, none, far)):
            new = self.path + path, self.level + level, self.volume + volume
            change = self._whole(*new) - self._whole(self.path, self.level, self.volume)
            take = np.log(self.random.random(far.shape)) < change
            self.path = np.where(take, new[0], self.path)
            self.level = np.where(take, new[1], self.level)
            self.volume = np.where(take, new[2], self.volume)

    def _whole(self, path: np.ndarray, level: np.ndarray, volume: np.ndarray) -> np.ndarray:
        prior = -0.5 * (level**2 / self.pool.level + volume**2 / self.pool.volume)
        total = self.seen(path, volume) + self.moved(path, level)
        return np.asarray(prior + total.sum(axis=0))


def sampled(
    block: Block, pool: Pool, *, sweeps: int, chains: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """Mean and deviation of the path of a block's first dyad; the first third is thrown away."""
    running = Chains(block, pool, chains, seed)
    total, squares, kept = 0.0, 0.0, 0
    for number in range(sweeps):
        running.sweep((0.15, 0.4, 1.0)[number % 3])
        if number >= sweeps // 3:
            total, squares, kept = total + running.path, squares + running.path**2, kept + 1
    mean = (total / kept).mean(axis=1)
    return mean, np.sqrt((squares / kept).mean(axis=1) - mean**2)
