"""Judgements are only ever added, survive a crash, and are stale when the words change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kankei.record.reviews import Review, append_reviews, fresh_reviews, read_reviews
from kankei.terms.errors import InputError

FIRST = Review("claim", "claim:1", "accepted", "審査者", date(2024, 9, 1), "a" * 64, "確認済み")
SECOND = replace(FIRST, of_id="claim:2", judgement="corrected", correction=(("speaker", "RUS"),))
LATER = replace(FIRST, judgement="rejected", made=date(2024, 9, 2))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "reviews.jsonl"


def test_no_file_means_no_judgements(path: Path) -> None:
    assert read_reviews(path).made == ()


def test_judgements_are_read_in_the_order_they_were_made(path: Path) -> None:
    append_reviews(path, [FIRST, SECOND])
    append_reviews(path, [LATER])
    read = read_reviews(path)
    assert read.made == (FIRST, SECOND, LATER)
    assert read.latest()[("claim", "claim:1")] == LATER
    assert read.torn == ""


def test_every_cut_of_the_last_line_is_noticed_and_mended(path: Path) -> None:
    append_reviews(path, [FIRST])
    whole = path.read_bytes()
    append_reviews(path, [SECOND])
    both = path.read_bytes()
    for length in range(len(whole), len(both) - 1):
        path.write_bytes(both[:length])
        read = read_reviews(path)
        assert read.made == (FIRST,)
        assert bool(read.torn) == (length > len(whole))
        append_reviews(path, [LATER])
        assert read_reviews(path).made == (FIRST, LATER)
        assert path.read_bytes().startswith(whole)


def test_a_whole_last_line_without_line_break_counts(path: Path) -> None:
    append_reviews(path, [FIRST])
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    assert read_reviews(path).made == (FIRST,)
    append_reviews(path, [SECOND])
    assert read_reviews(path).made == (FIRST, SECOND)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (('"accepted"', '"perhaps"'), "row 1, column judgement: unknown judgement 'perhaps'"),
        (('"claim"', "claim"), "row 1: not a judgement"),
        (("2024-09-01", "1 September"), "row 1: not a judgement"),
        (('"note"', '"remark"'), "row 1: not a judgement"),
        (('{"', '["'), "row 1: not a judgement"),
    ],
)
def test_a_line_that_is_no_judgement_is_named(
    path: Path, spoil: tuple[str, str], says: str
) -> None:
    append_reviews(path, [FIRST, SECOND])
    path.write_text(path.read_text(encoding="utf-8").replace(*spoil, 1), encoding="utf-8")
    with pytest.raises(InputError) as refused:
        read_reviews(path)
    assert f"reviews.jsonl, {says}" in str(refused.value)


def test_a_judgement_is_stale_when_the_words_change_or_go(path: Path) -> None:
    append_reviews(path, [FIRST, SECOND])
    read = read_reviews(path)
    assert fresh_reviews(read, {"claim:1": "a" * 64, "claim:2": "b" * 64}) == (FIRST,)
    assert fresh_reviews(read, {}) == ()


def test_only_the_last_judgement_counts(path: Path) -> None:
    append_reviews(path, [FIRST, LATER])
    assert fresh_reviews(read_reviews(path), {"claim:1": "a" * 64}) == (LATER,)


def test_the_same_judgement_has_the_same_id() -> None:
    assert replace(FIRST).id == FIRST.id
    assert LATER.id != FIRST.id
