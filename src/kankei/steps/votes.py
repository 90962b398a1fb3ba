"""`kankei measure ideal-points` and `similarity`: from a folder of roll calls to a table.

Everything here works offline on files that are there; the same functions serve the report.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.compute as pc

from ..datasets import card, load
from ..datasets.places import cache_folder, recognise
from ..datasets.unga_rollcalls_bridges import find_bridges, has_numbers, read_bridges
from ..measures.arrays import require_columns
from ..measures.ideal_points import (
    Filters,
    IdealPoints,
    WarmStart,
    edition,
    ideal_points,
    with_warnings,
)
from ..measures.ideal_points.bridges import linked_items
from ..measures.ideal_points.codes import id_of_code
from ..measures.ideal_points.model import Mode
from ..measures.rejections import Rejections
from ..measures.vote_similarity import Resampling, vote_similarity
from ..measures.vote_similarity.indices import Distance
from ..terms.actor import states as register
from ..terms.errors import InputError, Problem
from ..terms.language import Bilingual
from .citing import data_folder
from .notes import Measured, Notes, noted, notes_of, read_rows, write_rows

DATASET = "unga_rollcalls"
ISSUES = ("me", "nu", "di", "hr", "co", "ec")
"""Issues of the publisher: Palestine, nuclear, disarmament, rights, colonialism, development."""

NO_BRIDGES = Bilingual(
    "同一決議の対（ブリッジ）がないため、会期は国の経路だけで結ばれている。",
    "There are no bridges of identical resolutions: only the paths of the states tie the sessions.",
)


@dataclass(frozen=True, slots=True)
class Votes:
    """Roll calls with what reading them left out and mended.

    Parameters
    ----------
    table
        Shape ``votes``.
    bridges
        ``earlier, later``: roll calls on identical resolutions; ``None`` where there are none.
    """

    table: pa.Table
    bridges: pa.Table | None
    notes: Notes

    def by_id(self) -> pa.Table:
        """Give the table with states by their ids where it has them by Correlates of War code."""
        if not pa.types.is_integer(self.table["state"].type):
            return self.table
        pairs = zip(*(self.table[name].to_pylist() for name in ("state", "session")), strict=True)
        names = [
            id_of_code(code, int(session)) if code is not None and _is_number(session) else ""
            for code, session in pairs
        ]
        place = self.table.column_names.index("state")
        given = self.table["state"].cast(pa.string()).to_pylist()
        ids = [name or code for name, code in zip(names, given, strict=True)]
        return self.table.set_column(place, "state", pa.array(ids, pa.string()))


def _is_number(session: object) -> bool:
    return str(session).isdigit()


@dataclass(frozen=True, slots=True)
class Sampling:
    """How long to sample, and from where.

    Parameters
    ----------
    burn_in
        Half of the sweeps, and no more than 500, when ``None``.
    warm
        File of an earlier run's end (:func:`write_warm`), to which new votes are added.
    """

    sweeps: int = 2000
    burn_in: int | None = None
    chains: int = 2
    seed: int = 0
    warm: Path | None = None

    @property
    def thrown_away(self) -> int:
        """Sweeps before the first draw is kept."""
        return min(500, self.sweeps // 2) if self.burn_in is None else self.burn_in


def read_votes(where: Path, *, bridges: Path | None = None, bridged: bool = True) -> Votes:
    """Read roll calls of the General Assembly, or of any body from a table of one's own.

    Votes that a state cast outside its membership stay in, as in the published series, and are
    counted.

    Parameters
    ----------
    where
        Folder of a form of ``unga_rollcalls``, or a CSV or Parquet file in the shape ``votes``.
    bridges
        File of pairs of identical resolutions; looked for beside the folder, under ``KANKEI_DATA``
        and in the cache when ``None``.
    bridged
        False leaves the sessions untied.

    Raises
    ------
    DatasetError, InputError
        When a file is absent or is not what its card says.
    """
    if where.is_file():
        table, notes = read_rows(where)
        require_columns(table, ("rollcall", "session", "state", "choice"), where.name)
        return Votes(table, None, notes)
    loaded = load(DATASET, where, outside_membership=True)
    pairs, more = _bridges(where, loaded.form, bridges) if bridged else (None, Notes())
    return Votes(loaded.table, pairs, notes_of(loaded) + more)


def bridges_beside(where: Path) -> Path | None:
    """Find the pairs of identical resolutions that go with a folder of roll calls.

    They are looked for in it, beside it, under ``KANKEI_DATA`` and in the cache; there are none
    for a form without the numbers by which they name roll calls.
    """
    about = card(DATASET)
    roots = [where, where.parent, cache_folder(os.environ) / DATASET]
    if named := data_folder(None):
        roots.insert(2, named)
    form, _ = recognise(about, where)
    return find_bridges(about, roots) if has_numbers(about, form) else None


def _bridges(where: Path, form: str, given: Path | None) -> tuple[pa.Table | None, Notes]:
    path = given or bridges_beside(where)
    if path is None:
        return None, Notes()
    about = card(DATASET)
    chosen, _ = recognise(about, where, form)
    found = read_bridges(path, about, chosen, where)
    made = {"file": path.name, "sha256": found.sha256, "file_as_on_card": found.pinned}
    lacking = Rejections()
    lacking.add("rcid", "", "pairs of which the votes lack a roll call", found.unknown)
    return found.table, Notes(
        remarks=noted(path.name, lacking.table()), made_from={"bridges": made}
    )


def measure_ideal_points(
    votes: Votes,
    *,
    mode: Mode = "bsv",
    filters: Filters | str = "newest",
    sampling: Sampling | None = None,
    done: Callable[[int, int], None] | None = None,
) -> tuple[Measured, IdealPoints]:
    """Estimate the ideal points of all states, with everything that must be said of them.

    Parameters
    ----------
    filters
        Name of an edition, or which votes enter.
    done
        Called with the number of sweeps done and the number in all.

    Returns
    -------
    Measured
        Table of :func:`kankei.ideal_points`; ``more`` holds ``items`` and ``sessions``.
    IdealPoints
        The result itself, with draws and warm start.

    Raises
    ------
    MethodError
        As :func:`kankei.ideal_points`.
    """
    how = sampling or Sampling()
    chosen = edition(filters) if isinstance(filters, str) else filters
    found = ideal_points(
        votes.table,
        mode=mode,
        filters=chosen,
        bridges=votes.bridges,
        sweeps=how.sweeps,
        burn_in=how.thrown_away,
        chains=how.chains,
        seed=how.seed,
        warm=read_warm(how.warm) if how.warm else None,
        progress=done,
    )
    prepared = found.preparation
    made = {**found.provenance, "counts": dict(prepared.counts), "filters": asdict(chosen)}
    untied = () if votes.bridges is not None else (NO_BRIDGES,)
    notes = votes.notes + Notes(
        warnings=(*found.warnings, *untied),
        left_out=noted("ideal_points", prepared.rejections),
        remarks=noted("ideal_points", prepared.remarks),
        made_from={"ideal_points": made, "converged": found.converged},
    )
    more = {"items": found.items, "sessions": found.sessions}
    return Measured(with_warnings(found.table, notes.warnings), notes, more), found


def read_warm(path: Path) -> WarmStart:
    """Read where an earlier run ended.

    Raises
    ------
    InputError
        When there is no such file, or it cannot be read.
    MethodError
        When the table is no warm start.
    """
    return WarmStart.of(read_rows(check_warm(path))[0])


def write_warm(found: IdealPoints, path: Path) -> None:
    """Write where the chains ended, so that next year's votes can be added."""
    write_rows(found.warm.table(), check_warm(path), Notes())


