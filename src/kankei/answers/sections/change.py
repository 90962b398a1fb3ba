"""What changed in the focus relation, per domain, before and after the turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...terms.dyad import Dyad
from ...terms.event import DOMAINS, Domain, Event
from ...terms.finding import Evidence, Finding
from ...terms.language import Bilingual
from ...terms.period import Period
from ..compose import Block, Figure, Note, Paragraph, Section, Sentence
from ..counting import event_finding, events_count, firm, kind_of, per_year
from ..figures import domain_years, dyad_curves
from ..material import Material, Score
from ..values import joined, label_of, running
from ..words import say

CURVES = 12


def compose(material: Material) -> Section | None:
    """Compose the section on change."""
    counts = {domain: _counts(material, domain) for domain in DOMAINS}
    silent = [domain for domain in DOMAINS if not any(count.value for count in counts[domain])]
    paragraphs = [
        Paragraph(tuple(_domain(material, domain, counts[domain])))
        for domain in DOMAINS
        if domain not in silent
    ]
    if silent:
        missing = tuple(count for domain in silent for count in counts[domain])
        names = joined([say(f"domains.{domain}") for domain in silent])
        paragraphs.append(Paragraph((Sentence(say("change.silent", domains=names), missing),)))
    curves = list(_curves(material))
    notes = [say("change.note"), *([say("change.note_scores")] if curves else [])]
    figures = [*_bars(material), *curves]
    blocks: tuple[Block, ...] = (*paragraphs, *figures, Note(running(notes), "panel"))
    return Section("change", say("change.title"), blocks)


def _firm(material: Material, domain: Domain, period: Period) -> list[Event]:
    """Events of the focus relation in a domain and period that count as facts."""
    events = firm(material.events_of(material.subject.focus, period))
    return [event for event in events if event.domain == domain]


def _counts(material: Material, domain: Domain) -> list[Finding]:
    """How many events the domain has before and after the turn."""
    subject = material.subject
    return [
        events_count(subject.focus, p, _firm(material, domain, p), "record", domain)
        for p in (subject.before, subject.after)
    ]


def _domain(material: Material, domain: Domain, counts: list[Finding]) -> Iterator[Sentence]:
    """Pace before and after, and the latest firm event of the domain."""
    subject = material.subject
    events = [e for p in (subject.before, subject.after) for e in _firm(material, domain, p)]
    rates = [per_year(count) for count in counts]
    yield Sentence(
        say(
            "change.domain",
            domain=say(f"domains.{domain}"),
            before=counts[0].value,
            after=counts[1].value,
            rate_before=rates[0].value,
            rate_after=rates[1].value,
        ),
        (*counts, *rates),
    )
    if events:
        latest = events[-1]
        when = Bilingual(latest.period.text("ja"), latest.period.text("en"))
        text = Bilingual(latest.text.ja.rstrip("。"), latest.text.en.rstrip("."))
        yield Sentence(say("change.latest", date=when, text=text), (event_finding(latest),))


def _bars(material: Material) -> Iterator[Figure]:
    subject = material.subject
    events = list(material.events_of(subject.focus, subject.period))
    groups: dict[tuple[int, Domain, str], list[str]] = {}
    for event in events:
        assert event.period.start is not None
        groups.setdefault((event.period.start.year, event.domain, kind_of(event)), []).append(
            event.id
        )
    counts = [
        domain_years.YearCount(
            year,
            domain,
            kind,
            len(ids),
            Finding(
                what="events_count",
                about=(subject.focus.key, domain, kind),
                period=None,
                value=len(ids),
                unit="events",
                method="answers.sections.change.bars",
                evidence=tuple(Evidence("event", item) for item in ids),
                inputs=(str(year),),
            ),
        )
        for (year, domain, kind), ids in sorted(groups.items())
    ]
    last = subject.period.last
    if counts and subject.period.start and last:
        yield domain_years.draw(counts, subject.period.start.year, last.year)


def _curves(material: Material) -> Iterator[Figure]:
    """The relations with the most covered months; the focus first."""
    months: dict[str, list[Score]] = {}
    for score in material.scores:
        months.setdefault(score.dyad, []).append(score)
    moved = Counter({key: sum(abs(s.value or 0.0) for s in found) for key, found in months.items()})
    focus = material.subject.focus.key
    wanted = [
        d
        for d in material.subject.dyads()
        if {d.a, d.b} & {material.subject.focus.a, material.subject.focus.b}
    ]
    chosen = [d for d in wanted if d.key in moved][:CURVES]
    if focus in months:
        turn = material.subject.turn.start
        yield dyad_curves.draw([_curve(dyad, months[dyad.key]) for dyad in chosen], focus, turn)


def _curve(dyad: Dyad, scores: list[Score]) -> dyad_curves.Curve:
    covered = [score for score in scores if score.value is not None]
    finding = Finding(
        what="months_covered",
        about=(dyad.key,),
        period=None,
        value=len(covered),
        unit="months",
        method="measures.dyad_scores",
        evidence=(Evidence("dataset", "gdelt_dyad_days"),),
    )
    label = label_of(dyad.key)
    points = tuple(dyad_curves.MonthValue(score.month, score.value) for score in scores)
    return dyad_curves.Curve(dyad.key, label, points, finding)
