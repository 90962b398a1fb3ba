"""Event types and codes: complete, translated, and equal to the publishers' tables."""

from __future__ import annotations

import re

import pytest

from kankei.terms.errors import CodeError
from kankei.terms.plover import (
    cameo,
    cameo_codes,
    event_type,
    event_types,
    intensity,
    plover_of,
)

from .data import publishers_file

ICEWS_ONLY = {"1213"}


def test_there_are_sixteen_types_seven_of_them_cooperative() -> None:
    assert len(event_types()) == 16
    friendly = [item for item in event_types().values() if item.cooperative]
    assert {item.code for item in friendly} == set(
        ["AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"]
    )
    assert all(item.intensity > 0 for item in friendly)
    assert all(item.intensity <= 0 for item in event_types().values() if not item.cooperative)


def test_every_root_but_statements_and_appeals_belongs_to_a_type() -> None:
    roots = {root for item in event_types().values() for root in item.cameo_roots}
    assert roots == {f"{number:02}" for number in range(3, 21)}


@pytest.mark.parametrize("code", sorted(cameo_codes()))
def test_codes_are_complete(code: str) -> None:
    found = cameo(code)
    assert found.label.ja and found.label.en
    assert -10 <= found.intensity <= 10
    if code[:2] in ("01", "02"):
        with pytest.raises(CodeError, match="no type"):
            plover_of(code)
    else:
        assert plover_of(code).code == found.plover
    assert len(code) == 2 or code[:-1] in cameo_codes() or code[:2] in cameo_codes()


@pytest.mark.parametrize(
    ("code", "type_", "value"),
    [
        ("042", "CONSULT", 1.9),
        ("057", "SUPPORT", 8.0),
        ("062", "COOPERATE", 7.4),
        ("072", "AID", 8.3),
        ("085", "RETREAT", 5.0 + 2.0),
        ("112", "ACCUSE", -2.0),
        ("129", "REJECT", -5.0),
        ("138", "THREATEN", -7.0),
        ("154", "MOBILIZE", -7.2),
        ("161", "SANCTION", -4.0),
        ("163", "COERCE", -8.0),
        ("190", "ASSAULT", -10.0),
    ],
)
def test_types_and_intensities_of_single_codes(code: str, type_: str, value: float) -> None:
    assert plover_of(code).code == type_
    assert intensity(code) == value


@pytest.mark.parametrize("code", ["", "1", "57", "21", "999", "AGREE"])
def test_an_unknown_code_is_refused(code: str) -> None:
    with pytest.raises(CodeError, match="Next: "):
        intensity(code)


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(CodeError, match="SANCTION"):
        event_type("FIGHT")


def test_intensities_equal_the_gdelt_table() -> None:
    path = publishers_file("event-codebooks", "CAMEO.goldsteinscale.txt")
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    published = {code: float(value) for code, value in (line.split("\t") for line in lines)}
    ours = {code: item.intensity for code, item in cameo_codes().items() if item.scale == "GDELT"}
    assert ours == published
    assert set(cameo_codes()) - set(ours) == ICEWS_ONLY


def test_types_equal_the_conversion_table() -> None:
    path = publishers_file("event-codebooks", "CAMEO2PLOVER-2021.txt")
    rows = re.findall(r"^(\d+)\s*:\s*([A-Z]+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    for code, name in rows:
        if code != "08" and code in cameo_codes():  # the root stands for two types
            assert plover_of(code).code == name, code