def check_warm(path: Path) -> Path:
    """Refuse a warm start that is no Parquet file, before long work rather than after."""
    if path.suffix != ".parquet":
        what = "a warm start is kept as Parquet"
        raise InputError(Problem(what, "end its name in .parquet", str(path)))
    return path


def ideal_point_paths(points: pa.Table, states: Sequence[str]) -> pa.Table:
    """Choose the paths of some states from a table of ideal points.

    Parameters
    ----------
    points
        From :func:`measure_ideal_points`, or read back from its file.
    states
        Ids of the register; a state and its predecessor, such as RUS and SUN, are two.

    Returns
    -------
    pyarrow.Table
        ``actor, session, mean, q05, q95, sd, n_votes``, in order of actor and session; its schema
        keeps the warnings of the points.
    """
    require_columns(points, ("actor", "session", "mean", "q05", "q95"), "ideal_point_paths")
    names = ["actor", "session", "mean", "q05", "q95", "sd", "n_votes"]
    chosen = points.filter(pc.is_in(points["actor"], pa.array(list(states), pa.string())))
    return chosen.select(names).sort_by([("actor", "ascending"), ("session", "ascending")])


def measure_similarity(
    votes: Votes,
    *,
    by: Literal["session", "year", "issue"] = "session",
    states: Sequence[str] | None = None,
    distance: Distance = "absolute",
    draws: int = 0,
    seed: int = 0,
) -> Measured:
    """Measure how alike the states of each pair voted.

    Parameters
    ----------
    by
        ``issue`` gives rows for each issue of each session, beside those of all roll calls.
    draws
        Of a bootstrap over resolutions (identical ones together); 0 for no intervals.

    Returns
    -------
    Measured
        Table of :func:`kankei.vote_similarity`.
    """
    resampling = Resampling(draws, seed, clusters(votes)) if draws else None
    found = vote_similarity(
        votes.by_id(),
        known=known_states(),
        by="year" if by == "year" else "session",
        issues=ISSUES if by == "issue" else (),
        states=states,
        distance=distance,
        resampling=resampling,
    )
    made = {"by": by, "distance": distance, "draws": draws, "seed": seed}
    notes = votes.notes + Notes(
        left_out=noted("vote_similarity", found.rejections), made_from={"vote_similarity": made}
    )
    return Measured(found.table, notes)


def known_states() -> frozenset[str]:
    """Ids of all states that may vote; votes of others are left out and named."""
    return frozenset(row.id for row in register().rows)


def clusters(votes: Votes) -> dict[str, str]:
    """Give the earliest of the identical resolutions to which each roll call belongs."""
    if votes.bridges is None:
        return {}
    rollcalls = pc.unique(votes.table["rollcall"]).to_pylist()
    heads = linked_items(rollcalls, votes.bridges, Rejections())
    return dict(zip(rollcalls, heads, strict=True))
