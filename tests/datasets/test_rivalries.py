"""Rivalries: from the first year to the last, both included, in two lists that are not mixed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from .layouts import laid, rows_of


def test_both_lists_have_their_own_types(tmp_path: Path) -> None:
    states = {"ccode1": 731, "ccode2": 732}
    newer = {**states, "rivalry": "North Korea-South Korea", "start": 1948, "end": 2020}
    older = {**states, "rivalryname": "North Korea-South Korea", "styear": 1948, "endyear": 2010}
    first = rows_of(laid(tmp_path, "rivalries", [{**newer, "positional": True}]))[0]
    second = rows_of(
        laid(tmp_path, "rivalries", [{**older, "type1": "positional"}], form="td-rivalries")
    )[0]
    assert (first["a"], first["b"], first["ends"]) == ("KOR", "PRK", date(2021, 1, 1))
    assert (first["positional"], first["spatial"], first["first_type"]) == (True, None, None)
    assert (second["ends"], second["first_type"]) == (date(2011, 1, 1), "positional")
