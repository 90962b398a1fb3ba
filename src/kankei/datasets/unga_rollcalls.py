"""Roll calls of the United Nations General Assembly, from any form they are published in.

Absence, abstention and not being a member are three different things and stay so: an absent
member has a row with the choice ``absent``, a state that was no member has no row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..terms.errors import DatasetError, Problem
from ..terms.period import Period
from .card import Card, Form
from .coded import NO_VALUE, Coded, Flags, Numbers, Sieve
from .loaded import Coverage, Dataset, Reading
from .states import Days, members, resolve
from .strict import Rows, read_file

_OLD_SYMBOL = re.compile(r"R/(\d+/\d+[A-Z]*)")
_SESSION_OF_SYMBOL = re.compile(r"A/(?:RES/)?((?:ES-)?\d+)/.*")
_STATE_COLUMN = re.compile(r"[A-Z]{3}")
_NOT_COLUMNS = ("prefix", "key", "kind")
_FIRST_OFFICIAL_SYMBOLS = 40
"""Session from which the publisher's R/n/m is the official A/RES/n/m (its code book says so)."""


def read(
    paths: Sequence[Path],
    form: Form,
    card: Card,
    *,
    paragraphs: bool = True,
    outside_membership: bool = False,
) -> Reading:
    """Read roll calls into the shape ``votes``.

    Parameters
    ----------
    paths, form, card
        Files in the order of the form.
    paragraphs
        False leaves out votes on paragraphs and amendments, where the form marks them; they are
        counted among the rejections.
    outside_membership
        True keeps the votes that a state cast before the register has it as a member, or after;
        the published series counts them. They are then counted among the repairs, else among the
        rejections.
    """
    rows = _rows(paths, form, card)
    sieve = Sieve(paths[0].name, rows.numbers)
    ballots = {name: Coded.of(rows.table[name]) for name in rows.table.column_names}
    calls = ballots["rollcall"]
    sieve.drop(calls.numbers == NO_VALUE, form.reads["rollcall"], calls, "no roll call")
    written = _written_days(ballots["held"], form, sieve)
    usual = _usual_day(calls.numbers, written)
    months = _only_months(usual, form, card)
    held = np.where(months, usual.astype("datetime64[M]"), usual).astype("datetime64[D]")
    choices = _choices(ballots["vote"], form, card, sieve)
    states = _states(ballots, held, form, card, sieve)
    strangers = ~members(states, held, months)
    if not outside_membership:
        sieve.drop(strangers, form.reads.get("code", "*"), states, "not a member on that day")
    kinds = _kinds(ballots, form)
    if not paragraphs:
        _drop_paragraphs(kinds, sieve)
    repeated = _drop_duplicates(calls, states, choices, sieve)
    touched = {
        "year": _other_year(ballots, written),
        "date": usual != written,
        "day": months,
        "duplicate": repeated,
        "membership": strangers & ~repeated,
    }
    repairs = {key: int((flags & (sieve.keep | repeated)).sum()) for key, flags in touched.items()}
    table = _table(ballots, held, months, states, choices, kinds, form, sieve.keep)
    return Reading(table, [*rows.rejections, *sieve.found], repairs, _coverage(table, form, card))


DATASET = Dataset("unga_rollcalls", read)


def _rows(paths: Sequence[Path], form: Form, card: Card) -> Rows:
    """One row per ballot, with the columns named by the part they play."""
    parts = {part: name for part, name in form.reads.items() if part not in _NOT_COLUMNS}
    rows = read_file(paths[0], form.files[0], card)
    if "code" not in parts:
        rows = _long(rows)
        parts |= {"code": "code", "vote": "vote"}
    table, rejections = rows.table, rows.rejections
    if len(paths) > 1:
        rollcalls = read_file(paths[1], form.files[1], card)
        table = _joined(table, rollcalls.table, form.reads["key"], paths[1])
        rejections = (*rejections, *rollcalls.rejections)
    known = {part: name for part, name in parts.items() if name in table.column_names}
    named = table.select(list(known.values())).rename_columns(list(known))
    return Rows(named, rows.numbers, rejections)


def _long(rows: Rows) -> Rows:
    """Turn one column per state into one row per state and roll call."""
    table = rows.table
    codes = [name for name in table.column_names if _STATE_COLUMN.fullmatch(name)]
    votes = np.stack([table[code].to_numpy() for code in codes], axis=1)
    row = np.repeat(np.arange(votes.shape[0]), votes.shape[1])
    code = Coded(np.tile(np.arange(votes.shape[1], dtype=np.int32), votes.shape[0]), codes)
    others = [name for name in table.column_names if name not in codes]
    long = table.select(others).take(pa.array(row))
    long = long.append_column("code", code.array()).append_column("vote", pa.array(votes.ravel()))
    return Rows(long, rows.numbers[row], rows.rejections)


