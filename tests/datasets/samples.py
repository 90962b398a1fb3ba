"""Small files in the publishers' formats, made by hand, and the place of the real data."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

ROOT = Path(__file__).parent.parent.parent
DATA = Path(os.environ.get("KANKEI_DATA", ROOT.parent / "shared" / "data"))


def real(folder: str) -> Path:
    """Give a folder of the real data, or skip the test where it is absent."""
    path = DATA / folder
    if not path.is_dir():
        pytest.skip(f"no {folder} under KANKEI_DATA")
    return path


UNDL_HEADER = (
    "undl_id,ms_code,ms_name,ms_vote,date,session,resolution,draft,committee_report,meeting,"
    "title,agenda_title,subjects,vote_note,total_yes,total_no,total_abstentions,"
    "total_non_voting,total_ms,undl_link"
)


def undl_row(code: str, vote: str, symbol: str = "A/RES/79/1", day: str = "2024-12-02") -> str:
    session = symbol.split("/")[2]
    title = '"A title, with a comma"'
    return (
        f"{symbol},{code},NAME,{vote},{day},{session},{symbol},,,,{title},,,,1,1,1,1,4,"
        "https://digitallibrary.un.org/record/0"
    )


def write_undl(folder: Path, rows: list[str], header: str = UNDL_HEADER) -> Path:
    path = folder / "2026_02_06_ga_voting.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return folder


VOETEN_HEADER = (
    '"","rcid","ccode","member","vote","Country","Countryname","year","session","importantvote",'
    '"date","unres","amend","para","short","descr","me","nu","di","hr","co","ec","resid"'
)


def voeten_row(resid: int, ccode: int, vote: int, day: str, para: int = 0, rcid: int = 1) -> str:
    return (
        f'"1",{rcid},{ccode},1,{vote},"XXX","A state",{day[:4]},{resid // 1000},0,{day},'
        f'"R/{resid // 1000}/1",0,{para},"short","a description",0,1,0,1,0,0,{resid}'
    )


def write_voeten(folder: Path, rows: list[str], name: str = "UNVotes.csv") -> Path:
    text = "\n".join([VOETEN_HEADER, *rows]) + "\n"
    if name.endswith(".tab"):
        text = text.replace(",", "\t")
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def write_cow(folder: Path, votes: list[tuple[int, date, int, int]]) -> Path:
    """``(resid, day, ccode, vote)`` in the columns of the COW table."""
    resid = [vote[0] for vote in votes]
    table = {
        "resid": pa.array(resid, pa.int32()),
        "session": pa.array([number // 1000 for number in resid], pa.int32()),
        "date": pa.array([vote[1] for vote in votes]).cast(pa.timestamp("us")),
        "year": pa.array([vote[1].year for vote in votes], pa.int32()),
        "ccode": pa.array([vote[2] for vote in votes], pa.int32()),
        "vote": pa.array([vote[3] for vote in votes], pa.int8()),
    }
    pq.write_table(pa.table(table), folder / "votes.parquet")
    calls = sorted(set(resid))
    flags = {name: pa.array([False] * len(calls)) for name in ("me", "nu", "di", "hr", "co", "ec")}
    rollcalls = {
        "resid": pa.array(calls, pa.int32()),
        "unres": [f"R/{number // 1000}/{number % 1000}" for number in calls],
        "importantvote": pa.array([0] * len(calls)),
        "descr": ["a description"] * len(calls),
        **flags,
    }
    pq.write_table(pa.table(rollcalls), folder / "rollcalls.parquet")
    return folder


def write_matrix(folder: Path, day: date, cells: dict[str, int]) -> Path:
    """One roll call in the columns of the matrix."""
    flags = {key: [False] for key in ("me", "nu", "di", "hr", "co", "ec")}
    row = {"matrix_row": [0], "rcid": [1], "date": [day], **flags}
    codes = {code: pa.array([mark], pa.int8()) for code, mark in cells.items()}
    pq.write_table(pa.table({**row, **codes}), folder / "votes_wide.parquet")
    return folder


WEO_HEADER = [
    "WEO Country Code",
    "ISO",
    "WEO Subject Code",
    "Country",
    "Subject Descriptor",
    "Subject Notes",
    "Units",
    "Scale",
    "Country/Series-specific Notes",
    "2022",
    "2023",
    "2024",
    "Estimates Start After",
]


def write_weo(
    folder: Path,
    rows: list[list[str]],
    encoding: str = "utf-16",
    name: str = "WEOApr2024all.xls",
) -> Path:
    """``[ISO, subject, 2022, 2023, 2024, estimates start after]`` in the IMF's own columns."""
    lines = ["\t".join(WEO_HEADER)]
    for iso, subject, *values, last in rows:
        notes = ["1", iso, subject, "Côte", "Descriptor", '"Notes, ""quoted"""', "U", "S", "N"]
        lines.append("\t".join([*notes, *values, last]))
    lines.append("International Monetary Fund, World Economic Outlook Database, April 2024")
    (folder / name).write_text("\n".join(lines) + "\n", encoding=encoding)
    return folder


def write_scores(folder: Path, rows: list[tuple[date, str, str, float]]) -> Path:
    columns = {
        "date": [row[0] for row in rows],
        "a": pa.array([row[1] for row in rows]).dictionary_encode(),
        "b": pa.array([row[2] for row in rows]).dictionary_encode(),
        "score": pa.array([row[3] for row in rows], pa.float32()),
    }
    pq.write_table(pa.table(columns), folder / "gdelt_dyad_day_2018_2024.parquet")
    return folder
