"""A corpus is read whole, goes on after a kill, and is the same through every engine."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from kankei.reading.corpus import waiting
from kankei.reading.corpus.columns import TABLES
from kankei.steps.corpora import (
    CorpusRead,
    How,
    Passed,
    corpus_at,
    corpus_of,
    read_corpus,
)
from kankei.terms.errors import InputError

from ..datasets.samples import real

SENTENCES = (
    "Japan and Russia met in Moscow on 3 May 2023.",
    "日本は2023年5月3日にロシアを非難した。",
    "Россия ввела санкции против Японии.",
)


def documents(folder: Path, count: int) -> Path:
    """Short documents, one page of HTML, and a file that is none."""
    (folder / "deep").mkdir(parents=True)
    for number in range(count):
        text = f"{SENTENCES[number % 3]}\n\n{number} persons came.\n"
        (folder / "deep" / f"{number:03}.txt").write_text(text, encoding="utf-8")
    page = "<html><body><article><p>Japan and Russia met.</p></article></body></html>"
    (folder / "page.html").write_text(page, encoding="utf-8")
    (folder / "damaged.docx").write_bytes(b"PK\x03\x04 nothing")
    (folder / "notes.json").write_text("{}")
    return folder


def rows(out: Path, name: str) -> list[dict[str, object]]:
    """Rows of a table in an order that does not depend on its parts."""
    table = pq.read_table(out / name)
    keys = [key for key in ("document", "number") if key in table.column_names]
    found: list[dict[str, object]] = table.sort_by([(key, "ascending") for key in keys]).to_pylist()
    return found


def same(one: Path, other: Path) -> bool:
    return all(rows(one, n) == rows(other, n) for n in ("documents", "rejections", *TABLES))


def killing(passed: Passed) -> None:
    """Kill a process of the pool in the midst of its work."""
    for child in multiprocessing.active_children():
        if child.pid:
            os.kill(child.pid, signal.SIGKILL)


def dying(passed: Passed) -> None:
    """End the run itself."""
    raise KeyboardInterrupt


def read(folder: Path, out: Path, **given: object) -> CorpusRead:
    return read_corpus(corpus_at(folder, out), out, How(workers=1), **given)  # type: ignore[arg-type]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9 on Windows")
def test_neither_a_killed_process_nor_a_killed_run_changes_what_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "BATCH_ROWS", 5)
    folder = documents(tmp_path / "in", 12)
    whole = read(folder, tmp_path / "whole", told=killing)
    assert (whole.read, whole.kept, whole.passed_over) == (14, 0, {".json": 1})
    assert (whole.counts["documents"], whole.rejections) == (13, {"refused": 1})
    with pytest.raises(KeyboardInterrupt):
        read(folder, tmp_path / "again", told=dying)
    again = read(folder, tmp_path / "again")
    assert (again.kept, again.read) == (5, 9)
    assert same(tmp_path / "whole", tmp_path / "again")
    assert {row["place"] for row in rows(tmp_path / "again", "rejections")} == {"damaged.docx"}


def test_what_changed_is_read_anew_and_what_went_is_gone(tmp_path: Path) -> None:
    folder, out = documents(tmp_path / "in", 4), tmp_path / "in" / "out"
    read(folder, out)
    (folder / "deep" / "001.txt").write_text("China objected.\n")
    (folder / "deep" / "002.txt").unlink()
    done = read(folder, out)
    assert (done.read, done.kept, done.removed) == (1, 4, 2)
    states = {(row["document"], row["state"]) for row in rows(out, "states")}
    assert {state for document, state in states if document == "deep/001.txt"} == {"CHN"}
    assert not [row for row in rows(out, "sentences") if row["document"] == "deep/002.txt"]


def table(path: Path) -> Path:
    path.write_text(
        "text,words,published,language,ignored\n"
        f"a,{SENTENCES[0]},2023-05-04,en,x\n"
        f'b,"{SENTENCES[1]}",2023,,x\n'
        "a,Again.,,,x\n"
        "c,Words.,2023-02-30,en,x\n"
        "d,,,,x\n"
        "e,Hola.,,es,x\n",
        encoding="utf-8",
    )
    return path


def test_rows_of_a_table_that_cannot_be_used_are_rejections(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = read(table(tmp_path / "texts.csv"), out)
    assert [(row["document"], row["precision"]) for row in rows(out, "documents")] == [
        ("a", "day"),
        ("b", "year"),
    ]
    assert done.rejections == {"input": 2, "language": 1, "repeated": 1}
    places = {row["place"]: row["reason"] for row in rows(out, "rejections")}
    assert places["texts.csv, row 4"] == "repeated"
    assert places["texts.csv, row 5"] == "input"
    assert read(tmp_path / "texts.csv", out).read == 0


def test_a_table_needs_its_columns(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": ["a"]}), tmp_path / "x.parquet")
    with pytest.raises(InputError, match="no column words"):
        corpus_at(tmp_path / "x.parquet", tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no document"):
        corpus_at(tmp_path / "empty", tmp_path)


def test_only_texts_are_read_from_data_sets(tmp_path: Path) -> None:
    folder = real("unsc-vetoes")
    with pytest.raises(InputError, match="holds no texts"):
        corpus_of("unsc_vetoes", folder)


def test_spark_finds_the_same(tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="the extra spark is not installed")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java, and there is no program java")
    folder = documents(tmp_path / "in", 6)
    corpus = corpus_at(folder, tmp_path)
    read_corpus(corpus, tmp_path / "pool", How(workers=1))
    done = read_corpus(corpus, tmp_path / "spark", How("spark", workers=1))
    assert done.read == 8
    assert same(tmp_path / "pool", tmp_path / "spark")
    assert read_corpus(corpus, tmp_path / "spark", How("spark", workers=1)).kept == 8
