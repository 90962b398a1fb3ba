"""JSON files of a reading: shapes, bytes, and what happens when writing fails."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from kankei.reading.read import read_text
from kankei.reading.write import shapes, write
from kankei.terms.errors import ReadingError

RAW = (
    "題\n\n2024年6月28日\n\n一　経過\n\n"
    "2024年5月20日、ロシアのプーチン大統領は「協力は続く」と述べた[1]。日本の外務省は声明を出した[2]。\n\n"
    "[1] タス通信、https://example.org/a。\n\n[3] 余分な注。"
)
FILES = "actors causal claims dates events options quantities sentences sources"


def test_every_surface_is_a_slice_of_the_text() -> None:
    def check(value: object) -> None:
        if isinstance(value, dict):
            if "surface" in value and "spans" in value:
                assert value["surface"] == "".join(RAW[a:b] for a, b in value["spans"])
            for inner in value.values():
                check(inner)
        elif isinstance(value, list):
            for inner in value:
                check(inner)

    check(shapes(read_text(RAW)))


def test_shapes() -> None:
    found = shapes(read_text(RAW))
    assert " ".join(sorted(found)) == FILES
    sources = found["sources"]
    assert [(note["number"], note["urls"]) for note in sources["footnotes"]] == [
        (1, ["https://example.org/a"]),
        (2, []),
    ]
    assert [note["number"] for note in sources["without_mark"]] == [3]
    assert len(sources["unread"]) == 2
    actors = {actor["id"]: actor for actor in found["actors"]["actors"]}
    assert actors["RUS"]["iso3"] == "RUS"
    assert actors["jpn_mofa"]["state"] == "JPN"
    assert actors["putin"]["offices"] == [{"ja": "大統領", "en": None}]
    assert actors["putin"]["mentions"][0]["name"] == "プーチン"
    claim = found["claims"]["claims"][0]
    assert (claim["speaker"], claim["verbatim"], claim["footnotes"]) == (["putin"], True, [1])
    assert claim["date"] == "2024-05-20"


def test_the_same_reading_gives_the_same_bytes(tmp_path: Path) -> None:
    first = write(read_text(RAW), tmp_path / "a")
    second = write(read_text(RAW), tmp_path / "b")
    assert [one.name for one in first] == [one.name for one in second]
    assert [one.read_bytes() for one in first] == [one.read_bytes() for one in second]
    assert len(list((tmp_path / "a").iterdir())) == 9
    json.loads((tmp_path / "a" / "sentences.json").read_text(encoding="utf-8"))


def test_writing_again_replaces(tmp_path: Path) -> None:
    write(read_text(RAW), tmp_path)
    write(read_text("次の文。"), tmp_path)
    found = json.loads((tmp_path / "sentences.json").read_text(encoding="utf-8"))
    assert [one["surface"] for one in found["sentences"]] == ["次の文。"]


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(read_text(RAW), tmp_path)
    before = {one.name: one.read_bytes() for one in tmp_path.iterdir()}

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(ReadingError, match=r"No space left on device.* Next: check"):
        write(read_text("次の文。"), tmp_path)
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == before


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(ReadingError, match="cannot be written"):
        write(read_text(RAW), tmp_path / "out")
