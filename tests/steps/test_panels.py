"""Panels are written part by part, and a killed run goes on where it stopped."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kankei.steps import panels
from kankei.steps.panels import Counting, write_event_panel
from kankei.terms.errors import InputError

TODAY = date(2024, 12, 31)


def reports(folder: Path) -> Path:
    """A year of reports a file; the source is silent in March 2024, and one row is of 2030."""
    folder.mkdir(exist_ok=True)
    for year, months in ((2023, range(1, 13)), (2024, (1, 2, 4, 5))):
        days = [date(year, month, 3) for month in months]
        days += [date(2030, 1, 1)] if year == 2024 else []
        rows = len(days)
        table = pa.table(
            {
                "source": ["RUS"] * rows,
                "target": ["PRK"] * rows,
                "starts": days,
                "domain": ["military"] * rows,
                "plover": ["CONSULT"] * rows,
                "cameo": ["040"] * rows,
                "status": ["asserted"] * rows,
                "intensity": [1.0] * rows,
            }
        )
        pq.write_table(table, folder / f"{year}.parquet")
    return folder


def test_counts_volume_and_silence(tmp_path: Path) -> None:
    written = write_event_panel(reports(tmp_path / "in"), tmp_path / "out", TODAY)
    assert (written.rows, written.parts, written.reused) == (16, 2, 0)
    assert written.left_out == {"future": 1}
    assert written.silent == (date(2024, 3, 1),)
    rows = pq.read_table(written.counts).to_pylist()
    assert {(row["a"], row["b"]) for row in rows} == {("PRK", "RUS")}
    assert pq.read_table(written.volume).num_rows == 16
    assert rows[0]["mentions_count"] is None


def test_a_killed_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, out = reports(tmp_path / "in"), tmp_path / "out"
    write, calls = panels._write_part, []

    def killed(*arguments: object) -> None:
        calls.append(arguments)
        if len(calls) == 2:
            raise KeyboardInterrupt
        write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(panels, "_write_part", killed)
    with pytest.raises(KeyboardInterrupt):
        write_event_panel(source, out, TODAY)
    monkeypatch.undo()
    again = write_event_panel(source, out, TODAY)
    assert (again.parts, again.reused, again.rows) == (2, 1, 16)
    whole = write_event_panel(source, tmp_path / "other", TODAY)
    assert pq.read_table(again.counts).equals(pq.read_table(whole.counts))


def test_a_torn_part_or_another_way_of_counting_is_made_anew(tmp_path: Path) -> None:
    source, out = reports(tmp_path / "in"), tmp_path / "out"
    first = write_event_panel(source, out, TODAY)
    part = first.counts / "2023.parquet"
    part.write_bytes(part.read_bytes()[:50])
    assert write_event_panel(source, out, TODAY).reused == 1
    directed = write_event_panel(source, out, TODAY, Counting(directed=True))
    assert directed.reused == 0
    assert pq.read_table(directed.counts)["a"][0].as_py() == "RUS"


def test_months_as_parts_give_the_same_rows(tmp_path: Path) -> None:
    source = reports(tmp_path / "in")
    years = write_event_panel(source, tmp_path / "a", TODAY)
    months = write_event_panel(source, tmp_path / "b", TODAY, Counting(part="month"))
    assert months.parts == 17
    one, other = (pq.read_table(w.counts).sort_by("month") for w in (years, months))
    assert one.equals(other)


@pytest.mark.parametrize("counting", [Counting(), Counting(grain="day", directed=True)])
def test_a_large_part_is_counted_month_by_month_and_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, counting: Counting
) -> None:
    source = reports(tmp_path / "in")
    whole = write_event_panel(source, tmp_path / "a", TODAY, counting)
    monkeypatch.setattr(panels, "_AT_ONCE", 3)
    pieces = write_event_panel(source, tmp_path / "b", TODAY, counting)
    assert (pieces.rows, pieces.parts, pieces.silent) == (16, 2, whole.silent)
    assert pq.read_table(pieces.counts).equals(pq.read_table(whole.counts))
    assert pq.read_table(pieces.volume).equals(pq.read_table(whole.volume))


def test_absent_files_and_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no Parquet files"):
        write_event_panel(tmp_path, tmp_path / "out", TODAY)
    pq.write_table(pa.table({"source": ["RUS"]}), tmp_path / "x.parquet")
    with pytest.raises(InputError, match=r"x\.parquet.*target"):
        write_event_panel(tmp_path, tmp_path / "out", TODAY)
