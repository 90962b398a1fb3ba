"""Bridges name roll calls by the keys of the form whose votes they tie."""

from __future__ import annotations

from pathlib import Path

import pytest

from kankei.datasets import card
from kankei.datasets.unga_rollcalls_bridges import find_bridges, has_numbers, read_bridges
from kankei.terms.errors import DatasetError

from .samples import real, undl_row, voeten_row, write_undl, write_voeten

NAME = "matches_bridge_rollcalls_Apr2020.csv"
ABOUT = card("unga_rollcalls")


def write_bridges(folder: Path, pairs: list[tuple[int, int]]) -> Path:
    path = folder / NAME
    rows = [f"{number},{one},{other}" for number, (one, other) in enumerate(pairs, 1)]
    path.write_text("\n".join(["v1,rcid1,rcid2", *rows]) + "\n", encoding="utf-8")
    return path


def test_numbers_become_keys_and_a_lacking_roll_call_is_counted_and_stays(tmp_path: Path) -> None:
    rows = [
        voeten_row(71005, 2, 1, "2016-12-12", rcid=5001),
        voeten_row(72006, 2, 1, "2017-12-12", rcid=5100),
    ]
    folder = write_voeten(tmp_path, rows)
    path = write_bridges(tmp_path, [(5001, 5100), (4000, 5001), (4000, 5100)])
    found = read_bridges(path, ABOUT, ABOUT.form("voeten"), folder)
    assert found.table.to_pylist() == [
        {"earlier": "resid-71005", "later": "resid-72006"},
        {"earlier": "rcid-4000", "later": "resid-71005"},
        {"earlier": "rcid-4000", "later": "resid-72006"},
    ]
    assert (found.unknown, found.pinned) == (2, False)


def test_they_are_found_beside_the_votes_or_in_their_own_folder(tmp_path: Path) -> None:
    assert find_bridges(ABOUT, [tmp_path]) is None
    own = tmp_path / "ideal-points"
    own.mkdir()
    path = write_bridges(own, [(1, 2)])
    assert find_bridges(ABOUT, [tmp_path / "elsewhere", tmp_path]) == path


def test_a_form_without_numbers_has_no_bridges(tmp_path: Path) -> None:
    folder = write_undl(tmp_path, [undl_row("JPN", "Y")])
    path = write_bridges(tmp_path, [(1, 2)])
    assert not has_numbers(ABOUT, ABOUT.form("undl"))
    with pytest.raises(DatasetError, match="undl does not hold the numbers"):
        read_bridges(path, ABOUT, ABOUT.form("undl"), folder)


def test_other_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_text("first,second\n1,2\n", encoding="utf-8")
    folder = write_voeten(tmp_path, [voeten_row(71005, 2, 1, "2016-12-12")])
    with pytest.raises(DatasetError, match="rcid1"):
        read_bridges(path, ABOUT, ABOUT.form("voeten"), folder)


@pytest.mark.parametrize("form", ["unga-unvotes", "unga-votes-cow"])
def test_the_publishers_pairs(form: str) -> None:
    folder = real(form)
    path = find_bridges(ABOUT, [real("ideal-points").parent])
    assert path is not None
    found = read_bridges(path, ABOUT, ABOUT.form(form), folder)
    assert found.pinned
    assert (found.table.num_rows, found.unknown) == (955, 8)
