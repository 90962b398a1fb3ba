"""Where the states stood by their votes, and how far those of the focus relation moved."""

from __future__ import annotations

from collections.abc import Iterator

from ...terms.finding import Evidence, Finding
from ...terms.language import Bilingual
from ..compose import Block, Figure, Note, Paragraph, Row, Section, Sentence, Table
from ..figures import ideal_point_paths
from ..figures.frame import decimal_year
from ..material import Material
from ..positions import (
    alone,
    change,
    doubtful,
    largest_step,
    paths_of,
    placed,
    position,
    seat_label,
    seats,
    with_interval,
    within,
)
from ..system import IdealPoint, PoleDistance, session_label, session_period
from ..values import joined, label_of
from ..words import say

COLUMNS = ("state", "before", "after", "change", "step")
DOUBT, SURELY = "†", "*"
SURE = 0.95
"""Probability from which a pole is surely the nearest."""
Path = list[IdealPoint]


def compose(material: Material) -> Section | None:
    """Compose the section on positions."""
    focus = material.subject.focus
    paths = paths_of(material.system.ideal_points, material.subject.states)
    if not paths:
        return None
    moved = [_moved(material, state, paths.get(state, [])) for state in (focus.a, focus.b)]
    blocks: tuple[Block, ...] = (
        *(Paragraph(tuple(sentences)) for sentences in moved if sentences),
        _table(material, paths),
        _paths_figure(material, paths),
        Note(say("positions.note"), "ideal-points"),
        Paragraph((_doubts(material),)),
    )
    return Section("positions", say("positions.title"), blocks)


def _table(material: Material, paths: dict[str, Path]) -> Table:
    """Before and after the turn, the largest step, and distances in the newest session."""
    rows = [_path_row(material, state, path) for state, path in paths.items()]
    poles = [label_of(pole) for pole in _poles(material)]
    columns = [say(f"positions.columns.{name}") for name in COLUMNS]
    columns += [say("positions.columns.to", pole=pole) for pole in poles]
    newest = session_label(max(path[-1].session for path in paths.values()))
    caption = say("positions.caption", session=newest)
    numeric = tuple(range(len(COLUMNS), len(columns)))
    return Table("ideal-points", caption, tuple(columns), tuple(rows), numeric, (0, 1, 2, 3))


def _moved(material: Material, state: str, path: Path) -> list[Sentence]:
    """How far a state moved from before the turn to after it, and where it moved most."""
    subject = material.subject
    before, after = within(path, subject.before), within(path, subject.after)
    if not before or not after:
        return []
    earlier, later = alone(state, before), alone(state, after)
    moved = change(earlier, later)
    said = say(
        "positions.moved",
        state=label_of(state),
        count_before=len(before),
        count_after=len(after),
        before=placed(earlier.value),
        after=placed(later.value),
        change=placed(moved.value),
        low=placed(moved.low),
        high=placed(moved.high),
    )
    sentences = [Sentence(said, (earlier, later, moved))]
    if step := largest_step(before + after):
        sentences.append(_stepped(state, *step, already=step[1] in before))
        sentences += _alike(material, state, *step)
    return sentences


def _alike(
    material: Material, state: str, first: IdealPoint, second: IdealPoint
) -> Iterator[Sentence]:
    """Which other states moved the same way at that time: then the agenda may have moved too."""
    points = material.system.ideal_points
    there = {point.state for point in points if point.session == second.session}
    others = paths_of(points, sorted(there - set(seats([state]))))
    up, found = second.alone_mean > first.alone_mean, []
    for other, path in others.items():
        pair = [p for p in path if p.session in (first.session, second.session)]
        if len(pair) == 2:
            moved = change(alone(other, pair[:1]), alone(other, pair[1:]))
            bound = moved.low if up else moved.high
            if bound is not None and bound != 0 and (bound > 0) == up:
                found.append((label_of(other), moved))
    if found:
        cells = [
            Bilingual(f"{n.ja}{placed(m.value)}", f"{n.en} {placed(m.value)}") for n, m in found
        ]
        yield Sentence(say("positions.alike", states=joined(cells)), tuple(m for _, m in found))


def _stepped(state: str, first: IdealPoint, second: IdealPoint, *, already: bool) -> Sentence:
    """The largest step: of the sessions by themselves, with the smoothed values beside."""
    one, two = alone(state, [first]), alone(state, [second])
    moved = change(one, two)
    smooth = position(state, first), position(state, second)
    said = say(
        "positions.step.before" if already else "positions.step.after",
        state=label_of(state),
        first=session_label(first.session),
        second=session_label(second.session),
        one=placed(one.value),
        two=placed(two.value),
        change=placed(moved.value),
        low=placed(moved.low),
        high=placed(moved.high),
        smooth_one=placed(smooth[0].value),
        smooth_two=placed(smooth[1].value),
    )
    return Sentence(said, (one, two, moved, *smooth))


