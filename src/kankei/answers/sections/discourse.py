"""In which words the states speak of the world, such as multipolarity and a new cold war."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...terms.finding import Evidence, Finding
from ...terms.language import Bilingual
from ...terms.period import Period
from ..compose import Block, Figure, Listing, Note, Paragraph, Row, Section, Sentence, Table
from ..figures import term_use
from ..material import Material
from ..positions import seat_label, seats
from ..system import TermPassage, TermUse
from ..values import following, joined, label_of
from ..words import say

SPEECHES, HEADLINES = "ungd", "kcna"
PER = 10_000
COLUMNS = ("state", "texts", "with", "passages", "before", "during", "first", "latest")
Uses = dict[str, list[TermUse]]


def compose(material: Material) -> Section | None:
    """Compose the section on discourse."""
    terms = list(dict.fromkeys(use.term for use in material.system.term_use))
    blocks: list[Block] = []
    for term in terms:
        uses = _by_seat(material, SPEECHES, term)
        blocks += [Paragraph(tuple(_spoken(material, term, uses)))] if uses else []
    if blocks:
        blocks.append(_figure(material, terms))
    for term in terms:
        if uses := _by_seat(material, SPEECHES, term):
            blocks.append(_table(material, term, uses))
    blocks += _headlines(material, terms)
    blocks += _quoted(material)
    if not blocks:
        return None
    more = following([say(f"discourse.of.{state}") for state in _remarked(material)])
    note = Note(say("discourse.note", more=more), "discourse")
    return Section("discourse", say("discourse.title"), (*blocks, note))


def _remarked(material: Material) -> list[str]:
    """States of whose texts something must be said."""
    said = ("UKR", "CHN", "PRK")
    return [state for state in said if state in material.subject.states]


def _by_seat(material: Material, corpus: str, term: str) -> Uses:
    """Uses of a term by the study's states in order of year; predecessors keep the seat."""
    seat = seats(material.subject.states)
    found: Uses = {state: [] for state in material.subject.states}
    for use in material.system.term_use:
        if (use.corpus, use.term) == (corpus, term) and use.author in seat:
            found[seat[use.author]].append(use)
    ordered = {state: sorted(uses, key=lambda use: use.year) for state, uses in found.items()}
    return {state: uses for state, uses in ordered.items() if uses}


def _rate(state: str, term: str, uses: Sequence[TermUse]) -> Finding:
    """Passages per 10,000 words over several years, all words together."""
    words = sum(use.volume_words for use in uses)
    passages = sum(use.passages_count for use in uses)
    return Finding(
        what="term_per_10000_words",
        about=(state, term),
        period=_years(uses),
        value=round(PER * passages / words, 2) if words else None,
        unit="per 10,000 words",
        method="measures.discourse",
        evidence=(Evidence("dataset", uses[0].corpus),),
        inputs=(f"{passages} passages", f"{words} words", f"{sum(u.texts for u in uses)} texts"),
        missing="" if words else "no-words-in-the-texts",
    )


def _years(uses: Sequence[TermUse]) -> Period:
    return Period.parse(f"{uses[0].year}/{uses[-1].year}")


def _passages(state: str, term: str, uses: Sequence[TermUse]) -> Finding:
    return Finding(
        what="passages_count",
        about=(state, term),
        period=_years(uses),
        value=sum(use.passages_count for use in uses),
        unit="passages",
        method="measures.discourse",
        evidence=(Evidence("dataset", uses[0].corpus),),
        inputs=tuple(f"{use.year}: {use.passages_count}" for use in uses if use.passages_count),
    )


def _halves(material: Material, uses: Sequence[TermUse]) -> tuple[list[TermUse], list[TermUse]]:
    """Years before the study's period, and within it."""
    start = material.subject.period.start
    assert start is not None
    return (
        [use for use in uses if use.year < start.year],
        [use for use in uses if use.year >= start.year],
    )


def _spoken(material: Material, term: str, uses: Uses) -> Iterator[Sentence]:
    """What the states of the focus relation said, and who used the term at all."""
    focus = material.subject.focus
    for state in (focus.a, focus.b):
        if state in uses:
            yield _of_state(material, state, term, uses[state])
    by_count = {state: _passages(state, term, of) for state, of in uses.items()}
    using = [s for s in by_count if by_count[s].value]
    using.sort(key=lambda s: (-int(by_count[s].value or 0), s))
    listed = joined(
        [say("discourse.places", state=label_of(s), count=by_count[s].value) for s in using]
    )
    silent = [label_of(s) for s in by_count if not by_count[s].value]
    none = say("discourse.silent", states=joined(silent)) if silent else Bilingual("", "")
    said = say("discourse.using", term=label_of(term), listed=listed, none=none)
    yield Sentence(said, tuple(by_count.values()))


def _of_state(material: Material, state: str, term: str, uses: list[TermUse]) -> Sentence:
    total = _passages(state, term, uses)
    having = [use for use in uses if use.passages_count]
    values = {
        "state": seat_label(state, (use.author for use in uses)),
        "term": label_of(term),
        "texts": sum(use.texts for use in uses),
        "first_year": uses[0].year,
        "last_year": uses[-1].year,
    }
    if not having:
        return Sentence(say("discourse.never", **values), (total,))
    values |= {"passages": total.value, "having": sum(use.texts_with_term for use in having)}
    values |= {"first_use": having[0].year, "last_use": having[-1].year}
    rates = [_rate(state, term, part) for part in _halves(material, uses) if part]
    once = values["having"] == 1
    return Sentence(say("discourse.once" if once else "discourse.used", **values), (total, *rates))


