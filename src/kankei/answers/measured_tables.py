"""Tables of measured relations: every number of the section, to recompute and to compare."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..terms.dyad import Dyad
from ..terms.finding import Finding
from ..terms.language import Bilingual
from ..terms.period import Period, Precision
from .compose import Row, Table
from .counting import event_finding, firm
from .material import LevelChange, Material, Move
from .moving import (
    EVIDENCE,
    SURE,
    Change,
    change_finding,
    level_finding,
    mean_finding,
    month_of,
    move_finding,
    probability_finding,
    usual_finding,
    varied_changes,
)
from .values import label_of, minus, odds, signed
from .words import say

SHOWN = 2
"""Events named beside a move."""


def changes_table(changes: Sequence[Change]) -> Table:
    """Every relation before and after the turn, the largest change first."""
    names = ("relation", "before", "after", "change", "months", "whole", "usual", "verdict")
    return Table(
        "relation-changes-table",
        say("measured.changes.caption"),
        tuple(say(f"measured.changes.{name}") for name in names),
        tuple(_change_row(item) for item in sorted(changes, key=lambda c: -c.size)),
        numeric=(1, 2, 3, 4, 5, 6),
        narrow=(0, 7),
    )


def _change_row(change: Change) -> Row:
    before, after = change.before, change.after
    cells = (
        _same(signed(before.mean)),
        _same(signed(after.mean)),
        _sized(change.size, change.low, change.high),
        _same(f"{len(before.months)} / {len(after.months)}"),
        _same(signed(change.whole)),
        _same(f"{change.larger} / {len(change.earlier)}" if change.earlier else "―"),
        say(f"measured.verdict.{change.direction}"),
    )
    findings = (
        mean_finding(change.dyad, before),
        mean_finding(change.dyad, after),
        change_finding(change),
        usual_finding(change),
    )
    return Row((label_of(change.dyad), *cells), findings)


def moves_table(material: Material) -> Iterator[Table]:
    """The sure large moves of all relations in order of time, with events of the month."""
    known = {dyad.key for dyad in material.subject.dyads()}
    sure = [m for m in material.measured.moves if m.dyad in known and m.probability >= SURE]
    rows = tuple(_move_row(material, move) for move in sorted(sure, key=lambda m: m.month))
    names = ("month", "relation", "size", "probability", "varied", "events")
    columns = tuple(say(f"measured.moves.{name}") for name in names)
    if rows:
        caption = say("measured.moves.caption", count=len(rows))
        yield Table("relation-moves", caption, columns, rows, (2, 3, 4), (0, 1))


def _move_row(material: Material, move: Move) -> Row:
    events = firm(material.events_of(Dyad.parse(move.dyad), month_of(move.month)))
    shown = events[:SHOWN]
    more = len(events) - len(shown)
    texts = Bilingual(
        " ".join(event.text.ja for event in shown), " ".join(event.text.en for event in shown)
    )
    after = say("measured.moves.more", count=more) if more else Bilingual("", "")
    told = Bilingual(texts.ja + after.ja, texts.en + after.en)
    cells = (
        _month(move),
        label_of(move.dyad),
        _sized(move.size, move.low, move.high),
        odds(move.probability),
        _range(material, move),
        told if shown else say("measured.moves.none"),
    )
    findings = (move_finding(move), probability_finding(move))
    return Row(cells, (*findings, *(event_finding(event) for event in shown)))


def _range(material: Material, move: Move) -> Bilingual:
    """Lowest and highest probability of the same move when something is varied."""
    found = [
        item.probability
        for item in material.measured.varied
        if (item.dyad, item.month) == (move.dyad, move.month)
    ]
    if not found:
        return say("values.dash")
    low, high = odds(min(found)), odds(max(found))
    return low if low == high else say("measured.moves.range", low=low, high=high)


def levels_table(material: Material) -> Iterator[Table]:
    """The sure changes of level of all relations in order of time."""
    known = {dyad.key for dyad in material.subject.dyads()}
    sure = [c for c in material.measured.changes if c.dyad in known and c.probability >= SURE]
    rows = tuple(_level_row(change) for change in sorted(sure, key=lambda c: c.first))
    names = ("span", "relation", "size", "probability", "half", "double")
    columns = tuple(say(f"measured.levels.{name}") for name in names)
    if rows:
        caption = say("measured.levels.caption", count=len(rows))
        yield Table("relation-levels", caption, columns, rows, (2, 3, 4, 5), (0, 1))


def _level_row(change: LevelChange) -> Row:
    span = Period(change.first, month_of(change.last).end, Precision.MONTH)
    cells = (
        Bilingual(span.text("ja"), span.text("en")),
        label_of(change.dyad),
        _sized(change.size, change.low, change.high),
        odds(change.probability),
        odds(change.half_hazard),
        odds(change.double_hazard),
    )
    return Row(cells, (level_finding(change),))


def varied_table(material: Material, change: Change | None) -> Iterator[Table]:
    """The large moves of the focus relation when settings or days are varied."""
    focus = material.subject.focus.key
    sure = [m for m in material.measured.moves if m.dyad == focus and m.probability >= SURE]
    varied = [m for m in material.measured.varied if m.dyad == focus]
    if not sure or not varied:
        return
    turn = material.subject.turn.start
    changes = varied_changes(material.measured, focus, turn) if turn else {}
    main = _varied_row("main", sure, sure, change)
    names = dict.fromkeys(move.variant for move in varied)
    rows = [
        _varied_row(name, sure, [m for m in varied if m.variant == name], changes.get(name))
        for name in names
    ]
    months_of = (_month(move) for move in sure)
    columns = (say("measured.varied.setting"), *months_of, say("measured.varied.change"))
    caption = say("measured.varied.caption", relation=label_of(focus))
    yield Table("relation-sensitivity", caption, columns, (main, *rows), narrow=(0,))


def _varied_row(
    name: str, wanted: Sequence[Move], moves: Sequence[Move], change: Change | None
) -> Row:
    by_month = {move.month: move for move in moves}
    found = [by_month.get(item.month) for item in wanted]
    cells = (
        say(
            "measured.varied.cell",
            size=_sized(move.size, move.low, move.high),
            probability=odds(move.probability),
        )
        if move
        else say("values.dash")
        for move in found
    )
    last = _sized(change.size, change.low, change.high) if change else say("values.dash")
    findings = tuple(f for m in found if m for f in (move_finding(m), probability_finding(m)))
    moved = (change_finding(change, name),) if change else ()
    return Row((say(f"measured.varied.{name}"), *cells, last), (*findings, *moved))


def making_table(material: Material) -> Iterator[Table]:
    """Formula, unit, zero, weights, inputs and coverage of the index, from its provenance."""
    made, months = material.measured.made.get("relation", {}), material.measured.months
    if not made:
        return
    ordered = sorted({month.month for month in months})
    whole = Period(ordered[0], month_of(ordered[-1]).end, Precision.MONTH)
    span = Bilingual(whole.text("ja"), whole.text("en"))
    finding = Finding(
        what="coverage",
        about=("gdelt_dyad_days", "relation"),
        period=whole,
        value="relation",
        unit="",
        method="measures.relation",
        evidence=EVIDENCE,
        inputs=tuple(f"{name}={value}" for name, value in sorted(made.items())),
    )
    title = material.name("gdelt_dyad_days")
    rows = tuple(
        Row((say(f"measured.making.{name}"), _made(name, made, title, span)), (finding,))
        for name in ("formula", "unit", "zero", "weights", "learnt", "inputs", "coverage", "page")
    )
    columns = (say("measured.making.item"), say("measured.making.value"))
    yield Table("relation-making", say("measured.making.caption"), columns, rows)


def _made(name: str, made: Mapping[str, str], title: Bilingual, span: Bilingual) -> Bilingual:
    wanted = ("zero", "unit", "persistence", "tail", "pairs", "sample", "seed")
    known = {key: minus(made.get(key, "―")) for key in wanted}
    return say(f"measured.making.{name}_is", title=title, span=span, **known)


def _sized(size: float, low: float, high: float) -> Bilingual:
    return _same(f"{signed(size)} [{signed(low)}, {signed(high)}]")


def _month(move: Move) -> Bilingual:
    month = month_of(move.month)
    return Bilingual(month.text("ja"), month.text("en"))


def _same(text: str) -> Bilingual:
    return Bilingual(text, text)
