"""Events of made-up documents enter the record: new, merged, confirming, left out, judged."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from kankei.record.assemble import assemble
from kankei.record.audit import audit
from kankei.record.store import in_memory
from kankei.steps import build, review
from kankei.steps.facts import gather
from kankei.steps.measuring import record_panel
from kankei.study import read_study
from kankei.terms.errors import InputError

from .test_golden import words

SIDECAR = """title = "{title}"
publisher = "例示新聞"
date = "2024-08-01"
language = "{language}"
kind = "news"
"""
JAPANESE = """日本、韓国、米国の首脳は2023年8月18日、キャンプ・デービッドで会談した。

2023年3月16日、日本の岸田文雄首相は韓国の尹錫悦大統領と東京で会談した。

米国は2024年1月9日、北朝鮮に制裁を科した。
"""
ENGLISH = """On 16 March 2023 Prime Minister Kishida Fumio of Japan met President Yoon Suk Yeol of \
South Korea in Tokyo.

On 18 August 2023 Japan, South Korea and the United States held a summit at Camp David.

Pyongyang has never apologised for it.
"""
CAMP_DAVID = "e-2023-08-18-camp-david"


@pytest.fixture
def documents(study: Path) -> Path:
    folder = study / "documents"
    folder.mkdir()
    for stem, language, text in (("a", "ja", JAPANESE), ("b", "en", ENGLISH)):
        (folder / f"{stem}.txt").write_text(text, encoding="utf-8")
        sidecar = SIDECAR.format(title=f"記事 {stem}", language=language)
        (folder / f"{stem}.toml").write_text(sidecar, encoding="utf-8")
    return study


def tables(study: Path) -> dict[str, list[dict[str, Any]]]:
    made = assemble(gather(read_study(study)).facts)
    return {name: table.to_pylist() for name, table in made.items()}


def told(found: dict[str, list[dict[str, Any]]], key: str) -> list[str]:
    """Words of the passages on which an event rests."""
    (event,) = (row for row in found["event"] if row["key"] == key)
    passages = {row["id"]: row for row in found["passage"]}
    rests = [row["passage"] for row in found["evidence"] if row["of_id"] == event["id"]]
    chosen = [passages[item] for item in rests if item]
    for passage in chosen:
        text = {"ja": JAPANESE, "en": ENGLISH}["ja" if "月" in passage["text"] else "en"]
        assert text[passage["start"] : passage["end"]] == passage["text"]
    return sorted(passage["text"][:12] for passage in chosen)


def test_one_meeting_told_in_two_languages_is_one_new_event(documents: Path) -> None:
    found = tables(documents)
    read = {row["key"]: row for row in found["event"] if row["made_by"] == "read"}
    assert sorted(read) == ["document-a-e002", "document-a-e003"]
    meeting = read["document-a-e002"]
    assert (meeting["plover"], meeting["status"]) == ("CONSULT", "asserted")
    assert meeting["starts"] == date(2023, 3, 16)
    assert meeting["text_ja"] == meeting["text_en"] == JAPANESE.splitlines()[2].rstrip("。")
    assert told(found, "document-a-e002") == ["2023年3月16日、日", "On 16 March "]
    acting = {row["actor"] for row in found["participant"] if row["event"] == meeting["id"]}
    assert acting == {"JPN", "KOR", "kishida-fumio", "yoon-suk-yeol"}


def test_an_event_kept_by_hand_is_confirmed_and_not_doubled(documents: Path, study: Path) -> None:
    found = tables(documents)
    assert told(found, CAMP_DAVID) == ["On 18 August", "日本、韓国、米国の首脳は"]
    (kept,) = (row for row in found["event"] if row["starts"] == date(2023, 8, 18))
    assert (kept["key"], kept["made_by"]) == (CAMP_DAVID, "hand")
    assert found["conflict"] == []


def test_what_lacks_a_date_is_counted_and_told(documents: Path) -> None:
    with in_memory(assemble(gather(read_study(documents)).facts)) as record:
        told = [item.text for item in audit(record) if item.check == "left_out"]
    assert [text.en for text in told] == [
        "Of the events read in b.txt, 1 did not enter the record: no date."
    ]


def panel(study: Path) -> int:
    """Events that the panel of the study counts."""
    settings = read_study(study)
    with in_memory(assemble(gather(settings).facts)) as record:
        counted = record_panel(settings, record)
    return int(sum(counted["seen_count"].to_pylist()))


def test_what_was_read_enters_the_panel_when_a_person_accepts_it(documents: Path) -> None:
    before = panel(documents)
    review(documents, "document-a-e002", "accepted", "R", date(2024, 9, 1))
    assert panel(documents) == before + 1
    review(documents, "document-a-e002", "rejected", "R", date(2024, 9, 2))
    assert panel(documents) == before
    assert "document-a-e002" not in {row["key"] for row in tables(documents)["event"]}


def test_a_judgement_needs_a_key_that_was_read_and_a_correction_its_word(documents: Path) -> None:
    with pytest.raises(InputError, match=r"has the key 'document-a-e009'.*document-a-e00"):
        review(documents, "document-a-e009", "accepted", "R", date(2024, 9, 1))
    with pytest.raises(InputError, match="a correction belongs to"):
        review(documents, "document-a-e002", "corrected", "R", date(2024, 9, 1))
    assert not (documents / "reviews.jsonl").exists()


def test_the_report_tells_what_was_read_apart_from_what_it_counts(documents: Path) -> None:
    review(documents, "document-a-e003", "rejected", "R", date(2024, 9, 1))
    built = build(documents)
    assert (built.events, built.read) == (5, 1)
    pages = {path.name: words(path.read_text(encoding="utf-8")) for path in built.reports}
    english, japanese = pages["report.en.html"], pages["report.ja.html"]
    assert "The record holds 5 events in Japan-South Korea relations" in english
    assert "checked by no person, hence in no count and listed apart: 1." in english
    assert "このほか1件を文書から機械が読み取ったが" in japanese
    first, second = (JAPANESE.splitlines()[line].rstrip("。") for line in (0, 2))
    start = JAPANESE.index(second)
    place = f"(paragraph 2, characters {start}-{start + len(second)})"
    assert f"{second} {place} | new, checked by no person (document-a-e002)" in english
    assert f"{first}（第1段落、0～{len(first)}字） | 記録と一致：日米韓が" in japanese
    counts = [line for line in english.splitlines() if line.startswith("記事 ")][2:]
    assert [line.split(" | ")[1:6] for line in counts] == [
        ["2", "1", "1", "0", "0"],
        ["2", "1", "1", "1", "0"],
    ]
    assert "制裁を科した" not in japanese
