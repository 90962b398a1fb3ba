"""What each source says of the relations: with and without it, over thirty years, and by domain.

The leading index rests on one source of reports. This section lays beside it what votes and
diplomatic ties add, what yearly sources alone say since 1995, and what event reports with domains
say in the months that they cover. Gaps stay gaps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from ...terms.finding import Evidence, Finding
from ...terms.language import Bilingual
from ...terms.period import Period
from ..compose import Block, Note, Paragraph, Row, Section, Sentence, Table
from ..figures import relation_beside, relation_years
from ..figures.frame import decimal_year
from ..figures.relation_beside import Bundle, Point
from ..material import Influence, Material, RelationMonth, RelationYear
from ..measured_domains import domains, index_text
from ..measured_making import making
from ..moving import Change, change_at, change_finding
from ..values import following, joined, label_of, minus, signed
from ..words import say

LINES = ("all_sources", "with_votes", "without_unga", "without_ties")
"""Curves laid beside the leading one, by what they were made from."""
SOURCES = {
    "scores": ("gdelt_dyad_days",),
    "all_sources": ("gdelt_dyad_days", "unga_rollcalls", "diplomatic_ties"),
    "with_votes": ("gdelt_dyad_days", "unga_rollcalls"),
    "without_unga": ("gdelt_dyad_days", "diplomatic_ties"),
    "without_ties": ("gdelt_dyad_days", "unga_rollcalls"),
}
"""Data sets behind each of the curves."""
LEFT_OUT = ("unga", "diplomatic_ties", "china_visits")
"""Yearly sources that are left out in turn."""
VOTES = "unga"
DATASETS = {"unga": "unga_rollcalls", "gdelt": "gdelt_dyad_days"}
"""Data set of a source that is called otherwise."""
PAGE = "relation"


def compose(material: Material) -> Section | None:
    """Compose the section; none when the snapshot has curves of one source alone."""
    blocks = (
        *_beside(material),
        *_years(material),
        *domains(material),
        *_influence(material),
        *making(material),
    )
    return Section("sources", say("sources.title"), blocks) if blocks else None


def _dyads(material: Material) -> list[str]:
    return [dyad.key for dyad in material.subject.dyads()]


def _evidence(*datasets: str) -> tuple[Evidence, ...]:
    return tuple(Evidence("dataset", name) for name in datasets)


def _behind(sources: Sequence[str]) -> tuple[Evidence, ...]:
    """The data sets behind some sources, each once."""
    return _evidence(*dict.fromkeys(DATASETS.get(name, name) for name in sources))


# ---- with and without votes and ties ----


def _beside(material: Material) -> Iterator[Block]:
    """The leading curve with further sources, and without each of them."""
    turn = material.subject.turn.start
    leading = _by_dyad(material.measured.months)
    every = {name: _months(material, name, leading) for name in LINES}
    found = {name: months for name, months in every.items() if months}
    if not found or turn is None:
        return
    changes = {
        "scores": {key: change_at(rows, turn) for key, rows in leading.items()},
        **{n: {k: change_at(rows, turn) for k, rows in of.items()} for n, of in found.items()},
    }
    yield Paragraph(tuple(_focus_changes(material, changes)))
    bundles = [
        Bundle(
            label_of(key),
            tuple(_point(month) for month in leading[key]),
            {name: tuple(_point(m) for m in months.get(key, ())) for name, months in found.items()},
        )
        for key in _dyads(material)
        if key in leading
    ]
    findings = [_told(c, name) for name, of in changes.items() for c in of.values() if c]
    yield relation_beside.draw(bundles, decimal_year(turn), findings)
    yield _changes_table(material, changes)


Months = Mapping[str, list[RelationMonth]]


def _months(material: Material, variant: str, leading: Months) -> Months:
    """Months of one variant, measured where the leading index is, so that months compare."""
    measured = {
        (key, item.month) for key, rows in leading.items() for item in rows if item.signal_sd
    }
    same = (item for item in material.measured.beside if item.variant == variant)
    return _by_dyad(
        [
            item if (item.dyad, item.month) in measured else replace(item, signal=None)
            for item in same
        ]
    )


def _by_dyad(months: Sequence[RelationMonth]) -> dict[str, list[RelationMonth]]:
    found: dict[str, list[RelationMonth]] = {}
    for month in sorted(months, key=lambda item: item.month):
        found.setdefault(month.dyad, []).append(month)
    return found


def _point(month: RelationMonth) -> Point:
    return Point(decimal_year(month.month), month.mean, month.low, month.high)


Changes = Mapping[str, Mapping[str, Change | None]]


def _focus_changes(material: Material, changes: Changes) -> Iterator[Sentence]:
    """The change of the focus relation by each set of sources, and how often verdicts differ."""
    focus = material.subject.focus.key
    known = {name: of[focus] for name, of in changes.items() if of.get(focus)}
    parts = [
        say("sources.part", of=say(f"sources.line.{name}"), size=_sized(change))
        for name, change in known.items()
        if change
    ]
    findings = tuple(_told(c, name) for name, c in known.items() if c)
    values = {"relation": label_of(focus), "parts": joined(parts)}
    yield Sentence(say("sources.focus", **values), findings)
    other = [key for key in _dyads(material) if len(_verdicts(changes, key)) > 1]
    names = joined([label_of(key) for key in other]) if other else say("summary.none")
    every = tuple(f for key in other or [focus] for f in _of(changes, key))
    count = len([key for key in _dyads(material) if _verdicts(changes, key)])
    said = say("sources.verdicts", count=len(other), all=count, relations=names)
    yield Sentence(said, every)


def _of(changes: Changes, key: str) -> list[Finding]:
    return [_told(change, name) for name, of in changes.items() if (change := of.get(key))]


def _verdicts(changes: Changes, key: str) -> set[str]:
    return {change.direction for of in changes.values() if (change := of.get(key))}


def _told(change: Change, made_of: str) -> Finding:
    """A change by what the index was made from, with the data sets behind it."""
    return replace(change_finding(change, made_of), evidence=_evidence(*SOURCES[made_of]))


def _sized(change: Change) -> str:
    return f"{signed(change.size)} [{signed(change.low)}, {signed(change.high)}]"


def _changes_table(material: Material, changes: Changes) -> Table:
    """The change of every relation at the turn, by each set of sources."""
    rows = []
    for key in _dyads(material):
        found = [of.get(key) for of in changes.values()]
        if any(found):
            cells = [_same(_sized(item)) if item else say("values.dash") for item in found]
            rows.append(Row((label_of(key), *cells), tuple(_of(changes, key))))
    columns = (say("sources.relation"), *(say(f"sources.line.{name}") for name in changes))
    numeric = tuple(range(1, len(columns)))
    return Table("relation-beside-table", say("sources.changes"), columns, tuple(rows), numeric)


# ---- thirty years by yearly sources ----


def _years(material: Material) -> Iterator[Block]:
    """The political relation by votes, diplomatic relations and visits, year by year."""
    curves = _curves_of_years(material)
    if not curves:
        return
    focus = material.subject.focus.key
    moved = [key for key, of in curves.items() if _lasting(of)]
    left = [name for name in LEFT_OUT if any(name in of for of in curves.values())]
    sentences = [_year_sentence(focus, curves[focus][""], left)] if focus in curves else []
    yield Paragraph((*sentences, _moved(curves, moved, left)))
    bundles = [
        Bundle(
            label_of(key),
            tuple(_year_point(item) for item in of[""]),
            {name: tuple(_year_point(item) for item in of.get(name, ())) for name in left},
        )
        for key, of in curves.items()
    ]
    findings = [
        _year_finding(item, left) for of in curves.values() for item in (of[""][0], of[""][-1])
    ]
    start = material.subject.turn.start
    yield relation_years.draw(bundles, decimal_year(start) if start else None, findings)
    pairs = material.measured.made.get("relation_years", {}).get("pairs", "―")
    apart = [*left, *(["PRK"] if "PRK" in material.subject.states else [])]
    ties = following([say(f"sources.years.of.{name}") for name in apart if name != VOTES])
    yield Note(say("sources.years.note", pairs=pairs, ties=ties), PAGE)


def _curves_of_years(material: Material) -> dict[str, dict[str, list[RelationYear]]]:
    found: dict[str, dict[str, list[RelationYear]]] = {key: {} for key in _dyads(material)}
    for item in sorted(material.measured.years, key=lambda year: year.year):
        if item.dyad in found:
            found[item.dyad].setdefault(item.without, []).append(item)
    return {key: of for key, of in found.items() if of.get("")}


def _year_point(item: RelationYear) -> Point:
    return Point(decimal_year(date(item.year, 12, 1)), item.mean, item.low, item.high)


def _apart(years: Sequence[RelationYear]) -> bool:
    """True when the intervals of the first and the last year do not touch."""
    first, last = years[0], years[-1]
    return first.high < last.low or last.high < first.low


def _lasting(of: Mapping[str, Sequence[RelationYear]]) -> bool:
    """True when the first and last year are apart whichever tie is left out, the same way.

    Without votes nothing moves but a tie, so that this curve has no say.
    """
    curves = [years for name, years in of.items() if name != VOTES]
    ways = {_step(years) > 0 for years in curves}
    return len(ways) == 1 and all(_apart(years) for years in curves)


def _year_sentence(key: str, years: Sequence[RelationYear], left: Sequence[str]) -> Sentence:
    """The first and the last year of a relation, by the sources that are left out in turn."""
    first, last = years[0], years[-1]
    values = {
        "sources": joined([say(f"sources.left.{x}") for x in dict.fromkeys((VOTES, *left))]),
        "relation": label_of(key),
        "first": first.year,
        "last": last.year,
        "then": index_text(first),
        "now": index_text(last),
    }
    how = "apart" if _apart(years) else "open"
    return Sentence(
        say(f"sources.years.{how}", **values),
        (_year_finding(first, left), _year_finding(last, left)),
    )


def _moved(
    curves: Mapping[str, Mapping[str, Sequence[RelationYear]]],
    moved: list[str],
    left: Sequence[str],
) -> Sentence:
    """Which pairs stand surely elsewhere than in the first year."""
    parts = [
        say("sources.years.step", relation=label_of(key), size=signed(_step(curves[key][""])))
        for key in sorted(moved, key=lambda key: -_step(curves[key][""]))
    ]
    values = {
        "all": len(curves),
        "count": len(moved),
        "relations": joined(parts) if parts else say("summary.none"),
    }
    ends = (of[""][place] for of in curves.values() for place in (0, -1))
    how = "moved" if left else "moved_alone"
    findings = tuple(_year_finding(item, left) for item in ends)
    return Sentence(say(f"sources.years.{how}", **values), findings)


def _step(years: Sequence[RelationYear]) -> float:
    return years[-1].mean - years[0].mean


def _year_finding(item: RelationYear, left: Sequence[str]) -> Finding:
    """A year of a curve, which rests on votes and on the sources that are left out in turn."""
    return Finding(
        what="relation_index",
        about=(f"{item.dyad}/political", *filter(None, (item.without,))),
        period=Period.parse(f"{item.year}-12"),
        value=round(item.mean, 2),
        low=round(item.low, 2),
        high=round(item.high, 2),
        unit="sd",
        method="measures.relation",
        evidence=_behind((VOTES, *left)),
    )


# ---- how much each source moves the curves ----


def _influence(material: Material) -> Iterator[Block]:
    """Agreement of the curves with and without each source."""
    every = material.measured.influences
    of = {item.curves: [x.without for x in every if x.curves == item.curves] for item in every}
    rows = tuple(_influence_row(item, of[item.curves]) for item in every)
    names = ("curves", "without", "pairs", "levels", "moves", "width")
    if rows:
        columns = tuple(say(f"sources.influence.{name}") for name in names)
        caption = say("sources.influence.caption")
        yield Table("relation-influence", caption, columns, rows, (2, 3, 4, 5), (0, 1))


def _influence_row(item: Influence, sources: Sequence[str]) -> Row:
    numbers = [
        _same(minus(f"{value:.2f}")) if value is not None else say("values.dash")
        for value in (item.levels, item.moves, item.width)
    ]
    cells = (say(f"sources.of.{item.curves}"), say(f"sources.left.{item.without}"))
    return Row((*cells, _same(str(item.pairs)), *numbers), (_influence_finding(item, sources),))


def _influence_finding(item: Influence, sources: Sequence[str]) -> Finding:
    return Finding(
        what="moves_agree",
        about=(item.curves, item.without),
        period=None,
        value=item.moves,
        unit="",
        method="measures.relation.influence",
        evidence=_behind(sources),
        missing="" if item.moves is not None else "one side does not move",
        inputs=(f"levels {item.levels}", f"width {item.width}", f"{item.months} months"),
    )


def _same(text: str) -> Bilingual:
    return Bilingual(text, text)
