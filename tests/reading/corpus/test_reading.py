"""The function that reads a batch: every document has its row, and every find its characters."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from kankei.reading.corpus import reading
from kankei.reading.corpus.columns import FOUND, REASONS, TABLES, WAITING
from kankei.reading.corpus.reading import SLICE, read_batch, read_batches, rejected
from kankei.reading.read import read_text

TEXTS = {
    "en": "The foreign minister of Japan said that “talks will continue”. Russia sent 300 troops.",
    "ja": "日本の外相は2023年5月3日、「協議を続ける」と述べた。米国は制裁を科した。",
    "ko": "한국 정부는 2023년 5월 3일 러시아를 비난했다.",
    "zh": "中国外交部表示，中方将继续对话。",
    "ru": "Россия 3 мая 2023 г. ввела санкции против Японии.",
}


def waiting(*rows: dict[str, Any]) -> pa.RecordBatch:
    numbered = [{"document": f"d{n}", "place": f"p{n}", "made_from": "x"} for n in range(len(rows))]
    return pa.RecordBatch.from_pylist([a | b for a, b in zip(numbered, rows, strict=True)], WAITING)


def read(*rows: dict[str, Any], seconds: float = 60) -> list[dict[str, Any]]:
    found = read_batch(waiting(*rows), seconds)
    assert found.schema.equals(FOUND)
    made: list[dict[str, Any]] = found.to_pylist()
    return made


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_every_find_is_a_slice_of_its_text(language: str) -> None:
    raw = TEXTS[language]
    (row,) = read({"words": raw})
    assert (row["language"], row["characters"], row["reason"]) == (language, len(raw), None)
    seen = 0
    for name in TABLES:
        for number, find in enumerate(row[name]):
            said = "".join(raw[span["start"] : span["end"]] for span in find["spans"])
            assert (find["surface"], find["number"]) == (said, number)
            seen += 1
    assert seen > len(row["sentences"])


def test_the_finds_are_those_of_the_reader() -> None:
    (row,) = read({"words": TEXTS["ja"], "published": date(2023, 5, 4)})
    alone = read_text(TEXTS["ja"], published=date(2023, 5, 4))
    assert [one["state"] for one in row["states"]] == [one.state for one in alone.states]
    assert [one["value"] for one in row["dates"]] == [one.value for one in alone.dates]
    assert [one["plover"] for one in row["events"]] == [one.plover for one in alone.events]
    assert all(len(row[name]) == len(getattr(alone, name)) for name in TABLES)


def test_a_year_is_no_anchor_for_yesterday() -> None:
    text = {"words": "Yesterday Japan and Russia met.", "published": date(2023, 1, 1)}
    by_day, by_year = read(text | {"precision": "day"}, text | {"precision": "year"})
    assert [one["value"] for one in by_day["dates"]] == ["2022-12-31"]
    assert not [one for one in by_year["dates"] if one["value"]]
    assert by_year["published"] == date(2023, 1, 1)


def test_files_carry_what_they_state() -> None:
    page = (
        "<html><head><title>Talks</title><meta property='article:published_time' "
        "content='2023-05-03'></head><body><article><p>Japan and Russia met in Moscow.</p>"
        "</article></body></html>"
    )
    text, html = read(
        {"document": "a.txt", "content": b"Japan and Russia met."}, {"content": page.encode()}
    )
    assert (text["format"], text["text"]) == ("text", None)
    assert (html["format"], html["published"]) == ("html", date(2023, 5, 3))
    span = html["sentences"][-1]["spans"][0]
    assert html["text"][span["start"] : span["end"]] == "Japan and Russia met in Moscow."


def test_a_rejection_leaves_the_others_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(words: str, **given: Any) -> Any:
        if words == "bad":
            raise ZeroDivisionError("by nought")
        if words == "slow":
            time.sleep(60)
        return read_text(words, **given)

    monkeypatch.setattr(reading, "read_text", fails)
    rows = read(
        {"words": "good"},
        {"words": "bad"},
        {"words": "slow"},
        {"words": "hola", "language": "es"},
        {"content": b"\xd0\xcf\x11\xe0"},
        {"fault": "input: the text has no words"},
        {"words": "good too"},
        seconds=0.5,
    )
    reasons = [row["reason"] for row in rows]
    assert reasons == [None, "failed", "out_of_time", "language", "refused", "input", None]
    assert set(filter(None, reasons)) < set(REASONS)
    assert [row["document"] for row in rows] == [f"d{n}" for n in range(7)]
    assert [row["place"] for row in rows if row["reason"]] == ["p1", "p2", "p3", "p4", "p5"]
    assert "ZeroDivisionError at test_reading.py" in rows[1]["detail"]
    assert rows[5]["detail"] == "the text has no words"


def test_what_a_pool_could_not_finish_has_its_reason() -> None:
    (row,) = rejected(waiting({"words": "x"}), "died", "why").to_pylist()
    assert (row["reason"], row["detail"], row["sentences"]) == ("died", "why", None)


def test_a_stream_is_read_a_few_documents_at_a_time() -> None:
    many = waiting(*({"fault": "input: x"} for _ in range(SLICE + 1)))
    assert [batch.num_rows for batch in read_batches([many], 60)] == [SLICE, 1]