def _table(material: Material, term: str, uses: Uses) -> Table:
    start = material.subject.period.start
    assert start is not None
    year = {"year": start.year}
    columns = tuple(say(f"discourse.columns.{name}", **year) for name in COLUMNS)
    rows = tuple(_row(material, state, term, of) for state, of in uses.items())
    caption = say("discourse.caption", term=label_of(term))
    return Table(
        f"term-{term.replace('_', '-')}", caption, columns, rows, (2, 3, 4, 5), (0, 1, 6, 7)
    )


def _row(material: Material, state: str, term: str, uses: list[TermUse]) -> Row:
    total = _passages(state, term, uses)
    halves = [_rate(state, term, part) if part else None for part in _halves(material, uses)]
    having = [use.year for use in uses if use.passages_count]
    texts = sum(use.texts for use in uses)
    shown = (
        f"{texts} ({uses[0].year}-{uses[-1].year})",
        str(sum(use.texts_with_term for use in uses)),
        str(total.value),
    )
    cells = [seat_label(state, (use.author for use in uses)), *(Bilingual(t, t) for t in shown)]
    cells += [_rate_cell(rate) for rate in halves]
    cells += [Bilingual(str(y), str(y)) for y in (having[0], having[-1])] if having else []
    cells += [say("values.dash")] * (len(COLUMNS) - len(cells))
    return Row(tuple(cells), (total, *(rate for rate in halves if rate)))


def _rate_cell(rate: Finding | None) -> Bilingual:
    if rate is None or rate.value is None:
        return say("values.dash")
    return Bilingual(f"{rate.value:.2f}", f"{rate.value:.2f}")


def _figure(material: Material, terms: Sequence[str]) -> Figure:
    """A strip per term; headlines stand in a strip of their own, as their rates are others."""
    strips, findings = [], []
    for corpus in (SPEECHES, HEADLINES):
        for term in terms:
            uses = _by_seat(material, corpus, term)
            if uses:
                strips.append(_strip(corpus, term, uses))
                findings += [_passages(state, term, of) for state, of in uses.items()]
    named = joined([say("discourse.term", term=label_of(term)) for term in terms])
    return term_use.draw(strips, named, findings)


def _strip(corpus: str, term: str, uses: Uses) -> term_use.Strip:
    labels = {s: seat_label(s, (use.author for use in of)) for s, of in uses.items()}
    return term_use.Strip(
        say(f"discourse.strip.{corpus}", term=label_of(term)),
        tuple(labels.values()),
        tuple(
            term_use.Use(use.year, labels[state], use.term_per_10000_words or 0.0)
            for state, of in uses.items()
            for use in of
            if use.term_per_10000_words is not None
        ),
    )


def _headlines(material: Material, terms: Sequence[str]) -> Iterator[Block]:
    """What the news agency's headlines said: all terms in one sentence."""
    of = {term: _by_seat(material, HEADLINES, term) for term in terms}
    for state in material.subject.states:
        uses = {term: found[state] for term, found in of.items() if state in found}
        if not uses:
            continue
        counted = {term: _passages(state, term, rows) for term, rows in uses.items()}
        rates = {term: _rate(state, term, rows) for term, rows in uses.items()}
        listed = joined(
            [
                say(
                    "discourse.counted",
                    term=label_of(term),
                    passages=counted[term].value,
                    rate=rates[term].value,
                )
                for term in uses
            ]
        )
        rows = next(iter(uses.values()))
        said = say(
            "discourse.headlines",
            texts=sum(use.texts for use in rows),
            first_year=rows[0].year,
            last_year=rows[-1].year,
            listed=listed,
        )
        yield Paragraph((Sentence(said, (*counted.values(), *rates.values())),))


def _quoted(material: Material) -> Iterator[Listing]:
    """The newest use of each term by each state, word for word."""
    seat = seats(material.subject.states)
    passages = [item for item in material.system.term_passages if item.author in seat]
    passages.sort(key=lambda item: (item.corpus != SPEECHES, item.term, -item.year))
    if passages:
        counted = Finding(
            what="passages_count",
            about=(),
            period=None,
            value=len(passages),
            unit="passages",
            method="measures.snapshot_terms",
            evidence=tuple(
                Evidence("dataset", corpus)
                for corpus in dict.fromkeys(item.corpus for item in passages)
            ),
        )
        lead = Sentence(say("discourse.quoted"), (counted,))
        yield Listing(tuple(_quotation(item) for item in passages), lead)


def _quotation(item: TermPassage) -> Sentence:
    before = "… " if item.clipped_before else ""
    after = " …" if item.clipped_after else ""
    finding = Finding(
        what="claim",
        about=(item.author, item.term),
        period=Period.parse(str(item.year)),
        value=item.words,
        unit="",
        method="measures.snapshot_terms",
        evidence=(Evidence("dataset", item.corpus),),
        inputs=(f"{item.text}:{item.start}-{item.end}",),
    )
    said = say(
        f"discourse.quotation.{item.corpus}",
        state=label_of(item.author),
        year=item.year,
        words=f"{before}{item.words}{after}",
    )
    return Sentence(said, (finding,))
