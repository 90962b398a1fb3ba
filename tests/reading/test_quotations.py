"""Brackets that pair up, and what stands between quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.reading.quotations import pairs, quotations
from kankei.reading.text import View

SIGNS = '「」『』“”„«»‘’"()（）[]《》〈〉aあ 。.'


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("彼は「行く」と述べた。", ["「行く」"]),
        ("「『和平』は遠い」と『労働新聞』", ["「『和平』は遠い」", "『和平』", "『労働新聞』"]),
        ("He said “yes, ‘maybe’”.", ["“yes, ‘maybe’”", "‘maybe’"]),
        ("Россия’s «Сила Сибири» и „договор“", ["«Сила Сибири»", "„договор“"]),
        ('He said "yes" and "no".', ['"yes"', '"no"']),
        ("他说：“好”，《条约》", ["“好”", "《条约》"]),
        ("it’s Beijing’s view", []),
    ],
)
def test_quotations_of_five_languages(text: str, quoted: list[str]) -> None:
    assert [text[one.start : one.end] for one in quotations(text)] == quoted


def test_white_corner_brackets_are_titles_unless_nested() -> None:
    kinds = [(one.kind, one.depth) for one in quotations("『白書』は「『核』を」と書く。")]
    assert kinds == [("title", 0), ("speech", 0), ("speech", 1)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("（閉じる)", [(0, 5)]),
        ("「閉じない。（閉じる）", [(6, 11)]),
        ("閉じすぎ」）", []),
        ("「a（b」c）", [(0, 5)]),
        ("「a「b」。", [(2, 5)]),
    ],
)
def test_unbalanced_brackets(text: str, found: list[tuple[int, int]]) -> None:
    assert [(pair.start, pair.end) for pair in pairs(text)] == found


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=SIGNS, max_size=60))
def test_every_quotation_is_a_slice_of_the_text(text: str) -> None:
    view = View.whole(f"x{text}")
    for one in quotations(view.text):
        spans = one.spans(view)
        assert "".join(span.of(view.raw) for span in spans) == view.text[one.start : one.end]
    nested = pairs(text)
    for first in nested:
        for second in nested:
            apart = first.end <= second.start or second.end <= first.start
            inside = first.inside(second.start) == first.inside(second.end - 1)
            assert first == second or apart or inside
