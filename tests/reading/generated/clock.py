"""Date words that a text can use at a given point, with their values.

A narrative date is the anchor of what follows: the same day, the next month, a bare 19日. A date
of month precision or a range anchors only what it determines.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

KANJI = "〇一二三四五六七八九"
ERAS = (("令和", 2019), ("平成", 1989))


def kanji(number: int) -> str:
    """Write 1 to 99 with 十."""
    tens, ones = divmod(number, 10)
    ten = (KANJI[tens] if tens > 1 else "") + "十" if tens else ""
    return ten + (KANJI[ones] if ones else "")


def ordinal(number: int) -> str:
    """Write a number with its English ending."""
    ending = "th" if 4 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


@dataclass(frozen=True)
class Dated:
    """A date word with what stands around it, the word in ``<`` ``>``, and its value."""

    text: str
    value: str
    kind: str


class Clock:
    """Writes dates one after another, as a narrative does."""

    def __init__(self, variety_forms: dict[str, Any], published: date, rng: Random) -> None:
        self.forms: dict[str, list[str]] = variety_forms["dates"]
        self.months: list[list[str]] = variety_forms.get("months", [[""] * 12] * 2)
        self.published = published
        self.rng = rng
        self.anchor: date | None = None

    def publication(self) -> Dated:
        """The day of publication."""
        return self._written("publication", self.published, self.published.isoformat(), None)

    def explicit(self) -> Dated:
        """A full date; a paragraph begins with one."""
        day = self.published - timedelta(days=self.rng.randrange(20, 900))
        return self._written("explicit", day, day.isoformat(), day)

    def any(self) -> Dated:
        """A date word that the anchor allows, or a full date."""
        kinds = [kind for kind in self.forms if kind not in ("explicit", "publication")]
        kind = self.rng.choice([*kinds, "explicit"])
        told = None if kind == "explicit" else self._told(kind)
        return told or self.explicit()

    def _told(self, kind: str) -> Dated | None:
        if kind in ("range", "month", "month_end", "last_year_month"):
            return self._free(kind)
        return self._anchored(kind) if self.anchor else None

    def _free(self, kind: str) -> Dated:
        rng, pub = self.rng, self.published
        day = date(pub.year - 1, rng.randrange(1, 12), rng.randrange(1, 18))
        month = f"{day:%Y-%m}"
        if kind == "range":
            last = day + timedelta(days=rng.randrange(1, 8))
            return self._written(kind, day, f"{day}/{last}", None, last)
        return self._written(kind, day, month, None)

    def _anchored(self, kind: str) -> Dated | None:
        assert self.anchor is not None
        day = self._from(kind, self.anchor)
        if day is None or day >= self.published:
            return None
        value = f"{day:%Y-%m}" if kind.endswith("month") else day.isoformat()
        return self._written(kind, day, value, None if kind.endswith("month") else day)

    def _from(self, kind: str, anchor: date) -> date | None:
        rng = self.rng
        left = monthrange(anchor.year, anchor.month)[1] - anchor.day
        if kind == "same_day":
            return anchor
        if kind == "next_day":
            return anchor + timedelta(days=1)
        if kind == "day_before":
            return anchor - timedelta(days=1)
        if kind == "days_later":
            return anchor + timedelta(days=3)
        if kind in ("same_month_day", "bare_day"):
            return anchor + timedelta(days=rng.randrange(1, left + 1)) if left else None
        if kind in ("same_year_day", "bare_month_day") and anchor.month < 12:
            return date(anchor.year, rng.randrange(anchor.month + 1, 13), rng.randrange(1, 29))
        if kind == "next_month":
            return date(anchor.year + anchor.month // 12, anchor.month % 12 + 1, 1)
        if kind == "next_year_month":
            return date(anchor.year + 1, rng.randrange(1, 13), 1)
        return None

    def _written(
        self, kind: str, day: date, value: str, anchor: date | None, last: date | None = None
    ) -> Dated:
        form = self.rng.choice(self.forms[kind])
        self.anchor = anchor
        return Dated(form.format(**fields(self.months, day, last or day)), value, kind)


def fields(months: list[list[str]], day: date, last: date) -> dict[str, object]:
    """What the forms of dates can cite."""
    era, first = next(pair for pair in ERAS if day.year >= pair[1])
    same_month = (day.year, day.month) == (last.year, last.month)
    return {
        "y": day.year,
        "m": day.month,
        "d": day.day,
        "mm": f"{day.month:02}",
        "dd": f"{day.day:02}",
        "th": ordinal(day.day),
        "era": era,
        "ey": day.year - first + 1,
        "roc": day.year - 1911,
        "ky": "".join(KANJI[int(one)] for one in str(day.year)),
        "km": kanji(day.month),
        "kd": kanji(day.day),
        "month": months[0][day.month - 1],
        "in_month": months[-1][day.month - 1],
        "m2": last.month,
        "d2": last.day,
        "month2": months[0][last.month - 1],
        "m2_unless_same": "" if same_month else f"{last.month}月",
        "ko_m2_unless_same": "" if same_month else f"{last.month}월 ",
    }
