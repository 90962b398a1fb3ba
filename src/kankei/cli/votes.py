"""`kankei measure ideal-points` and `similarity`: what roll calls say of states and pairs."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from ..measures.ideal_points import Filters
from ..measures.ideal_points import edition as filters_of
from ..steps.notes import check_suffix
from ..steps.order import measure_alliance_similarity
from ..steps.votes import (
    Sampling,
    check_warm,
    measure_ideal_points,
    measure_similarity,
    read_votes,
    write_warm,
)
from ..terms.actor import states as register
from ..terms.errors import CodeError
from .notes import show_measured
from .showing import counted
from .words import tell

Rolls = Annotated[
    Path, typer.Option("--votes", help="表決のフォルダまたは表 / folder or table of roll calls")
]
Out = Annotated[
    Path | None, typer.Option(help="書き出す .parquet または .csv / file to write, by suffix")
]
Seed = Annotated[int, typer.Option(help="乱数の種 / seed of the random numbers")]
States = Annotated[
    str, typer.Option(help="国（例 PRK,RUS） / states, by the codes of the register")
]
BridgeFile = Annotated[
    Path | None, typer.Option(help="同一決議の対 / pairs of identical resolutions")
]
AsJson = Annotated[bool, typer.Option("--json", help="機械が読む形で / for programs")]

POINTS = ("actor", "session", "mean", "q05", "q95", "n_votes")
PAIRS = (
    "period",
    "a",
    "b",
    "votes_common",
    "states_compared",
    "similarity_s",
    "similarity_kappa",
)
"""Columns that a terminal shows."""


class ModeName(StrEnum):
    """How positions hang together in time."""

    BSV = "bsv"
    SMOOTH = "smooth"
    SESSION = "session"


class ByName(StrEnum):
    """What rows of the similarity are about."""

    SESSION = "session"
    YEAR = "year"
    ISSUE = "issue"


class IssueName(StrEnum):
    """One of the publisher's issues (:data:`kankei.steps.votes.ISSUES`)."""

    ME = "me"
    NU = "nu"
    DI = "di"
    HR = "hr"
    CO = "co"
    EC = "ec"


class SpecialName(StrEnum):
    """What becomes of votes of special and emergency sessions."""

    LEAVE_OUT = "leave-out"
    BY_DATE = "by-date"


class DistanceName(StrEnum):
    """How far apart yes and no are, against abstention."""

    ABSOLUTE = "absolute"
    SQUARED = "squared"


def ideal_points(
    votes: Rolls,
    out: Out = None,
    mode: Annotated[
        ModeName, typer.Option(help="会期のつなぎ方 / how sessions hang together")
    ] = ModeName.BSV,
    edition: Annotated[
        str, typer.Option(help="票の選び方（2020-04かnewest） / filters, 2020-04 or newest")
    ] = "newest",
    sweeps: Annotated[int, typer.Option(help="反復の数 / sweeps of each chain")] = 2000,
    burn_in: Annotated[int | None, typer.Option(help="捨てる反復 / sweeps thrown away")] = None,
    chains: Annotated[int, typer.Option(help="連鎖の数 / chains")] = 2,
    seed: Seed = 0,
    warm: Annotated[Path | None, typer.Option(help="前回の終わりから / start from a file")] = None,
    warm_out: Annotated[Path | None, typer.Option(help="終わりを残す / keep the end")] = None,
    issue: Annotated[
        IssueName | None, typer.Option(help="この論点の表決だけ / roll calls of this issue only")
    ] = None,
    important: Annotated[
        bool, typer.Option("--important", help="米国務省が重要とした表決だけ / important ones only")
    ] = False,
    session_out: Annotated[
        list[int] | None, typer.Option(help="除く会期 / session to leave out")
    ] = None,
    state_out: Annotated[
        list[int] | None, typer.Option(help="除く国（COW） / COW code to leave out")
    ] = None,
    paragraphs_until: Annotated[
        int | None, typer.Option(help="段落票を含む最後の会期 / last session with paragraph votes")
    ] = None,
    special_sessions: Annotated[
        SpecialName | None, typer.Option(help="特別会期 / special sessions")
    ] = None,
    bridges: BridgeFile = None,
    bridged: Annotated[bool, typer.Option(help="同一決議を結ぶ / tie identical ones")] = True,
    as_json: AsJson = False,
) -> None:
    """全ての国の各会期の理想点を推定する。 / Estimate every state's ideal point per session."""
    if out is not None:
        check_suffix(out)
    if warm_out is not None:
        check_warm(warm_out)
    of_issue = issue.value if issue else ""
    filters = _filters(
        edition, of_issue, important, session_out, state_out, paragraphs_until, special_sessions
    )
    read = read_votes(votes, bridges=bridges, bridged=bridged)
    how = Sampling(sweeps, burn_in, chains, seed, warm)
    with counted(quiet=as_json) as done:
        measured, found = measure_ideal_points(
            read, mode=mode.value, filters=filters, sampling=how, done=done
        )
    if warm_out is not None:
        write_warm(found, warm_out)
    points = replace(measured, more={})
    show_measured(points, out, as_json=as_json, columns=POINTS)


