"""Who led, which groups the states belong to, and how their economies grew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from ...terms.finding import Evidence, Finding
from ...terms.language import Bilingual
from ...terms.period import Period
from ..compose import Listing, Note, Row, Section, Sentence, Table
from ..counting import event_finding, firm
from ..material import Material, OfficeHeld, SeriesValue
from ..values import label_of
from ..words import say

WEO = "IMF WEO "
CONTEXT = timedelta(days=2 * 365)
"""How long before the turn the larger events belong to the background."""
POSTS = (
    "supreme_leader",
    "head_of_state",
    "head_of_government",
    "foreign_minister",
    "defence_minister",
)


def compose(material: Material) -> Section | None:
    """Compose the background section."""
    blocks = [
        *(Listing(tuple(found)) for found in [list(_context(material))] if found),
        *_offices(material),
        *_groups(material),
        *_growth(material),
    ]
    return Section("background", say("background.title"), tuple(blocks)) if blocks else None


def _context(material: Material) -> Iterator[Sentence]:
    """The larger events of the years before the turn that touch a state of the focus relation."""
    wanted = {"SANCTION", "COERCE", "ASSAULT", "REJECT"}
    focus = {material.subject.focus.a, material.subject.focus.b}
    turn = material.subject.turn.start
    assert turn is not None
    years = Period(turn - CONTEXT, turn)
    for event in firm(material.events):
        acting = {material.state_of.get(p.actor, p.actor) for p in event.participants}
        larger = event.plover in wanted and bool(acting & focus) and not event.part_of
        if larger and event.period.start is not None and years.contains(event.period.start):
            yield Sentence(
                say(
                    "background.event",
                    date=Bilingual(event.period.text("ja"), event.period.text("en")),
                    text=event.text,
                ),
                (event_finding(event),),
            )


def _offices(material: Material) -> Iterator[Table]:
    """Holders of the leading posts at the turn."""
    turn = material.subject.turn
    held = [office for office in material.offices if office.period.overlaps(turn)]
    rows = []
    for state in material.subject.states:
        of_state = [
            office
            for post in POSTS
            for office in held
            if (office.state, office.post) == (state, post)
        ]
        if of_state:
            rows.append(_office_row(material, state, of_state))
    if rows:
        when = Bilingual(turn.text("ja"), turn.text("en"))
        columns = (say("background.state"), say("background.holders"))
        yield Table("offices", say("background.offices", turn=when), columns, tuple(rows))


def _office_row(material: Material, state: str, offices: list[OfficeHeld]) -> Row:
    def holder(office: OfficeHeld, language: str) -> str:
        name = material.name(office.person)
        if language == "ja":
            return f"{name.ja}（{office.title.ja}）"
        return f"{name.en} ({office.title.en})"

    text = Bilingual(
        "、".join(dict.fromkeys(holder(office, "ja") for office in offices)),
        "; ".join(dict.fromkeys(holder(office, "en") for office in offices)),
    )
    findings = tuple(
        Finding(
            what="office",
            about=(state, office.person),
            period=office.period,
            value=office.title.en,
            unit="",
            method="record",
            evidence=tuple(Evidence("source", key) for key in office.sources),
        )
        for office in offices
    )
    return Row((label_of(state), text), findings)


def _groups(material: Material) -> Iterator[Table]:
    """Membership of each state in each group at the turn."""
    turn = material.subject.turn
    groups = material.subject.groups
    held = [m for m in material.memberships if m.period.overlaps(turn)]
    rows = []
    for state in material.subject.states:
        mine = {m.group: m for m in held if m.member == state}
        findings = tuple(
            Finding(
                what="membership",
                about=(state, group),
                period=turn,
                value=mine[group].kind if group in mine else "none",
                unit="",
                method="terms.group",
                evidence=(Evidence("parameter", "terms/codes/groups.csv"),),
            )
            for group in groups
        )
        cells = tuple(
            say(f"background.membership.{mine[group].kind}")
            if group in mine
            else say("background.no_member")
            for group in groups
        )
        if findings:
            rows.append(Row((label_of(state), *cells), findings))
    if rows:
        when = Bilingual(turn.text("ja"), turn.text("en"))
        columns = (say("background.state"), *(material.name(group) for group in groups))
        yield Table("groups", say("background.groups", turn=when), columns, tuple(rows))


def _growth(material: Material) -> Iterator[Table | Note]:
    """Real growth by the newest edition in the record, missing where the publisher has none."""
    values = [item for item in material.series if item.field == "gdp_growth_percent"]
    if not values:
        return
    newest = max(item.edition for item in values if item.edition)
    chosen = {
        (item.subject, item.period.iso()): item
        for item in values
        if item.edition == newest or item.value is None
    }
    years = sorted({year for _, year in chosen})
    rows = [
        _growth_row(state, [chosen.get((state, year)) for year in years])
        for state in material.subject.states
        if any((state, year) in chosen for year in years)
    ]
    columns = (say("background.state"), *(Bilingual(year, year) for year in years))
    caption = say("background.growth", edition=newest.removeprefix(WEO))
    yield Table("growth", caption, columns, tuple(rows), tuple(range(1, len(years) + 1)))
    yield Note(say("background.growth_note"))


def _growth_row(state: str, values: list[SeriesValue | None]) -> Row:
    findings = tuple(
        Finding(
            what="gdp_growth_percent",
            about=(state,),
            period=item.period,
            value=item.value,
            unit="percent",
            method="record",
            evidence=tuple(Evidence("source", key) for key in item.sources),
            inputs=(item.edition,),
            missing="" if item.value is not None else item.missing or "not published",
        )
        for item in values
        if item is not None
    )
    cells = tuple(
        Bilingual(f"{item.value:.1f}", f"{item.value:.1f}")
        if item is not None and item.value is not None
        else say("values.dash")
        for item in values
    )
    return Row((label_of(state), *cells), findings)
