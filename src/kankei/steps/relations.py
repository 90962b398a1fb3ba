"""`kankei measure relation`: from events, scores, votes and ties to curves of relations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa

from ..measures.relation import Settings, about, influence, relation, without_each_source
from ..terms.errors import InputError, Problem
from ..terms.period import Period
from .notes import Measured, Notes
from .relation_evidence import Evidence, Sources, read_sources

Progress = Callable[[int, int], None]


def measure_relation(
    events: Path | Sequence[Path],
    settings: Settings | None = None,
    progress: Progress = lambda made, of: None,
    votes: Path | None = None,
    *,
    ties: Sequence[str] = (),
    period: Period | None = None,
) -> Measured:
    """Make the relation index from the sources given.

    Parameters
    ----------
    events
        Folders that each hold a data set of pair scores or of event reports; may be none.
    settings
        Such as the dyads that curves are wanted of; what all dyads share is learnt from all.
    progress
        Called with the number of relations of a domain done, and the number in all.
    votes
        File of ideal points (`kankei measure ideal-points`): how near two states stand.
    ties
        Data sets of ties or visits, each as ``NAME`` (looked for under ``KANKEI_DATA``) or
        ``NAME=FOLDER``; the table ``relation_ties.toml`` says how each is read.
    period
        Months of the index; those of the events, or without events of all sources, when absent.

    Returns
    -------
    Measured
        The index. Beside it ``sources`` (what each source gave to which domain and when) and,
        where a domain has several sources, ``without`` (the curves without each of them) and
        ``influence`` (:func:`kankei.measures.relation.influence`: how much each moves the curves).

    Raises
    ------
    InputError
        When there is no source, a folder holds none of the data sets, or none of the dyads is
        observed.
    """
    folders = (events,) if isinstance(events, Path) else tuple(events)
    found = read_sources(Sources(folders, votes, tuple(ties)), period)
    chosen = settings or Settings()
    made = found.trimmed(
        relation(
            found.observations,
            found.indicators,
            found.coverage,
            chosen,
            lambda domain, done, whole: progress(done, whole),
        )
    )
    if not made.num_rows:
        named = ", ".join(f"{a}-{b}" for a, b in chosen.dyads) or "any pair"
        what = f"there is no observation of {named}"
        where = ", ".join(str(folder) for folder in folders)
        raise InputError(Problem(what, "check the codes of the states", where))
    notes = found.notes + Notes(made_from={"relation": about(made)})
    return Measured(made, notes, {"sources": found.sources(), **_without(found, chosen)})


def _without(found: Evidence, settings: Settings) -> dict[str, pa.Table]:
    """The curves without each source, and how much each moves them; nothing with one source."""
    if len({item.source for item in found.indicators}) < 2:
        return {}
    curves = without_each_source(
        found.observations, found.indicators, found.coverage, settings, found.trimmed
    )
    return {"without": curves, "influence": influence(curves)}
