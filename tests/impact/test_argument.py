"""Signed maps: known answers by hand, and the properties that define the calculation."""

from __future__ import annotations

from pathlib import Path as File

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.impact.argument import Settings, SignedMap, argue, as_effect, read_arguments
from kankei.terms.effect import Link, Shock
from kankei.terms.errors import InputError, MethodError
from kankei.terms.finding import Evidence
from kankei.terms.language import Bilingual

RUN = Settings(readings=100, worlds=200, seed=7)
UP = Shock("PRK-RUS", "all", 1.0, "2023-09")
DOWN = Shock("PRK-RUS", "all", -1.0, "2023-09")
TOLERANCE = 0.02  # three standard errors of 20,000 worlds at p = 0.5 are 0.011


def link(
    cause: str,
    effect: str,
    sign: int,
    band: tuple[float, float] = (1.0, 1.0),
    condition: str = "",
    condition_band: tuple[float, float] = (1.0, 1.0),
    horizon: str = "short",
) -> Link:
    return Link(
        cause=cause,
        effect=effect,
        sign=1 if sign > 0 else -1,
        condition=Bilingual(condition, condition) if condition else None,
        condition_band=condition_band,
        horizon=horizon,  # type: ignore[arg-type]
        hedge="",
        band=band,
        holder="author",
        text=Bilingual("", f"{cause} to {effect}"),
        evidence=(Evidence("source", "s"),),
    )


def test_a_chain_holds_with_the_product_of_its_links() -> None:
    signed = SignedMap((link("PRK-RUS", "a", 1, (0.8, 0.8)), link("a", "KOR-PRK", -1, (0.5, 0.5))))
    found = {item.on: item for item in argue(signed, UP, settings=RUN)}
    assert found["KOR-PRK"].farther == pytest.approx(0.4, abs=TOLERANCE)
    assert found["KOR-PRK"].closer == 0
    assert found["KOR-PRK"].silent == pytest.approx(0.6, abs=TOLERANCE)
    assert found["KOR-PRK"].direction == "-"
    assert found["KOR-PRK"].why[0].probability == pytest.approx(0.4)


def test_two_equal_chains_of_opposite_sign_cancel() -> None:
    signed = SignedMap((link("PRK-RUS", "KOR-PRK", 1), link("PRK-RUS", "KOR-PRK", -1)))
    (found,) = argue(signed, UP, settings=RUN)
    assert (found.both, found.closer, found.farther) == (1.0, 0.0, 0.0)
    assert found.direction == "?"
    assert as_effect(found, signed).probability_of_direction is None


def test_a_short_chain_outweighs_a_long_one_unless_attenuation_is_one() -> None:
    links = (link("PRK-RUS", "x", 1), link("PRK-RUS", "m", 1), link("m", "x", -1))
    found = {i.on: i for i in argue(SignedMap(links), UP, settings=RUN)}
    assert found["x"].closer == 1.0
    flat = Settings(readings=20, worlds=20, attenuation=(1.0, 1.0))
    assert {i.on: i for i in argue(SignedMap(links), UP, settings=flat)}["x"].both == 1.0


def test_links_with_one_condition_hold_together() -> None:
    half = (0.5, 0.5)
    links = (
        link("PRK-RUS", "a", 1, condition="war", condition_band=half),
        link("a", "b", 1, condition="war", condition_band=half),
    )
    found = {item.on: item for item in argue(SignedMap(links), UP, settings=RUN)}
    assert found["b"].closer == pytest.approx(0.5, abs=TOLERANCE)


def test_chains_beyond_the_horizon_are_left_out() -> None:
    signed = SignedMap((link("PRK-RUS", "a", 1), link("a", "b", 1, horizon="long")))
    assert [item.on for item in argue(signed, UP, "short", RUN)] == ["a"]
    assert [item.on for item in argue(signed, UP, "long", RUN)] == ["a", "b"]


def test_a_shock_to_a_relation_is_a_shock_to_its_domains_and_back() -> None:
    signed = SignedMap((link("PRK-RUS/military", "CHN-PRK/political", -1),))
    found = {item.on: item for item in argue(signed, UP, settings=RUN)}
    assert found["CHN-PRK/political"].farther == 1.0
    assert found["CHN-PRK"].farther == 1.0


