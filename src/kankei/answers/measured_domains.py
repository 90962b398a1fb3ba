"""Relations by domain, as far as event reports with domains reach; what lies between is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..terms.event import DOMAINS, Domain
from ..terms.finding import Evidence, Finding
from ..terms.language import Bilingual
from ..terms.period import Period, Precision
from .compose import Block, Note, Paragraph, Sentence
from .figures import relation_domains
from .material import DomainMonth, Material, RelationYear
from .moving import month_of
from .values import joined, label_of, signed
from .words import say

MIDDLES = (6,)
"""The month that stands for a year: its interval is exact, which that of a mean is not."""
PAGE = "relation"


def domains(material: Material) -> Iterator[Block]:
    """Relations by domain in the middle of the years that the reports cover."""
    order = [dyad.key for dyad in material.subject.dyads()]
    shown = [
        item
        for item in material.measured.domains
        if item.dyad in order and item.month.month in MIDDLES
    ]
    if not shown:
        return
    shown.sort(key=lambda item: (_place(item.domain), item.month, order.index(item.dyad)))
    yield Paragraph(tuple(_domain_sentences(material, shown)))
    values = [
        relation_domains.DomainValue(
            label_of(item.dyad),
            DOMAINS[_place(item.domain)],
            _month_text(item),
            item.mean,
            item.low,
            item.high,
            _domain_finding(item),
        )
        for item in shown
    ]
    present = {item.dyad for item in shown}
    yield relation_domains.draw(values, [label_of(key) for key in order if key in present])
    yield Note(say("sources.domains.note"), PAGE)


def _place(domain: str) -> int:
    names: tuple[Domain, ...] = DOMAINS
    return next(place for place, name in enumerate(names) if name == domain)


def _month_text(item: DomainMonth) -> Bilingual:
    month = month_of(item.month)
    return Bilingual(month.text("ja"), month.text("en"))


def _domain_sentences(material: Material, shown: Sequence[DomainMonth]) -> Iterator[Sentence]:
    """How much was reported, and how the focus relation stands in each domain."""
    every = material.measured.domains
    months = sorted({item.month for item in every})
    counts = {name: sum(x.reports for x in every if x.domain == name) for name in DOMAINS}
    parts = [
        say("sources.domains.count", domain=say(f"domains.{name}"), count=f"{count:,}")
        for name, count in counts.items()
        if count
    ]
    findings = tuple(_domain_finding(item) for item in shown)
    values = {
        "months": len(months),
        "spans": _spans(months),
        "parts": joined(parts),
        "pairs": len({x.dyad for x in every}),
    }
    yield Sentence(say("sources.domains.lead", **values), findings)
    focus = [item for item in shown if item.dyad == material.subject.focus.key]
    told = [
        say("sources.domains.of", domain=say(f"domains.{name}"), parts=joined(parts))
        for name in DOMAINS
        if (parts := [_at(item) for item in focus if item.domain == name])
    ]
    if told:
        values = {"relation": label_of(focus[0].dyad), "parts": joined(told)}
        yield Sentence(
            say("sources.domains.focus", **values), tuple(_domain_finding(x) for x in focus)
        )


def _at(item: DomainMonth) -> Bilingual:
    return say("sources.domains.at", month=_month_text(item), size=index_text(item))


def _spans(months: Sequence[date]) -> Bilingual:
    """The stretches of months without a gap."""
    runs: list[list[date]] = []
    for month in months:
        if runs and month_of(runs[-1][-1]).end == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    spans = [Period(run[0], month_of(run[-1]).end, Precision.MONTH) for run in runs]
    return joined([Bilingual(span.text("ja"), span.text("en")) for span in spans])


def _domain_finding(item: DomainMonth) -> Finding:
    return Finding(
        what="relation_index",
        about=(f"{item.dyad}/{item.domain}",),
        period=month_of(item.month),
        value=round(item.mean, 2),
        low=round(item.low, 2),
        high=round(item.high, 2),
        unit="sd",
        method="measures.relation",
        evidence=(Evidence("dataset", "icews_quadruples"),),
        inputs=(f"{item.reports} reports",),
    )


def index_text(item: RelationYear | DomainMonth) -> str:
    """An index with its interval."""
    return f"{signed(item.mean)} [{signed(item.low)}, {signed(item.high)}]"
