"""What the report found, each sentence with the finding it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from ...terms.finding import Evidence, Finding
from ...terms.language import Bilingual
from ..compose import Note, Paragraph, Section, Sentence
from ..counting import events_count, firm, per_year
from ..material import Material
from ..values import label_of, running
from ..words import say
from .claims import contested_sentence
from .effects import DIRECTION_METHOD, direction_finding, relations_argued
from .measured import focus_change

SHOWN = 3


def compose(material: Material) -> Section:
    """Compose the summary from what the other sections show."""
    scored = (*_peaks(material), *focus_change(material))
    argued = _argued(material)
    blocks = [Paragraph((*_pace(material), *scored, *_agreement(material)))]
    second = tuple(sentence for sentence in (contested_sentence(material), argued) if sentence)
    if second:
        blocks.append(Paragraph(second))
    notes = [say("summary.note")]
    notes += [say("summary.note_read")] if material.unreviewed else []
    notes += [say("summary.note_scores")] if scored else []
    notes += [say("summary.note_argued")] if argued else []
    return Section("summary", say("summary.title"), (*blocks, Note(running(notes))))


def _pace(material: Material) -> Iterator[Sentence]:
    """How many events a year the record holds before and after the turn."""
    subject = material.subject
    counts = []
    for period in (subject.before, subject.after):
        events = firm(material.events_of(subject.focus, period))
        counts.append(events_count(subject.focus, period, events, "record"))
    rates = [per_year(count) for count in counts]
    yield Sentence(
        say(
            "summary.pace",
            relation=label_of(subject.focus.key),
            turn=Bilingual(subject.turn.text("ja"), subject.turn.text("en")),
            before=counts[0].value,
            after=counts[1].value,
            rate_before=rates[0].value,
            rate_after=rates[1].value,
        ),
        (*counts, *rates),
    )


def _peaks(material: Material) -> Iterator[Sentence]:
    """The months in which the pair scores of the focus relation are highest."""
    focus = material.subject.focus.key
    scores = [s for s in material.scores if s.dyad == focus and s.value is not None]
    if not scores:
        return
    top = sorted(scores, key=lambda s: (-(s.value or 0.0), s.month))[:2]
    findings = tuple(
        Finding(
            what="gdelt_score_z",
            about=(focus,),
            period=None,
            value=score.value,
            unit="sd",
            method="answers.sections.summary.peaks",
            evidence=(Evidence("dataset", "gdelt_dyad_days"),),
            inputs=(score.month.isoformat()[:7],),
        )
        for score in top
    )
    months = sorted(score.month for score in top)
    yield Sentence(
        say(
            "summary.peaks",
            first=Bilingual(f"{months[0]:%Y年}{months[0].month}月", f"{months[0]:%B %Y}"),
            second=Bilingual(f"{months[-1]:%Y年}{months[-1].month}月", f"{months[-1]:%B %Y}"),
            covered=len(scores),
        ),
        findings,
    )


def _agreement(material: Material) -> Iterator[Sentence]:
    """Voting agreement of the focus pair, early and late."""
    focus = material.subject.focus.key
    years = [
        a for a in material.agreements if a.dyad == focus and a.share is not None and not a.partial
    ]
    start = material.subject.period.start
    inside = [a for a in years if start is None or a.year >= start.year]
    if len(inside) < 2:
        return
    first, last = inside[0], inside[-1]
    findings = tuple(
        Finding(
            what="votes_agree_share",
            about=(focus,),
            period=None,
            value=a.share,
            low=a.low,
            high=a.high,
            unit="share",
            method="measures.vote_agreement",
            evidence=(Evidence("dataset", "unga_rollcalls"),),
            inputs=(str(a.year), f"{a.common} common votes"),
        )
        for a in (first, last)
    )
    yield Sentence(
        say(
            "summary.agreement",
            first_year=first.year,
            last_year=last.year,
            first=first.share,
            last=last.share,
            first_common=first.common,
            last_common=last.common,
        ),
        findings,
    )


def _argued(material: Material) -> Sentence | None:
    """Relations that the arguments push closer or apart most surely."""
    argued = relations_argued(material, "long")
    closer = sorted((a for a in argued if a.direction == "+"), key=lambda a: -a.closer)[:SHOWN]
    farther = sorted((a for a in argued if a.direction == "-"), key=lambda a: -a.farther)[:SHOWN]
    if not closer and not farther:
        return None
    assert material.signed is not None
    findings = tuple(direction_finding(a, material) for a in (*closer, *farther))
    return Sentence(
        say(
            "summary.argued",
            closer=_listed([(label_of(a.on), a.closer) for a in closer]),
            farther=_listed([(label_of(a.on), a.farther) for a in farther]),
            method=DIRECTION_METHOD,
        ),
        findings,
    )


def _listed(items: list[tuple[Bilingual, float]]) -> Bilingual:
    if not items:
        return say("summary.none")
    return Bilingual(
        "、".join(f"{label.ja}（{share:.0%}）" for label, share in items),
        ", ".join(f"{label.en} ({share:.0%})" for label, share in items),
    )
