"""Every figure is listed, drawn in both languages offline, and carries its own data."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kankei.answers.compose import Figure
from kankei.answers.figures import (
    FIGURES,
    argument_map,
    bloc_strip,
    claimed_quantities,
    domain_years,
    dyad_curves,
    effects,
    ideal_point_paths,
    polarity,
    relation_beside,
    relation_changes,
    relation_curves,
    relation_domains,
    relation_focus,
    relation_years,
    term_use,
    timeline,
    vote_agreement,
)
from kankei.answers.figures.frame import decimal_year, to_svg
from kankei.terms.language import Bilingual
from kankei.terms.period import Period

from ..sources import PACKAGE
from .made import finding

LABEL = Bilingual("ロ朝", "Russia-North Korea")
F = finding()


def _timeline() -> Figure:
    periods = ("2023-09-13", "2023-09", "2014", "2023-09-12/2023-09-17", "2024-03~")
    statuses = ("asserted", "asserted", "alleged", "reported", "planned")
    return timeline.draw(
        [
            timeline.Dated(n, "military", Period.parse(p), s, F)
            for n, (p, s) in enumerate(zip(periods, statuses, strict=True), start=1)
        ]
    )


def _curves() -> Figure:
    months = (
        dyad_curves.MonthValue(date(2023, 1, 1), 0.5),
        dyad_curves.MonthValue(date(2023, 2, 1), None),
        dyad_curves.MonthValue(date(2023, 3, 1), -1.5),
    )
    curve = dyad_curves.Curve("PRK-RUS", LABEL, months, F)
    return dyad_curves.draw([curve], "PRK-RUS", date(2023, 2, 1))


def _votes() -> Figure:
    years = (
        vote_agreement.YearShare(2022, 0.8, 0.7, 0.9),
        vote_agreement.YearShare(2023, None, None, None),
    )
    return vote_agreement.draw([vote_agreement.Agreement("PRK-RUS", LABEL, years, F)], "PRK-RUS")


def _quantities() -> Figure:
    made = [
        claimed_quantities.Quantity(Bilingual("甲", "A"), 6700, None, None, False, F),
        claimed_quantities.Quantity(Bilingual("乙", "B"), None, 10_000, None, False, F),
        claimed_quantities.Quantity(Bilingual("丙", "C"), None, 5_000, 8_000, False, F),
        claimed_quantities.Quantity(Bilingual("丁", "D"), None, None, None, True, F),
    ]
    return claimed_quantities.draw(made, Bilingual("個", "containers"))


def _map() -> Figure:
    arrows = [
        argument_map.Arrow("PRK-RUS", "calm", 1, (0.6, 0.9), F),
        argument_map.Arrow("calm", "KOR-PRK", -1, (0.2, 0.5), F),
    ]
    labels = {name: Bilingual(name, name) for name in ("PRK-RUS", "calm", "KOR-PRK")}
    return argument_map.draw(arrows, labels, "PRK-RUS", collected=5)


def _relation(dyad: str, jumps: bool) -> relation_focus.Curve:
    months = (
        relation_focus.IndexMonth(date(2023, 1, 1), 0.5, -0.5, 1.5),
        relation_focus.IndexMonth(date(2023, 2, 1), 0.6, -0.9, 2.1, thin=True),
        relation_focus.IndexMonth(date(2023, 3, 1), 4.5, 3.5, 5.5),
    )
    jump = relation_focus.Jump(date(2023, 3, 1), 4.5, Bilingual("三月 +4.0", "March +4.0"))
    return relation_focus.Curve(dyad, LABEL, months, (jump,) if jumps else (), F)


def _changes() -> Figure:
    shifts = [
        relation_changes.Shift(Bilingual("甲", "A"), -0.2, -1.0, 0.6, "open", None, F),
        relation_changes.Shift(LABEL, 5.2, 4.1, 6.4, "closer", (-2.0, 0.9), F),
    ]
    return relation_changes.draw(shifts)


def _paths() -> Figure:
    def path(state: str, pole: bool, *years: int) -> ideal_point_paths.Path:
        at = tuple(ideal_point_paths.At(y, 0.1, -0.1, 0.3, 0.2, y > 1990) for y in years)
        return ideal_point_paths.Path(state, Bilingual(state, f"{state}!"), False, pole, at, F)

    made = [path("USA", True, 1946, 1947, 1971), path("JPN", False, 1990, 1991)]
    return ideal_point_paths.draw(made, 2023.5)


def _strip() -> Figure:
    pairs = [bloc_strip.Pair(LABEL, ((1990, 0.2), (1991, 1.0)))]
    sessions = [bloc_strip.Session(1990, 0.1, 2), bloc_strip.Session(1991, None, 1)]
    return bloc_strip.draw(pairs, sessions, [F])


def _terms() -> Figure:
    uses = (term_use.Use(1990, LABEL, 0.0), term_use.Use(1992, LABEL, 4.0))
    strips = [term_use.Strip(Bilingual("多極化", "multipolarity"), (LABEL,), uses)] * 2
    return term_use.draw(strips, Bilingual("「多極化」", "“multipolarity”"), [F])


def _bundles(*lines: str) -> list[relation_beside.Bundle]:
    points = tuple(relation_beside.Point(2018 + n / 12, n, n - 1, n + 1) for n in range(3))
    return [relation_beside.Bundle(LABEL, points, dict.fromkeys(lines, points))]


def _domains() -> Figure:
    made = [
        relation_domains.DomainValue(LABEL, domain, month, 0.5, -1.0, 2.0, F)
        for domain in ("military", "political")
        for month in (Bilingual("2014年6月", "June 2014"), Bilingual("2018年6月", "June 2018"))
    ]
    return relation_domains.draw(made, [LABEL])  # type: ignore[arg-type]


MADE: dict[str, Callable[[], Figure]] = {
    "timeline": _timeline,
    "domain_years": lambda: domain_years.draw(
        [domain_years.YearCount(2023, "military", "alleged", 2, F)], 2022, 2024
    ),
    "dyad_curves": _curves,
    "vote_agreement": _votes,
    "claimed_quantities": _quantities,
    "argument_map": _map,
    "relation_focus": lambda: relation_focus.draw(_relation("PRK-RUS", True), date(2023, 2, 1)),
    "relation_curves": lambda: relation_curves.draw(
        [_relation("PRK-RUS", True), _relation("CHN-PRK", False)], "PRK-RUS", None
    ),
    "relation_changes": _changes,
    "ideal_point_paths": _paths,
    "polarity": lambda: polarity.draw(
        [polarity.Year(1990 + n, "cinc", c, 3.0, 5) for n, c in enumerate((0.3, None, 0.4))],
        ["cinc"],
        [F],
    ),
    "bloc_strip": _strip,
    "term_use": _terms,
    "relation_beside": lambda: relation_beside.draw(
        _bundles("all_sources", "without_unga", "without_ties"), 2023.5, [F]
    ),
    "relation_years": lambda: relation_years.draw(_bundles("unga"), None, [F]),
    "relation_domains": _domains,
    "effects": lambda: effects.draw([effects.Shares(LABEL, 0.4, 0.1, 0.2, 0.3, F)]),
}


def test_every_figure_file_is_listed() -> None:
    files = {path.stem for path in (PACKAGE / "answers" / "figures").glob("*.py")}
    listed = {module.__name__.rpartition(".")[2] for module in FIGURES}
    assert files - {"__init__", "frame"} == listed == set(MADE)


@pytest.mark.parametrize("name", MADE)
def test_a_figure_draws_in_both_languages_with_its_data_inside(name: str) -> None:
    figure = MADE[name]()
    assert set(figure.specs) == {"ja", "en"}
    for spec in figure.specs.values():
        assert '"url"' not in json.dumps(spec)
        svg = to_svg(spec)
        assert svg.startswith("<svg") and to_svg(spec) == svg
    assert json.dumps(figure.specs["ja"]) != json.dumps(figure.specs["en"])


def test_a_missing_month_is_null_and_breaks_the_line() -> None:
    values = _curves().specs["en"]["data"]["values"]
    assert [row["value"] for row in values] == [0.5, None, -1.5]


def test_a_relation_carries_its_band_and_marks_only_its_large_moves() -> None:
    rows = MADE["relation_curves"]().specs["en"]["data"]["values"]
    assert [row["jump"] for row in rows] == [None, None, "March +4.0", None, None, None]
    assert all(row["low"] < row["mean"] < row["high"] for row in rows)
    assert [row["thin"] for row in rows[:3]] == [False, True, False]


def test_curves_beside_carry_the_band_once_and_each_line() -> None:
    rows = MADE["relation_beside"]().specs["en"]["data"]["values"]
    banded = [row for row in rows if "low" in row]
    named = [row["source"] for row in rows if "source" in row]
    assert len(banded) == 3 and all("source" not in row for row in banded)
    assert named == ["with votes and ties"] * 3 + ["without votes"] * 3 + ["without ties"] * 3


def test_changes_stand_in_order_of_size_with_an_unknown_range_left_empty() -> None:
    rows = _changes().specs["ja"]["data"]["values"]
    assert [row["size"] for row in rows] == [5.2, -0.2]
    assert (rows[1]["least"], rows[1]["most"]) == (None, None)


def test_no_line_crosses_a_gap_and_poles_stand_behind_the_others() -> None:
    rows = _paths().specs["en"]["data"]["values"]
    own = [(row["year"], row["run"]) for row in rows if row["state"] == "USA!"]
    assert own == [(1946, 0), (1947, 0), (1971, 1)]
    assert {row["behind"] for row in rows if row["state"] == "JPN!"} == {"", "USA"}


def test_a_session_without_a_division_is_no_sure_friendship() -> None:
    rows = _strip().specs["en"]["vconcat"][0]["data"]["values"]
    assert [row["together"] for row in rows] == [0.2, None]
    assert [row["class"] for row in rows] == ["10 to 33 %", "no division"]


def test_a_year_without_the_term_is_told_from_a_year_without_texts() -> None:
    rows = _terms().specs["en"]["vconcat"][0]["data"]["values"]
    assert [(row["year"], row["class"]) for row in rows] == [(1990, "not used"), (1992, "1 to 5")]


def test_an_uncertain_date_is_drawn_as_its_interval() -> None:
    rows = _timeline().specs["en"]["data"]["values"]
    month = next(row for row in rows if row["period"] == "2023-09")
    day = next(row for row in rows if row["period"] == "2023-09-13")
    assert month["long"] and not month["firm"] and month["end"] > month["start"]
    assert day["firm"] and not day["long"]
    assert not next(row for row in rows if row["period"] == "2014")["firm"]


@given(st.dates(date(1946, 1, 1), date(2100, 1, 1)), st.dates(date(1946, 1, 1), date(2100, 1, 1)))
def test_decimal_years_keep_the_order_of_days(one: date, other: date) -> None:
    assert (one < other) == (decimal_year(one) < decimal_year(other))
    assert int(decimal_year(one)) == one.year
