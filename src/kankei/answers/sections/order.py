"""The shape of the system: how concentrated power is, and who stands with whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...terms.finding import Evidence, Finding
from ...terms.language import Bilingual
from ...terms.period import Period
from ..compose import Block, Figure, Listing, Note, Paragraph, Row, Section, Sentence, Table
from ..figures import bloc_strip, polarity
from ..material import Material
from ..pairs import Pairs, before_and_after, mean_of, pairs_of, within
from ..positions import seats
from ..system import (
    OPENS,
    CoMembership,
    Concentration,
    SignedOrder,
    session_label,
    session_period,
)
from ..values import joined, label_of, odds
from ..words import say

INDICES = {
    "cinc": "cow_capabilities",
    "military_expenditure": "cow_capabilities",
    "gdp_usd_billion": "imf_weo",
}
"""Indices of power in the order in which they are shown, each with its data set."""
DECADE = 10
NEWEST = 3
"""Sessions that the table of pairs shows one by one."""
VOTES = (Evidence("dataset", "unga_rollcalls"),)


def compose(material: Material) -> Section | None:
    """Compose the section on the order of the system."""
    blocks = [*_polarity(material), *_blocs(material)]
    return Section("order", say("order.title"), tuple(blocks)) if blocks else None


def _polarity(material: Material) -> Iterator[Block]:
    """Concentration of power: sentences, figure, table, and what the indices measure."""
    by_index = {
        index: [row for row in material.system.concentration if row.field == index]
        for index in INDICES
    }
    known = {index: [r for r in rows if not r.missing] for index, rows in by_index.items()}
    known = {index: rows for index, rows in known.items() if rows}
    if not known:
        return
    ends = [f for rows in known.values() for f in (_con(rows[0]), _con(rows[-1]))]
    lead = Sentence(say("order.indices"), tuple(ends))
    yield Listing(tuple(_concentrated(rows) for rows in known.values()), lead)
    yield Paragraph((_leaders([rows[-1] for rows in known.values()]),))
    shown = [
        polarity.Year(r.year, r.field, r.concentration_con, r.effective_number, r.states)
        for index in known
        for r in by_index[index]
    ]
    yield polarity.draw(shown, list(known), ends)
    yield _decades(known)
    yield Note(say("order.concentration_note"), "order")


def _con(row: Concentration) -> Finding:
    return _of_power("concentration_con", row, row.concentration_con, "")


def _of_power(what: str, row: Concentration, value: float | None, unit: str) -> Finding:
    powers = Evidence("dataset", "cow_majors")
    return Finding(
        what=what,
        about=(row.field,),
        period=Period.parse(str(row.year)),
        value=value,
        unit=unit,
        method="measures.order.concentration",
        evidence=(Evidence("dataset", INDICES[row.field]), powers),
        inputs=(f"N {row.states}", row.members),
        missing=row.missing,
    )


def _concentrated(rows: Sequence[Concentration]) -> Sentence:
    """Concentration of one index in its first and last year, and in the lowest one."""
    first, last = rows[0], rows[-1]
    least = min(rows, key=lambda row: row.concentration_con or 0.0)
    said = say(
        "order.concentrated",
        index=say(f"order.index.{first.field}"),
        first=first.year,
        first_states=first.states,
        first_con=first.concentration_con,
        last=last.year,
        last_states=last.states,
        last_con=last.concentration_con,
        least=least.year,
        least_con=least.concentration_con,
        first_number=first.effective_number,
        last_number=last.effective_number,
    )
    numbers = [
        _of_power("effective_number", row, row.effective_number, "states") for row in (first, last)
    ]
    return Sentence(said, (_con(first), _con(last), _con(least), *numbers))


def _leaders(rows: Sequence[Concentration]) -> Sentence:
    """Who comes first by each index: one number of poles does not follow from one index."""
    said = [
        say(
            "order.leader",
            index=say(f"order.index.{row.field}"),
            year=row.year,
            state=label_of(row.largest),
            share=row.largest_share,
        )
        for row in rows
    ]
    listed = joined(said)
    agree = len({row.largest for row in rows}) == 1
    findings = tuple(_of_power("capability_share", row, row.largest_share, "share") for row in rows)
    return Sentence(
        say("order.leaders_agree" if agree else "order.leaders", listed=listed), findings
    )


def _decades(known: dict[str, list[Concentration]]) -> Table:
    """One row per decade and for the last year of each index: N, CON and effective number."""
    years: dict[int, dict[str, Concentration]] = {}
    for of_index in known.values():
        for row in of_index:
            years.setdefault(row.year, {})[row.field] = row
    first, last = min(years), max(years)
    ends = {of_index[-1].year for of_index in known.values()}
    chosen = [y for y in sorted(years) if y in (first, last) or y in ends or y % DECADE == 0]
    columns = [say("order.columns.year"), say("order.columns.states")]
    columns += [label_of(index) for index in known]
    rows = [_decade_row(year, years[year], list(known)) for year in chosen]
    numeric = tuple(range(1, len(columns)))
    return Table("concentration", say("order.caption"), tuple(columns), tuple(rows), numeric)


def _decade_row(year: int, of: dict[str, Concentration], indices: list[str]) -> Row:
    counts = "/".join(dict.fromkeys(str(row.states) for row in of.values()))
    cells = [Bilingual(str(year), str(year)), Bilingual(counts, counts)]
    for index in indices:
        row = of.get(index)
        if row is None or row.concentration_con is None:
            cells.append(say("values.dash"))
            continue
        text = f"{row.concentration_con:.2f} ({row.effective_number:.1f})"
        cells.append(Bilingual(text, text))
    return Row(tuple(cells), tuple(_con(row) for row in of.values()))


def _blocs(material: Material) -> Iterator[Block]:
    """Who stands with whom by the votes, and how far the network is from two camps."""
    pairs = pairs_of(material)
    if pairs:
        yield Paragraph(tuple(_focus(material, pairs)))
        if moved := [_moved(material, key, items) for key, items in _most_moved(material, pairs)]:
            yield Listing(tuple(moved), _lead(material, pairs))
    yield from _frustrated(material)
    if pairs and material.system.signed_order:
        yield _strip(material, pairs)
    if pairs:
        yield _pairs_table(material, pairs)
        yield Note(say("order.blocs_note", **_divided(material, pairs)), "order")


def _divided(material: Material, pairs: Pairs) -> dict[str, object]:
    """Which states beside the study's were divided, and how often the votes were redrawn."""
    network = material.measured.made.get("same_bloc", {}).get("network", "").split()
    others = [label_of(item) for item in network if item not in seats(material.subject.states)]
    draws = max(item.draws for items in pairs.values() for item in items)
    beside = say("order.beside", states=joined(others)) if others else Bilingual("", "")
    return {"beside": beside, "draws": draws}