def _path_row(material: Material, state: str, path: Path) -> Row:
    """Before, after, the change, the largest step, the nearest pole and the votes of a state."""
    subject, last = material.subject, path[-1]
    before, after = within(path, subject.before), within(path, subject.after)
    found = [alone(state, points) if points else None for points in (before, after)]
    moved = change(found[0], found[1]) if found[0] and found[1] else None
    step = largest_step(before + after)
    near = _distances(material, last)
    mark = DOUBT if doubtful(before + after) else ""
    cells = [
        say("positions.named", state=label_of(state), mark=mark),
        *(_shown(finding) for finding in found),
        Bilingual(with_interval(moved), with_interval(moved)) if moved else say("values.dash"),
        _step_cell(state, step) if step else say("values.dash"),
        *(_near_cell(near.get(pole)) for pole in _poles(material)),
    ]
    findings = [position(state, last), *(f for f in (*found, moved) if f)]
    return Row(tuple(cells), (*findings, *(_near_finding(state, item) for item in near.values())))


def _shown(finding: Finding | None) -> Bilingual:
    if finding is None:
        return say("values.dash")
    return Bilingual(placed(finding.value), placed(finding.value))


def _step_cell(state: str, step: tuple[IdealPoint, IdealPoint]) -> Bilingual:
    first, second = step
    moved = change(alone(state, [first]), alone(state, [second]))
    return say(
        "positions.stepped",
        second=session_label(second.session),
        change=placed(moved.value),
    )


def _poles(material: Material) -> list[str]:
    """Poles in the order of the study's states, then those that are none of them."""
    poles = sorted({item.pole for item in material.system.pole_distances})
    states = material.subject.states
    own = [state for state in states if state in poles]
    return own + [pole for pole in poles if pole not in states]


def _distances(material: Material, point: IdealPoint) -> dict[str, PoleDistance]:
    """Distance of a state from each pole in a session, itself left out."""
    return {
        item.pole: item
        for item in material.system.pole_distances
        if (item.state, item.session) == (point.state, point.session)
        and item.pole_distance is not None
        and item.pole != point.state
    }


def _near_cell(near: PoleDistance | None) -> Bilingual:
    """A distance, marked where this pole is surely the nearest."""
    if near is None:
        return say("values.dash")
    mark = SURELY if (near.nearest_probability or 0.0) >= SURE else ""
    text = f"{near.pole_distance:.2f}{mark}"
    return Bilingual(text, text)


def _near_finding(state: str, near: PoleDistance) -> Finding:
    return Finding(
        what="pole_distance",
        about=(state, near.pole),
        period=session_period(near.session),
        value=near.pole_distance,
        unit="sd",
        method="measures.order.poles",
        evidence=(Evidence("dataset", "unga_rollcalls"),),
        inputs=(f"nearest_probability {near.nearest_probability}",),
    )


def _paths_figure(material: Material, paths: dict[str, Path]) -> Figure:
    """A panel per state; the poles are those from which distances are measured."""
    focus, turn = material.subject.focus, material.subject.turn.start
    poles = _poles(material)
    others = [pole for pole in poles if pole not in paths]
    drawn = [
        ideal_point_paths.Path(
            state,
            seat_label(state, (point.state for point in path)),
            state in (focus.a, focus.b),
            state in poles,
            tuple(
                ideal_point_paths.At(p.year, p.mean, p.q05, p.q95, p.alone_mean, p.sure)
                for p in path
            ),
            position(state, path[-1]),
        )
        for state, path in (paths | paths_of(material.system.ideal_points, others)).items()
    ]
    return ideal_point_paths.draw(drawn, decimal_year(turn) if turn else None, len(paths))


def _doubts(material: Material) -> Sentence:
    """How many of the positions shown have not converged or rest on few votes."""
    points = material.system.ideal_points
    unsure = [point for point in points if not point.sure]
    finding = Finding(
        what="rows_doubtful",
        about=(),
        period=None,
        value=len(unsure),
        unit="",
        method="answers.system.sure",
        evidence=(Evidence("dataset", "unga_rollcalls"),),
        inputs=tuple(f"{point.state} {point.session}" for point in unsure),
    )
    names = [session_label(session) for session in sorted({p.session for p in unsure})]
    sessions = joined([Bilingual(name, name) for name in names])
    return Sentence(
        say("positions.doubtful", all=len(points), unsure=len(unsure), sessions=sessions)
        if unsure
        else say("positions.no_doubt", all=len(points)),
        (finding,),
    )
