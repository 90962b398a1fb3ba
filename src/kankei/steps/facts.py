"""Everything a study's record is made from, gathered from its folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from ..impact.argument import Argument, read_arguments
from ..record.assemble import Facts
from ..record.hand import read_hand_kept
from ..record.reviews import read_reviews
from ..study import Study
from ..terms.errors import InputError, Problem
from ..terms.language import Bilingual
from .documents import TEXT_SUFFIXES, ReadDocument, left_out, read_documents, rows_of
from .progress import Progress, silent
from .snapshot import Snapshot, read_snapshot

T = TypeVar("T")
SIDECAR = ".toml"


@dataclass(frozen=True)
class Gathered:
    """The facts of a study, and what the report needs beside them."""

    facts: Facts
    snapshot: Snapshot
    arguments: tuple[Argument, ...]
    documents: tuple[ReadDocument, ...]

    def concepts(self) -> Mapping[str, Bilingual]:
        """Labels of the variables that the arguments declare."""
        return {c.id: c.label for argument in self.arguments for c in argument.concepts}


def gather(study: Study, progress: Progress = silent) -> Gathered:
    """Read hand-kept tables, arguments, documents, snapshot and reviews of a study.

    Raises
    ------
    InputError
        With the faults of all files at once; those of the arguments once the record, which they
        cite, has none.
    """
    faults = _Faults()
    progress("hand")
    hand = faults.of(lambda: read_hand_kept(study.folder / "record"))
    progress("arguments")
    keys = [source.key for source in hand.sources] if hand else []
    files = study.files("arguments", ".toml") if hand else ()
    arguments = faults.of(lambda: read_arguments(files, keys, study.settings.bands))
    progress("snapshot")
    snapshot = faults.of(lambda: read_snapshot(study.files("snapshot", ".csv")))
    progress("reading")
    documents = faults.of(lambda: read_documents(_documents(study)))
    if hand is None or arguments is None or snapshot is None or documents is None:
        raise InputError(faults.found)
    read = rows_of(documents, (actor.what for actor in hand.actors))
    facts = Facts(
        hand=hand,
        read=replace(read, sources=(*read.sources, *snapshot.sources)),
        links=tuple(link for argument in arguments for link in argument.links),
        coverage=snapshot.coverage,
        provenance=snapshot.provenance,
        rejections=left_out(documents),
        reviews=read_reviews(study.folder / "reviews.jsonl").made,
    )
    return Gathered(facts, snapshot, arguments, documents)


def _documents(study: Study) -> tuple[Path, ...]:
    """Files of the folder of documents; one that is neither read nor a sidecar is refused."""
    found = study.files("documents", *TEXT_SUFFIXES)
    stems = {path.stem for path in found}
    folder = study.folder / "documents"
    others = sorted(folder.iterdir()) if folder.is_dir() else []
    remedy = f"convert it to one of {', '.join(TEXT_SUFFIXES)}"
    problems = [
        Problem("the sidecar has no document", "put the document beside it", path.name)
        if path.suffix == SIDECAR
        else Problem(f"files of type {path.suffix!r} are not read", remedy, path.name)
        for path in others
        if path.is_file() and path not in found and not path.name.startswith(".")
        if path.suffix != SIDECAR or path.stem not in stems
    ]
    if problems:
        raise InputError(problems)
    return found


class _Faults:
    """Faults of several kinds of files, collected so that a person can mend them all at once."""

    def __init__(self) -> None:
        self.found: list[Problem] = []

    def of(self, read: Callable[[], T]) -> T | None:
        """What was read, or nothing when it was refused."""
        try:
            return read()
        except InputError as refused:
            self.found += refused.problems
            return None