def _focus(material: Material, pairs: Pairs) -> Iterator[Sentence]:
    key = material.subject.focus.key
    found = before_and_after(material, key, pairs.get(key, []))
    if found:
        said = say(
            "order.together",
            relation=label_of(key),
            before=_odds(found[0]),
            after=_odds(found[1]),
            count_before=len(found[0].inputs),
            count_after=len(found[1].inputs),
            newest=_newest(pairs[key]),
        )
        yield Sentence(said, found)


def _newest(items: Sequence[CoMembership]) -> Bilingual:
    """The newest sessions one by one, so that the time of a change can be seen."""
    return joined(
        [
            say(
                "order.at",
                session=session_label(item.session),
                probability=odds(item.same_bloc_probability),
            )
            for item in items[-NEWEST:]
        ]
    )


def _most_moved(material: Material, pairs: Pairs) -> list[tuple[str, list[CoMembership]]]:
    """The pairs whose probability changed most, up and down, largest change first."""

    def size(key: str) -> float:
        found = before_and_after(material, key, pairs[key])
        values = [f.value for f in found if isinstance(f.value, float)]
        return abs(values[1] - values[0]) if len(values) == 2 else 0.0

    others = [key for key in pairs if key != material.subject.focus.key and size(key) > 0]
    return [(key, pairs[key]) for key in sorted(others, key=lambda k: (-size(k), k))[:6]]


def _odds(finding: Finding) -> Bilingual:
    assert isinstance(finding.value, float)
    return odds(finding.value)


def _moved(material: Material, key: str, items: list[CoMembership]) -> Sentence:
    found = before_and_after(material, key, items)
    values = {"relation": label_of(key), "before": _odds(found[0]), "after": _odds(found[1])}
    return Sentence(say("order.moved", **values), found)


def _lead(material: Material, pairs: Pairs) -> Sentence:
    """That the pairs below are those that changed most; it rests on all pairs."""
    found = [f for key, items in pairs.items() for f in before_and_after(material, key, items)]
    return Sentence(say("order.most_moved"), tuple(found))


