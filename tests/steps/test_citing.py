"""A result says which data it was made from, and the citation says how to name them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.datasets import DATASETS, card
from kankei.steps.citing import (
    DATASETS_KEY,
    Used,
    bibtex,
    citations,
    cited,
    datasets_of,
    named,
    offered,
    used_by,
)
from kankei.terms.errors import DatasetError, InputError

from ..datasets.layouts import laid
from ..datasets.samples import DATA, ROOT, real

NMC = Used("cow_capabilities", "cow-nmc", "7.0", {"cow_nmc.parquet": "ab"})
WEO = Used("imf_weo", "imf-weo-vintages", "2024-04", {"weo.parquet": "cd"})
TABLE = pa.table({"n": [1, 2]})


def test_what_was_loaded_is_written_with_the_hash_of_the_file(tmp_path: Path) -> None:
    loaded = laid(tmp_path, "cow_capabilities", [{"ccode": 731, "year": 1990, "cinc": 0.01}])
    used = datasets_of(cited(TABLE, loaded).schema)
    assert used == (Used("cow_capabilities", "cow-nmc", "7.0", dict(loaded.sha256)),)


def test_a_result_keeps_its_rows_and_what_its_schema_said_before(tmp_path: Path) -> None:
    told = TABLE.replace_schema_metadata({b"other": b"kept"})
    twice = cited(cited(told, NMC), WEO, NMC)
    path = tmp_path / "result.parquet"
    pq.write_table(twice, path)
    back = pq.read_table(path)
    assert back.to_pydict() == TABLE.to_pydict()
    assert back.schema.metadata[b"other"] == b"kept"
    assert datasets_of(back.schema) == used_by(path) == (NMC, WEO)


@settings(max_examples=20, deadline=None)
@given(
    st.lists(
        st.builds(Used, st.text(), st.text(), st.text(), st.dictionaries(st.text(), st.text()))
    )
)
def test_whatever_is_written_is_read_back_once(used: list[Used]) -> None:
    back = datasets_of(cited(TABLE, *used).schema)
    assert [asdict(item) for item in back] == list(
        {repr(sorted(asdict(i).items(), key=str)): asdict(i) for i in used}.values()
    )


def test_a_folder_of_results_and_a_study_say_it_together(tmp_path: Path) -> None:
    (tmp_path / "part").mkdir()
    pq.write_table(cited(TABLE, NMC), tmp_path / "part" / "a.parquet")
    pq.write_table(cited(TABLE, NMC, WEO), tmp_path / "b.parquet")
    assert set(item.name for item in used_by(tmp_path)) == {"cow_capabilities", "imf_weo"}
    study = used_by(ROOT / "studies" / "northeast-asia")
    assert {"gdelt_dyad_days", "unga_rollcalls"} <= {item.name for item in study}
    assert all(item.sha256 for item in study)


@pytest.mark.parametrize("content", [b"", b"no Parquet"])
def test_what_is_no_parquet_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.parquet"
    path.write_bytes(content)
    with pytest.raises(InputError, match="not Parquet"):
        used_by(path)


def test_what_does_not_say_is_refused_with_the_remedy(tmp_path: Path) -> None:
    pq.write_table(TABLE, tmp_path / "x.parquet")
    with pytest.raises(InputError, match="kankei cite NAME"):
        used_by(tmp_path / "x.parquet")
    with pytest.raises(InputError, match="no such file"):
        used_by(tmp_path / "y.parquet")


@pytest.mark.parametrize("written", [b"[1]", b"{", b'[{"name": "x"}]'])
def test_a_broken_entry_is_refused(written: bytes) -> None:
    schema = TABLE.replace_schema_metadata({DATASETS_KEY: written}).schema
    with pytest.raises(InputError, match=r"kankei\.datasets"):
        datasets_of(schema)


def test_each_data_set_is_cited_once_with_its_editions() -> None:
    found = citations(named(["cow_disputes/gml-mid-disputes", "cow_disputes/cow-mid-disputes"]))
    assert [item.name for item in found] == ["cow_disputes"]
    assert [edition.version for edition in found[0].editions] == ["2.2.1", "5.0"]
    assert found[0].citation == card("cow_disputes").citation
    assert "Miller 2022" in found[0].editions[0].taken_from


def test_unknown_names_are_refused() -> None:
    with pytest.raises(DatasetError, match="no data set"):
        named(["cow_trades"])
    with pytest.raises(DatasetError, match="no form"):
        named(["cow_trade/x"])


@pytest.mark.parametrize("name", [dataset.name for dataset in DATASETS])
def test_every_data_set_has_a_bibtex_entry(name: str) -> None:
    entry = bibtex(citations(named([name]))[0])
    assert entry.startswith(f"@misc{{{name},") and entry.endswith("}")
    assert entry.replace(r"\{", "").replace(r"\}", "").count("{") == entry.replace(
        r"\{", ""
    ).replace(r"\}", "").count("}")
    assert r"\&" in entry or "&" not in entry.replace(card(name).landing, "")


def test_data_are_offered_where_they_lie_or_with_the_publisher(tmp_path: Path) -> None:
    nowhere = offered({"KANKEI_CACHE": str(tmp_path)})
    assert {item.name for item in nowhere} == {dataset.name for dataset in DATASETS}
    assert all(item.folder is None and item.page for item in nowhere)
    real("peacesciencer")
    here = {i.form: i for i in offered({"KANKEI_CACHE": str(tmp_path), "KANKEI_DATA": str(DATA)})}
    assert here["cow-nmc"].folder == DATA / "peacesciencer"
    assert here["voeten"].folder is None


def test_two_editions_of_one_data_set_keep_their_own_files() -> None:
    used = used_by(ROOT / "studies" / "northeast-asia")
    years = {item.form: set(item.sha256) for item in used if item.name == "icews_quadruples"}
    assert set(years) == {"tkg-icews14", "tkg-icews18"}
    assert all({"train.txt", "cameo-codes.csv"} <= files for files in years.values())
