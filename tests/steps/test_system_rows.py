"""Rows of the snapshots become terms, and a table that is not one is refused with its place."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from kankei.answers.system import System
from kankei.steps.citing import used_by
from kankei.steps.snapshot import read_snapshot
from kankei.steps.system_rows import system_of
from kankei.terms.errors import InputError

from ..sources import ROOT

ORDER = {
    "session": "78",
    "states": "12",
    "ties": "66",
    "hostile": "31",
    "frustration_ties": "1",
    "bound": "1",
    "proven": "1",
    "frustrated_share": "0.0152",
    "blocs": "2",
    "bloc_criterion": "1.0",
    "missing": "",
}


def test_absent_tables_give_no_rows() -> None:
    assert system_of({}) == System()


def test_cells_are_read_by_the_type_of_their_field() -> None:
    row = system_of({"signed_order": [ORDER]}).signed_order[0]
    assert (row.session, row.proven, row.frustrated_share, row.blocs) == (78, True, 0.0152, 2)
    empty = ORDER | {"frustration_ties": "", "proven": "", "frustrated_share": "", "blocs": ""}
    row = system_of({"signed_order": [empty]}).signed_order[0]
    assert (row.frustration_ties, row.proven, row.frustrated_share, row.blocs) == (None,) * 4


def test_pairs_have_one_spelling() -> None:
    row = {"dyad": "RUS-PRK", "session": "78", "same_bloc_probability": "1.000", "draws": "200"}
    assert system_of({"same_bloc": [row]}).same_bloc[0].dyad == "PRK-RUS"


@pytest.mark.parametrize("bad", [ORDER | {"ties": "many"}, {"session": "78"}])
def test_a_bad_table_is_refused_with_file_line_and_column(bad: dict[str, str]) -> None:
    with pytest.raises(InputError, match=r"signed_order\.csv, line 3") as refused:
        system_of({"signed_order": [ORDER, bad]})
    assert "ties" in str(refused.value) or "states" in str(refused.value)


def test_a_quotation_may_run_over_two_lines_and_every_data_set_is_a_source(tmp_path: Path) -> None:
    columns = "corpus,text,author,year,term,start,end,words,clipped_before,clipped_after"
    text = f'{columns}\nungd,t:1,RUS,2024,multipolarity,0,18,"a multipolar\nworld",0,0\n'
    about = [f'sha256 = "{hashlib.sha256(text.encode()).hexdigest()}"', 'function = "f"']
    about += ['dataset = "ungd"', 'form = "ungd-speeches"', 'covered = "1946/2024"', "rows = 1"]
    about += ["[inputs]", "[options]", "[beside]", 'kcna = "kcna"']
    (tmp_path / "term_passages.csv").write_text(text, encoding="utf-8", newline="")
    (tmp_path / "term_passages.toml").write_text("\n".join(about), encoding="utf-8")
    found = read_snapshot([tmp_path / "term_passages.csv"])
    assert [p.words for p in found.system.term_passages] == ["a multipolar\nworld"]
    assert [source.key for source in found.sources] == ["ungd", "kcna"]


def test_the_flagship_cites_every_data_set_with_its_own_files() -> None:
    used = {item.name: item for item in used_by(ROOT / "studies" / "northeast-asia")}
    assert {"unga_rollcalls", "cow_capabilities", "cow_majors", "imf_weo", "ungd", "kcna"} <= set(
        used
    )
    assert list(used["cow_majors"].sha256) == ["cow_majors.parquet"]
    assert list(used["cow_capabilities"].sha256) == ["cow_nmc.parquet"]
