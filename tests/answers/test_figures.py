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
    claimed_quantities,
    domain_years,
    dyad_curves,
    effects,
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


MADE: dict[str, Callable[[], Figure]] = {
    "timeline": _timeline,
    "domain_years": lambda: domain_years.draw(
        [domain_years.YearCount(2023, "military", "alleged", 2, F)], 2022, 2024
    ),
    "dyad_curves": _curves,
    "vote_agreement": _votes,
    "claimed_quantities": _quantities,
    "argument_map": _map,
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
