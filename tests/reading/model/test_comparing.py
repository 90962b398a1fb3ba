"""Rules and model side by side, item by item."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kankei.reading.model import (
    ModelReading,
    compare,
    counted,
    judge,
    model_reading,
    portions,
    write_model_reading,
)
from kankei.reading.model.wording import wording
from kankei.terms.errors import ReadingError
from kankei.terms.language import AnswerLanguage

from .drafts import cause, claim, event, quantity, reading
from .stand_in import proposes

READING = reading()
ACCUSED = {
    "sentence": 1,
    "quotation": "韓国はロシアを非難した",
    "type": "ACCUSE",
    "date": None,
    "actors": [
        {"id": "KOR", "role": "source", "words": "韓国"},
        {"id": "RUS", "role": "target", "words": "ロシア"},
    ],
}


def _found(first: dict[str, Any], second: dict[str, Any]) -> ModelReading:
    bodies = [proposes(**one).body.decode() for one in (first, second)]
    return model_reading(READING, judge(READING, portions(READING), bodies), "m")


def _outcomes(found: ModelReading, kind: str) -> list[tuple[str, list[str]]]:
    return [(one.outcome, [*one.differing]) for one in found.compared if one.kind == kind]


def test_what_both_find_is_agreed_and_what_one_finds_is_said_to_be() -> None:
    found = _found({"quantities": [quantity()]}, {"events": [event(**ACCUSED)]})
    assert _outcomes(found, "quantities") == [("agreed", [])]
    assert ("agreed", []) in _outcomes(found, "events")
    assert ("rules_only", []) in _outcomes(found, "events")
    assert {one for one, _ in _outcomes(found, "claims")} == {"rules_only"}


def test_differences_are_named_by_field_with_both_values() -> None:
    other = event(**{**ACCUSED, "type": "THREATEN"})
    found = _found({"causes": [cause(sign="-")]}, {"events": [other]})
    (line,) = [one for one in found.compared if one.kind == "causes"]
    assert line.outcome == "differing" and dict(line.differing) == {"sign": ("+", "-")}
    (line,) = [one for one in found.compared if one.outcome == "differing" and one.kind == "events"]
    assert dict(line.differing) == {"type": ("ACCUSE", "THREATEN")}


def test_turned_roles_are_seen() -> None:
    turned = [
        {"id": "KOR", "role": "target", "words": "韓国"},
        {"id": "RUS", "role": "source", "words": "ロシア"},
    ]
    found = _found({}, {"events": [event(**{**ACCUSED, "actors": turned})]})
    (line,) = [one for one in found.compared if one.outcome == "differing"]
    assert [*line.differing] == ["roles"]


def test_what_a_model_does_not_state_is_no_difference() -> None:
    found = _found({"claims": [claim(speaker=None)]}, {})
    assert ("agreed", []) in _outcomes(found, "claims")


def test_a_proposal_where_the_rules_are_silent_is_the_models_alone() -> None:
    silent = {"sentence": 2, "quotation": "中国は共同演習", "cause": None, "conditional": False}
    found = _found({"causes": [cause(**{**silent, "hedge": "参加しなかった"})]}, {})
    assert ("model_only", []) in _outcomes(found, "causes")


def test_each_find_is_counted_once() -> None:
    first = {"events": [event()], "claims": [claim()], "causes": [cause()]}
    found = _found(first, {"events": [event(**ACCUSED)]})
    for one in found.summaries:
        made = {"events": READING.events, "claims": READING.claims, "causes": READING.causes}
        rules = len(made.get(one.kind, READING.quantities))
        model = sum(line.model is not None for line in found.compared if line.kind == one.kind)
        both = one.counts["agreed"] + one.counts["differing"]
        assert both + one.counts["rules_only"] == rules
        assert both + one.counts["model_only"] == model
        assert one.same_place_f1 == (2 * both / (rules + model) if rules + model else None)


def test_readers_that_are_both_silent_have_no_f1() -> None:
    silent = reading()
    empty = compare(silent, judge(silent, (), ()))
    assert empty == ()


def test_the_files_stand_beside_others_and_are_the_same_each_time(tmp_path: Path) -> None:
    (tmp_path / "events.json").write_text("{}", encoding="utf-8")
    invented = event(quotation="ロシアと北朝鮮は同盟を結んだ")
    found = _found({"events": [event(), invented]}, {})
    files = write_model_reading(found, tmp_path)
    names = ["disagreement.en.md", "disagreement.ja.md", "disagreement.json"]
    assert [file.name for file in files] == [*names, "proposals.json", "rejections.json"]
    first = [file.read_bytes() for file in files]
    assert [file.read_bytes() for file in write_model_reading(found, tmp_path)] == first
    assert (tmp_path / "events.json").read_text(encoding="utf-8") == "{}"
    shape = json.loads((tmp_path / "proposals.json").read_text(encoding="utf-8"))
    (made,) = shape["events"]
    assert made["how"]["by"] == "model" and made["review"] == "unreviewed"
    assert made["how"]["model"] == "m" and made["how"]["prompt"] and made["how"]["schema"]
    shape = json.loads((tmp_path / "rejections.json").read_text(encoding="utf-8"))
    (refused,) = shape["rejections"]
    assert refused["reason"] == "quotation_invented" and refused["proposed"] == invented
    assert refused["passage"]["surface"].startswith("2024年6月19日") and refused["text"]["ja"]
    shape = json.loads((tmp_path / "disagreement.json").read_text(encoding="utf-8"))
    assert shape["summary"]["events"]["invented_share"] == 0.5


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_page_exists_in_both_languages_and_marks_up_no_foreign_words(
    tmp_path: Path, language: AnswerLanguage
) -> None:
    bodies = [proposes().body.decode()] * 2
    judged = judge(READING, portions(READING), bodies)
    found = model_reading(READING, judged, "<b>|m|</b>")
    write_model_reading(found, tmp_path)
    page = (tmp_path / f"disagreement.{language}.md").read_text(encoding="utf-8")
    assert wording()["report", "title"].in_(language) in page
    assert "<b>" not in page.replace("\\<b", "")
    rows = [line for line in page.splitlines() if line.startswith("|")]
    assert {line.replace("\\|", "").count("|") for line in rows[:6]} == {10}
    assert len(counted(found.summaries, language)) == 5


def test_every_text_exists_in_both_languages_with_the_same_slots() -> None:
    for key, text in wording().items():
        assert text.ja and text.en, key
        slots = [
            sorted(part.split("}")[0] for part in t.split("{")[1:]) for t in (text.ja, text.en)
        ]
        assert slots[0] == slots[1], key


def test_a_folder_that_cannot_be_written_to_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(ReadingError, match="Next: check that the folder"):
        write_model_reading(_found({}, {}), blocked)
