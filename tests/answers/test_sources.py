"""What each source says: a verdict that hangs on a source is named, and a gap stays a gap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kankei.answers.compose import Figure, Note, Paragraph, Section, Table
from kankei.answers.material import (
    DomainMonth,
    Influence,
    Material,
    Measured,
    RelationMonth,
    RelationYear,
)
from kankei.answers.sections import sources
from kankei.answers.system import System
from kankei.steps.measured import measured_of

from .test_system_sections import material

TURN = date(2023, 7, 1)
MONTHS = [date(2022 + n // 12, n % 12 + 1, 1) for n in range(36)]


def months(variant: str, rise: float, dyad: str = "PRK-RUS") -> list[RelationMonth]:
    return [
        RelationMonth(dyad, month, 0, -1, 1, 3, 1.0, 0.0, rise * (month >= TURN), 0.5, variant)
        for month in MONTHS
    ]


def year(number: int, mean: float, without: str = "") -> RelationYear:
    return RelationYear("PRK-RUS", number, mean, mean - 2, mean + 2, without)


def made(measured: Measured) -> Section | None:
    whole: Material = replace(material(System()), measured=measured)
    return sources.compose(whole)


def text(section: Section | None) -> str:
    assert section is not None
    blocks = [block for block in section.blocks if isinstance(block, Paragraph)]
    return " ".join(sentence.text.en for block in blocks for sentence in block.sentences)


def test_nothing_is_said_without_a_second_source() -> None:
    assert made(Measured()) is None
    assert made(Measured(months=tuple(months("", 3.0)))) is None


@pytest.mark.parametrize(("ties", "count"), [(3.0, 0), (0.0, 1)])
def test_a_verdict_that_hangs_on_a_source_is_counted(ties: float, count: int) -> None:
    beside = [*months("all_sources", 3.0), *months("without_unga", 3.0)]
    beside += months("without_ties", ties)
    section = made(Measured(months=tuple(months("", 3.0)), beside=tuple(beside)))
    assert f"For {count} of the 1 pairs" in text(section)
    assert section is not None
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    assert len(table.rows) == 1 and len(table.columns) == 5


def test_without_ties_the_index_with_votes_alone_is_laid_beside() -> None:
    section = made(Measured(months=tuple(months("", 3.0)), beside=tuple(months("with_votes", 0.0))))
    assert "with votes: 0.0" in text(section) and "ties" not in text(section)
    assert section is not None
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    assert [column.en for column in table.columns][1:] == ["news scores alone", "with votes"]


def test_yearly_sources_that_a_study_lacks_are_not_named() -> None:
    section = made(Measured(years=(year(1995, 0.0), year(2024, 9.0))))
    assert "alone (votes in the General Assembly), the" in text(section)
    assert section is not None and isinstance(section.blocks[-1], Note)
    assert "Koreas" not in section.blocks[-1].text.en
    assert "North Korea casts few votes" in section.blocks[-1].text.en


@pytest.mark.parametrize(("last", "words"), [(9.0, "do not overlap"), (1.0, "intervals overlap")])
def test_a_long_step_is_sure_only_when_the_intervals_do_not_touch(last: float, words: str) -> None:
    years = (year(1995, 0.0), year(2024, last), year(1995, 0.0, "unga"), year(2024, 0.5, "unga"))
    section = made(Measured(years=years))
    assert words in text(section)
    assert section is not None
    (figure,) = (block for block in section.blocks if isinstance(block, Figure))
    rows = figure.specs["en"]["data"]["values"]
    assert [row["time"] for row in rows if "low" in row] == [1995.9151, 2024.9153]


def test_domains_show_the_middle_of_the_covered_years_and_nothing_between() -> None:
    found = tuple(
        DomainMonth("PRK-RUS", "political", date(of, number, 1), 0.5, -1, 2, 4)
        for of in (2014, 2018)
        for number in (5, 6)
    )
    section = made(Measured(domains=found))
    said = text(section)
    assert "political 16" in said and "4 months" in said
    assert section is not None
    (figure,) = (block for block in section.blocks if isinstance(block, Figure))
    assert len(figure.specs["en"]["data"]["values"]) == 2


def test_influence_is_a_row_for_each_source_left_out() -> None:
    rows = (
        Influence("relation_beside", "unga", 28, 2072, 0.999, 0.95, 1.1),
        Influence("relation_years", "gdelt", 28, 840, None, None, None),
    )
    section = made(Measured(influences=rows))
    assert section is not None
    (table,) = section.blocks
    assert isinstance(table, Table)
    assert [row.cells[4].en for row in table.rows] == ["0.95", "–"]


def test_rows_of_a_snapshot_become_terms() -> None:
    curve = {"dyad": "PRK-RUS", "mean": "1.5", "lo": "0.5", "hi": "2.5"}
    agree = {"pairs": "28", "months": "9", "levels_agree": "", "moves_agree": "0.5", "width": "2"}
    tables = {
        "relation_years": [curve | {"without": "unga", "year": "1995"}],
        "relation_domains": [curve | {"domain": "military", "month": "2014-06-01", "n": "3"}],
        "relation_influence": [agree | {"curves": "relation_years", "without": "unga"}],
    }
    found = measured_of(tables, {})
    assert found.years[0] == RelationYear("PRK-RUS", 1995, 1.5, 0.5, 2.5, "unga")
    assert found.domains[0].month == date(2014, 6, 1)
    assert found.influences[0].levels is None and found.influences[0].moves == 0.5


def test_every_index_says_what_was_learnt_of_it() -> None:
    said = {"loadings": "ideal_point_nearness=1.00 leaders_visits=9.50", "pairs": "595"}
    of_domain = {"military_loadings": "icews_quadruples.conflict.material=-1.29"}
    section = made(Measured(made={"relation_years": said, "relation_domains": of_domain}))
    assert section is not None
    table, note = section.blocks
    assert isinstance(note, Note) and "relation_beside.toml" in note.text.ja
    assert isinstance(table, Table)
    assert [row.cells[1].en for row in table.rows] == [
        "nearness in votes 1.00, visits 9.50",
        "deeds of conflict −1.29",
    ]
