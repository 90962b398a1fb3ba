"""Quadruples: the bracket tells the state, the code book the code, and the rest is counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from kankei.datasets import load
from kankei.terms.errors import DatasetError

from .event_files import write_quadruples
from .samples import real

ENTITIES = ["Government_(North_Korea)", "Russia", "Kim_Jong-Un", "Citizen_(Russia)"]
RELATIONS = ["Consult", "Provide_military_aid", "Praise"]


def _read(root: Path, *rows: str) -> list[dict[str, object]]:
    loaded = load("icews_quadruples", write_quadruples(root, [*rows], ENTITIES, RELATIONS))
    found: list[dict[str, object]] = loaded.table.to_pylist()
    return found


def test_numbers_become_states_codes_and_days(tmp_path: Path) -> None:
    row = _read(tmp_path, "0\t1\t1\t24\t-1")[0]
    assert (row["event"], row["source"], row["target"]) == ("icews14-train-1", "PRK", "RUS")
    assert (str(row["starts"]), row["cameo"], row["plover"]) == ("2014-01-02", "072", "AID")
    assert (row["domain"], row["intensity"]) == ("military", 8.3)
    assert (row["source_name"], row["split"]) == ("Government (North Korea)", "train")


def test_a_name_of_root_and_residual_is_the_residual(tmp_path: Path) -> None:
    assert _read(tmp_path, "0\t0\t1\t0\t-1")[0]["cameo"] == "040"


def test_what_cannot_be_mapped_is_counted_by_name(tmp_path: Path) -> None:
    folder = write_quadruples(
        tmp_path,
        [
            "2\t0\t1\t0\t-1",
            "1\t0\t3\t0\t-1",
            "0\t2\t1\t0\t-1",
            "0\t0\t1\t8760\t-1",
            "0\t0\t1\t25\t-1",
            "0\t0\t1\t0\t-1",
            "0\t0\t1\t0\t-1",
        ],
        ENTITIES,
        RELATIONS,
    )
    loaded = load("icews_quadruples", folder)
    assert loaded.table.num_rows == 1
    train = [row for row in loaded.rejections.to_pylist() if row["file"] == "train.txt"]
    assert sorted((row["column"], row["value"], row["rows"]) for row in train) == [
        ("object", "RUS", 1),
        ("relation", "040", 1),
        ("relation", "2", 1),
        ("subject", "Kim Jong-Un", 1),
        ("time", "25", 1),
        ("time", "8760", 1),
    ]


def test_without_the_code_book_it_says_which_file_is_absent(tmp_path: Path) -> None:
    folder = write_quadruples(tmp_path, [], ENTITIES, RELATIONS)
    (tmp_path / "event-codebooks" / "cameo-codes.csv").unlink()
    with pytest.raises(DatasetError, match=r"cameo-codes\.csv"):
        load("icews_quadruples", folder)


@pytest.mark.parametrize(
    ("folder", "rows", "last"),
    [("tkg-icews14", 90730, "2014-12-31"), ("tkg-icews18", 419013, "2018-09-27")],
)
def test_real_quadruples_are_kept_or_counted(folder: str, rows: int, last: str) -> None:
    loaded = load("icews_quadruples", real(folder))
    assert loaded.pinned
    assert loaded.table.num_rows + sum(loaded.rejections["rows"].to_pylist()) == rows
    assert loaded.coverage.gaps == ()
    assert loaded.coverage.stretches[0].iso() == f"{last[:4]}-01-01/{last}"
    assert not loaded.table["cameo"].null_count
    what = {row["what"] for row in loaded.rejections.to_pylist()}
    assert "no code of CAMEO has this name" not in what
