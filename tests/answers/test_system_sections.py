"""Positions, order and discourse: what is said follows from the rows, and nothing without them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kankei.answers.compose import Figure, Listing, Note, Paragraph, Section, Sentence, Table
from kankei.answers.material import Material, Subject
from kankei.answers.positions import alone, change, largest_step, paths_of, seats
from kankei.answers.sections import discourse, order, positions
from kankei.answers.system import (
    CoMembership,
    Concentration,
    IdealPoint,
    PoleDistance,
    SignedOrder,
    System,
    TermPassage,
    TermUse,
    session_label,
)
from kankei.answers.values import label_of
from kankei.terms.dyad import Dyad
from kankei.terms.language import Bilingual
from kankei.terms.period import Period

BOTH = Bilingual("題", "title")


def point(state: str, session: int, alone_mean: float, rhat: float = 1.0) -> IdealPoint:
    smooth = (alone_mean, alone_mean - 0.3, alone_mean + 0.3, 1.0)
    by_itself = (alone_mean, 0.1, alone_mean - 0.16, alone_mean + 0.16, rhat)
    return IdealPoint(state, session, *smooth, *by_itself, n_votes=80)


def of_power(field: str, year: int, con: float | None, largest: str) -> Concentration:
    missing = "" if con is not None else "value-of-a-power-missing"
    return Concentration(year, field, 5, "A B C D E", con, con, con, largest, con, missing)


def use(corpus: str, author: str, year: int, passages: int) -> TermUse:
    rate = 10_000 * passages / 2000
    return TermUse(
        corpus, author, year, "multipolarity", 1, min(passages, 1), passages, 2000, rate, ""
    )


POINTS = (
    point("SUN", 40, -1.5),
    point("RUS", 76, 0.0),
    point("RUS", 77, -1.0),
    point("RUS", 78, -1.0),
    point("PRK", 77, -1.1),
    point("PRK", 78, -1.2, rhat=1.3),
    point("CHN", 76, -0.3),
    point("CHN", 77, -1.3),
)
SYSTEM = System(
    ideal_points=POINTS,
    pole_distances=(PoleDistance("PRK", 78, "CHN", 0.1, 0.2, 0.97, ""),),
    concentration=(
        of_power("cinc", 1946, 0.45, "USA"),
        of_power("cinc", 2022, 0.49, "CHN"),
        of_power("military_expenditure", 1946, None, ""),
        of_power("military_expenditure", 2022, 0.57, "USA"),
    ),
    same_bloc=(
        CoMembership("PRK-RUS", 76, 0.4, 200),
        CoMembership("PRK-RUS", 77, 0.8, 200),
        CoMembership("PRK-RUS", 78, 1.0, 200),
        CoMembership("PRK-SUN", 45, 0.5, 200),
    ),
    signed_order=(
        SignedOrder(77, 9, 36, 9, 9, True, 0.25, 2, 9.0, ""),
        SignedOrder(78, 9, 36, 9, 1, True, 0.03, 2, 1.0, ""),
        SignedOrder(19, 9, 0, 0, None, None, None, None, None, "no-tie"),
    ),
    term_use=(
        use("ungd", "RUS", 1992, 1),
        use("ungd", "RUS", 2024, 2),
        use("ungd", "PRK", 2024, 0),
        use("kcna", "PRK", 2013, 1),
    ),
    term_passages=(
        TermPassage(
            "ungd", "t:1", "RUS", 2024, "multipolarity", 5, 26, "a multipolar world", True, False
        ),
    ),
)


def material(system: System) -> Material:
    subject = Subject(
        title=BOTH,
        question=BOTH,
        focus=Dyad("PRK", "RUS"),
        states=("RUS", "PRK", "CHN", "USA"),
        groups=(),
        period=Period.parse("2014-01-01/2024-12-31"),
        turn=Period.parse("2023-07"),
    )
    empty = dict.fromkeys(
        ("events", "claims", "offices", "memberships", "rollcalls", "series", "contradictions"), ()
    ) | dict.fromkeys(("coverage", "scores", "agreements"), ())
    return Material(
        subject=subject,
        names={},
        sources={},
        quantities={},
        signed=None,
        argued={},
        attenuation=(0.5, 1.0),
        state_of={},
        origins={},
        system=system,
        **empty,  # type: ignore[arg-type]
    )


def sentences(section: Section | None) -> Iterator[Sentence]:
    assert section is not None
    for block in section.blocks:
        if isinstance(block, Paragraph):
            yield from block.sentences
        if isinstance(block, Listing):
            yield from (*filter(None, (block.lead,)), *block.items)


def said(section: Section | None) -> str:
    return "\n".join(sentence.text.en for sentence in sentences(section))


@pytest.mark.parametrize("compose", [positions.compose, order.compose, discourse.compose])
def test_a_study_without_the_tables_has_no_section(compose: object) -> None:
    assert callable(compose)
    assert compose(material(System())) is None


def test_a_break_is_told_by_the_sessions_by_themselves_with_its_time() -> None:
    text = said(positions.compose(material(SYSTEM)))
    assert "−0.50 over the sessions that opened before the turn (2) to −1.00" in text
    assert "came before the turn, from session 2021/22 to 2022/23: 0.00 to −1.00" in text
    assert "China −1.00" in text and "Soviet" not in text


def test_an_estimate_that_has_not_converged_says_so() -> None:
    found = material(SYSTEM)
    section = positions.compose(found)
    assert "1 come from chains that have not converged" in said(section)
    assert section is not None
    table = next(block for block in section.blocks if isinstance(block, Table))
    assert [row.cells[0].en for row in table.rows] == ["Russia", "North Korea†", "China"]
    sound = tuple(p for p in POINTS if p.sure)
    assert "All 7" in said(positions.compose(replace(found, system=System(ideal_points=sound))))


def test_a_pole_that_is_surely_the_nearest_is_marked() -> None:
    section = positions.compose(material(SYSTEM))
    assert section is not None
    table = next(block for block in section.blocks if isinstance(block, Table))
    assert [row.cells[5].en for row in table.rows] == ["–", "0.10*", "–"]


def test_a_pole_that_is_no_state_of_the_study_is_a_column_and_a_pale_line_without_a_panel() -> None:
    points = (*POINTS, *(point("BRA", session, 0.5) for session in (76, 77, 78)))
    far = PoleDistance("PRK", 78, "BRA", 1.7, 0.2, 0.0, "")
    system = replace(SYSTEM, ideal_points=points, pole_distances=(*SYSTEM.pole_distances, far))
    section = positions.compose(material(system))
    assert section is not None
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    assert [column.en for column in table.columns[-2:]] == ["To China", "To Brazil"]
    assert len(table.rows) == 3
    (figure,) = (block for block in section.blocks if isinstance(block, Figure))
    rows = figure.specs["en"]["data"]["values"]
    assert "Brazil" not in {row["state"] for row in rows}
    assert {row["behind"] for row in rows} == {"", "CHN", "BRA"}


def test_any_framing_term_has_a_label_in_both_languages() -> None:
    assert label_of("rules_based_order") == Bilingual("ルールに基づく国際秩序", "rules-based order")


def test_remarks_on_texts_are_made_of_the_states_of_the_study_alone() -> None:
    section = discourse.compose(material(SYSTEM))
    assert section is not None and isinstance(section.blocks[-1], Note)
    note = section.blocks[-1].text.en
    assert "Headlines end" in note and "Speeches of Ukraine" not in note


def test_leaders_that_differ_by_index_are_named_side_by_side() -> None:
    text = said(order.compose(material(SYSTEM)))
    assert "depends on the index: China by CINC" in text.replace(
        "the composite index of national capability (CINC)", "CINC"
    )
    assert (
        "military expenditure: from 0.57 in 2022 (5 powers)" in text
    )  # 1946 is missing, and not zero


def test_blocs_are_told_before_and_after_and_session_by_session() -> None:
    text = said(order.compose(material(SYSTEM)))
    assert "60% on average" in text
    assert "40% in 2021/22, 80% in 2022/23, " in text
    assert "1 (3%) fit no division" in text and "proven optimal in 2 of the 2" in text


def test_use_of_a_term_is_told_with_its_volume_and_silence_is_named() -> None:
    text = said(discourse.compose(material(SYSTEM)))
    assert "North Korea never used “multipolarity” in 1 speeches" in text
    assert "Russia used “multipolarity” in 2 of 2 speeches" in text
    assert "Russia 3 (none: North Korea)" in text
    assert "Russia (UN General Debate, 2024): “… a multipolar world”" in text


def test_a_quotation_carries_its_place() -> None:
    found = [f for s in sentences(discourse.compose(material(SYSTEM))) for f in s.findings]
    quoted = next(finding for finding in found if finding.what == "claim")
    assert (quoted.value, quoted.inputs) == ("a multipolar world", ("t:1:5-26",))


def test_predecessors_keep_the_seat() -> None:
    assert seats(["RUS"]) == {"RUS": "RUS", "SUN": "RUS"}
    path = paths_of(POINTS, ["RUS"])["RUS"]
    assert [p.session for p in path] == [40, 76, 77, 78]
    step = largest_step(path)
    assert step is not None and [p.session for p in step] == [40, 76]
    assert largest_step(path[:1]) is None


@given(st.floats(-4, 4), st.floats(-4, 4), st.integers(1, 9), st.integers(1, 9))
def test_a_change_is_the_difference_and_more_sessions_make_it_surer(
    one: float, two: float, before: int, after: int
) -> None:
    earlier = alone("RUS", [point("RUS", 60, one)] * before)
    later = alone("RUS", [point("RUS", 70, two)] * after)
    moved = change(earlier, later)
    assert isinstance(moved.value, float) and moved.low is not None and moved.high is not None
    assert moved.value == pytest.approx(two - one, abs=0.002)
    assert moved.low <= moved.value <= moved.high
    width = 1.645 * (0.01 / before + 0.01 / after) ** 0.5
    assert moved.high - moved.low == pytest.approx(2 * width, abs=0.004)


def test_sessions_are_named_by_their_years() -> None:
    assert [session_label(n) for n in (1, 54, 78)] == ["1946/47", "1999/2000", "2023/24"]
