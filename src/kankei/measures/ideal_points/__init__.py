"""Ideal points: where states stand, read from all their votes at once, with the uncertainty."""

from __future__ import annotations

from typing import Any, Literal

import pyarrow as pa

from ...terms.errors import MethodError, Problem
from ...terms.language import Bilingual
from ..declare import Measure
from .chain import Plan
from .estimate import Progress, estimate
from .filters import Filters, Seat, edition, editions
from .model import Mode, Model, model
from .preparation import Ballots, Preparation, prepare
from .results import IdealPoints, warnings_of, with_warnings
from .start import WarmStart

__all__ = [
    "MEASURES",
    "Ballots",
    "Filters",
    "IdealPoints",
    "Model",
    "Plan",
    "Preparation",
    "Seat",
    "WarmStart",
    "edition",
    "editions",
    "estimate",
    "ideal_points",
    "model",
    "prepare",
    "warnings_of",
    "with_warnings",
]

Measurement = Literal["published", "exact"]


def ideal_points(
    votes: pa.Table,
    *,
    mode: Mode = "bsv",
    measurement: Measurement = "published",
    filters: Filters | str = "newest",
    bridges: pa.Table | None = None,
    sweeps: int = 2000,
    burn_in: int = 500,
    thin: int = 2,
    chains: int = 2,
    seed: int = 0,
    warm: WarmStart | None = None,
    progress: Progress | None = None,
    **assumptions: Any,
) -> IdealPoints:
    """Estimate the position of every state in every session from all roll calls.

    For a state i in session t and an item v, with a latent value ``z = beta_v theta_it + e`` and a
    standard normal ``e``::

        yes      if z < gamma1_v
        abstain  if gamma1_v < z < gamma2_v
        no       if gamma2_v < z

    Parameters
    ----------
    votes
        Shape ``votes`` (see :func:`prepare`), as :func:`kankei.datasets.load` gives it.
    mode
        How positions hang together in time: ``bsv``, the last session of the state is the centre of
        the next, as in the published series; ``smooth``, a random walk that looks both ways;
        ``session``, not at all.
    measurement
        ``published``, the sampler as its authors programmed it, which keeps the spread of the
        sessions near that of the published series; ``exact``, the posterior of the model as
        written.
    filters
        Which votes enter, or the name of an edition.
    bridges
        ``earlier, later``: roll calls on identical resolutions, which tie sessions together.
    sweeps, burn_in, thin, chains, seed
        How long to sample, how much of it to throw away, which draws to keep, how many chains.
    warm
        ``IdealPoints.warm`` of an earlier run, to add new votes to it.
    progress
        Called with the number of sweeps done and the number in all.
    assumptions
        Other parameters of :class:`Model`, such as ``step_sd``.

    Returns
    -------
    IdealPoints
        Mean 0 and standard deviation 1 over all state-sessions; higher is nearer to the United
        States. Absences are not votes and say nothing. A state without a vote on a divided roll
        call has no row in that session: it is named in ``preparation.remarks``, and never zero.

    Raises
    ------
    MethodError
        On an unknown mode or edition, absent columns, no votes, or no draws.

    References
    ----------
    Bailey, Strezhnev and Voeten (2017), Journal of Conflict Resolution 61(2): 430-456.

    Examples
    --------
    >>> cast = {"USA": [3, 3, 1, 3], "RUS": [1, 1, 3, 1], "PRK": [1, 1, 3, 2], "JPN": [3, 2, 1, 3]}
    >>> codes = {"USA": 2, "RUS": 365, "PRK": 731, "JPN": 740}
    >>> rows = [
    ...     {"rollcall": f"r{n}", "session": "60", "state": codes[state], "choice": choice}
    ...     for state, choices in cast.items() for n, choice in enumerate(choices)
    ... ]
    >>> found = ideal_points(pa.Table.from_pylist(rows), sweeps=60, burn_in=20)
    >>> at = dict(zip(found.table["actor"].to_pylist(), found.table["mean"].to_pylist()))
    >>> at["USA"] > at["RUS"], found.warnings[0].en[:27]
    (True, 'Only 40 draws were kept; in')
    """
    if measurement not in ("published", "exact"):
        what = f"there is no measurement {measurement!r}"
        raise MethodError(Problem(what, "use published or exact"))
    if mode == "bsv" and measurement == "exact":
        what = "the one-sided prior of mode 'bsv' is no posterior of a model"
        raise MethodError(Problem(what, "use mode smooth or session with measurement exact"))
    chosen = edition(filters) if isinstance(filters, str) else filters
    assumed = model(mode, published=measurement == "published", **assumptions)
    preparation = prepare(votes, chosen, bridges)
    plan = Plan(sweeps, burn_in, thin)
    return estimate(
        preparation, assumed, plan, chains=chains, seed=seed, warm=warm, progress=progress
    )


IDEAL_POINT = Measure(
    name="ideal_point",
    missing=Bilingual(
        "その会期に、割れた表決で一度も投票していない国は欠測。0ではない。",
        "Missing for a state that cast no vote on a divided roll call of the session; never zero.",
    ),
    reference="Bailey, Strezhnev and Voeten (2017), Journal of Conflict Resolution 61(2): 430-456",
    page="ideal-points",
    function=ideal_points,
)

MEASURES = (IDEAL_POINT,)
"""Measures of this room, in the order of the page."""
