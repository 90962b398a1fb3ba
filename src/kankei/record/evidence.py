"""Which sources and passages a row rests on.

Studies name sources by key; the record names them by id. A statement rests on the sources it names
and on the passages it was read from, whose documents are sources too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..terms.errors import Problem, RecordError
from ..terms.source import Source
from .rows import HandKept, Read
from .table_rows import TableRow


@dataclass(frozen=True)
class Support:
    """What one row of the record rests on: sources by key, passages by id."""

    table: str
    id: str
    sources: tuple[str, ...]
    passages: tuple[str, ...] = ()


@dataclass(frozen=True)
class Origins:
    """Sources by key, and the key of the source behind each passage."""

    sources: Mapping[str, Source]
    source_of: Mapping[str, str]

    @classmethod
    def of(cls, hand: HandKept, read: Read) -> Origins:
        """Collect the sources kept by hand and those of the documents that were read."""
        sources = {source.key: source for source in (*read.sources, *hand.sources)}
        published_in = {document.id: document.source for document in read.documents}
        source_of = {item.id: published_in.get(item.document, "") for item in read.passages}
        return cls(sources, source_of)

    def behind(self, support: Support) -> tuple[Source, ...]:
        """Every source that a row rests on.

        Raises
        ------
        RecordError
            When a source or passage is named that nobody gave.
        """
        lost = [passage for passage in support.passages if passage not in self.source_of]
        keys = [*support.sources, *(self.source_of.get(item, "") for item in support.passages)]
        lost += [key for key in keys if key not in self.sources]
        if lost:
            what = f"{support.table} {support.id} rests on {lost[0]!r}, which nobody gave"
            remedy = "add it to record/sources.csv, or to the sidecar of its document"
            raise RecordError(Problem(what, remedy))
        return tuple(self.sources[key] for key in dict.fromkeys(keys))

    def rows(self, support: Support) -> Iterator[TableRow]:
        """Rows of ``evidence``: each passage with its source, then the sources without one."""
        of = {"of_table": support.table, "of_id": support.id}
        seen = {source.id: source for source in self.behind(support)}
        for passage in dict.fromkeys(support.passages):
            source = self.sources[self.source_of[passage]]
            seen.pop(source.id, None)
            yield of | {"source": source.id, "passage": passage}
        for source_id in seen:
            yield of | {"source": source_id}


def distinct_sources(sources: Iterable[Source]) -> list[Source]:
    """One source for each publication, the first key winning."""
    found: dict[str, Source] = {}
    for source in sources:
        found.setdefault(source.id, source)
    return list(found.values())
