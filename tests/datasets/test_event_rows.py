"""Domains of acts: each code has one row with its reason, and what names no domain has none."""

from __future__ import annotations

import csv
import re
from importlib.resources import files

import pytest

from kankei.datasets.event_rows import cameo_domain, plover_domain
from kankei.terms.event import DOMAINS
from kankei.terms.plover import cameo_codes, event_types

from .samples import real


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("kankei.datasets") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_every_code_of_cameo_stands_in_one_row_with_a_reason() -> None:
    rows = _rows("cameo_domains.csv")
    codes = [code for row in rows for code in row["codes"].split(";")]
    assert sorted(codes) == sorted(cameo_codes())
    assert all(row["en"] and row["ja"] and row["domain"] in ("", *DOMAINS) for row in rows)


def test_every_rule_of_plover_is_unique_and_has_a_reason() -> None:
    rows = _rows("plover_domains.csv")
    keys = [(row["part"], row["type"], row["key"]) for row in rows]
    assert len(set(keys)) == len(keys)
    assert {row["part"] for row in rows} == {"mode", "context", "type"}
    assert all(row["en"] and row["ja"] and row["domain"] in ("", *DOMAINS) for row in rows)
    assert {row["type"] for row in rows} - {""} <= set(event_types())


def test_every_context_of_the_manual_has_a_rule() -> None:
    manual = (real("event-codebooks") / "PLOVER_MANUAL.tex").read_text(encoding="utf-8")
    table = manual.partition("label{tab:general-contexts}")[2].partition("END CONTEXTS TABLE")[0]
    named = re.findall(r"^(?:\\hyperref\[[^\]]*\]\{([^}]+)\}|(\w+)) *&", table, re.MULTILINE)
    contexts = {(one or other).replace("\\", "") for one, other in named} - {"Name"}
    assert len(contexts) > 30
    ruled = {row["key"] for row in _rows("plover_domains.csv") if row["part"] == "context"}
    assert contexts <= ruled


@pytest.mark.parametrize(
    ("code", "domain"),
    [
        ("190", "military"),
        ("0874", "military"),
        ("163", "economic"),
        ("061", "economic"),
        ("046", "political"),
        ("010", None),
        ("073", None),
        ("none", None),
    ],
)
def test_domains_of_codes(code: str, domain: str | None) -> None:
    assert cameo_domain(code) == domain


def test_a_mode_goes_before_contexts_and_two_domains_give_none() -> None:
    assert plover_domain("RETREAT", ["ceasefire"], ["diplomatic"]) == "military"
    assert plover_domain("RETREAT", ["ceasefire", "resign"], []) is None
    assert plover_domain("RETREAT", ["release"], ["diplomatic", "executive"]) == "political"
    assert plover_domain("RETREAT", ["release"], ["an unknown context"]) is None
