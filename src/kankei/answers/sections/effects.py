"""What the arguments imply for every other relation, with the chains that carry it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...impact.argument import HORIZONS, Argued, Path, Why
from ...terms.dyad import Dyad
from ...terms.effect import Horizon
from ...terms.errors import CodeError
from ...terms.finding import Evidence, Finding
from ...terms.hedge import hedge_levels
from ...terms.language import Bilingual
from ..compose import Block, Figure, Listing, Note, Paragraph, Row, Section, Sentence, Table
from ..figures import argument_map, effects
from ..material import Material
from ..values import label_of
from ..words import say

DIRECTION_METHOD = "impact.argument.argue"
CHAINS = 2


def compose(material: Material) -> Section | None:
    """Compose the section on effects."""
    argued = relations_argued(material, "long")
    if not argued or material.signed is None:
        return None
    blocks: list[Block] = [
        Note(say("effects.sides"), "argument"),
        *_bars(material, argued),
        *(_relation(material, item) for item in argued),
        _horizons(material, argued),
        *_map(material, argued),
        *_silent(material, argued),
        *_bands(material),
        Note(
            say("effects.note", low=material.attenuation[0], high=material.attenuation[1]),
            "argument",
        ),
    ]
    return Section("effects", say("effects.title"), tuple(blocks))


def _bands(material: Material) -> Iterator[Block]:
    """The probability bands of the study's own, beside those that they replace."""
    levels = hedge_levels()
    for level, (low, high) in material.bands.items():
        own = levels[level]
        text = say(
            "effects.band", level=own.label, low=low, high=high, own_low=own.low, own_high=own.high
        )
        yield Note(text, "argument")


def relations_argued(material: Material, horizon: Horizon) -> list[Argued]:
    """Relations as wholes that the shock reaches, the surest first; the shocked one left out."""
    focus = material.subject.focus.key
    found = [
        item
        for item in material.argued.get(horizon, ())
        if _is_relation(item.on) and item.on != focus
    ]
    return sorted(found, key=lambda item: (-max(item.closer, item.farther), item.on))


def _is_relation(variable: str) -> bool:
    try:
        return Dyad.parse(variable).key == variable
    except CodeError:
        return False


def direction_finding(item: Argued, material: Material) -> Finding:
    """Probability of the likelier direction, with its interval over readings of the hedges."""
    closer = item.direction != "-"
    low, high = item.closer_interval if closer else item.farther_interval
    assert material.signed is not None
    links = dict.fromkeys(index for why in item.why for index in why.path.links)
    return Finding(
        what="probability_closer" if closer else "probability_farther",
        about=(item.on,),
        period=None,
        value=round(item.closer if closer else item.farther, 3),
        low=round(low, 3),
        high=round(high, 3),
        unit="share",
        method=DIRECTION_METHOD,
        evidence=tuple(Evidence("link", material.signed.links[index].id) for index in links),
        inputs=(item.horizon,),
    )


def variable_label(material: Material, variable: str) -> Bilingual:
    """Label of a relation or of a concept declared beside the links."""
    return material.names.get(variable, label_of(variable))


def _bars(material: Material, argued: list[Argued]) -> Iterator[Figure]:
    shares = [
        effects.Shares(
            label_of(item.on),
            item.closer,
            item.both,
            item.silent,
            item.farther,
            direction_finding(item, material),
        )
        for item in argued
    ]
    yield effects.draw(shares)


def _relation(material: Material, item: Argued) -> Listing:
    """The answer for one relation, then its strongest chains in words."""
    finding = direction_finding(item, material)
    key = {"+": "effects.closer", "-": "effects.farther"}.get(item.direction, "effects.open")
    lead = Sentence(
        say(
            key,
            relation=label_of(item.on),
            closer=item.closer,
            farther=item.farther,
            silent=item.silent,
            low=finding.low,
            high=finding.high,
        ),
        (finding,),
    )
    chains = tuple(_because(material, item.on, why) for why in item.why[:CHAINS])
    return Listing(chains, lead)


