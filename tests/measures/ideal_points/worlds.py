"""Small worlds of votes whose answer is known because they were made from it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

STATES = (2, 20, 200, 220, 365, 290, 310, 710, 731, 732, 740, 750)
"""COW codes of states that have existed since 1991."""
POSITIONS = (2.0, 1.5, 1.6, 1.2, -1.2, 0.6, 0.7, -1.0, -1.6, 0.5, 0.9, -0.4)


def rows(
    seed: int = 1,
    sessions: int = 4,
    calls: int = 25,
    states: tuple[int, ...] = STATES,
    positions: tuple[float, ...] = POSITIONS,
) -> list[dict[str, Any]]:
    """Votes of some states, one roll call after the other."""
    random = np.random.default_rng(seed)
    found = []
    for session in range(60, 60 + sessions):
        for call in range(calls):
            loading, low = random.normal(1.0, 0.5), random.normal(0.3, 0.7)
            latent = loading * np.array(positions) + random.standard_normal(len(positions))
            choices = 1 + (latent > low) + (latent > low + 0.6)
            found += [
                {
                    "rollcall": f"r-{session}{call:02}",
                    "session": str(session),
                    "state": state,
                    "choice": int(choice),
                }
                for state, choice in zip(states, choices, strict=True)
            ]
    return found


def votes(*args: Any, **kwargs: Any) -> pa.Table:
    """The same as a table."""
    return pa.Table.from_pylist(rows(*args, **kwargs))
