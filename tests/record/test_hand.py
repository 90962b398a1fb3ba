"""Tables kept by hand are read whole and strictly; every fault says where it is and what to do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kankei.record.hand import read_hand_kept
from kankei.record.hand_files import MAX_BYTES
from kankei.record.hand_tables import hand_tables
from kankei.record.rows import HandKept
from kankei.terms.errors import InputError, Problem
from kankei.terms.event import Participant
from kankei.terms.period import Period


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as refused:
        read_hand_kept(folder)
    return refused.value.problems


def only_problem(folder: Path) -> Problem:
    found = problems(folder)
    assert len(found) == 1, "\n".join(map(str, found))
    return found[0]


def test_rows_become_terms(kept: HandKept) -> None:
    transfer = next(event for event in kept.events if event.key == "e-2023-transfer")
    assert transfer.period == Period.parse("2023-08/2024-02~")
    assert transfer.status == "alleged"
    assert transfer.participants == (
        Participant("PRK", "source"),
        Participant("RUS", "target"),
        Participant("RUS", "denier"),
    )
    more = next(claim for claim in kept.claims if claim.key == "c-10000")
    assert (more.words, more.verbatim) == ("more than\n10,000", True)
    assert kept.offices[0].what.title.ja == "国務委員長"
    assert kept.rollcalls[0].held == date(2022, 5, 26)
    assert {name: text for name, text in kept.actors[0].what.names}["ko"] == "김정은"


def test_parts_of_a_table_are_read_together(kept: HandKept) -> None:
    assert len(kept.events) == 4
    parts = {item.origin: item.rows for item in kept.files if item.table == "event"}
    assert parts == {"events.csv": 2, "events.regional.csv": 2}


def test_a_missing_value_has_its_reason_and_is_not_zero(kept: HandKept) -> None:
    missing = next(value for value in kept.series if value.subject == "PRK")
    assert (missing.value, missing.missing) == (None, "the publisher gives none")
    assert missing.unit == "percent"


def test_more_than_is_a_range_without_an_upper_end(kept: HandKept) -> None:
    more = next(number for number in kept.quantities if number.low is not None)
    assert (more.value, more.low, more.high) == (None, 10_000.0, None)


def test_notes_of_the_editors_are_kept(kept: HandKept) -> None:
    assert "the period is an estimate" in [note.text for note in kept.notes]


def test_a_byte_order_mark_is_no_fault(folder: Path) -> None:
    votes = folder / "votes.csv"
    votes.write_bytes(b"\xef\xbb\xbf" + votes.read_bytes())
    assert len(read_hand_kept(folder).votes) == 3


def test_columns_may_stand_in_another_order_and_lines_end_otherwise(folder: Path) -> None:
    rows = [line.split(",") for line in (folder / "votes.csv").read_text().splitlines()]
    text = "\r\n".join(",".join(reversed(row)) for row in rows)
    (folder / "votes.csv").write_text(text, newline="")
    assert read_hand_kept(folder).votes[0].choice == "no"


def test_a_table_with_a_header_only_and_a_table_without_a_file_are_empty(folder: Path) -> None:
    (folder / "conflicts.csv").write_text("key,kind,left,right,ja,en\n")
    (folder / "series.csv").unlink()
    kept = read_hand_kept(folder)
    assert kept.conflicts == kept.series == ()


BAD_CELLS = [
    ("events.csv", ",2024-06-19,AGREE", ",2023-02-30,AGREE", 2, "date", "no such day"),
    ("events.csv", ",2024-06-19,AGREE", ",19 June 2024,AGREE", 2, "date", "not an ISO 8601"),
    ("events.csv", "2023-08/2024-02~", "2024-02/2023-08", 3, "date", "ends before it starts"),
    ("events.csv", "RUS;putin", "RUX;putin", 2, "participants", "unknown actor 'RUX'"),
    ("events.csv", "RUS;putin", "RUS;puttin", 2, "participants", "unknown actor 'puttin'"),
    ("events.csv", "RUS;putin", "SUN;putin", 2, "participants", "no state on 2024-06-19"),
    ("events.csv", ",AGREE,", ",AGREED,", 2, "type", "'AGREED' is not a known type"),
    ("events.csv", ",AGREE,", ",agree,", 2, "type", "use 'AGREE'"),
    ("events.csv", ",057,", ",57,", 2, "cameo", "CAMEO has no code '57'"),
    ("events.csv", ",political,", ",diplomatic,", 2, "domain", "'diplomatic' is not a known"),
    ("events.csv", ",asserted,", ",certain,", 2, "status", "'certain' is not a known status"),
    ("events.csv", ",,RUS;putin;PRK;kim-jong-un,", ",,,", 2, "initiators", "nobody takes part"),
    ("events.csv", ",s-agency-2024-06,", ",,", 2, "source", "the cell is empty"),
    ("events.csv", "s-agency-2024-06", "s-agency-2024-07", 2, "source", "no row of sources.csv"),
    ("events.csv", "e-2024-06-19-summit", "Summit of June", 2, "key", "is not a key"),
    ("events.csv", "The leaders signed a treaty.", "", 2, "en", "the cell is empty"),
    ("events.regional.csv", "-18-arrival,,s", "-18-arival,,s", 3, "part_of", "no row of events"),
    ("events.regional.csv", "-18-arrival,,s", "-20-condemn,,s", 3, "part_of", "part of itself"),
    (
        "events.regional.csv",
        "e-2024-06-20-condemn,",
        "e-2023-transfer,",
        3,
        "key",
        "events.csv, row",
    ),
    ("claims.csv", ",6700,,,", ',"6,700",,,', 2, "value", "'6,700' is not a number"),
    ("claims.csv", ",6700,,,", ",6700,7000,,", 2, "low", "not in order"),
    ("claims.csv", "6700,,,containers", "6700,,,", 2, "unit", "the number has no unit"),
    ("claims.csv", ",true,", ",yes,", 3, "verbatim", "neither true nor false"),
    ("claims.csv", ",en,true,", ",,true,", 3, "language", "the words have no language"),
    ("claims.csv", ",false,弾薬", ",true,弾薬", 6, "words", "verbatim but has no words"),
    ("claims.csv", "affirms,6700", "affirm,6700", 2, "stance", "'affirm' is not a known stance"),
    ("claims.csv", "rus-mfa,KOR", "rus-mfa,KOX", 5, "addressee", "unknown actor 'KOX'"),
    ("claims.csv", ",e-2023-transfer,", ",e-2023-transfers,", 6, "about", "no row of events.csv"),
    ("sources.csv", "https://example.org/summit", "example.org", 3, "url", "not an address"),
    ("sources.csv", ",cited,month", ",heard,month", 4, "seen", "not a way of seeing"),
    ("sources.csv", "resolution,", "decision,", 4, "kind", "'decision' is not a known kind"),
    ("sources.csv", "S/2022/431,2022-05,en", "S/2022/431,2022-05,fr", 4, "language", "'fr' is not"),
    ("offices.csv", "2016-06-29/..", "2016-06-29/..~", 2, "period", "has a ~"),
    ("offices.csv", "supreme_leader,PRK", "supreme_leader,PKR", 2, "state", "no state has the id"),
    ("rollcalls.csv", ",2022-05-26,", ",2022-05,", 2, "date", "is not one day"),
    ("rollcalls.csv", ",13,2,", ",-13,2,", 2, "yes", "'-13' is not a count"),
    ("votes.csv", "CHN,no", "CHN,nay", 2, "choice", "'nay' is not a known choice"),
    ("votes.csv", "r-2022-05-26,RUS,no", "r-2022-05-26,CHN,no", 3, "rollcall", "votes.csv, row 2"),
    ("series.csv", "CHN-PRK", "PRK-CHN", 4, "subject", "write CHN-PRK"),
    ("series.csv", "CHN-PRK", "CHN-PKR", 4, "subject", "no state has the id 'PKR'"),
    ("series.csv", "gdp_growth_percent,2023,3.6", "gdp_growth,2023,3.6", 2, "field", "no field is"),
    ("series.csv", "the publisher gives none", "", 3, "value", "the row has no number"),
    ("series.csv", "2295.4", "-2295.4", 4, "value", "outside the range of trade_usd_million"),
    ("conflicts.csv", "c-6700,c-10000", "c-6700,c-6700", 2, "right", "both sides are the same"),
    ("conflicts.csv", "c-6700,c-10000", "c-6700,c-1000", 2, "right", "write 'c-10000'"),
    (
        "conflicts.csv",
        "x-count,number",
        "x-count,amount",
        2,
        "kind",
        "'amount' is not a known kind",
    ),
]


@pytest.mark.parametrize(("file", "was", "now", "row", "column", "says"), BAD_CELLS)
def test_a_bad_cell_is_named_by_file_row_and_column(
    folder: Path, file: str, was: str, now: str, row: int, column: str, says: str
) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert was in text
    (folder / file).write_text(text.replace(was, now, 1), encoding="utf-8")
    found = only_problem(folder)
    assert (found.file, found.row, found.column) == (file, row, column)
    assert says in str(found)


def replace(was: str, now: str) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(was.encode(), now.encode(), 1)


BAD_FILES = [
    (lambda content: b"", None, "the file is empty"),
    (lambda content: b" \n\n", None, "the file is empty"),
    (lambda content: content.decode().encode("utf-16"), 1, "not UTF-8: byte 0xff at offset 0"),
    (replace("CHN,no", "CHN,n\0o"), 2, "a NUL character"),
    (replace("choice", "vote"), 1, "unknown column 'vote'"),
    (replace("choice,source", "choice"), 1, "column 'source' is missing"),
    (replace("choice,source", "choice,source,source"), 1, "column 'source' stands twice"),
    (replace("CHN,no", "CHN"), 2, "3 cells under 4 columns"),
    (replace("CHN,no", "CHN,no,,"), 2, "6 cells under 4 columns"),
    (replace("RUS,no", '"RUS,no'), 3, "the row cannot be read"),
    (replace("RUS,no", '"RUS"x,no'), 3, "the row cannot be read"),
]


@pytest.mark.parametrize(("spoil", "row", "says"), BAD_FILES)
def test_a_file_that_cannot_be_read_is_named_with_the_row(
    folder: Path, spoil: Callable[[bytes], bytes], row: int | None, says: str
) -> None:
    votes = folder / "votes.csv"
    votes.write_bytes(spoil(votes.read_bytes()))
    found = problems(folder)
    assert {problem.file for problem in found} == {"votes.csv"}
    assert (found[0].row, says in str(found[0])) == (row, True), str(found[0])


def test_a_file_in_another_encoding_is_refused_at_its_first_foreign_byte(folder: Path) -> None:
    actors = folder / "actors.csv"
    actors.write_bytes("key,ja\nkim,金正恩\n".encode("cp932"))
    found = only_problem(folder)
    assert (found.file, found.row) == ("actors.csv", 2)
    assert "byte 0x8b at offset 11" in found.what
    assert "UTF-8" in found.remedy


def test_what_refers_to_a_file_that_cannot_be_read_is_not_judged(folder: Path) -> None:
    (folder / "sources.csv").write_bytes(b"\xff")
    assert only_problem(folder).file == "sources.csv"


def test_a_file_of_200_megabytes_is_refused_without_reading_it(folder: Path) -> None:
    with (folder / "claims.csv").open("wb") as file:
        file.truncate(200_000_000)
    found = [problem for problem in problems(folder) if problem.file == "claims.csv"]
    assert len(found) == 1
    assert f"200,000,000 bytes, more than the {MAX_BYTES:,}" in found[0].what
    assert "snapshot" in found[0].remedy


def test_rows_are_counted_as_an_editor_counts_lines(folder: Path) -> None:
    claims = folder / "claims.csv"
    lines = claims.read_text(encoding="utf-8").splitlines()
    assert lines[2].startswith("c-10000") and lines[3].startswith("10,000")  # one row, two lines
    claims.write_text("\n".join(lines).replace("c-denial", "c denial"), encoding="utf-8")
    assert only_problem(folder).row == 5


def test_all_faults_of_all_files_are_reported_at_once_in_order(folder: Path) -> None:
    for file, was, now in (
        ("events.csv", "2024-06-19,AGREE", "2023-02-30,AGREED"),
        ("votes.csv", "CHN,no", "CNH,nay"),
        ("sources.csv", "2024-02-27", "yesterday"),
    ):
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_text(text.replace(was, now, 1), encoding="utf-8")
    (folder / "series.csv").write_text("")
    found = [(problem.file, problem.row, problem.column) for problem in problems(folder)]
    assert found == [
        ("events.csv", 2, "date"),
        ("events.csv", 2, "type"),
        ("series.csv", None, ""),
        ("sources.csv", 2, "published"),
        ("votes.csv", 2, "actor"),
        ("votes.csv", 2, "choice"),
    ]


def test_two_rows_that_say_the_same_under_two_keys_are_refused(folder: Path) -> None:
    events = folder / "events.csv"
    text = events.read_text(encoding="utf-8")
    again = text.splitlines()[1].replace("e-2024-06-19-summit", "e-2024-06-19-again")
    events.write_text(text + again + "\n", encoding="utf-8")
    assert "says the same as events.csv, row 2" in only_problem(folder).what


def test_a_file_of_no_table_is_named_with_the_nearest(folder: Path) -> None:
    (folder / "event.csv").write_text("key\n")
    assert only_problem(folder).remedy == "rename it events.csv"


def test_two_empty_keys_are_two_empty_cells_and_no_repetition(folder: Path) -> None:
    conflicts = folder / "conflicts.csv"
    line = conflicts.read_text(encoding="utf-8").splitlines()[1].replace("x-count", "")
    conflicts.write_text(f"key,kind,left,right,ja,en\n{line}\n{line}\n", encoding="utf-8")
    assert [(fault.row, fault.what) for fault in problems(folder)] == [
        (2, "the cell is empty"),
        (3, "the cell is empty"),
    ]


def test_hidden_files_rest_and_a_file_that_cannot_be_opened_is_named(folder: Path) -> None:
    (folder / ".#events.csv").symlink_to(folder / "nowhere")
    read_hand_kept(folder)
    (folder / "claims.csv").unlink()
    (folder / "claims.csv").mkdir()
    assert "cannot be read" in str(problems(folder)[0])


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"the folder of the record is missing.*kankei new"):
        read_hand_kept(tmp_path / "record")


def test_every_table_has_a_unique_key() -> None:
    for table in hand_tables().values():
        for columns in table.unique:
            assert set(columns) <= set(table.header)
