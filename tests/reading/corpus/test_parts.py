"""The folder of a corpus always holds the last reading of each document, once."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.reading.corpus import parts as parts_module
from kankei.reading.corpus.columns import FOUND, TABLES
from kankei.reading.corpus.parts import Parts
from kankei.terms.errors import InputError


def found(document: str, version: str, reason: str | None = None) -> pa.RecordBatch:
    """A reading with as many states as its version says, or a rejection."""
    row: dict[str, object] = {"document": document, "place": document, "made_from": version}
    row["reason"] = reason
    if reason is None:
        states = [{"number": n, "surface": version, "state": "JPN"} for n in range(int(version))]
        row |= {"characters": 10, **{name: [] for name in TABLES}, "states": states}
    return pa.RecordBatch.from_pylist([row], FOUND)


def run(folder: Path, corpus: Mapping[str, str], *, killed_after: int | None = None) -> None:
    """Read what is not there; ``killed_after`` so many documents without a word."""
    parts = Parts.opened(folder, "corpus")
    read = 0
    for document, version in corpus.items():
        if not parts.reads(document, version):
            if read == killed_after:
                return
            parts.add(found(document, version))
            parts.flush()
            read += 1
    parts.finish()


def held(folder: Path) -> dict[str, list[str]]:
    """Documents with the versions that their states are from."""
    documents = pq.read_table(folder / "documents")["document"].to_pylist()
    states = pq.read_table(folder / "states").to_pylist()
    assert len(documents) == len(set(documents))
    assert {row["document"] for row in states} <= set(documents)
    return {d: [row["surface"] for row in states if row["document"] == d] for d in documents}


corpora = st.dictionaries(st.sampled_from("abc"), st.sampled_from("0123"), max_size=3)


@given(st.lists(st.tuples(corpora, st.none() | st.integers(0, 4)), max_size=2), corpora)
@settings(max_examples=12, deadline=None)
def test_any_history_ends_in_the_last_corpus(
    history: list[tuple[dict[str, str], int | None]], last: dict[str, str]
) -> None:
    with TemporaryDirectory() as folder:
        for corpus, killed_after in history:
            run(Path(folder), corpus, killed_after=killed_after)
        run(Path(folder), last)
        expected = {document: [version] * int(version) for document, version in last.items()}
        assert held(Path(folder)) == expected if last else True


def test_counts_are_those_of_the_files(tmp_path: Path) -> None:
    parts = Parts.opened(tmp_path, "corpus")
    added = (("a", "2", None), ("b", "1", None), ("c", "1", "died"), ("d", "1", "x"))
    for document, version, reason in added:
        assert not parts.reads(document, version)
        parts.add(found(document, version, reason))
    told = parts.finish()
    assert (told["counts"]["documents"], told["counts"]["states"]) == (2, 3)
    assert (told["characters"], told["rejections"]) == (20, {"died": 1, "x": 1})


def test_what_only_the_machine_rejected_is_tried_again(tmp_path: Path) -> None:
    parts = Parts.opened(tmp_path, "corpus")
    for document, reason in (("a", "died"), ("b", "refused")):
        assert not parts.reads(document, "1")
        parts.add(found(document, "1", reason))
    parts.finish()
    again = Parts.opened(tmp_path, "corpus")
    assert not again.reads("a", "1")
    assert again.reads("b", "1")
    again.add(found("a", "1"))
    assert again.finish()["rejections"] == {"refused": 1}


def test_a_part_that_was_never_finished_counts_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(tmp_path, {"a": "1"})
    settle, names = parts_module._settle, []

    def killed(partial: Path, path: Path) -> None:
        names.append(path.parent.name)
        if path.parent.name == "claims":
            raise KeyboardInterrupt
        settle(partial, path)

    monkeypatch.setattr(parts_module, "_settle", killed)
    with pytest.raises(KeyboardInterrupt):
        run(tmp_path, {"a": "1", "b": "2"})
    monkeypatch.undo()
    assert "states" in names
    run(tmp_path, {"a": "1", "b": "3"})
    assert held(tmp_path) == {"a": ["1"], "b": ["3"] * 3}
    assert not list(tmp_path.rglob("*.partial"))


def test_the_folder_of_another_corpus_is_refused(tmp_path: Path) -> None:
    Parts.opened(tmp_path, "one").finish()
    with pytest.raises(InputError, match="holds what was read from one"):
        Parts.opened(tmp_path, "other")


def test_large_finds_are_written_early(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts_module, "PART_BYTES", 1)
    parts = Parts.opened(tmp_path, "corpus")
    parts.add(found("a", "1"))
    assert len(list((tmp_path / "documents").iterdir())) == 1
