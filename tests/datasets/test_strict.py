"""Files are read strictly, and every fault says where it stands."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.datasets import card, load, shapes
from kankei.datasets.coded import Coded, Rejection, Sieve, rejection_table
from kankei.datasets.shape import conform
from kankei.datasets.strict import parse_date, parse_number
from kankei.terms.errors import DatasetError

from .samples import UNDL_HEADER, undl_row, write_undl

cells = st.lists(st.none() | st.sampled_from(["a", "b", "c", "日"]), max_size=12)


@given(cells)
@settings(max_examples=40, deadline=None)
def test_coding_keeps_every_cell(values: list[str | None]) -> None:
    coded = Coded.of(pa.array(values, pa.string()))
    assert coded.to_pylist() == values
    assert coded.array().to_pylist() == values


@given(cells, st.dictionaries(st.sampled_from("abc"), st.sampled_from(["x", "y"]), max_size=3))
@settings(max_examples=40, deadline=None)
def test_a_rule_is_applied_cell_by_cell(values: list[str | None], rule: dict[str, str]) -> None:
    coded = Coded.of(pa.array(values, pa.string()))
    expected = [None if value is None else rule.get(value) for value in values]
    assert coded.through(rule).to_pylist() == expected


@given(cells)
@settings(max_examples=40, deadline=None)
def test_the_sieve_counts_every_row_once(values: list[str | None]) -> None:
    coded = Coded.of(pa.array(values, pa.string()))
    sieve = Sieve("f.csv", np.arange(len(values)))
    sieve.drop(coded.numbers < 0, "c", coded, "empty")
    known = coded.through({"a": 1, "日": 2})
    sieve.drop(known.numbers < 0, "c", coded, "unknown")
    assert sum(item.rows for item in sieve.found) + int(sieve.keep.sum()) == len(values)


def test_rejections_name_the_first_row_as_an_editor_counts() -> None:
    coded = Coded.of(pa.array(["ok", "bad", "ok", "bad"]))
    sieve = Sieve("f.csv", np.arange(4))
    sieve.drop(np.array([False, True, False, True]), "c", coded, "wrong")
    assert sieve.found == [Rejection("f.csv", 3, "c", "bad", "wrong", 2)]
    assert rejection_table(sieve.found).num_rows == 1


@pytest.mark.parametrize("text", ["2023-02-30", "soon", "", "20240101x"])
def test_impossible_days_are_no_days(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize("text", ["n/a", "--", "", "nan", "inf"])
def test_what_is_no_number_is_no_number(text: str) -> None:
    assert parse_number(text) is None


def test_a_new_column_of_the_publisher_stops_the_reading(tmp_path: Path) -> None:
    header = UNDL_HEADER.replace("subjects", "topics")
    write_undl(tmp_path, [undl_row("JPN", "Y")], header)
    with pytest.raises(DatasetError) as caught:
        load("unga_rollcalls", tmp_path)
    message = str(caught.value)
    assert "topics" in message
    assert "unga_rollcalls.toml" in message
    assert "2026_02_06_ga_voting.csv" in message


def test_a_renamed_column_is_named_twice_as_absent_and_as_unknown(tmp_path: Path) -> None:
    write_undl(tmp_path, [undl_row("JPN", "Y")], UNDL_HEADER.replace("ms_vote", "ms_votes"))
    with pytest.raises(DatasetError) as caught:
        load("unga_rollcalls", tmp_path)
    assert {problem.column for problem in caught.value.problems} == {"ms_vote", "ms_votes"}


def test_torn_rows_and_bad_cells_are_counted_and_the_rest_is_read(tmp_path: Path) -> None:
    rows = [undl_row("JPN", "Y"), "torn,row", undl_row("KOR", "N", day="2024-13-01")]
    rows += [undl_row("QQQ", "Y")]
    loaded = load("unga_rollcalls", write_undl(tmp_path, rows))
    assert loaded.table.num_rows == 1
    found = loaded.rejections.to_pylist()
    assert [(row["row"], row["column"]) for row in found] == [
        (3, ""),
        (4, "date"),
        (5, "ms_code"),
    ]
    assert found[0]["what"] == "the row has 2 cells, the header 20"


def test_text_that_is_not_utf8_is_an_error_with_the_file(tmp_path: Path) -> None:
    write_undl(tmp_path, [undl_row("JPN", "Y")])
    path = tmp_path / "2026_02_06_ga_voting.csv"
    path.write_bytes(path.read_bytes().replace(b"A title", "題名".encode("cp932")))
    with pytest.raises(DatasetError, match=r"ga_voting\.csv.*utf-8"):
        load("unga_rollcalls", tmp_path)


@pytest.mark.parametrize("content", [b"", b"PAR1 cut off"])
def test_empty_and_broken_files_are_errors(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "votes_wide.parquet").write_bytes(content)
    with pytest.raises(DatasetError, match=r"votes_wide\.parquet"):
        load("unga_rollcalls", tmp_path)


def test_an_empty_text_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "2026_ga_voting.csv").write_bytes(b"")
    with pytest.raises(DatasetError, match="empty"):
        load("unga_rollcalls", tmp_path)


def test_absent_folders_and_files_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="kankei fetch imf_weo"):
        load("imf_weo", tmp_path / "nowhere")
    with pytest.raises(DatasetError, match="looked for"):
        load("imf_weo", tmp_path)


def test_unknown_options_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="paragraphs"):
        load("unga_rollcalls", tmp_path, paragraph=True)


def test_a_table_must_have_exactly_the_declared_columns() -> None:
    columns = shapes()["votes"].columns
    with pytest.raises(DatasetError, match=r"undeclared[\s\S]*left out"):
        conform(pa.table({"extra": [1]}), columns, "x.toml")


def test_required_columns_may_not_be_missing() -> None:
    columns = [column for column in shapes()["series"].columns if column.name == "subject"]
    with pytest.raises(DatasetError, match="missing values"):
        conform(pa.table({"subject": pa.array([None], pa.string())}), columns, "x.toml")


def test_cards_of_parquet_files_reject_other_types(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    columns = {name: ["x"] for name in ("date", "a", "b", "score")}
    pq.write_table(pa.table(columns), tmp_path / "gdelt_dyad_day_2018_2024.parquet")
    with pytest.raises(DatasetError, match=r"gdelt_dyad_days\.toml says"):
        load("gdelt_dyad_days", tmp_path)
    assert card("gdelt_dyad_days").name == "gdelt_dyad_days"
