"""GDELT: every row is kept or counted, and a slice that is absent is no calm."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.datasets import load
from kankei.terms.errors import DatasetError

from .event_files import GDELT, gdelt_row, write_gdelt


def _why(folder: Path) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in load("gdelt_events", folder).rejections.to_pylist():
        found[row["what"]] = found.get(row["what"], 0) + row["rows"]
    return found


def test_an_event_with_its_exposure(tmp_path: Path) -> None:
    loaded = load("gdelt_events", write_gdelt(tmp_path, [gdelt_row(7, "PRK", "RUS")]))
    row = loaded.table.to_pylist()[0]
    assert (row["event"], row["source"], row["target"]) == ("gdelt-7", "PRK", "RUS")
    assert (row["starts"], row["ends"]) == (date(2023, 9, 13), date(2023, 9, 14))
    assert (row["cameo"], row["plover"], row["domain"]) == ("042", "CONSULT", "political")
    assert (row["mentions"], row["sources"], row["articles"]) == (6, 2, 5)
    assert (row["intensity"], row["tone"], row["root"]) == (1.9, -1.25, True)
    assert (row["source_actor"], row["added"]) == ("PRKGOV", date(2023, 9, 13))
    assert row["status"] == "reported"


def test_what_the_panel_cannot_use_is_counted(tmp_path: Path) -> None:
    rows = [
        gdelt_row(1, "PRK", "RUS"),
        gdelt_row(1, "PRK", "RUS"),
        gdelt_row(2, "PRK", "PRK"),
        gdelt_row(3, "AFR", "RUS"),
        gdelt_row(4, "", "RUS"),
        gdelt_row(5, "PRK", "RUS", SQLDATE="20230914"),
        gdelt_row(6, "PRK", "RUS", SQLDATE="20230230"),
        gdelt_row(7, "PRK", "RUS", EventCode="999"),
        gdelt_row(8, "PRK", "RUS", GoldsteinScale="19"),
        gdelt_row(9, "PRK", "RUS", NumMentions="many"),
        gdelt_row(10, "PRK", "RUS", GLOBALEVENTID="x"),
        gdelt_row(11, "PRK", "RUS", NumSources="0x10"),
        "too\tfew\tcells",
    ]
    folder = write_gdelt(tmp_path, rows)
    assert load("gdelt_events", folder).table["event"].to_pylist() == ["gdelt-1"]
    assert _why(folder) == {
        "an event that stands here already": 1,
        "both sides are of one state": 1,
        "no state of the register has this code on that day": 1,
        "no state is named": 1,
        "a day that had not come when it was reported": 1,
        "no date": 1,
        "not a code of CAMEO": 1,
        "outside -10 to 10": 1,
        "not a value of type int": 2,
        "no number": 1,
        "the row has 3 cells, the header 61": 1,
    }


def test_the_first_row_is_row_one(tmp_path: Path) -> None:
    rows = [gdelt_row(1, "PRK", "PRK"), gdelt_row(2, "PRK", "RUS"), gdelt_row(3, "JPN", "JPN")]
    rejections = load("gdelt_events", write_gdelt(tmp_path, rows)).rejections.to_pylist()
    assert [(row["value"], row["row"]) for row in rejections] == [("JPN", 3), ("PRK", 1)]


def test_an_event_downloaded_twice_counts_once_across_files(tmp_path: Path) -> None:
    write_gdelt(tmp_path, [gdelt_row(1, "PRK", "RUS")], "20230913000000.export.CSV")
    write_gdelt(tmp_path, [gdelt_row(1, "PRK", "RUS")], "20230913001500.export.CSV")
    loaded = load("gdelt_events", tmp_path)
    assert loaded.table.num_rows == 1
    again = [r for r in loaded.rejections.to_pylist() if r["column"] == "GLOBALEVENTID"]
    assert [(row["file"], row["row"], row["rows"]) for row in again] == [
        ("20230913001500.export.CSV", 1, 1)
    ]


def test_a_day_without_a_slice_is_a_gap(tmp_path: Path) -> None:
    times = [f"{minute // 60:02d}{minute % 60:02d}00" for minute in range(0, 1440, 15)]
    for day in ("20230911", "20230912"):
        for time in times:
            write_gdelt(tmp_path, [], f"{day}{time}.export.CSV")
    for path in tmp_path.glob("*.CSV"):
        path.write_text(gdelt_row(int(path.name[:14]), "PRK", "AFR") + "\n", encoding="utf-8")
    (tmp_path / "20230912001500.export.CSV").write_bytes(b"")
    write_gdelt(tmp_path, [gdelt_row(1, "PRK", "RUS")], "20230913.export.CSV")
    strict = load("gdelt_events", tmp_path)
    assert [gap.iso() for gap in strict.coverage.gaps] == ["2023-09-12"]
    lacking = [row for row in strict.rejections.to_pylist() if row["column"] == "slice"]
    assert [(row["file"], row["what"][:8], row["rows"]) for row in lacking] == [
        ("2023-09-12", "1 of 96 ", 0)
    ]
    assert load("gdelt_events", tmp_path, slices=95).coverage.gaps == ()


def test_zipped_files_are_read_as_they_come(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "20230913001500.export.CSV.zip", "w") as archive:
        archive.writestr("20230913001500.export.CSV", gdelt_row(7, "PRK", "RUS") + "\n")
    assert load("gdelt_events", tmp_path).table.num_rows == 1


def test_a_broken_archive_and_one_of_several_files_are_named(tmp_path: Path) -> None:
    path = tmp_path / "20230913001500.export.CSV.zip"
    path.write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(DatasetError, match="broken or cut off"):
        load("gdelt_events", tmp_path)
    with ZipFile(path, "w") as archive:
        archive.writestr("one", "1")
        archive.writestr("two", "2")
    with pytest.raises(DatasetError, match="not one file"):
        load("gdelt_events", tmp_path)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda cells: [*cells, "new"], "column 62"),
        (lambda cells: cells[:-1], "SOURCEURL"),
        (lambda cells: [*cells[1:], cells[0]], "GoldsteinScale|IsRootEvent|NumMentions|AvgTone"),
    ],
)
def test_another_layout_names_column_and_card(tmp_path: Path, change: object, named: str) -> None:
    rows = [gdelt_row(number, "PRK", "RUS").split("\t") for number in range(20)]
    assert callable(change)
    write_gdelt(tmp_path, ["\t".join(change(cells)) for cells in rows])
    with pytest.raises(DatasetError, match=named) as caught:
        load("gdelt_events", tmp_path)
    assert "gdelt_events.toml" in str(caught.value)


def test_the_name_of_a_file_must_tell_its_day(tmp_path: Path) -> None:
    write_gdelt(tmp_path, [gdelt_row(1, "PRK", "RUS")], "mine.export.CSV")
    with pytest.raises(DatasetError, match="does not tell its day"):
        load("gdelt_events", tmp_path)


def test_slices_are_a_part_of_a_day(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="1 to 96"):
        load("gdelt_events", write_gdelt(tmp_path, [gdelt_row(1, "PRK", "RUS")]), slices=0)


def test_a_choice_of_states_keeps_the_coverage(tmp_path: Path) -> None:
    rows = [gdelt_row(1, "PRK", "RUS"), gdelt_row(2, "FRA", "GBR")]
    loaded = load("gdelt_events", write_gdelt(tmp_path, rows), states=("PRK", "RUS"))
    assert loaded.table.num_rows == 1
    assert loaded.coverage.days == 1


def test_old_codes_are_the_states_they_stand_for(tmp_path: Path) -> None:
    loaded = load("gdelt_events", write_gdelt(tmp_path, [gdelt_row(1, "ROM", "TMP")]))
    row = loaded.table.to_pylist()[0]
    assert (row["source"], row["target"]) == ("ROU", "TLS")


def test_the_layout_has_61_columns() -> None:
    assert len(GDELT) == 61


_CODES = st.sampled_from(["PRK", "RUS", "JPN", "AFR", ""])


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), _CODES, _CODES), min_size=1, max_size=12))
def test_every_row_is_kept_or_counted(rows: list[tuple[int, str, str]]) -> None:
    with TemporaryDirectory() as folder:
        lines = [gdelt_row(number, source, target) for number, source, target in rows]
        loaded = load("gdelt_events", write_gdelt(Path(folder), lines))
    assert loaded.table.num_rows + sum(loaded.rejections["rows"].to_pylist()) == len(rows)
    assert len(set(loaded.table["event"].to_pylist())) == loaded.table.num_rows
