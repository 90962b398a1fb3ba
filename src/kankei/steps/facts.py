"""Everything a study's record is made from, gathered from its folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..impact.argument import Argument, read_arguments
from ..record.assemble import Facts
from ..record.hand import read_hand_kept
from ..record.reviews import read_reviews
from ..study import Study
from ..terms.language import Bilingual
from .documents import TEXT_SUFFIXES, ReadDocument, read_documents, rows_of
from .progress import Progress, silent
from .snapshot import Snapshot, read_snapshot


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
        With all faults of the first kind of file that has any.
    """
    progress("hand")
    hand = read_hand_kept(study.folder / "record")
    progress("arguments")
    keys = [source.key for source in hand.sources]
    arguments = read_arguments(study.files("arguments", ".toml"), keys, study.settings.bands)
    progress("snapshot")
    snapshot = read_snapshot(study.files("snapshot", ".csv"))
    progress("reading")
    documents = read_documents(study.files("documents", *TEXT_SUFFIXES))
    read = rows_of(documents, {actor.what.key for actor in hand.actors})
    facts = Facts(
        hand=hand,
        read=replace(read, sources=(*read.sources, *snapshot.sources)),
        links=tuple(link for argument in arguments for link in argument.links),
        coverage=snapshot.coverage,
        provenance=snapshot.provenance,
        reviews=read_reviews(study.folder / "reviews.jsonl").made,
    )
    return Gathered(facts, snapshot, arguments, documents)
