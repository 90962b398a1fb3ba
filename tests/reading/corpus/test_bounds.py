"""No text of a sane size holds the reader up: the guard is generous, the mistakes were endless."""

from __future__ import annotations

import pytest

from kankei.reading.corpus.bounded import OutOfTimeError, within
from kankei.reading.read import read_text

GUARD = 60.0
"""Seconds; each of these texts takes less than one on an idle machine."""

REPEATED = {
    "states": "中国",
    "superscripts": "¹",
    "compounds": "Sino-",
    "names": "Россия ",
    "brackets": "（",
    "quotations": "「中」と",
    "clauses": "if x, then y, ",
}


@pytest.mark.parametrize("name", sorted(REPEATED))
def test_a_long_sentence_without_a_stop_is_read(name: str) -> None:
    sign = REPEATED[name]
    raw = sign * (12_000 // len(sign))
    with within(GUARD):
        assert read_text(raw).raw == raw


def test_the_bound_stops_what_does_not_end() -> None:
    with pytest.raises(OutOfTimeError), within(0.05):
        while True:
            pass