def _filters(
    name: str,
    issue: str,
    important: bool,
    sessions: list[int] | None,
    states: list[int] | None,
    paragraphs: int | None,
    special: SpecialName | None,
) -> Filters:
    """The filters of an edition, with what the options change."""
    of = filters_of(name)
    last = of.last_session_with_paragraphs if paragraphs is None else paragraphs
    return replace(
        of,
        issue=issue,
        important=important,
        sessions_out=of.sessions_out | set(sessions or ()),
        states_out=(*of.states_out, *((state, None) for state in states or ())),
        last_session_with_paragraphs=last,
        special_sessions=special.value if special else of.special_sessions,
    )


def similarity(
    votes: Annotated[
        Path | None, typer.Option(help="表決のフォルダまたは表 / folder or table of roll calls")
    ] = None,
    ties: Annotated[
        Path | None, typer.Option(help="同盟（ATOP）のフォルダ / folder of alliances (ATOP)")
    ] = None,
    out: Out = None,
    by: Annotated[ByName, typer.Option(help="まとめる単位 / what a row is of")] = ByName.SESSION,
    states: States = "",
    distance: Annotated[
        DistanceName, typer.Option(help="票の隔たりの測り方 / how votes are apart")
    ] = DistanceName.ABSOLUTE,
    bootstrap: Annotated[int, typer.Option(help="再標本の数 / draws of resolutions")] = 0,
    seed: Seed = 0,
    bridges: BridgeFile = None,
    valued: Annotated[
        bool, typer.Option(help="義務の段階／有無だけ / levels, or presence only")
    ] = True,
    as_json: AsJson = False,
) -> None:
    """国の組がどれだけ同じに投票し、同じ相手と結ぶか。 / How alike pairs vote, or ally."""
    if out is not None:
        check_suffix(out)
    if (votes is None) == (ties is None):
        raise typer.BadParameter(tell("votes_or_ties"), param_hint="--votes / --ties")
    chosen = listed(states)
    if ties is not None:
        measured = measure_alliance_similarity(
            ties, states=chosen, distance=distance.value, valued=valued
        )
    else:
        assert votes is not None
        measured = measure_similarity(
            read_votes(votes, bridges=bridges),
            by=by.value,
            states=chosen,
            distance=distance.value,
            draws=bootstrap,
            seed=seed,
        )
    show_measured(measured, out, as_json=as_json, columns=PAIRS)


def listed(states: str) -> list[str] | None:
    """Read codes or names with commas between them; all states when there are none.

    Raises
    ------
    CodeError
        When the register has no such state.

    Examples
    --------
    >>> listed("PRK, ロシア,South Korea"), listed("")
    (['PRK', 'RUS', 'KOR'], None)
    """
    texts = [text.strip() for text in states.replace("、", ",").split(",") if text.strip()]
    return [_state(text) for text in texts] or None


def _state(text: str) -> str:
    """Id of a state by its code, else by its name; a short word is meant as a code."""
    try:
        return register().get(text).id
    except CodeError:
        if text.isascii() and text.isupper():
            raise
        return register().find(text).id