def test_cycles_end() -> None:
    signed = SignedMap((link("PRK-RUS", "a", 1), link("a", "b", 1), link("b", "a", -1)))
    assert {item.on for item in argue(signed, UP, settings=RUN)} == {"a", "b"}


def test_a_shock_that_nobody_argues_about_is_refused_with_a_remedy() -> None:
    signed = SignedMap((link("CHN-USA", "a", 1),))
    with pytest.raises(MethodError, match="choose one of CHN-USA"):
        argue(signed, UP)


VARIABLES = ("PRK-RUS", "KOR-PRK", "CHN-PRK", "x", "y")
BANDS = st.tuples(st.floats(0.05, 0.5), st.floats(0.5, 0.95))
LINKS = st.builds(
    link, st.sampled_from(VARIABLES), st.sampled_from(VARIABLES), st.sampled_from((1, -1)), BANDS
)
MAPS = st.lists(LINKS, min_size=1, max_size=8).map(
    lambda links: SignedMap((link("PRK-RUS", "x", 1), *links))
)


@given(MAPS)
@settings(max_examples=40, deadline=None)
def test_probabilities_sum_to_one_and_the_opposite_shock_mirrors_them(signed: SignedMap) -> None:
    quick = Settings(readings=10, worlds=20, seed=3)
    up, down = argue(signed, UP, settings=quick), argue(signed, DOWN, settings=quick)
    for one, other in zip(up, down, strict=True):
        assert one.closer + one.farther + one.both + one.silent == pytest.approx(1.0)
        assert (one.closer, one.farther) == (other.farther, other.closer)
        low, high = one.closer_interval
        assert 0 <= low <= high <= 1


@given(MAPS)
@settings(max_examples=40, deadline=None)
def test_paths_are_simple_and_connected(signed: SignedMap) -> None:
    for path in signed.paths("PRK-RUS"):
        visited = [path.steps[0].cause, *(step.effect for step in path.steps)]
        assert len(set(visited)) == len(visited)
        for first, second in zip(path.steps, path.steps[1:], strict=False):
            assert first.effect == second.cause


GOOD = """
[argument]
key = "k"
title_ja = "題"
title_en = "title"
author = "a"
source = "s"
[[concept]]
id = "calm"
ja = "平穏"
en = "calm"
[[link]]
key = "l1"
cause = "PRK-RUS"
effect = "calm"
sign = 1
horizon = "short"
hedge = "可能性が高い"
holder = "a"
ja = "平穏になる"
en = "it becomes calm"
source = "s"
"""


def test_reads_an_argument_file(tmp_path: File) -> None:
    file = tmp_path / "good.toml"
    file.write_text(GOOD, encoding="utf-8")
    (argument,) = read_arguments([file], ["s"])
    assert argument.links[0].band == (0.6, 0.9)
    assert argument.keys == ("l1",)


def test_reports_every_fault_of_every_file_at_once(tmp_path: File) -> None:
    bad = GOOD.replace('"PRK-RUS"', '"PRX-RUS"').replace("sign = 1", "sign = 2")
    bad = bad.replace('source = "s"\n', 'source = "zz"\n').replace("可能性が高い", "ほげ")
    (tmp_path / "bad.toml").write_text(bad, encoding="utf-8")
    (tmp_path / "torn.toml").write_text("[argument", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_arguments(sorted(tmp_path.iterdir()), ["s"])
    text = str(caught.value)
    for part in ("PRX-RUS", "sign is 2", "unknown source 'zz'", "ほげ", "torn.toml", "not valid"):
        assert part in text


def test_the_worked_example_of_the_method_page() -> None:
    signed = SignedMap((link("PRK-RUS", "a", 1, (0.6, 0.9)), link("a", "KOR-PRK", -1, (0.25, 0.6))))
    found = {item.on: item for item in argue(signed, UP, settings=Settings(seed=2))}
    assert found["KOR-PRK"].farther == pytest.approx(0.31875, abs=TOLERANCE)
    assert found["KOR-PRK"].why[0].probability == pytest.approx(0.31875)
    page = (File(__file__).parents[2] / "docs/measures/argument.en.md").read_text(encoding="utf-8")
    assert "0.31875" in page