def _because(material: Material, on: str, why: Why) -> Sentence:
    sign = "plus" if why.path.sign > 0 else "minus"
    return Sentence(
        say(
            "effects.because",
            chain=_chain(material, why.path),
            sign=say(f"effects.sign.{sign}"),
            probability=why.probability,
        ),
        (_chain_finding(material, on, why.path, why.probability),),
    )


def _chain(material: Material, path: Path) -> Bilingual:
    """The links of a chain in kankei's own words."""
    assert material.signed is not None
    texts = [material.signed.links[index].text for index in path.links]
    return Bilingual(
        " → ".join(text.ja.rstrip("。") for text in texts),
        " → ".join(text.en.rstrip(".") for text in texts),
    )


def _chain_finding(material: Material, on: str, path: Path, probability: float) -> Finding:
    assert material.signed is not None
    return Finding(
        what="chain_probability",
        about=(on,),
        period=None,
        value=round(probability, 3),
        unit="share",
        method="impact.argument.argue.why",
        evidence=tuple(Evidence("link", material.signed.links[i].id) for i in path.links),
    )


def _horizons(material: Material, argued: list[Argued]) -> Table:
    """Direction by horizon: chains that need longer are left out at the shorter ones."""
    by_horizon: Mapping[Horizon, dict[str, Argued]] = {
        horizon: {item.on: item for item in material.argued.get(horizon, ())}
        for horizon in HORIZONS
    }
    rows = tuple(
        Row(
            (
                label_of(item.on),
                *(_direction(by_horizon[horizon].get(item.on)) for horizon in HORIZONS),
            ),
            (direction_finding(item, material),),
        )
        for item in argued
    )
    columns = (say("effects.relation"), *(say(f"effects.horizon.{h}") for h in HORIZONS))
    return Table("effects-horizons", say("effects.horizons"), columns, rows)


def _direction(item: Argued | None) -> Bilingual:
    if item is None:
        return say("effects.nothing")
    share = item.closer if item.direction == "+" else item.farther
    key = {"+": "plus", "-": "minus"}.get(item.direction, "both")
    return say(f"effects.cell.{key}", share=share)


def _map(material: Material, argued: list[Argued]) -> Iterator[Figure]:
    """The links of the surest chain to each relation; all of them would hide one another."""
    assert material.signed is not None
    chosen = sorted({index for item in argued for index in item.why[0].path.links})
    links = [material.signed.links[index] for index in chosen]
    arrows = [
        argument_map.Arrow(
            link.cause,
            link.effect,
            link.sign,
            link.band,
            Finding(
                what="link",
                about=(link.cause, link.effect),
                period=None,
                value="+" if link.sign > 0 else "-",
                low=link.band[0],
                high=link.band[1],
                unit="",
                method="record",
                evidence=(Evidence("link", link.id),),
            ),
        )
        for link in links
    ]
    labels = {
        name: variable_label(material, name) for link in links for name in (link.cause, link.effect)
    }
    focus = material.subject.focus.key
    yield argument_map.draw(
        arrows, {**labels, focus: label_of(focus)}, focus, len(material.signed.links)
    )


def _silent(material: Material, argued: list[Argued]) -> Iterator[Paragraph]:
    """Relations on which the arguments say nothing: that is no statement of no effect."""
    said = {item.on for item in argued} | {material.subject.focus.key}
    rest = [dyad for dyad in material.subject.dyads() if dyad.key not in said]
    if not rest:
        return
    labels = [label_of(dyad.key) for dyad in rest]
    finding = Finding(
        what="relations_without_argument",
        about=tuple(dyad.key for dyad in rest),
        period=None,
        value=len(rest),
        unit="relations",
        method=DIRECTION_METHOD,
        evidence=(Evidence("parameter", "arguments"),),
    )
    names = Bilingual("、".join(x.ja for x in labels), ", ".join(x.en for x in labels))
    yield Paragraph((Sentence(say("effects.silent", relations=names), (finding,)),))
