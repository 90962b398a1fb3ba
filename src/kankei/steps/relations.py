"""`kankei measure relation`: from a folder of scores or event reports to curves of relations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from ..datasets import Loaded, card, load
from ..datasets.places import recognise
from ..measures.relation import (
    ALL,
    DAILY_SCORES,
    NEARNESS,
    Calendar,
    Indicator,
    Settings,
    about,
    event_classes,
    event_observations,
    relation,
    score_coverage,
    score_observations,
    unplaced,
    vote_observations,
    without_each_source,
)
from ..terms.errors import DatasetError, InputError, Problem
from .notes import Measured, Notes, noted, notes_of, read_rows

Progress = Callable[[int, int], None]
SCORES = ("gdelt_dyad_days",)
"""Data sets of daily scores: they feed the relation ``all``."""
EVENTS = ("icews", "icews_quadruples", "gdelt_events", "polecat")
"""Data sets of event reports: they feed the domains."""
POLITICAL = "political"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a data set says of relations.

    Parameters
    ----------
    observations, indicators, coverage
        As :func:`kankei.measures.relation.relation` takes them.
    notes
        What reading left out.
    """

    observations: pa.Table
    indicators: tuple[Indicator, ...]
    coverage: pa.Table
    notes: Notes


def measure_relation(
    events: Path,
    settings: Settings | None = None,
    progress: Progress = lambda made, of: None,
    votes: Path | None = None,
) -> Measured:
    """Make the relation index from a folder that holds one of the data sets known here.

    Parameters
    ----------
    settings
        Such as the dyads that curves are wanted of; what all dyads share is learnt from all.
    progress
        Called with the number of relations of a domain done, and the number in all.
    votes
        File of ideal points (`kankei measure ideal-points`): the distance of two states becomes a
        second source, and ``without`` beside the result has the curves without each of the two.

    Raises
    ------
    InputError
        When the folder holds none of the data sets, or none of the dyads is observed.
    """
    found, chosen = read_evidence(events), settings or Settings()
    if votes is not None:
        found = _with_votes(found, votes)
    made = relation(
        found.observations,
        found.indicators,
        found.coverage,
        chosen,
        lambda domain, done, whole: progress(done, whole),
    )
    if not made.num_rows:
        named = ", ".join(f"{a}-{b}" for a, b in chosen.dyads) or "any pair"
        what = f"there is no observation of {named}"
        raise InputError(Problem(what, "check the codes of the states", str(events)))
    more = {}
    if votes is not None:
        more["without"] = without_each_source(
            found.observations, found.indicators, found.coverage, chosen
        )
    return Measured(made, found.notes + Notes(made_from={"relation": about(made)}), more)


def _with_votes(found: Evidence, votes: Path) -> Evidence:
    """Add distances of ideal points: to the political relation, or to the whole without domains."""
    points, notes = read_rows(votes)
    domains = set(found.observations["domain"].unique().to_pylist())
    domain = POLITICAL if POLITICAL in domains else ALL
    rows = vote_observations(points, Calendar.of(found.coverage), domain)
    return Evidence(
        pa.concat_tables([found.observations, rows]),
        (*found.indicators, NEARNESS),
        found.coverage,
        found.notes + notes,
    )


def read_evidence(folder: Path) -> Evidence:
    """Recognise the data set of a folder and read what it says of relations.

    Raises
    ------
    InputError
        When the folder holds none of the data sets known here.
    """
    loaded = load(_dataset(folder), folder)
    name, covered, notes = loaded.card.name, loaded.coverage.stretches, notes_of(loaded)
    if name in SCORES:
        observations, indicators = score_observations(loaded.table, covered), (DAILY_SCORES,)
        return Evidence(observations, indicators, score_coverage(covered), notes)
    observations = event_observations(loaded.table, covered, name)
    left = Notes(left_out=noted(name, _unplaced(loaded)))
    return Evidence(observations, event_classes(name), score_coverage(covered), notes + left)


def _dataset(folder: Path) -> str:
    """Name of the data set that a folder holds."""
    if not folder.is_dir():
        what = "there is no such folder"
        raise InputError(Problem(what, "give the folder of a data set", str(folder)))
    for name in (*SCORES, *EVENTS):
        try:
            recognise(card(name), folder)
        except DatasetError:
            continue
        return name
    what = f"the folder holds none of {', '.join((*SCORES, *EVENTS))}"
    raise InputError(Problem(what, "give the folder of one of these data sets", str(folder)))


def _unplaced(loaded: Loaded) -> pa.Table:
    """Events that no domain or class can be given to, as rejections."""
    found = unplaced(loaded.table)
    return pa.table(
        {
            "column": ["domain" if reason == "no domain" else "plover" for reason in found],
            "value": [""] * len(found),
            "what": list(found),
            "rows": list(found.values()),
        }
    )
