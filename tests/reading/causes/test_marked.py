"""Causal statements in five languages, line by line."""

from __future__ import annotations

import pytest

from .marked_text import Statement, agrees, read, statements

LINES = list(statements())


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line.language}: {line.text[:24]}")
def test_marked_line(line: Statement) -> None:
    found = read(line.language, line.text)
    if not line.signs:
        assert found == ()
        return
    (one,) = found
    assert one.sign in line.signs
    assert one.level == line.level
    assert agrees(one.cause, line.cause)
    assert agrees(one.effect, line.effect)
