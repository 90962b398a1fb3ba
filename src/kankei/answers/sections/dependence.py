"""Who depends on whom: trade, arms and organisations, as far as the sources reach."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...terms.finding import Finding
from ...terms.language import Bilingual
from ..compose import Block, Listing, Note, Paragraph, Row, Section, Sentence, Table
from ..material import Dependence, Material
from ..moving import SHARES, dependence_finding
from ..values import joined, label_of
from ..words import has, say

Pairs = Mapping[tuple[str, str], list[Dependence]]
KINDS = tuple(SHARES)
PAGE = "dependence"
LEAST_WRITTEN = 0.0005
"""Smaller shares are above zero and would be written as zero."""


def compose(material: Material) -> Section | None:
    """Compose the section; none without a measured dependence."""
    found = {kind: _pairs(material, kind) for kind in KINDS}
    known = {kind: pairs for kind, pairs in found.items() if pairs}
    if not known:
        return None
    blocks: list[Block] = []
    for kind, pairs in known.items():
        blocks += _focus(material, kind, pairs)
        items = tuple(_largest(material, kind, pairs))
        if items:
            first, last = _years(pairs)
            lead = Sentence(say(f"dependence.lead.{kind}", first=first, last=last), _all(items))
            blocks.append(Listing(items, lead))
        blocks.append(_table(material, kind, pairs))
    blocks.append(Note(say(f"dependence.note.{_reach(material, known)}", **_ends(known)), PAGE))
    return Section("dependence", say("dependence.title"), tuple(blocks))


def _reach(material: Material, known: Mapping[str, Pairs]) -> str:
    """Whether every source ends before the turn, so that nothing can be compared across it."""
    turn = material.subject.turn.start
    ends = [_years(pairs)[1] for pairs in known.values()]
    return "ended" if turn and max(ends) < turn.year else "reaching"


def _ends(known: Mapping[str, Pairs]) -> dict[str, Bilingual]:
    parts = [say(f"dependence.reach.{kind}", last=_years(known[kind])[1]) for kind in known]
    return {"reach": joined(parts)}


def _focus(material: Material, kind: str, pairs: Pairs) -> Iterator[Block]:
    """The focus relation in both directions, in the first and in the last year."""
    focus = material.subject.focus
    both = [pair for pair in (focus.states, focus.states[::-1]) if pair in pairs]
    first, last = _years(pairs)
    parts: list[Bilingual] = []
    findings: list[Finding] = []
    for state, partner in both:
        then, now = (_at(pairs[state, partner], year) for year in (first, last))
        parts.append(
            say(
                f"dependence.focus.{kind}",
                **{"state": label_of(state), "partner": label_of(partner)},
                **{"then": _cell(then), "now": _cell(now)},
            )
        )
        findings += [dependence_finding(item) for item in (then, now) if item is not None]
    if findings:
        text = say("dependence.focus.whole", first=first, last=last, parts=joined(parts))
        yield Paragraph((Sentence(text, tuple(findings)),))


def _all(items: tuple[Sentence, ...]) -> tuple[Finding, ...]:
    return tuple(finding for item in items for finding in item.findings)


def _pairs(material: Material, kind: str) -> Pairs:
    """Years of every ordered pair of the study's states."""
    states = set(material.subject.states)
    found: dict[tuple[str, str], list[Dependence]] = {}
    for item in material.measured.dependences:
        if item.of == kind and {item.state, item.on} <= states:
            found.setdefault((item.state, item.on), []).append(item)
    return {key: sorted(rows, key=lambda r: r.year) for key, rows in found.items()}


def _years(pairs: Pairs) -> tuple[int, int]:
    """The first and the last year of which the source tells anything."""
    years = {item.year for rows in pairs.values() for item in rows}
    return min(years), max(years)


def _at(rows: list[Dependence], year: int) -> Dependence | None:
    return next((item for item in rows if item.year == year), None)


def _largest(material: Material, kind: str, pairs: Pairs) -> Iterator[Sentence]:
    """For each state the partner with the largest share in the last year, and its share before."""
    first, last = _years(pairs)
    for state in material.subject.states:
        shares = [
            (item.share, item.on)
            for (one, _), rows in pairs.items()
            if one == state and (item := _at(rows, last)) is not None and item.share
        ]
        if not shares:
            continue
        _, partner = max(shares)
        rows = pairs[state, partner]
        then, now = _at(rows, first), _at(rows, last)
        assert now is not None
        yield Sentence(
            say(
                "dependence.largest",
                state=label_of(state),
                partner=label_of(partner),
                then=_cell(then),
                now=_cell(now),
            ),
            tuple(dependence_finding(item) for item in (then, now) if item is not None),
        )


def _table(material: Material, kind: str, pairs: Pairs) -> Table:
    """A row per state, a column per partner: the share in the first and in the last year."""
    first, last = _years(pairs)
    states = [s for s in material.subject.states if any(one == s for one, _ in pairs)]
    partners = [s for s in material.subject.states if any(other == s for _, other in pairs)]
    rows = tuple(_row(state, partners, pairs, (first, last)) for state in states)
    return Table(
        f"dependence-{kind}",
        say(f"dependence.caption.{kind}", first=first, last=last),
        (say("dependence.of"), *(label_of(partner) for partner in partners)),
        rows,
        numeric=tuple(range(1, len(partners) + 1)),
    )


def _row(state: str, partners: list[str], pairs: Pairs, years: tuple[int, int]) -> Row:
    cells, findings = [], []
    for partner in partners:
        found = [_at(pairs.get((state, partner), []), year) for year in years]
        findings += [dependence_finding(item) for item in found if item is not None]
        dash = say("values.dash")
        both = say("dependence.cell", then=_cell(found[0]), now=_cell(found[1]))
        cells.append(both if any(found) else dash)
    return Row((label_of(state), *cells), tuple(findings))


def _cell(item: Dependence | None) -> Bilingual:
    if item is None:
        return say("values.dash")
    if item.share is None:
        reason = f"dependence.missing.{item.missing}"
        return say(reason) if has(reason) else say("values.dash")
    if 0 < item.share < LEAST_WRITTEN:
        return say("dependence.tiny")
    return Bilingual(f"{item.share:.1%}", f"{item.share:.1%}")
