"""Public diplomacy: N/A is missing with the reason, and zero is zero."""

from __future__ import annotations

from pathlib import Path

from kankei.datasets import card, load

from .layouts import refused


def test_not_available_is_missing_and_zero_is_zero(tmp_path: Path) -> None:
    file = card("china_public_diplomacy").forms[0].files[0]
    lines = [
        ",".join(file.columns),
        '"North Korea",2008,0,0,7,"N/A",7,"N/A","N/A","N/A","N/A",12',
        '"Cook Islands",2008,0,0,0,0,0,0,0,0,0,0',
    ]
    (tmp_path / file.name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    loaded = load("china_public_diplomacy", tmp_path)
    found = {row["kind"]: row for row in loaded.table.to_pylist()}
    assert found["confucius_institutes"]["value"] == 0.0
    assert found["students_in_china"]["value"] == 12.0
    assert found["military_visits"]["value"] is None
    assert found["military_visits"]["missing"] == "N/A in the publisher's table"
    assert [value for _, value, _ in refused(loaded)] == ["Cook Islands"]
