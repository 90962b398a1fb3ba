"""Contested claims side by side: who says what, in which words, and who denies it."""

from __future__ import annotations

from collections.abc import Iterator

from ...terms.event import Claim
from ...terms.finding import Evidence, Finding
from ...terms.language import Bilingual
from ..compose import Block, Figure, Note, Row, Section, Sentence, Table
from ..figures import claimed_quantities
from ..material import Material, Quantity
from ..values import number
from ..words import say

COLUMNS = ("date", "speaker", "stance", "words")
FEWEST = 2


def compose(material: Material) -> Section | None:
    """Compose one table per topic on which the record holds more than one claim."""
    blocks: list[Block] = [*_quantities(material)]
    for topic in topics(material):
        blocks.append(_table(material, topic))
    if not blocks:
        return None
    return Section("claims", say("claims.title"), (*blocks, Note(say("claims.note"))))


def topics(material: Material) -> tuple[str, ...]:
    """Topics with several claims, those with a denial first, then by number of claims."""
    found: dict[str, list[Claim]] = {}
    for claim in material.claims:
        found.setdefault(claim.about, []).append(claim)
    several = {topic: claims for topic, claims in found.items() if topic and len(claims) >= FEWEST}
    return tuple(sorted(several, key=lambda t: (not _contested(several[t]), -len(several[t]), t)))


def _contested(claims: list[Claim]) -> bool:
    stances = {claim.stance for claim in claims}
    return "denies" in stances and len(stances) > 1


def claim_finding(claim: Claim) -> Finding:
    """The finding that somebody said something; its value is the words, else the sense."""
    return Finding(
        what="claim",
        about=tuple(item for item in (claim.speaker, claim.about) if item),
        period=claim.period,
        value=claim.words or claim.text.en,
        unit="",
        method="record",
        evidence=(Evidence("claim", claim.id),),
    )


def _table(material: Material, topic: str) -> Table:
    claims = sorted(
        (claim for claim in material.claims if claim.about == topic),
        key=lambda claim: (claim.period.start or claim.period.end, claim.key),
    )
    rows = tuple(_row(material, claim) for claim in claims)
    columns = tuple(say(f"claims.columns.{name}") for name in COLUMNS)
    caption = say("claims.caption", topic=topic_label(material, topic))
    return Table(f"claims-{topic}", caption, columns, rows, narrow=(0, 2))


def topic_label(material: Material, topic: str) -> Bilingual:
    """The topic's own label, or what the event says that the claims are about."""
    for event in material.events:
        if event.key == topic:
            return event.text
    plain = topic.replace("-", " ")
    return material.names.get(topic, Bilingual(plain, plain))


def _row(material: Material, claim: Claim) -> Row:
    speaker = material.name(claim.speaker) if claim.speaker else say("claims.unnamed")
    outlet = material.name(claim.outlet) if claim.outlet else None
    who = speaker
    if outlet is not None:
        who = Bilingual(f"{speaker.ja}（{outlet.ja}）", f"{speaker.en} ({outlet.en})")
    cells = (
        Bilingual(claim.period.text("ja"), claim.period.text("en")),
        who,
        say(f"claims.stance.{claim.stance}"),
        _said(claim),
    )
    mark = "denied" if claim.stance == "denies" else ""
    return Row(cells, (claim_finding(claim),), mark)


def _said(claim: Claim) -> Bilingual:
    """The words in the language in which they were seen, beside the sense in the reader's own."""
    if not (claim.verbatim and claim.words):
        return claim.text
    left, right = ("「", "」") if claim.language in ("ja", "zh", "ko") else ("“", "”")
    if claim.language == "ru":
        left, right = "«", "»"
    quoted = f"{left}{claim.words}{right}"
    return Bilingual(
        quoted if claim.language == "ja" else f"{claim.text.ja} {quoted}",
        quoted if claim.language == "en" else f"{claim.text.en} {quoted}",
    )


def quantified(material: Material) -> list[tuple[Claim, Quantity | None]]:
    """Claims of the topic with the most numbers, with the denials on the same topic."""
    counts: dict[tuple[str, str], int] = {}
    for claim in material.claims:
        quantity = material.quantities.get(claim.id)
        if quantity and claim.about:
            counts[claim.about, quantity.unit] = counts.get((claim.about, quantity.unit), 0) + 1
    if not counts:
        return []
    topic, unit = max(counts, key=lambda key: (counts[key], key))
    return [
        (claim, quantity if quantity and quantity.unit == unit else None)
        for claim in material.claims
        if claim.about == topic
        for quantity in [material.quantities.get(claim.id)]
        if (quantity and quantity.unit == unit) or claim.stance == "denies"
    ]


def _quantities(material: Material) -> Iterator[Figure]:
    found = quantified(material)
    if len(found) < FEWEST:
        return
    marks = [
        claimed_quantities.Quantity(
            label=_label(material, claim),
            value=quantity.value if quantity else None,
            low=quantity.low if quantity else None,
            high=quantity.high if quantity else None,
            denies=claim.stance == "denies",
            finding=claim_finding(claim),
        )
        for claim, quantity in found
    ]
    unit = next(quantity.unit for _, quantity in found if quantity)
    yield claimed_quantities.draw(marks, say(f"units.{unit}"))


def _label(material: Material, claim: Claim) -> Bilingual:
    speaker = material.name(claim.speaker) if claim.speaker else say("claims.unnamed")
    date = claim.period.iso().rstrip("~")
    return Bilingual(f"{date} {speaker.ja}", f"{date} {speaker.en}")


def contested_sentence(material: Material) -> Sentence | None:
    """The range of the numbers claimed on the most counted topic, and who denies all of it."""
    found = quantified(material)
    numbers = [
        bound for _, q in found if q for bound in (q.value, q.low, q.high) if bound is not None
    ]
    if len(numbers) < FEWEST:
        return None
    denials = [claim for claim, _ in found if claim.stance == "denies"]
    speakers = list(dict.fromkeys(claim.speaker for claim in denials if claim.speaker))
    names = [material.name(speaker) for speaker in speakers]
    unit = next(quantity.unit for _, quantity in found if quantity)
    return Sentence(
        say(
            "claims.contested" if names else "claims.counted",
            topic=topic_label(material, found[0][0].about),
            low=number(min(numbers)),
            high=number(max(numbers)),
            unit=say(f"units.{unit}"),
            deniers=Bilingual("、".join(n.ja for n in names), ", ".join(n.en for n in names)),
        ),
        tuple(claim_finding(claim) for claim, _ in found),
    )
