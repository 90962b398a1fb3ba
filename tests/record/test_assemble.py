"""Facts become tables: one row for one statement, with all of its evidence, in one order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.record.assemble import Facts, assemble
from kankei.record.reviews import Review
from kankei.record.rows import Coverage, HandKept, Provenance, Rejection, SeriesValue
from kankei.terms.actor import states
from kankei.terms.effect import Link
from kankei.terms.errors import RecordError
from kankei.terms.finding import Evidence
from kankei.terms.group import groups
from kankei.terms.language import Bilingual
from kankei.terms.period import Period

from .read import COUNT, QUOTED, READ, SOURCE, SPOKEN

Tables = Mapping[str, pa.Table]


def row(tables: Tables, table: str, **wanted: object) -> dict[str, Any]:
    found = [r for r in tables[table].to_pylist() if wanted.items() <= r.items()]
    assert len(found) == 1, found
    return dict(found[0])


def evidence_of(tables: Tables, of_id: str) -> set[tuple[str, str | None]]:
    keys = {r["id"]: r["key"] for r in tables["source"].to_pylist()}
    rows = [r for r in tables["evidence"].to_pylist() if r["of_id"] == of_id]
    return {(keys[r["source"]], r["passage"]) for r in rows}


def link(*evidence: Evidence) -> Link:
    return Link(
        cause="PRK-RUS",
        effect="JPN-PRK",
        sign=-1,
        condition=Bilingual("続くなら", "if it goes on"),
        condition_band=(0.4, 0.6),
        horizon="short",
        hedge="",
        band=(0.9, 1.0),
        holder="山田太郎",
        text=Bilingual("接近は日朝を遠ざける。", "It drives Japan and North Korea apart."),
        evidence=evidence,
    )


def test_every_table_of_the_schema_is_made(tables: Tables) -> None:
    counted = {name: table.num_rows for name, table in tables.items()}
    assert (counted["event"], counted["claim"], counted["vote"], counted["passage"]) == (4, 6, 3, 2)
    assert counted["membership"] == len(groups().memberships)
    assert counted["name"] >= len(states().spoken)


def test_a_larger_event_is_named_by_its_id(tables: Tables) -> None:
    part = row(tables, "event", key="e-2024-06-20-condemn")
    assert part["part_of"] == row(tables, "event", key="e-2024-06-18-arrival")["id"]


def test_nothing_known_is_missing_and_neither_zero_nor_empty(tables: Tables) -> None:
    for table in tables.values():
        for column in table.columns:
            assert "" not in column.to_pylist()
    gdp = row(tables, "series", subject="PRK", field="gdp_growth_percent")
    assert (gdp["value"], gdp["missing"]) == (None, "the publisher gives none")


def test_a_state_is_an_actor_while_it_exists(tables: Tables) -> None:
    union = row(tables, "actor", id="SUN")
    assert (union["type"], union["state"]) == ("state", "SUN")
    assert union["ends"] == states().get("SUN").period.end
    assert row(tables, "actor", id="JPN")["ends"] is None


def test_a_statement_rests_on_each_of_its_sources_and_passages(tables: Tables) -> None:
    condemned = row(tables, "event", key="e-2024-06-20-condemn")
    assert evidence_of(tables, condemned["id"]) == {("s-agency-2024-06", None), ("s-undated", None)}
    assert evidence_of(tables, SPOKEN.id) == {("s-paper", QUOTED.id)}


def test_a_statement_made_by_hand_and_read_is_one_row_with_both_evidences(
    facts: Facts, kept: HandKept
) -> None:
    by_hand = next(claim for claim in kept.claims if claim.key == "c-6700")
    read = replace(by_hand, key="s-paper-003", sources=("s-paper",))
    assert read.id == by_hand.id
    both = replace(
        READ,
        claims=(*READ.claims, read),
        passages_of={**READ.passages_of, read.id: (QUOTED.id,)},
    )
    tables = assemble(replace(facts, read=both))
    assert row(tables, "claim", id=by_hand.id)["key"] == "c-6700"
    assert evidence_of(tables, by_hand.id) == {
        ("s-ministry-2024-02", None),
        ("s-paper", QUOTED.id),
    }


def test_a_publication_under_two_keys_is_one_source(facts: Facts, kept: HandKept) -> None:
    by_hand = replace(SOURCE, key="s-yamada-2024", seen="cited")
    twice = replace(facts, hand=replace(kept, sources=(*kept.sources, by_hand)))
    assert row(assemble(twice), "source", title="例示論文")["key"] == "s-yamada-2024"


def test_a_source_that_nobody_gave_is_refused(facts: Facts) -> None:
    lost = replace(READ, claims=(replace(COUNT, sources=("s-lost",)),))
    with pytest.raises(RecordError, match=r"rests on 's-lost'.*sources.csv"):
        assemble(replace(facts, read=lost))


def test_a_passage_that_nobody_gave_is_refused(facts: Facts) -> None:
    lost = replace(READ, passages_of={COUNT.id: ("passage:lost",)})
    with pytest.raises(RecordError, match="rests on 'passage:lost'"):
        assemble(replace(facts, read=lost))


def test_an_argument_rests_on_what_its_evidence_rests_on(facts: Facts) -> None:
    by_source = link(Evidence("source", "s-paper"))
    by_passage = replace(by_source, holder="B", evidence=(Evidence("passage", QUOTED.id),))
    by_event = replace(by_source, holder="C", evidence=(Evidence("event", "e-2023-transfer"),))
    tables = assemble(replace(facts, links=(by_source, by_passage, by_event)))
    assert evidence_of(tables, by_source.id) == {("s-paper", None)}
    assert evidence_of(tables, by_passage.id) == {("s-paper", QUOTED.id)}
    assert evidence_of(tables, by_event.id) == {("s-ministry-2024-02", None)}
    made = row(tables, "link", id=by_event.id)
    assert made["known_from"] == date(2024, 2, 27)
    assert (made["condition_low"], made["band_high"], made["sign"]) == (0.4, 1.0, -1)


def test_what_the_snapshot_gives_is_kept_with_its_provenance(facts: Facts) -> None:
    period = Period.parse("2018/2024")
    value = SeriesValue(
        "RUS", "gdp_growth_percent", Period.parse("2022"), -1.2, None, None, "percent", "2024-10",
        ("s-outlook-2024",), known_from=date(2024, 10, 22),
    )  # fmt: skip
    review = Review("claim", SPOKEN.id, "accepted", "reviewer", date(2024, 9, 1), QUOTED.sha256)
    tables = assemble(
        replace(
            facts,
            series=(value,),
            coverage=(Coverage("gdelt", "*", "*", period),),
            provenance=(Provenance("coverage", "gdelt.csv", "0" * 64, 1, "kankei"),),
            rejections=(Rejection("gdelt.csv", 3, "a", "unknown code"),),
            reviews=(review,),
        )
    )
    assert row(tables, "series", id=value.id)["known_from"] == date(2024, 10, 22)
    assert row(tables, "coverage", origin="gdelt")["ends"] == date(2025, 1, 1)
    assert row(tables, "provenance", origin="gdelt.csv")["rows"] == 1
    assert row(tables, "rejection", row=3)["what"] == "unknown code"
    assert row(tables, "review", id=review.id)["judgement"] == "accepted"


@settings(max_examples=5, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_the_facts_makes_no_difference(facts: Facts, random: Any) -> None:
    def shuffled(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(random.sample(items, len(items)))

    names = ("sources", "actors", "offices", "events", "claims", "quantities", "votes", "series")
    hand = replace(facts.hand, **{name: shuffled(getattr(facts.hand, name)) for name in names})
    read = replace(facts.read, claims=shuffled(READ.claims), passages=shuffled(READ.passages))
    assert assemble(replace(facts, hand=hand, read=read)) == assemble(facts)
