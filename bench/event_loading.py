"""How fast the files of GDELT are read, against the same rules row by row in plain Python."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kankei.datasets import card, load
from kankei.datasets.event_rows import cameo_domain
from kankei.terms.actor import states
from kankei.terms.errors import CodeError
from kankei.terms.plover import cameo_codes

from .measuring import over, seconds

ROWS = 200_000
REPEATS = 3
BAR = 300_000
"""Rows a second."""
CODES = ("USA", "RUS", "CHN", "JPN", "KOR", "PRK", "GBR", "DEU", "", "", "AFR", "UKR")
ACTS = ("010", "042", "043", "036", "112", "190", "0231", "173")
NAMES = card("gdelt_events").forms[0].files[0].names


def run() -> list[dict[str, Any]]:
    """Measure, and give one row per figure."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        for day in ("20190121", "20190122"):
            path = folder / f"{day}.export.CSV"
            path.write_text("".join(_lines(day)), encoding="utf-8")
        load("gdelt_events", folder)
        quick, loaded = seconds(lambda: load("gdelt_events", folder), REPEATS)
        slow, events = seconds(lambda: sum(map(_read_by_rows, sorted(folder.glob("*.CSV")))))
    if events != loaded.table.num_rows:
        raise AssertionError(f"{events} events row by row, {loaded.table.num_rows} by columns")
    against = f"row by row {ROWS / slow:,.0f} rows/s, {slow / quick:.1f} times as long"
    return [over("GDELT files, hashed, checked and read", ROWS / quick, BAR, "rows/s", against)]


def _lines(day: str) -> list[str]:
    """Rows of the publisher's layout and of its usual length."""
    draw = random.Random(day)
    first = int(day) * ROWS
    return [_line(first + number, day, draw.choice) for number in range(ROWS // 2)]


def _line(number: int, day: str, draw: Callable[..., str]) -> str:
    source, target = draw(CODES), draw(CODES)
    cells = {
        "GLOBALEVENTID": str(number),
        "SQLDATE": day,
        "Actor1Code": source,
        "Actor1CountryCode": source,
        "Actor2Code": f"{target}GOV",
        "Actor2CountryCode": target,
        "IsRootEvent": "1",
        "EventCode": draw(ACTS),
        "GoldsteinScale": "1.9",
        "NumMentions": "6",
        "NumSources": "2",
        "NumArticles": "5",
        "AvgTone": f"-1.7{number % 1000}",
        "Actor1Geo_FullName": "Somewhere, Some Province, Some Country",
        "ActionGeo_FullName": "Somewhere, Some Province, Some Country",
        "DATEADDED": f"{day}001500",
        "SOURCEURL": f"https://example.org/news/the-title-of-an-article-{number // 3}.html",
    }
    return "\t".join(cells.get(name, "") for name in NAMES) + "\n"


@cache
def _state(code: str, day: date) -> str:
    """The state that holds a code, looked up once a day; empty when none does."""
    try:
        return states().by_iso3(code, day).id
    except CodeError:
        return ""


def _read_by_rows(path: Path) -> int:
    """The events of a file, without counting what is left out."""
    place = {name: number for number, name in enumerate(NAMES)}
    known = cameo_codes()
    events: dict[str, tuple[Any, ...]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            day = date.fromisoformat(row[place["SQLDATE"]])
            code = row[place["EventCode"]]
            source = _state(row[place["Actor1CountryCode"]], day)
            target = _state(row[place["Actor2CountryCode"]], day)
            if source and target and source != target and code in known:
                numbers = [float(row[place[name]]) for name in ("NumMentions", "AvgTone")]
                act = (code, known[code].plover, cameo_domain(code))
                events[row[0]] = (day, source, target, *act, *numbers)
    return len(events)
