"""How each relation moved, measured from news reports, and what is behind the moves.

The focus relation first: how far, when, how surely, and which events of the record fall into the
month. Then every relation by the same comparison, with intervals, because a sentence on one pair
says little without the others beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import median

from ...terms.dyad import Dyad
from ...terms.finding import Finding
from ...terms.language import Bilingual
from ...terms.period import Period, Precision
from ..compose import Block, Listing, Note, Paragraph, Section, Sentence
from ..counting import event_finding, events_count, firm
from ..figures import relation_changes, relation_focus
from ..material import LevelChange, Material, Move, RelationMonth
from ..measured_figures import Months, curve_of, curves, shift, sure
from ..measured_tables import changes_table, levels_table, making_table, moves_table, varied_table
from ..moving import (
    EVIDENCE,
    LEAST_COVERED,
    SURE,
    Change,
    change_at,
    change_finding,
    index_finding,
    level_finding,
    mean_finding,
    month_of,
    move_finding,
    probability_finding,
    share_finding,
    usual_finding,
    varied_changes,
)
from ..values import interval, joined, label_of, odds, signed
from ..words import say


def compose(material: Material) -> Section | None:
    """Compose the section; none without a relation index."""
    months = _by_dyad(material)
    if not months:
        return None
    changes = _changes(material, months)
    blocks: tuple[Block, ...] = (
        *_focus(material, months, changes),
        *_others(material, changes),
        *curves(material, months),
        *moves_table(material),
        *levels_table(material),
        *varied_table(material, changes.get(material.subject.focus.key)),
        *making_table(material),
        Note(say("measured.note", chance=round(0.1 * len(changes))), "relation"),
        Note(say("measured.missing", **_missing(material, months)), "relation"),
    )
    return Section("measured", say("measured.title"), blocks)


def focus_change(material: Material) -> tuple[Sentence, ...]:
    """How far the focus relation moved at the turn, for the summary; empty when unmeasured."""
    focus = material.subject.focus.key
    change = _changes(material, _by_dyad(material)).get(focus)
    return tuple(_change(change)) if change else ()


def _by_dyad(material: Material) -> Months:
    """Months of every relation of the study that the index has, the focus first."""
    found: dict[str, list[RelationMonth]] = {d.key: [] for d in material.subject.dyads()}
    for month in material.measured.months:
        if month.dyad in found:
            found[month.dyad].append(month)
    return {key: sorted(rows, key=lambda r: r.month) for key, rows in found.items() if rows}


def _changes(material: Material, months: Months) -> dict[str, Change | None]:
    turn = material.subject.turn.start
    return {key: change_at(rows, turn) if turn else None for key, rows in months.items()}


def _focus(
    material: Material, months: Months, changes: Mapping[str, Change | None]
) -> Iterator[Block]:
    """The focus relation: change, largest move, level, figure, and the events behind."""
    focus = material.subject.focus
    if focus.key not in months:
        return
    change = changes[focus.key]
    how_far = (*(_change(change) if change else ()), *_varied_change(material))
    largest = _largest(material, months[focus.key], change)
    when = (*largest, *_level(material), *_varied_moves(material))
    yield from (Paragraph(sentences) for sentences in (how_far, when) if sentences)
    curve = curve_of(material, focus, months[focus.key])
    yield relation_focus.draw(curve, material.subject.turn.start)
    yield from (_behind(material, move) for move in sure(material, focus.key))


def _change(change: Change) -> Iterator[Sentence]:
    """How far the relation lies after the turn from where it was in the year before."""
    means = [mean_finding(change.dyad, window) for window in (change.before, change.after)]
    yield Sentence(
        say(
            f"measured.change.{change.direction}",
            relation=label_of(change.dyad),
            before=_span(change.before.period),
            after=_span(change.after.period),
            mean_before=signed(change.before.mean),
            mean_after=signed(change.after.mean),
            size=f"{abs(change.size):.1f}",
            interval=interval(change.low, change.high),
        ),
        (*means, change_finding(change)),
    )
    if change.earlier:
        yield Sentence(
            say(
                f"measured.usual.{'never' if not change.larger else 'before'}",
                count=len(change.earlier),
                larger=change.larger,
            ),
            (usual_finding(change),),
        )


def _largest(
    material: Material, months: Sequence[RelationMonth], change: Change | None
) -> Iterator[Sentence]:
    """The largest move with its share of all, and where the relation stands at the end."""
    moves = sure(material, material.subject.focus.key)
    if not moves:
        return
    move = max(moves, key=lambda item: abs(item.size))
    share = share_finding(move, months)
    yield Sentence(
        say(
            f"measured.largest.{'closer' if move.size > 0 else 'farther'}",
            month=_span(month_of(move.month)),
            size=f"{abs(move.size):.1f}",
            interval=interval(move.low, move.high),
            probability=odds(move.probability),
            share=share.value,
        ),
        (move_finding(move), probability_finding(move), share),
    )
    last = months[-1]
    there = next((item for item in months if item.month == move.month), last)
    if change is not None and there.month < last.month:
        mean = change.before.mean
        where = "above" if last.low > mean else "below" if last.high < mean else "back"
        yield Sentence(
            say(
                f"measured.last.{where}",
                first=_span(month_of(there.month)),
                peak=signed(there.mean),
                month=_span(month_of(last.month)),
                last=signed(last.mean),
                interval=interval(last.low, last.high),
                mean=signed(mean),
            ),
            (index_finding(there), index_finding(last), mean_finding(last.dyad, change.before)),
        )


def _level(material: Material) -> Iterator[Sentence]:
    """The likely changes of level of the focus relation from the turn on."""
    focus, turn = material.subject.focus.key, material.subject.turn.start
    for change in material.measured.changes:
        after = turn is not None and change.last >= turn
        if change.dyad == focus and after and change.probability >= SURE:
            way = "closer" if change.size > 0 else "farther"
            values = _level_values(change)
            yield Sentence(say(f"measured.level.{way}", **values), (level_finding(change),))


def _level_values(change: LevelChange) -> dict[str, Bilingual | str]:
    span = Period(change.first, month_of(change.last).end, Precision.MONTH)
    return {
        "span": _span(span),
        "probability": odds(change.probability),
        "half": odds(change.half_hazard),
        "double": odds(change.double_hazard),
        "month": _span(month_of(change.month)),
        "size": f"{abs(change.size):.1f}",
        "interval": interval(change.low, change.high),
    }


def _varied_moves(material: Material) -> Iterator[Sentence]:
    """How much the probability of each large move hangs on the settings and on the data."""
    parts: list[Bilingual] = []
    findings: list[Finding] = []
    for move in sure(material, material.subject.focus.key):
        same = [v for v in material.measured.varied if (v.dyad, v.month) == (move.dyad, move.month)]
        if same:
            ends = [pick(same, key=lambda v: v.probability) for pick in (min, max)]
            low, high = (odds(end.probability) for end in ends)
            month = _span(month_of(move.month))
            parts.append(say("measured.dated_part", month=month, low=low, high=high))
            findings += [probability_finding(end) for end in ends]
    if findings:
        yield Sentence(say("measured.dated", parts=joined(parts)), tuple(findings))


def _varied_change(material: Material) -> Iterator[Sentence]:
    """In how many other settings the change of the focus relation is detected."""
    focus, turn = material.subject.focus.key, material.subject.turn.start
    found = varied_changes(material.measured, focus, turn) if turn else {}
    if found:
        sizes = [change.size for change in found.values()]
        detected = sum(change.direction != "open" for change in found.values())
        values = {
            "count": len(found),
            "detected": detected,
            "low": signed(min(sizes)),
            "high": signed(max(sizes)),
        }
        findings = tuple(change_finding(change, name) for name, change in found.items())
        how = "all" if detected == len(found) else "some"
        yield Sentence(say(f"measured.robust.{how}", **values), findings)


def _behind(material: Material, move: Move) -> Block:
    """The events that the record holds of a pair in the month of a large move."""
    dyad, month = Dyad.parse(move.dyad), month_of(move.month)
    events = firm(material.events_of(dyad, month))
    count = events_count(dyad, month, events, "record")
    lead = Sentence(
        say(
            f"measured.behind.{'some' if events else 'none'}",
            month=_span(month),
            relation=label_of(move.dyad),
            size=signed(move.size),
            interval=interval(move.low, move.high),
            probability=odds(move.probability),
            count=len(events),
        ),
        (move_finding(move), probability_finding(move), count),
    )
    if not events:
        return Paragraph((lead,))
    items = tuple(
        Sentence(
            say("measured.event", date=_span(event.period), text=event.text),
            (event_finding(event),),
        )
        for event in events
    )
    return Listing(items, lead)


def _others(material: Material, changes: Mapping[str, Change | None]) -> Iterator[Block]:
    """All relations by the same comparison: sentences, figure, table."""
    focus = material.subject.focus.key
    known = [change for change in changes.values() if change is not None]
    others = [change for change in known if change.dyad != focus]
    if not others:
        return
    sentences = [
        _moved(others, direction)
        for direction in ("closer", "farther", "open")
        if any(change.direction == direction for change in others)
    ]
    yield Paragraph(tuple(sentences))
    yield Paragraph((_common(known), *_unusual(known), *_unmeasured(changes)))
    yield relation_changes.draw([shift(change) for change in known])
    yield changes_table(known)


def _moved(changes: Sequence[Change], direction: str) -> Sentence:
    """Which relations moved in a direction, the largest change first."""
    found = [change for change in changes if change.direction == direction]
    ordered = sorted(found, key=lambda change: -abs(change.size))
    sized = [
        Bilingual(f"{label.ja}（{size}）", f"{label.en} ({size})")
        for label, size in ((label_of(c.dyad), signed(c.size)) for c in ordered)
    ]
    return Sentence(
        say(
            f"measured.moved.{direction}",
            all=len(changes),
            count=len(found),
            relations=joined(sized),
        ),
        tuple(change_finding(change) for change in ordered),
    )


def _common(changes: Sequence[Change]) -> Sentence:
    """The median change, which may be a drift of the source and no move of any relation."""
    middle = median(change.size for change in changes)
    finding = replace(change_finding(changes[0]), about=(), value=round(middle, 2), low=None)
    values = {"all": len(changes), "median": signed(middle)}
    return Sentence(say("measured.common", **values), (replace(finding, high=None),))


def _unusual(changes: Sequence[Change]) -> Iterator[Sentence]:
    """Relations that never changed as much before, where there was a before."""
    found = [c for c in changes if c.earlier and not c.larger and c.direction != "open"]
    if found:
        names = joined([label_of(change.dyad) for change in found])
        findings = tuple(usual_finding(change) for change in found)
        yield Sentence(say("measured.unusual", relations=names), findings)


def _unmeasured(changes: Mapping[str, Change | None]) -> Iterator[Sentence]:
    missing = [dyad for dyad, change in changes.items() if change is None]
    if missing:
        names = joined([label_of(dyad) for dyad in missing])
        findings = tuple(
            Finding(
                what="relation_change",
                about=(dyad,),
                period=None,
                value=None,
                unit="index units",
                method="answers.moving.change_at",
                evidence=EVIDENCE,
                missing="too few measured months",
            )
            for dyad in missing
        )
        yield Sentence(say("measured.unmeasured", relations=names), findings)


def _span(period: Period) -> Bilingual:
    return Bilingual(period.text("ja"), period.text("en"))


def _missing(material: Material, months: Months) -> dict[str, Bilingual]:
    """From when to when the index reaches, and the months that are covered too little."""
    rows = next(iter(months.values()))
    span = Period(rows[0].month, month_of(rows[-1].month).end, Precision.MONTH)
    thin = [_span(month_of(row.month)) for row in rows if row.coverage < LEAST_COVERED]
    return {"span": _span(span), "thin": joined(thin) if thin else say("measured.no_month")}
