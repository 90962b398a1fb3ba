"""What the flagship study promises: breadth, sources, honesty about what is alleged or missing."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import combinations

import pytest

from kankei.measures.panel import MEETING_ROLES
from kankei.record.hand import read_hand_kept
from kankei.record.rows import HandKept
from kankei.terms.event import DOMAINS, Event
from kankei.terms.period import Period

from .sources import ROOT

STUDY = ROOT / "studies" / "northeast-asia"
STATES = ("CHN", "JPN", "KOR", "MNG", "PRK", "RUS", "UKR", "USA")
STUDIED = Period.parse("2014/2024")
NO_EVENT = {("MNG", "UKR")}
"""The one relation for which no event was seen; only votes of both states are on record."""


@pytest.fixture(scope="module")
def kept() -> HandKept:
    return read_hand_kept(STUDY / "record")


def pairs(event: Event, state_of: dict[str, str]) -> set[tuple[str, str]]:
    acting = [(state_of.get(p.actor, p.actor), p.role) for p in event.participants]
    return {
        (min(a, b), max(a, b))
        for (a, one), (b, other) in combinations(acting, 2)
        if a != b and ((one, other) in MEETING_ROLES or (other, one) in MEETING_ROLES)
    }


def test_events_cover_all_relations_and_domains(kept: HandKept) -> None:
    state_of = {a.what.key: a.what.state for a in kept.actors}
    inside = [e for e in kept.events if e.period.start and STUDIED.contains(e.period.start)]
    assert len(inside) >= 150
    counts = Counter(pair for event in inside for pair in pairs(event, state_of))
    wanted = set(combinations(STATES, 2)) - NO_EVENT
    assert {pair for pair in wanted if not counts[pair]} == set()
    assert {event.domain for event in inside} == set(DOMAINS)
    focus = [e for e in inside if ("PRK", "RUS") in pairs(e, state_of)]
    assert {event.domain for event in focus} == set(DOMAINS)


def test_every_row_names_a_source_that_says_how_it_was_seen(kept: HandKept) -> None:
    known = {source.key: source for source in kept.sources}
    rows = (*kept.events, *kept.claims, *kept.rollcalls, *kept.votes, *kept.series)
    assert all(row.sources and set(row.sources) <= set(known) for row in rows)
    for source in known.values():
        assert source.seen in ("page", "seed", "cited") or source.seen.startswith("data:")
        assert source.publisher and source.title
        assert source.url == "" or source.url.startswith(("http://", "https://"))
        # The address of a page that was not seen must say where the address itself was seen.
        assert not (source.seen == "cited" and source.url) or source.note


def test_what_is_alleged_is_not_asserted_and_names_who_denies_it(kept: HandKept) -> None:
    alleged = [event for event in kept.events if event.status == "alleged"]
    assert len(alleged) >= 8
    denied = [e for e in alleged if any(p.role == "denier" for p in e.participants)]
    assert len(denied) >= 5


def test_both_container_estimates_and_the_denials_are_on_record(kept: HandKept) -> None:
    claims = [claim for claim in kept.claims if claim.about == "dprk-arms-to-russia"]
    numbers = {q.of_id: q for q in kept.quantities}
    values = {numbers[c.id].value or numbers[c.id].low for c in claims if c.id in numbers}
    assert {6700.0, 10_000.0} <= values
    assert sum(claim.stance == "denies" for claim in claims) >= 3


def test_the_double_veto_and_the_two_assembly_votes(kept: HandKept) -> None:
    votes = {(v.rollcall, v.actor): v.choice for v in kept.votes}
    calls = {call.symbol: call for call in kept.rollcalls}
    veto = calls["S/2022/431"]
    assert (veto.held, veto.result) == (date(2022, 5, 26), "vetoed")
    assert (veto.yes, veto.no, veto.abstain) == (13, 2, 0)
    assert [votes[veto.key, state] for state in ("CHN", "RUS", "USA")] == ["no", "no", "yes"]
    crimea, invasion = calls["A/RES/68/262"], calls["A/RES/ES-11/1"]
    assert (crimea.yes, crimea.no, crimea.abstain) == (100, 11, 58)
    assert (invasion.yes, invasion.no, invasion.abstain) == (141, 5, 35)
    for call in (crimea, invasion):
        assert votes[call.key, "PRK"] == votes[call.key, "RUS"] == "no"
        assert votes[call.key, "CHN"] == "abstain"


def test_north_korean_growth_is_missing_and_never_zero(kept: HandKept) -> None:
    growth = [s for s in kept.series if (s.subject, s.field) == ("PRK", "gdp_growth_percent")]
    assert growth and all(s.value is None and s.missing for s in growth)


def test_quotations_have_words_and_words_have_a_language(kept: HandKept) -> None:
    for claim in kept.claims:
        assert not claim.verbatim or claim.words
        assert not claim.words or claim.language in ("ja", "en", "ko", "zh", "ru")


def test_leaders_and_ministers_of_all_states_are_on_record_for_every_year(kept: HandKept) -> None:
    held = [office.what for office in kept.offices]
    gaps = []
    for state in STATES:
        for post in ("foreign_minister", "defence_minister"):
            for year in range(2014, 2025):
                whole = Period.parse(str(year))
                if not any(
                    o.of == state and o.post.endswith(post) and o.period.overlaps(whole)
                    for o in held
                ):
                    gaps.append((state, post, year))
    assert gaps == []
