"""What an estimation gives back: tables that carry their warnings, and how they were made."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ...terms.language import ANSWER_LANGUAGES, Bilingual
from .diagnostics import effective_draws, split_rhat
from .layout import Layout
from .preparation import Ballots, Preparation
from .start import WarmStart

RHAT_LIMIT = 1.1
CONVERGED_SHARE = 0.95
"""Chains have converged when this share of the positions has an R-hat below the limit."""
FEW_DRAWS = 200
QUANTILES = (0.05, 0.95)

Draws = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class IdealPoints:
    """Ideal points with their uncertainty.

    Parameters
    ----------
    table
        One row per state and session: ``state`` (COW code), ``session, mean, sd, q05, q95,
        n_votes, rhat, actor`` (id of the register), ``ess``. Its schema carries the warnings.
    items
        One row per item: ``item, session`` (its first), ``yes, abstain, no``, mean and ``_sd`` of
        ``loading``, ``lower`` and ``upper`` cut, ``acceptance``.
    sessions
        One row per session: ``session, states, mean, mean_rhat, chains_apart`` (largest difference
        between the chains' means of the session).
    draws
        Shape ``(chains, draws, rows of the table)``.
    preparation
        What entered and what was left out.
    converged
        Whether the chains agree well enough.
    warnings
        What every output that uses the result must say with it.
    provenance
        Method, parameters, seed and hash of the votes.
    warm
        Where the chains ended, for the next run.
    """

    table: pa.Table
    items: pa.Table
    sessions: pa.Table
    draws: Draws
    preparation: Preparation
    converged: bool
    warnings: tuple[Bilingual, ...]
    provenance: Mapping[str, Any]
    warm: WarmStart

    def warned(self, table: pa.Table) -> pa.Table:
        """Give a table made from this result the warnings of it."""
        return with_warnings(table, self.warnings)


def with_warnings(table: pa.Table, warnings: tuple[Bilingual, ...]) -> pa.Table:
    """Write warnings into the schema of a table, in both languages.

    Examples
    --------
    >>> table = with_warnings(pa.table({"mean": [0.5]}), (Bilingual("粗い", "rough"),))
    >>> warnings_of(table)[0].en
    'rough'
    """
    kept = dict(table.schema.metadata or {})
    for language in ANSWER_LANGUAGES:
        text = "\n".join(warning.in_(language) for warning in warnings)
        kept[f"warnings.{language}".encode()] = text.encode()
    return table.replace_schema_metadata(kept)


def warnings_of(table: pa.Table) -> tuple[Bilingual, ...]:
    """Read the warnings that a table carries, also one read back from a file."""
    kept = table.schema.metadata or {}
    ja, en = (kept.get(f"warnings.{lang}".encode(), b"").decode() for lang in ANSWER_LANGUAGES)
    pairs = zip(ja.split("\n"), en.split("\n"), strict=True)
    return tuple(Bilingual(one, other) for one, other in pairs if one)


def position_table(
    layout: Layout, actors: tuple[Any, ...], ids: list[str], draws: Draws
) -> pa.Table:
    """Summarise the draws of each position."""
    flat = np.ascontiguousarray(draws.reshape(-1, draws.shape[2]).T)
    low, high = _quantiles(flat)
    return pa.table(
        {
            "state": [actors[number] for number in layout.actor.tolist()],
            "session": layout.session,
            "mean": flat.mean(axis=1, dtype=np.float64),
            "sd": flat.std(axis=1, ddof=1, dtype=np.float64),
            "q05": low,
            "q95": high,
            "n_votes": layout.n_votes,
            "rhat": split_rhat(draws),
            "actor": pa.array(ids, pa.string()),
            "ess": effective_draws(draws),
        }
    )


def _quantiles(values: Draws) -> list[NDArray[np.float64]]:
    """Quantiles of each row, interpolated; sorting is many times faster than numpy's own way."""
    ordered = np.sort(values, axis=1)
    found = []
    for share in QUANTILES:
        place = share * (values.shape[1] - 1)
        below = int(place)
        low, high = ordered[:, below], ordered[:, min(below + 1, values.shape[1] - 1)]
        found.append(low + (place - below) * (high.astype(np.float64) - low))
    return found


def session_table(layout: Layout, draws: Draws) -> pa.Table:
    """Summarise the means of the sessions, which mix most slowly."""
    sessions = np.unique(layout.session)
    means = np.stack([draws[:, :, layout.session == one].mean(axis=2) for one in sessions], axis=2)
    return pa.table(
        {
            "session": sessions,
            "states": [int((layout.session == one).sum()) for one in sessions],
            "mean": means.mean(axis=(0, 1), dtype=np.float64),
            "mean_rhat": split_rhat(means),
            "chains_apart": np.ptp(means.mean(axis=1, dtype=np.float64), axis=0),
        }
    )


def item_table(
    layout: Layout, ballots: Ballots, sums: NDArray[Any], taken: NDArray[Any], draws: int
) -> pa.Table:
    """Summarise the items: ``sums`` has the shape ``(3, 2, items)``."""
    mean = sums[:, 0] / draws
    sd = np.sqrt(np.maximum(sums[:, 1] / draws - mean**2, 0))
    first = np.full(len(layout.item), np.iinfo(np.int64).max)
    np.minimum.at(first, layout.item_of, ballots.session)
    columns: dict[str, Any] = {
        "item": [ballots.items[number] for number in layout.item.tolist()],
        "session": first,
        **dict(zip(("yes", "abstain", "no"), layout.tally.T, strict=True)),
    }
    for number, name in enumerate(("loading", "lower", "upper")):
        columns |= {name: mean[number], f"{name}_sd": sd[number]}
    return pa.table({**columns, "acceptance": taken})


def judge(table: pa.Table, draws: Draws) -> tuple[bool, tuple[Bilingual, ...]]:
    """Say whether the chains converged, and what must be said of the result."""
    chains, kept, _ = draws.shape
    warnings = []
    if kept * chains < FEW_DRAWS:
        warnings.append(_say("few_draws", draws=kept * chains))
    if chains == 1:
        warnings.append(_say("one_chain"))
    rhat = table["rhat"].to_numpy()
    # Fewer than four draws have no R-hat: that is no sign of convergence.
    share = float(np.mean(~(rhat < RHAT_LIMIT)))
    if share > 1 - CONVERGED_SHARE:
        worst = int(np.argmax(np.nan_to_num(rhat, nan=np.inf)))
        where = f"{table['actor'][worst] or table['state'][worst]} {table['session'][worst]}"
        number = {"share": f"{100 * share:.0f}", "limit": RHAT_LIMIT, "worst": f"{rhat[worst]:.2f}"}
        warnings.append(_say("not_converged", states=len(rhat), where=where, **number))
    return share <= 1 - CONVERGED_SHARE and chains > 1, tuple(warnings)


def _say(key: str, **values: object) -> Bilingual:
    text = _wording()[key]
    return Bilingual(text["ja"].format(**values), text["en"].format(**values))


@cache
def _wording() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files(__package__) / "warnings.toml").read_text(encoding="utf-8"))
