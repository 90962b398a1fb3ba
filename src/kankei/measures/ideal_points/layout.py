"""Ballots laid out for the sweep: sessions side by side, roll calls one after the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..arrays import Numbers
from .preparation import ABSTAIN, NO, YES, Ballots
from .shapes import FREE_LOWER, FREE_UPPER, ONE_CUT, TWO_CUTS, Votes

LANES = 16
"""Single-precision numbers in the widest vector register."""
BATCH_CELLS = 12_000
"""Cells worked on at a time: their scratch fits the second-level cache."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Votes in the order of the sweep, and the keys of positions and items.

    Parameters
    ----------
    votes
        What the compiled sweep reads.
    actor, session, n_votes
        Of each position, in order of actor and session.
    place
        Where each position lies among the padded places of the sweep.
    places
        Number of padded places.
    path
        Where the positions of each actor begin, with one more entry at the end.
    item
        Number of each item in the ballots, in order of first sessions.
    tally
        Votes of each item: yes, abstain, no.
    kind
        Which cuts of each item its votes hold.
    position_of, item_of
        Position and item of each vote, in the order of the ballots.
    """

    votes: Votes
    actor: Numbers
    session: Numbers
    n_votes: Numbers
    place: Numbers
    places: int
    path: Numbers
    item: Numbers
    tally: Numbers
    kind: NDArray[np.int8]
    position_of: Numbers
    item_of: Numbers


def lay_out(ballots: Ballots) -> Layout:
    """Lay out ballots."""
    position, actor, session = _positions(ballots)
    place, begins, width = _places(session)
    item, item_of = _items(ballots)
    tally = np.zeros((len(item), 3), np.int64)
    np.add.at(tally, (item_of, ballots.choice - 1), 1)
    votes = _votes(ballots, place[position], item_of, len(item), begins, width)
    return Layout(
        votes=votes,
        actor=actor,
        session=session,
        n_votes=np.bincount(position),
        place=place,
        places=int(begins[-1] + width[-1]),
        path=np.append(np.flatnonzero(np.diff(actor, prepend=-1)), len(actor)),
        item=item,
        tally=tally,
        kind=_kinds(tally, not (ballots.choice == ABSTAIN).any()),
        position_of=position,
        item_of=item_of,
    )


def _positions(ballots: Ballots) -> tuple[Numbers, Numbers, Numbers]:
    """Number the states in their sessions, by state and then by session."""
    wide = int(ballots.session.max()) + 1
    cell = ballots.actor * wide + ballots.session
    here = np.bincount(cell) > 0
    keys = np.flatnonzero(here)
    return (np.cumsum(here) - 1)[cell], keys // wide, keys % wide


def _places(session: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Place of each position, and where each session begins and how many places it has."""
    sessions, sizes = np.unique(session, return_counts=True)
    width = -(-sizes // LANES) * LANES
    begins = np.cumsum(width) - width
    order = np.argsort(session, kind="stable")
    place = np.empty(len(session), np.int64)
    place[order] = np.arange(len(order)) + np.repeat(begins - (np.cumsum(sizes) - sizes), sizes)
    spread_begins, spread_width = np.zeros((2, int(sessions[-1]) + 1), np.int64)
    spread_begins[sessions], spread_width[sessions] = begins, width
    return place, spread_begins, spread_width


def _items(ballots: Ballots) -> tuple[Numbers, Numbers]:
    """Items in order of their first session, and the item of each vote."""
    first = np.full(len(ballots.items), np.iinfo(np.int64).max)
    np.minimum.at(first, ballots.item, ballots.session)
    used = np.flatnonzero(first < np.iinfo(np.int64).max)
    item = used[np.lexsort((used, first[used]))]
    rank = np.full(len(first), -1, np.int64)
    rank[item] = np.arange(len(item))
    return item, rank[ballots.item]


def _kinds(tally: Numbers, binary: bool) -> NDArray[np.int8]:
    """Which cuts the votes of each item hold."""
    if binary:
        return np.full(len(tally), ONE_CUT, np.int8)
    kind = np.full(len(tally), TWO_CUTS, np.int8)
    kind[tally[:, NO - 1] == 0] = FREE_UPPER
    kind[tally[:, YES - 1] == 0] = FREE_LOWER
    return kind


def _votes(
    ballots: Ballots, place: Numbers, item: Numbers, items: int, begins: Numbers, width: Numbers
) -> Votes:
    """One row of cells per roll call, in order of items; abstentions beside them."""
    order, row_item, row_session = _rows(ballots, item)
    row_width = width[row_session]
    row_cell = np.cumsum(row_width) - row_width
    row_place = begins[row_session]
    row_of = order[ballots.rollcall * (len(width) + 1) + ballots.session]
    cells = row_cell[row_of] + place - row_place[row_of]
    sign = np.zeros(int(row_width.sum()), np.int8)
    sign[cells] = ABSTAIN - ballots.choice
    abstained = np.flatnonzero(ballots.choice == ABSTAIN)
    abstained = abstained[np.lexsort((place[abstained], item[abstained]))]
    item_row = np.searchsorted(row_item, np.arange(items + 1))
    return Votes(
        sign=sign,
        row_place=row_place,
        row_width=row_width,
        row_cell=row_cell,
        item_row=item_row,
        item_abstain=np.searchsorted(item[abstained], np.arange(items + 1)),
        abstain=place[abstained],
        batch=_batches(np.append(row_cell, len(sign))[item_row]),
    )


def _rows(ballots: Ballots, item: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Rank of each roll call and session among the rows, and item and session of each row."""
    wide = int(ballots.session.max()) + 2
    key = ballots.rollcall * wide + ballots.session
    keys, first = np.unique(key, return_index=True)
    by_item = np.argsort(item[first], kind="stable")
    rank = np.full(int(keys[-1]) + 1, -1, np.int64)
    rank[keys[by_item]] = np.arange(len(keys))
    return rank, item[first][by_item], (keys % wide)[by_item]


def _batches(cell: Numbers) -> Numbers:
    """Cut the items into stretches of about as many cells."""
    share = (cell[:-1] - cell[0]) // BATCH_CELLS
    return np.append(np.flatnonzero(np.diff(share, prepend=-1)), len(cell) - 1)