def _joined(votes: pa.Table, rollcalls: pa.Table, key: str, path: Path) -> pa.Table:
    """Give each ballot the columns of its roll call that it does not have itself."""
    place = pc.index_in(votes[key].combine_chunks(), rollcalls[key].combine_chunks())
    if place.null_count:
        what = f"{place.null_count} votes belong to no roll call of this file"
        raise DatasetError(Problem(what, "fetch both files of one edition", str(path), None, key))
    for name in rollcalls.column_names:
        if name not in votes.column_names:
            votes = votes.append_column(name, rollcalls[name].take(place))
    return votes


def _written_days(written: Coded, form: Form, sieve: Sieve) -> Days:
    """Day of each ballot as the source has it; ballots without one are left out."""
    empty = written.numbers == NO_VALUE
    sieve.drop(empty, form.reads["held"], written, "no date")
    founding = np.datetime64("1945-10-24")
    return np.array([*written.values, founding], "datetime64[D]")[written.numbers]


def _other_year(ballots: Mapping[str, Coded], days: Days) -> Flags:
    """Where the source's own year is not the year of its date."""
    if "year" not in ballots:
        return np.zeros(len(days), np.bool_)
    stated = np.array([*ballots["year"].values, 0])[ballots["year"].numbers]
    return cast(Flags, stated != days.astype("datetime64[Y]").astype(int) + 1970)


def _usual_day(rollcalls: Numbers, days: Days) -> Days:
    """The day that most ballots of a roll call carry, the earliest where two are level."""
    offsets = days.astype(np.int64)
    low = int(offsets.min(initial=0))
    pairs = (rollcalls.astype(np.int64) << 20) | (offsets - low)
    distinct, counts = np.unique(pairs, return_counts=True)
    order = np.lexsort((distinct, -counts, distinct >> 20))
    _, first = np.unique(distinct[order] >> 20, return_index=True)
    usual = (distinct[order][first] & ((1 << 20) - 1)) + low
    place = np.searchsorted(distinct[order][first] >> 20, rollcalls)
    return cast(Days, usual[place].astype("datetime64[D]"))


def _only_months(days: Days, form: Form, card: Card) -> Flags:
    """Where the day written is no day of the month, so that only the month is known."""
    rule = card.code_table("false_days", form.key, "before", "largest")
    found = np.zeros(len(days), np.bool_)
    for before, largest in rule.items():
        day = (days - days.astype("datetime64[M]")).astype(int) + 1
        found |= (days < np.datetime64(before)) & (day <= int(largest))
    return found


def _choices(votes: Coded, form: Form, card: Card, sieve: Sieve) -> Coded:
    """What each ballot says; marks of non-members and unknown marks are left out."""
    column, marks = form.reads.get("vote", "*"), votes.through(str)
    choices = marks.through(card.code_table("choices", form.key, "mark", "choice"))
    unknown = choices.numbers == NO_VALUE
    sieve.drop(unknown, column, marks, "not in the code book of the votes")
    outside = np.array([*(choice == "not-member" for choice in choices.values), False])
    sieve.drop(outside[choices.numbers], column, marks, "not a member")
    return choices


def _states(
    ballots: Mapping[str, Coded], held: Days, form: Form, card: Card, sieve: Sieve
) -> Coded:
    """The state behind each code; unknown codes are left out."""
    seats = [row for row in card.tables["seats"] if row["scheme"] == form.codes]
    codes = ballots["code"].through(str)
    if "name" in ballots:
        codes = codes.filled(ballots["name"])
    states = resolve(codes, held, form.codes, seats)
    unknown = states.numbers == NO_VALUE
    what = "no state of the register has this code on that day"
    sieve.drop(unknown, form.reads.get("code", "*"), codes, what)
    return states


def _kinds(ballots: Mapping[str, Coded], form: Form) -> Coded:
    """Whether the vote was on the whole, a paragraph or an amendment; missing where unmarked."""
    rows = len(ballots["vote"].numbers)
    if "paragraph" not in ballots:
        return Coded.constant(form.reads.get("kind"), rows)
    paragraph, amendment = (_flags(ballots[part]) for part in ("paragraph", "amendment"))
    numbers = np.where(amendment == 1, 2, np.where(paragraph == 1, 1, 0))
    numbers[(paragraph < 0) & (amendment < 0)] = NO_VALUE
    return Coded(numbers.astype(np.int32), ["whole", "paragraph", "amendment"])


def _flags(column: Coded) -> Numbers:
    """Flags as 1, 0 and -1 for missing."""
    values = [int(bool(value)) for value in column.values]
    return np.array([*values, NO_VALUE], np.int32)[column.numbers]


