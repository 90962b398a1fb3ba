"""The dictionary of fields: one name, one unit, both languages, units spelled as elsewhere."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest

from kankei.terms.errors import CodeError
from kankei.terms.field import field, fields

UNIT_OF_ENDING = {
    "_percent": {"percent", "percent of GDP"},
    "_share": {"share"},
    "_usd": {"USD"},
    "_usd_million": {"million USD"},
    "_usd_billion": {"billion USD"},
    "_sd": {"sd"},
    "_z": {"sd"},
    "_persons": {"persons"},
    "_million": {"million persons", "million USD"},
    "_containers": {"containers"},
    "_rounds": {"rounds"},
    "_per_year": {"events per year"},
    "_score": {"score"},
    "_count": {
        "events",
        "links",
        "mentions",
        "missiles",
        "pairs",
        "passages",
        "reports",
        "states",
        "windows",
    },
}


@pytest.mark.parametrize("name", sorted(fields()))
def test_fields_are_complete_in_both_languages(name: str) -> None:
    found = fields()[name]
    assert found.label.ja and found.label.en
    assert found.meaning.ja.endswith("。") and found.meaning.en.endswith(".")
    assert found.low < found.high
    assert bool(found.unit_label.ja) == bool(found.unit_label.en) == bool(found.unit)
    if found.type == "text":
        assert not found.unit


@pytest.mark.parametrize("name", sorted(fields()))
def test_the_end_of_a_name_agrees_with_its_unit(name: str) -> None:
    for ending, units in UNIT_OF_ENDING.items():
        if name.endswith(ending):
            assert fields()[name].unit in units


def test_labels_are_not_shared_by_two_fields() -> None:
    for language in ("ja", "en"):
        labels = [item.label.in_(language) for item in fields().values()]
        assert len(set(labels)) == len(labels)


def test_every_unit_is_used() -> None:
    text = (files("kankei.terms") / "fields.toml").read_text(encoding="utf-8")
    declared = set(tomllib.loads(text)["units"])
    assert declared == {item.unit for item in fields().values()}


def test_one_name_has_one_unit_in_the_whole_package() -> None:
    """Cards of data sets that declare a field give it the unit of the dictionary."""
    found = 0
    for path in (files("kankei") / "datasets").iterdir():
        if path.name.endswith(".toml"):
            card = tomllib.loads(path.read_text(encoding="utf-8"))
            for rows in card.get("tables", {}).values():
                for row in rows:
                    if "field" in row and "unit" in row:
                        assert field(row["field"]).unit == row["unit"], path.name
                        found += 1
    assert found >= 12


def _findings() -> Iterator[tuple[str, str]]:
    """Fields that the package writes into findings, with the module that does."""
    for path in sorted(Path(str(files("kankei"))).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Finding":
                for word in node.keywords:
                    if word.arg == "what":
                        yield from ((name, path.name) for name in _constants(word.value))


def _constants(value: ast.expr) -> list[str]:
    """Names written out, also on both sides of a condition; composed names are not seen."""
    choices = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
    return [str(choice.value) for choice in choices if isinstance(choice, ast.Constant)]


def test_every_finding_of_the_package_is_in_the_dictionary() -> None:
    written = dict(_findings())
    assert {name: module for name, module in written.items() if name not in fields()} == {}


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("votes_agree_share", 0.0, True),
        ("votes_agree_share", 1.01, False),
        ("gdp_growth_percent", -101.0, False),
        ("net_intensity", -1e6, True),
        ("rank", 0.0, False),
    ],
)
def test_ranges(name: str, value: float, allowed: bool) -> None:
    assert field(name).allows(value) is allowed


def test_an_unknown_field_is_refused_with_what_is_near() -> None:
    with pytest.raises(CodeError, match="gdp_growth_percent"):
        field("gdp_growth")
    with pytest.raises(CodeError, match=r"fields\.toml"):
        field("zzz")
