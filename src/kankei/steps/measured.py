"""Rows of the snapshots of relations as terms: the report is written from what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from ..answers.material import (
    Dependence,
    DomainMonth,
    Influence,
    LevelChange,
    Measured,
    Move,
    RelationMonth,
    RelationYear,
)
from ..terms.dyad import Dyad
from .cells import Row, known

DEPENDENCES = {"trade": "trade_share", "arms": "arms_share", "memberships": "membership_share"}
"""Column of the share, by what a state depends on another for."""
TABLES = {
    "trade": "trade_dependence",
    "arms": "arms_dependence",
    "memberships": "membership_dependence",
}


def measured_of(
    tables: Mapping[str, Sequence[Row]], made: Mapping[str, Mapping[str, str]]
) -> Measured:
    """Read the tables of relations among those of a snapshot; an absent one gives no rows."""
    return Measured(
        months=tuple(_month(row) for row in tables.get("relation", ())),
        moves=tuple(_move(row) for row in tables.get("relation_moves", ())),
        changes=tuple(_change(row) for row in tables.get("relation_breaks", ())),
        varied=tuple(_move(row) for row in tables.get("relation_sensitivity", ())),
        varied_months=tuple(_month(row) for row in tables.get("relation_variants", ())),
        dependences=tuple(_dependences(tables)),
        beside=tuple(_month(row) for row in tables.get("relation_beside", ())),
        years=tuple(_year(row) for row in tables.get("relation_years", ())),
        domains=tuple(_domain(row) for row in tables.get("relation_domains", ())),
        influences=tuple(_influence(row) for row in tables.get("relation_influence", ())),
        made=dict(made),
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _month(row: Row) -> RelationMonth:
    return RelationMonth(
        dyad=Dyad.parse(row["dyad"]).key,
        month=_day(row["month"]),
        mean=float(row["mean"]),
        low=float(row["lo"]),
        high=float(row["hi"]),
        reports=int(row["n"]),
        coverage=float(row["coverage"]),
        move=float(row["move"]),
        signal=known(row["signal"]),
        signal_sd=known(row["signal_sd"]),
        variant=row.get("variant", ""),
    )


def _move(row: Row) -> Move:
    return Move(
        dyad=Dyad.parse(row["dyad"]).key,
        month=_day(row["month"]),
        size=float(row["move"]),
        low=float(row["low"]),
        high=float(row["high"]),
        probability=float(row["move_probability"]),
        variant=row.get("variant", ""),
    )


def _change(row: Row) -> LevelChange:
    return LevelChange(
        dyad=Dyad.parse(row["dyad"]).key,
        first=_day(row["first"]),
        last=_day(row["last"]),
        month=_day(row["month"]),
        size=float(row["break_size"]),
        low=float(row["low"]),
        high=float(row["high"]),
        probability=float(row["break_probability"]),
        half_hazard=float(row["half_hazard"]),
        double_hazard=float(row["double_hazard"]),
    )


def _year(row: Row) -> RelationYear:
    return RelationYear(
        dyad=Dyad.parse(row["dyad"]).key,
        year=int(row["year"]),
        mean=float(row["mean"]),
        low=float(row["lo"]),
        high=float(row["hi"]),
        without=row["without"],
    )


def _domain(row: Row) -> DomainMonth:
    return DomainMonth(
        dyad=Dyad.parse(row["dyad"]).key,
        domain=row["domain"],
        month=_day(row["month"]),
        mean=float(row["mean"]),
        low=float(row["lo"]),
        high=float(row["hi"]),
        reports=int(row["n"]),
    )


def _influence(row: Row) -> Influence:
    return Influence(
        curves=row["curves"],
        without=row["without"],
        pairs=int(row["pairs"]),
        months=int(row["months"]),
        levels=known(row["levels_agree"]),
        moves=known(row["moves_agree"]),
        width=known(row["width"]),
    )


def _dependences(tables: Mapping[str, Sequence[Row]]) -> Iterator[Dependence]:
    for of, column in DEPENDENCES.items():
        for row in tables.get(TABLES[of], ()):
            year, share = int(row["year"]), known(row[column])
            yield Dependence(of, row["a"], row["b"], year, share, row["missing"])