def _drop_paragraphs(kinds: Coded, sieve: Sieve) -> None:
    part = np.array([kind in ("paragraph", "amendment") for kind in kinds.values] + [False])
    sieve.drop(part[kinds.numbers], "kind", kinds, "left out by paragraphs=False")


def _drop_duplicates(rollcalls: Coded, states: Coded, choices: Coded, sieve: Sieve) -> Flags:
    """Keep one of several equal votes, none of several different ones; flag those mended."""
    rows = np.flatnonzero(sieve.keep)
    pairs = rollcalls.numbers[rows].astype(np.int64) * (len(states.values) + 1)
    pairs += states.numbers[rows]
    _, first, inverse = np.unique(pairs, return_index=True, return_inverse=True)
    differs = choices.numbers[rows] != choices.numbers[rows][first][inverse]
    torn = np.zeros(len(first), np.bool_)
    torn[inverse[differs]] = True
    flags = np.zeros(len(sieve.keep), np.bool_)
    flags[rows[torn[inverse]]] = True
    sieve.drop(flags, "state", states, "two different votes in one roll call")
    again = np.zeros(len(sieve.keep), np.bool_)
    again[rows[~torn[inverse] & (np.arange(len(rows)) != first[inverse])]] = True
    sieve.keep &= ~again
    return again


def _table(
    ballots: Mapping[str, Coded],
    held: Days,
    months: Flags,
    states: Coded,
    choices: Coded,
    kinds: Coded,
    form: Form,
    keep: Flags,
) -> pa.Table:
    rows = np.flatnonzero(keep)
    prefix = form.reads["prefix"]
    empty = Coded.constant(None, len(keep))
    session = _sessions(ballots)
    precision = Coded(months.astype(np.int32), ["day", "month"])
    columns: dict[str, Coded] = {
        "body": Coded.constant("un-ga", len(keep)),
        "rollcall": ballots["rollcall"].through(lambda key: f"{prefix}{key}"),
        "precision": precision,
        "session": session,
        "symbol": _symbols(ballots, session),
        "title": ballots.get("title", empty).through(str.strip),
        "kind": kinds,
        "state": states,
        "choice": choices,
        "issues": _issues(ballots, len(keep)),
    }
    arrays: dict[str, Any] = {name: coded.take(rows).array() for name, coded in columns.items()}
    important = ballots.get("important", empty).through(bool).take(rows)
    arrays["important"] = important.array(pa.bool_()).dictionary_decode()
    arrays["held"] = pa.array(held[rows])
    return pa.table(arrays)


def _sessions(ballots: Mapping[str, Coded]) -> Coded:
    """Session as written, or as the symbol says it."""
    if "session" in ballots:
        return ballots["session"].through(lambda value: str(value).removesuffix(".0"))
    if "symbol" in ballots:
        return ballots["symbol"].through(_session_of)
    return Coded.constant(None, len(ballots["vote"].numbers))


def _session_of(symbol: str) -> str | None:
    found = _SESSION_OF_SYMBOL.fullmatch(symbol)
    return found.group(1) if found else None


def _symbols(ballots: Mapping[str, Coded], session: Coded) -> Coded:
    """Official symbols; ``R/n/m`` is one from the fortieth session on."""
    if "symbol" not in ballots:
        return Coded.constant(None, len(session.numbers))
    return ballots["symbol"].through(_official)


def _official(symbol: str) -> str:
    old = _OLD_SYMBOL.fullmatch(symbol)
    if old and int(old.group(1).partition("/")[0]) >= _FIRST_OFFICIAL_SYMBOLS:
        return f"A/RES/{old.group(1)}"
    return symbol


def _issues(ballots: Mapping[str, Coded], rows: int) -> Coded:
    """Issue codes of the publisher, joined by semicolons; missing where the form has none."""
    parts = [part for part in ballots if part.startswith("issue_")]
    if not parts:
        return Coded.constant(None, rows)
    bits = np.zeros(rows, np.int32)
    known = np.zeros(rows, np.bool_)
    for place, part in enumerate(parts):
        flags = _flags(ballots[part])
        bits |= (flags == 1).astype(np.int32) << place
        known |= flags >= 0
    names = [part.removeprefix("issue_") for part in parts]
    labels = [
        ";".join(name for place, name in enumerate(names) if mask >> place & 1)
        for mask in range(1 << len(names))
    ]
    return Coded(np.where(known, bits, NO_VALUE).astype(np.int32), labels)


def _coverage(table: pa.Table, form: Form, card: Card) -> Coverage:
    if not table.num_rows:
        return Coverage(f"{card.name}/{form.key}", "votes", ())
    ends = pc.min_max(table["held"]).as_py()
    last = Period.day(ends["max"]).end
    return Coverage(f"{card.name}/{form.key}", "votes", (Period(ends["min"], last),))
