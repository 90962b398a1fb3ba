"""`kankei measure order`, `frustration`, and similarity of alliances: the shape of the system.

Each function reads what is there and gives one result; a report calls the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from ..datasets import Loaded, load
from ..measures.arrays import require_columns
from ..measures.order import (
    Search,
    blocs,
    concentration,
    frustration,
    group_cohesion,
    poles,
    same_bloc,
    triangle_census,
)
from ..measures.rejections import Rejections
from ..measures.vote_similarity import (
    COMMITMENTS,
    PRESENCE,
    Resampling,
    commitments,
    sign_draws,
    tie_similarity,
    vote_similarity,
)
from ..measures.vote_similarity.indices import Distance
from ..terms.actor import states
from ..terms.errors import InputError, Problem
from ..terms.language import Bilingual
from .estimates import estimate_warnings, newest_edition, with_estimates
from .notes import Measured, Notes, noted, notes_of, read_rows
from .votes import Votes, clusters, known_states

ALLIANCES, CAPABILITIES, POWERS, OUTLOOK = (
    "atop_alliances",
    "cow_capabilities",
    "cow_majors",
    "imf_weo",
)
INDICES = ("cinc", "military_expenditure")
"""Two indices of power, as one alone is never shown."""
GDP = "gdp_usd_billion"
FIRST_YEAR = 1946
"""The register of states begins here; before it the system is not whole."""
POLES: tuple[tuple[str, ...], ...] = (("USA",), ("SUN", "RUS"), ("CHN",))
COUNTS = (1, 2, 3, 4)
"""Numbers of blocs that are tried."""
_POWERS = pa.schema([("subject", pa.string()), ("starts", pa.date32()), ("ends", pa.date32())])
_SESSION_TO_YEAR = 1945
_RESTARTS = 5
"""Random starts for each draw; blocs of one session are found from nearly every start."""
_ENDS = {"from": "a", "to": "b"}
_ENDED = Bilingual(
    "大国の一覧は{year}年で終わる。それ以後の年には{year}年の大国を用いた。",
    "The list of major powers ends in {year}; the powers of {year} are taken for the years after.",
)
_UNPROVEN = Bilingual(
    "証明されていない期間がある（proven が偽）。その期間の値は上限である。",
    "Some periods are not proven within the time limit; their values are upper bounds.",
)


def measure_concentration(
    folder: Path,
    *,
    gdp: Path | None = None,
    indices: Sequence[str] = INDICES,
    since: int = FIRST_YEAR,
) -> Measured:
    """Measure the concentration of power among the major powers, year by year.

    Parameters
    ----------
    folder
        Holds the capabilities and the list of major powers of the Correlates of War.
    gdp
        Folder of the IMF's outlook, for GDP beside them; its newest edition is taken.
    indices
        Fields of the capabilities, side by side.

    Returns
    -------
    Measured
        Table of :func:`kankei.measures.concentration`: one row for each year and index; with GDP
        also ``estimates`` (:func:`.estimates.with_estimates`).
    """
    loaded, majors = load(CAPABILITIES, folder), load(POWERS, folder)
    parts = [_series(loaded.table, indices)]
    notes = notes_of(loaded) + notes_of(majors)
    if gdp is not None:
        outlook = load(OUTLOOK, gdp)
        parts.append(_series(outlooked := newest_edition(outlook.table), [GDP]))
        notes += notes_of(outlook)
    powers, last = _powers(majors)
    series = pa.concat_tables(parts)
    late = pc.greater_equal(pc.year(series["starts"]), since)
    series = series.filter(pc.and_(late, pc.is_in(series["subject"], powers["subject"].unique())))
    found = concentration(series, powers)
    table = found.table if gdp is None else with_estimates(found.table, outlooked, GDP)
    years = found.table["year"].to_pylist()
    text = Bilingual(_ENDED.ja.format(year=last), _ENDED.en.format(year=last))
    ended = (text,) if max(years, default=0) > last else ()
    notes += Notes(
        warnings=(*ended, *(estimate_warnings(table) if gdp else ())),
        left_out=noted("concentration", found.rejections),
        made_from={"concentration": {"indices": [*indices, *([GDP] if gdp else [])]}},
    )
    return Measured(table, notes)


def _series(table: pa.Table, fields: Sequence[str]) -> pa.Table:
    """Rows of some fields, as plain columns."""
    chosen = table.filter(pc.is_in(table["field"].cast(pa.string()), pa.array(fields, pa.string())))
    if not chosen.num_rows:
        known = ", ".join(sorted(pc.unique(table["field"].cast(pa.string())).to_pylist()))
        what = f"there is no index {', '.join(fields)}"
        raise InputError(Problem(what, f"use some of {known}"))
    return pa.table(
        {
            "subject": chosen["subject"].cast(pa.string()),
            "field": chosen["field"].cast(pa.string()),
            "starts": chosen["starts"],
            "value": chosen["value"],
        }
    )


def _powers(majors: Loaded) -> tuple[pa.Table, int]:
    """Powers year by year, and the last year of the list, whose powers stay powers.

    A power of a year is named as yearly series name it: by the state that held its code when the
    year began. So the Soviet Union is the power of 1991, though Russia was one on its last day.
    """
    end = pc.max(majors.table["ends"]).as_py()
    rows = []
    for span in majors.table.select(["subject", "starts", "ends"]).to_pylist():
        for year in range(max(span["starts"].year, FIRST_YEAR), span["ends"].year):
            named = _named(span["subject"], year)
            stays = year == end.year - 1
            ends = None if stays else date(year + 1, 1, 1)
            rows.append({"subject": named, "starts": date(year, 1, 1), "ends": ends})
    return pa.Table.from_pylist(rows, _POWERS), end.year - 1


def _named(power: str, year: int) -> str:
    """The state that held the code of a power on the first day of a year, else the power itself."""
    register = states()
    code = register.get(power).cow
    held = [row for row in register.rows if row.cow == code]
    return next((row.id for row in held if row.period.contains(date(year, 1, 1))), power)


def measure_poles(
    points: Path | pa.Table,
    of: Sequence[Sequence[str]] = POLES,
    *,
    notes: Notes | None = None,
    seed: int = 0,
) -> Measured:
    """Measure how near each state stands to which pole, from ideal points.

    Parameters
    ----------
    points
        File of :func:`kankei.steps.votes.measure_ideal_points`, or its table with its ``notes``.
    of
        States that make each pole, by ids of the register; a pole is named by its last state.

    Returns
    -------
    Measured
        One row per session and pole; ``more["states"]`` has one per state besides.
    """
    table, said = read_rows(points) if isinstance(points, Path) else (points, notes or Notes())
    found = poles(table, {members[-1]: list(members) for members in of}, seed=seed)
    made = {"poles": [list(members) for members in of], "seed": seed}
    said += Notes(left_out=noted("poles", found.rejections), made_from={"poles": made})
    return Measured(found.system, said, {"states": found.table})


def measure_blocs(
    votes: Votes,
    *,
    states: Sequence[str] | None = None,
    counts: Sequence[int] = COUNTS,
    draws: int = 50,
    seed: int = 0,
    done: Callable[[int, int], None] = lambda made, of: None,
) -> Measured:
    """Divide states into blocs by their votes, session by session, with probabilities.

    Two states are friends where they agree more than chance (kappa above 0) and foes where less.
    The number of blocs is the one with the smallest criterion; the probability that two states
    share a bloc is their share of draws from resampled resolutions.

    Parameters
    ----------
    states
        Only these; all that voted when ``None``.
    draws
        Of the resolutions, for the probabilities.
    done
        Called with the number of sessions done and the number in all.

    Returns
    -------
    Measured
        ``period, state, bloc``; ``more`` has ``criteria``, ``same_bloc``
        (``period, a, b, same_bloc_probability, draws``), ``ties`` (kappa of each pair), and for
        regular sessions ``groups`` (how far G7, NATO, BRICS, SCO and G77 are blocs) with
        ``memberships``, their evidence.

    Raises
    ------
    InputError
        When no session has a tie among the states.
    """
    similar = vote_similarity(votes.by_id(), states=states, known=known_states())
    ties = kappa_ties(similar.table)
    found = blocs(ties, counts, search=Search(seed=seed))
    resampling = Resampling(draws, seed, clusters(votes))
    parts = _together(votes, states, found.criteria, resampling, done)
    groups = [
        group_cohesion(part, {period: int(period) + _SESSION_TO_YEAR})
        for period, part in parts.items()
        if period.isdigit()
    ]
    made = {"counts": list(counts), "draws": draws, "seed": seed}
    notes = votes.notes + Notes(
        left_out=pa.concat_tables(
            [noted("blocs", table) for table in (similar.rejections, found.rejections)]
        ),
        made_from={"blocs": made},
    )
    more = {
        "criteria": _by_session(found.criteria),
        "same_bloc": pa.concat_tables(parts.values()),
        "ties": ties,
    }
    if groups:
        more["groups"] = pa.concat_tables([part.table for part in groups])
        more["memberships"] = _distinct([part.evidence for part in groups])
    return Measured(_by_session(found.table), notes, more)


def _distinct(memberships: list[pa.Table]) -> pa.Table:
    """Each membership once, however many sessions rest on it."""
    rows = {row["membership"]: row for table in memberships for row in table.to_pylist()}
    return pa.Table.from_pylist(list(rows.values()), memberships[0].schema)


def kappa_ties(similar: pa.Table) -> pa.Table:
    """Turn the similarity of votes into ties: ``period, a, b, value``, the value being kappa.

    Pairs whose kappa is missing have no tie.
    """
    require_columns(similar, ("period", "a", "b", "similarity_kappa"), "kappa_ties")
    kappa = similar["similarity_kappa"]
    known = similar.filter(pc.and_(pc.is_valid(kappa), pc.invert(pc.is_nan(kappa))))
    columns = {name: known[name].cast(pa.string()) for name in ("period", "a", "b")}
    return pa.table({**columns, "value": known["similarity_kappa"]})


def _by_session(table: pa.Table) -> pa.Table:
    """Put sessions in their natural order, 9 before 10; within them rows stay as they are."""
    return table.take(pc.sort_indices(pc.utf8_lpad(table["period"], 8, "0")))


def _together(
    votes: Votes,
    states: Sequence[str] | None,
    criteria: pa.Table,
    resampling: Resampling,
    done: Callable[[int, int], None],
) -> dict[str, pa.Table]:
    """Probability that two states share a bloc, for the number of blocs chosen in each session."""
    rows = criteria.filter(criteria["chosen"])
    chosen = dict(zip(rows["period"].to_pylist(), rows["blocs"].to_pylist(), strict=True))
    search = Search(restarts=_RESTARTS, seed=resampling.seed)
    known = known_states()
    drawn = sign_draws(votes.by_id(), resampling, Rejections(), states=states, known=known)
    parts = {}
    for number, (period, signs) in enumerate(drawn):
        if period in chosen:
            table = same_bloc(signs, chosen[period], search=search).table
            names = pa.array([period] * table.num_rows, pa.string())
            parts[period] = table.set_column(0, "period", names)
        done(number + 1, len(chosen))
    if not parts:
        what = "no session has a divided roll call with a friend or a foe among these states"
        raise InputError(Problem(what, "name more states, or give more votes"))
    return parts


def measure_frustration(
    path: Path,
    *,
    positive: float = 0.0,
    negative: float = 0.0,
    certified: bool = False,
    strained: bool = True,
    time_limit: float = 60.0,
) -> Measured:
    """Measure how far a network of friends and foes is from two camps, exactly.

    Parameters
    ----------
    path
        CSV or Parquet with ``a, b`` (or ``from, to``) and ``sign`` or ``value``, and ``period``
        where there are several.
    positive, negative, certified, strained, time_limit
        As in :func:`kankei.measures.frustration`.

    Returns
    -------
    Measured
        One row per period; ``more`` has ``ties`` (with strain and triangles of each), ``sides`` and
        ``triangles``.
    """
    ties, said = read_rows(path)
    ties = ties.rename_columns([_ENDS.get(name, name) for name in ties.column_names])
    found = frustration(
        ties,
        positive=positive,
        negative=negative,
        certified=certified,
        strained=strained,
        time_limit=time_limit,
    )
    census = triangle_census(ties, positive=positive, negative=negative)
    unproven = found.table.filter(pc.invert(pc.fill_null(found.table["proven"], True)))
    made = {"positive": positive, "negative": negative, "time_limit": time_limit}
    notes = said + Notes(
        warnings=(_UNPROVEN,) if unproven.num_rows else (),
        left_out=noted(path.name, found.rejections),
        made_from={"frustration": made},
    )
    more = {"ties": found.ties, "sides": found.sides, "triangles": census.table}
    return Measured(found.table, notes, more)


def measure_alliance_similarity(
    folder: Path,
    *,
    since: int = FIRST_YEAR,
    states: Sequence[str] | None = None,
    distance: Distance = "absolute",
    valued: bool = True,
) -> Measured:
    """Measure how alike the alliances of two states are, over all members of the system.

    Parameters
    ----------
    folder
        Holds the alliance obligations of ATOP and the capabilities of the Correlates of War, which
        say who is in the system and weigh its members.
    since
        First year.
    valued
        False counts only whether there is an alliance.

    Returns
    -------
    Measured
        Table of :func:`kankei.measures.tie_similarity`, for the years that both data sets cover.
    """
    alliances, capabilities = load(ALLIANCES, folder), load(CAPABILITIES, folder)
    last = max(day.year for day in alliances.table["starts"].unique().to_pylist())
    members = _members(capabilities.table, since, last)
    ties = commitments(alliances.table, valued)
    ties = ties.filter(pc.is_in(ties["period"], members["period"].unique()))
    levels = COMMITMENTS if valued else PRESENCE
    found = tie_similarity(ties, members, levels=levels, states=states, distance=distance)
    made = {"since": since, "valued": valued, "distance": distance}
    notes = notes_of(alliances) + notes_of(capabilities)
    notes += Notes(
        left_out=noted("tie_similarity", found.rejections), made_from={"tie_similarity": made}
    )
    return Measured(found.table, notes)


def _members(capabilities: pa.Table, since: int, last: int) -> pa.Table:
    """Members of the system by year, each with its share of the world's capability."""
    series = _series(capabilities, ["cinc"])
    year = pc.year(series["starts"])
    within = pc.and_(pc.greater_equal(year, since), pc.less_equal(year, last))
    rows = pc.and_(within, pc.is_valid(series["value"]))
    chosen = {"period": year, "state": series["subject"], "weight": series["value"]}
    return pa.table(chosen).filter(rows)
