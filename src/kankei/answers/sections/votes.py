"""How the states voted: recorded votes with choices, and agreement over the years."""

from __future__ import annotations

from collections.abc import Iterator

from ...terms.dyad import Dyad
from ...terms.finding import Evidence, Finding
from ...terms.language import Bilingual
from ...terms.period import Period
from ..compose import Block, Figure, Listing, Note, Row, Section, Sentence, Table
from ..figures import vote_agreement
from ..material import Agreement, Material, RollCall
from ..values import label_of
from ..words import say

BODIES = ("un-ga", "un-sc")


def compose(material: Material) -> Section | None:
    """Compose the section on votes."""
    tables = [_table(material, body) for body in BODIES]
    blocks: list[Block] = [
        *(Listing(tuple(found)) for found in [list(_split(material))] if found),
        *(table for table in tables if table.rows),
        *_figure(material),
    ]
    if not blocks:
        return None
    return Section(
        "votes", say("votes.title"), (*blocks, Note(say("votes.note"), "vote-agreement"))
    )


def _split(material: Material) -> Iterator[Sentence]:
    """Vetoed drafts, and how the states of the focus relation voted on them."""
    for rollcall in material.rollcalls:
        if rollcall.result == "vetoed":
            against = [s for s, choice in rollcall.choices.items() if choice == "no"]
            yield Sentence(
                say(
                    "votes.vetoed",
                    date=_day(rollcall),
                    title=rollcall.title,
                    symbol=rollcall.symbol,
                    states=_states(against),
                ),
                (_finding(rollcall, "result", rollcall.result),),
            )


def _day(rollcall: RollCall) -> Bilingual:
    day = Period.day(rollcall.held)
    return Bilingual(day.text("ja"), day.text("en"))


def _states(codes: list[str]) -> Bilingual:
    labels = [label_of(code) for code in codes]
    if not labels:
        return say("votes.nobody")
    return Bilingual("・".join(x.ja for x in labels), " and ".join(x.en for x in labels))


def _finding(rollcall: RollCall, about: str, value: str) -> Finding:
    return Finding(
        what="vote",
        about=(rollcall.symbol, about),
        period=Period.day(rollcall.held),
        value=value,
        unit="",
        method="record",
        evidence=(Evidence("vote", rollcall.id),),
    )


def _table(material: Material, body: str) -> Table:
    states = material.subject.states
    rows = tuple(
        Row(
            (
                _day(rollcall),
                Bilingual(
                    f"{rollcall.title.ja}（{rollcall.symbol}）",
                    f"{rollcall.title.en} ({rollcall.symbol})",
                ),
                *(say(f"votes.choice.{rollcall.choices.get(state, 'none')}") for state in states),
                _totals(rollcall),
            ),
            tuple(
                _finding(rollcall, state, rollcall.choices[state])
                for state in states
                if state in rollcall.choices
            )
            or (_finding(rollcall, "result", rollcall.result),),
        )
        for rollcall in material.rollcalls
        if rollcall.body == body
    )
    columns = (
        say("votes.date"),
        say("votes.what"),
        *(label_of(state) for state in states),
        say("votes.totals"),
    )
    return Table(
        f"votes-{body}",
        say(f"votes.caption.{body}"),
        columns,
        rows,
        narrow=tuple(n for n in range(len(columns)) if n != 1),
    )


def _totals(rollcall: RollCall) -> Bilingual:
    """Yes-no-abstain as the body counted them; a dash for what it does not give."""
    text = "-".join("…" if n is None else str(n) for n in rollcall.totals[:3])
    return Bilingual(text, text)


def _figure(material: Material) -> Iterator[Figure]:
    by_pair: dict[str, list[Agreement]] = {}
    for item in (a for a in material.agreements if not a.partial):
        by_pair.setdefault(item.dyad, []).append(item)
    by_pair = {
        key: years for key, years in by_pair.items() if any(y.share is not None for y in years)
    }
    focus = material.subject.focus
    chosen = [
        dyad
        for dyad in material.subject.dyads()
        if dyad.key in by_pair and {dyad.a, dyad.b} & {focus.a, focus.b}
    ]
    pairs = [_pair(dyad, by_pair[dyad.key]) for dyad in chosen[:12]]
    if pairs:
        yield vote_agreement.draw(pairs, focus.key)


def _pair(dyad: Dyad, years: list[Agreement]) -> vote_agreement.Agreement:
    finding = Finding(
        what="years_covered",
        about=(dyad.key,),
        period=None,
        value=len([item for item in years if item.share is not None]),
        unit="years",
        method="measures.vote_agreement",
        evidence=(Evidence("dataset", "unga_rollcalls"),),
    )
    points = tuple(
        vote_agreement.YearShare(item.year, item.share, item.low, item.high) for item in years
    )
    return vote_agreement.Agreement(dyad.key, label_of(dyad.key), points, finding)