def _frustrated(material: Material) -> Iterator[Paragraph]:
    """Ties that no two camps can hold, in the newest session and over time."""
    rows = [row for row in material.system.signed_order if not row.missing]
    if not rows:
        return
    last = rows[-1]
    share = last.frustrated_share or 0.0
    earlier = [row for row in rows[:-1] if (row.frustrated_share or 0.0) <= share]
    most = max(rows, key=lambda row: row.frustrated_share or 0.0)
    found = (_frustration(last), _share(last), _share(most))
    values = {
        "session": session_label(last.session),
        "states": last.states,
        "ties": last.ties,
        "least": last.frustration_ties,
        "share": share,
        "most": session_label(most.session),
        "most_share": most.frustrated_share,
    }
    sentences = [Sentence(say("order.frustrated", **values), found)]
    if earlier:
        then = earlier[-1]
        low = say("order.last_low", low=session_label(then.session), states=then.states)
        sentences.append(Sentence(low, (_share(then),)))
    proven = [row for row in rows if row.proven]
    said = say("order.proven", proven=len(proven), all=len(rows))
    sentences.append(Sentence(said, (_proofs(proven),)))
    yield Paragraph(tuple(sentences))


def _frustration(row: SignedOrder) -> Finding:
    return Finding(
        what="frustration_ties",
        about=(),
        period=session_period(row.session),
        value=row.frustration_ties,
        unit="ties",
        method="measures.order.frustration",
        evidence=VOTES,
        inputs=(f"{row.states} states, {row.ties} ties, {row.hostile} hostile",),
    )


def _share(row: SignedOrder) -> Finding:
    return Finding(
        what="frustrated_share",
        about=(),
        period=session_period(row.session),
        value=row.frustrated_share,
        unit="share",
        method="measures.order.frustration",
        evidence=VOTES,
        inputs=(_frustration(row).id,),
    )


def _proofs(rows: Sequence[SignedOrder]) -> Finding:
    return Finding(
        what="rows_proven",
        about=(),
        period=None,
        value=len(rows),
        unit="",
        method="measures.order.frustration",
        evidence=VOTES,
        inputs=tuple(str(row.session) for row in rows),
    )


def _strip(material: Material, pairs: Pairs) -> Figure:
    focus = material.subject.focus.key
    newest = {key: items[-1].same_bloc_probability for key, items in pairs.items()}
    mean = {key: float(str(mean_of(key, items).value)) for key, items in pairs.items()}
    drawn = [
        bloc_strip.Pair(
            label_of(key), tuple((i.session + OPENS, i.same_bloc_probability) for i in pairs[key])
        )
        for key in sorted(pairs, key=lambda k: (k != focus, -round(newest[k]), -mean[k], k))
    ]
    sessions = [
        bloc_strip.Session(row.session + OPENS, row.frustrated_share, row.blocs)
        for row in material.system.signed_order
    ]
    findings = [mean_of(key, items) for key, items in pairs.items()]
    return bloc_strip.draw(drawn, sessions, findings)


def _pairs_table(material: Material, pairs: Pairs) -> Table:
    """Pairs with a state of the focus relation: mean before, and the newest sessions."""
    focus = material.subject.focus
    of_focus = {
        key: items
        for key, items in pairs.items()
        if {focus.a, focus.b} & set(key.split("-")) and within(items, material.subject.period)
    }
    newest = sorted({i.session for items in of_focus.values() for i in items})[-NEWEST:]
    rows = [_pair_row(material, key, items, newest) for key, items in of_focus.items()]
    labels = [Bilingual(session_label(s), session_label(s)) for s in newest]
    columns = (say("order.columns.relation"), say("order.columns.mean"), *labels)
    numeric = tuple(range(1, len(columns)))
    return Table("same-bloc", say("order.pairs"), columns, tuple(rows), numeric)


def _pair_row(
    material: Material, key: str, items: list[CoMembership], newest: Sequence[int]
) -> Row:
    earlier = [i for i in within(items, material.subject.period) if i.session < newest[0]]
    at = {item.session: item for item in items}
    found = [mean_of(key, earlier) if earlier else None]
    found += [mean_of(key, [at[session]]) if session in at else None for session in newest]
    cells = [_odds(f) if f else say("values.dash") for f in found]
    return Row((label_of(key), *cells), tuple(f for f in found if f))
