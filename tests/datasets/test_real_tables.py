"""Every table of the data folder, read whole: each row is read or counted."""

from __future__ import annotations

import pytest

from kankei.datasets import card, load
from kankei.datasets.wide import REPEATED, SUCCESSION

from .samples import real

TABLES = [
    ("archigos_leaders", "archigos", 3385, 27, 0),
    ("atop_alliances", "atop-dyad-years", 1338520, 5492, 100),
    ("china_public_diplomacy", "china-public-diplomacy", 7200, 21, 0),
    ("china_visits", "china-leader-travel", 595, 0, 0),
    ("cow_capabilities", "cow-nmc", 115311, 648, 0),
    ("cow_capitals", "cow-capitals", 464, 15, 0),
    ("cow_contiguity", "cow-contdir", 946, 164, 946),
    ("cow_disputes", "cow-mid-dyad-years", 39656, 320, 0),
    ("cow_disputes", "cow-mid-disputes", 44248, 328, 0),
    ("cow_disputes", "gml-mid-dyad-years", 35936, 300, 0),
    ("cow_disputes", "gml-mid-disputes", 39856, 312, 0),
    ("cow_distance", "cow-mindist", 950911, 1333, 0),
    ("cow_igo", "cow-igo-memberships", 537976, 989, 0),
    ("cow_igo", "cow-igo-state-years", 59644, 646, 0),
    ("cow_igo_shared", "cow-igo-dyad-years", 899067, 18628, 0),
    ("cow_majors", "cow-majors", 15, 1, 0),
    ("cow_trade", "cow-trade-dyadic", 1304076, 0, 0),
    ("cow_trade_national", "cow-trade-state-years", 28646, 87, 0),
    ("diplomatic_ties", "kdiplo", 30484, 476, 76),
    ("dprk_missile_tests", "nk-missile-tests", 339, 0, 0),
    ("informal_igos", "informal-igos", 3434, 68, 0),
    ("rivalries", "tss-rivalries", 267, 10, 0),
    ("rivalries", "td-rivalries", 198, 12, 0),
    ("sanctions_ties", "sanctions-ties", 2490, 289, 0),
    ("sipri_transfers", "sipri-tiv-neasia", 533, 3, 0),
    ("south_korea_trade", "kdiplo-trade", 25588, 3717, 0),
    ("ucdp_conflicts", "ucdp-acd", 2909, 3, 2900),
    ("ucdp_dyads", "ucdp-acd-dyads", 3690, 3, 587),
    ("unsc_meetings", "unsc-resolutions", 10532, 5, 0),
    ("unsc_meetings", "unsc-meetings", 9520, 28, 0),
    ("unsc_vetoes", "unsc-vetoes", 265, 0, 0),
]
BY_KIND = {"ucdp_conflicts", "ucdp_dyads", "unsc_vetoes", "sanctions_ties"}
"""Data sets of which a row of the file may have some quantities and not others."""


@pytest.mark.parametrize(("name", "key", "rows", "left_out", "repeated"), TABLES)
def test_every_row_of_the_file_is_read_or_counted(
    name: str, key: str, rows: int, left_out: int, repeated: int
) -> None:
    form = card(name).form(key)
    loaded = load(name, real(form.place), key)
    assert loaded.pinned
    assert (loaded.table.num_rows, sum(loaded.rejections["rows"].to_pylist())) == (rows, left_out)
    cut = loaded.repairs.get(SUCCESSION, 0)
    assert loaded.repairs[REPEATED] == repeated
    declared = {item.key: item.values.get(key, 0) for item in loaded.card.repairs}
    assert declared.get(REPEATED, 0) == repeated
    assert declared.get(SUCCESSION, 0) == cut
    quantities = len(card(name).rows("quantities", key))
    if name not in BY_KIND:
        parties = {
            tuple(row.get(part) for part in "ab") for row in card(name).rows("quantities", key)
        }
        counted = rows // quantities + left_out + repeated
        assert len(parties) > 1 or counted == form.files[0].rows + cut
    if "missing" in loaded.table.column_names:
        reasons = loaded.table["missing"].null_count
        assert loaded.table["value"].null_count == loaded.table.num_rows - reasons
