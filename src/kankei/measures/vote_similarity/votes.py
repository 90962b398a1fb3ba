"""Similarity of two states by their votes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ...terms.language import Bilingual
from ..declare import Measure
from ..rejections import Rejections
from ..vote_agreement import CHOICES
from .ballots import Ballots, read_ballots, without_unanimous
from .blocks import Block, Scheme, measured
from .indices import Distance
from .resampling import Resampling

ALL = "all"
"""Issue of the rows that take every roll call."""


@dataclass(frozen=True, slots=True)
class Similarities:
    """Similarity of pairs, and what was left out of it.

    Parameters
    ----------
    table
        One row per pair and period.
    rejections
        ``column, value, what, rows``.
    """

    table: pa.Table
    rejections: pa.Table


def vote_similarity(
    votes: pa.Table,
    *,
    by: Literal["session", "year"] = "session",
    issues: Sequence[str] = (),
    states: Sequence[str] | None = None,
    distance: Distance = "absolute",
    unanimous: bool = False,
    least_common: int = 1,
    seats: Mapping[str, str] | None = None,
    known: Collection[str] | None = None,
    resampling: Resampling | None = None,
) -> Similarities:
    """Measure how alike the states of each pair voted, corrected for chance and not.

    The roll calls of a period in which both states of a pair voted give a table of counts
    ``f[a, b]``, with yes = 0, abstain = 1, no = 2. From it follow the agreement share, S, kappa, pi
    and tau-b (formulas in :func:`kankei.measures.vote_similarity.indices`). Under absolute
    distance S is ``2 * votes_agree_share - 1``; only kappa and pi take out the agreement that two
    states with the same habits would have by chance.

    Parameters
    ----------
    votes
        Shape ``votes``: ``rollcall``, ``state``, ``choice``, ``session`` or ``held``, and
        ``issues`` (codes joined by semicolons) where issues are asked for.
    by
        Period: session, or calendar year of the vote.
    issues
        Give further rows from the roll calls of each of these issues. A roll call whose issues are
        not known belongs to none.
    states
        Give all pairs of these, in every period; when ``None``, of all that voted in a period.
    distance
        Of two choices, for S, kappa and pi; the agreement share is always by absolute distance.
    unanimous
        True keeps roll calls in which all who voted chose the same.
    least_common
        Fewest common votes for a value.
    seats
        Counts the votes of one state as those of another, such as ``{"SUN": "RUS"}``.
    known
        States that may vote; votes of others are left out.
    resampling
        Adds intervals; they resample resolutions and not votes.

    Returns
    -------
    Similarities
        ``period, issue, a, b, votes_common``, the nine counts ``yes_yes`` to ``no_no`` (choice of
        ``a`` first), ``votes_agree_share, similarity_s, similarity_kappa, similarity_pi,
        similarity_tau_b``, with ``resampling`` their ``_low`` and ``_high`` and
        ``undefined_draws_share``, then ``constant`` (which of the two always chose the same) and
        ``missing``. All values are missing without a common vote (``no-common-vote``) or with too
        few (``few-common-votes``). Kappa and pi are missing when both always chose the same one
        thing, tau-b when either did: there is then no chance, or no order, to compare with.
        Rejections name absences, choices outside the code book, empty cells, unknown states,
        repeated and contradictory votes, unanimous roll calls, and roll calls, periods and states
        without a vote.

    References
    ----------
    Signorino and Ritter (1999), International Studies Quarterly 43: 115-144; Haege (2011),
    Political Analysis 19(3): 287-305.

    Examples
    --------
    >>> cast = {"PRK": "yes yes no abstain no", "RUS": "yes no no no no"}
    >>> rows = [
    ...     {"rollcall": str(n), "session": "78", "state": state, "choice": choice}
    ...     for state, choices in cast.items()
    ...     for n, choice in enumerate(choices.split())
    ... ]
    >>> found = vote_similarity(pa.Table.from_pylist(rows), unanimous=True)
    >>> row = found.table.to_pylist()[0]
    >>> row["votes_common"], row["votes_agree_share"], round(row["similarity_kappa"], 4)
    (5, 0.7, 0.4)
    """
    rejected = Rejections()
    ballots = read_ballots(votes, by, seats or {}, known, rejected)
    keep = np.ones(len(ballots.rollcalls), np.bool_)
    if not unanimous:
        keep = without_unanimous(ballots, rejected)
    absent = [name for name in states or () if name not in ballots.states]
    rejected.add_each("state", absent, "asked for, but never voted")
    scheme = Scheme(
        CHOICES, "votes_agree_share", "votes_common", distance, least_common, resampling
    )
    wanted = sorted(set(states)) if states is not None else None
    blocks = _blocks(ballots, keep, issues, rejected)
    labels = (ballots.periods, (ALL, *issues))
    table = measured(blocks, scheme, ballots.states, wanted, labels)
    return Similarities(table, rejected.table())


def _blocks(
    ballots: Ballots, keep: NDArray[np.bool_], issues: Sequence[str], rejected: Rejections
) -> Iterator[Block]:
    """Roll calls by period, all of them and those of each issue."""
    edges = np.searchsorted(ballots.period, np.arange(len(ballots.periods) + 1))
    flags = [keep, *(keep & _about(ballots, issue) for issue in issues)]
    if issues:
        unknown = sum(issue is None for issue in ballots.issues)
        rejected.add("issues", "", "roll calls whose issues are not known", unknown)
    for period in range(len(ballots.periods)):
        whole = np.arange(edges[period], edges[period + 1])
        for issue, flag in enumerate(flags):
            rows = whole[flag[whole]]
            if len(rows):
                subjects = [ballots.rollcalls[row] for row in rows.tolist()]
                yield Block(period, issue, ballots.choices[rows], subjects)
            elif len(whole):
                what = f"no roll call of the issue {issues[issue - 1]}" if issue else "none divided"
                rejected.add("period", ballots.periods[period], what, len(whole))


def _about(ballots: Ballots, issue: str) -> NDArray[np.bool_]:
    return np.array([issue in (of or "").split(";") for of in ballots.issues], np.bool_)


_MISSING = Bilingual(
    "共通の表決がなければ（no-common-vote）、または少なすぎれば（few-common-votes）欠測。カッパとパイは両国が"
    "つねに同じ一つの票を投じたとき、タウbはどちらかがつねに同じ票を投じたときも欠測で、0ではない。",
    "Missing without a common vote (no-common-vote) or with too few (few-common-votes); kappa and "
    "pi also when both always cast the same one vote, tau-b when either did: missing, not zero.",
)


def _declared(name: str, reference: str) -> Measure:
    return Measure(name, _MISSING, reference, "vote-similarity", vote_similarity)


SIMILARITY_S = _declared(
    "similarity_s", "Signorino and Ritter (1999), International Studies Quarterly 43: 115-144"
)
SIMILARITY_KAPPA = _declared(
    "similarity_kappa", "Cohen (1968), Psychological Bulletin 70(4): 213-220"
)
SIMILARITY_PI = _declared("similarity_pi", "Scott (1955), Public Opinion Quarterly 19(3): 321-325")
SIMILARITY_TAU_B = _declared("similarity_tau_b", "Kendall (1938), Biometrika 30: 81-93")
