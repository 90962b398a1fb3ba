"""Arms: a volume from supplier to recipient; what goes to rebels does not go to the state."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kankei.datasets import coverage

from .layouts import laid, refused, rows_of


def test_recipients_that_are_no_states_are_refused(tmp_path: Path) -> None:
    row = {"supplier": "Russia", "supplier_cown": 365, "recipient_cown": 369, "year": 2014}
    rows = [
        {**row, "recipient": "Ukraine", "value": 0.0},
        {**row, "recipient": "Ukraine Rebels*", "value": 30.0},
    ]
    loaded = laid(tmp_path, "sipri_transfers", rows)
    found = [(r["a"], r["b"], r["value"], r["directed"]) for r in rows_of(loaded)]
    assert found == [("RUS", "UKR", 0.0, True)]
    assert refused(loaded) == [("recipient", "Ukraine Rebels*", "the recipient is no state")]


def test_only_pairs_of_the_extract_are_covered() -> None:
    covered = coverage("sipri_transfers")
    assert covered.covers(date(1990, 1, 1), "PRK", "SUN")
    assert not covered.covers(date(1990, 1, 1), "FRA", "SAU")
    assert not covered.covers(date(2023, 9, 1), "PRK", "RUS")
