"""A record is distrusted on purpose: what rests on nothing, repeats, contradicts or has shrunk.

A check is a small function that asks the record and yields what it finds; :data:`CHECKS` lists
them, ``audit.toml`` holds how each is said and how grave it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import TYPE_CHECKING, Any, Literal

from ..terms.language import Bilingual
from .schema import schema
from .sentences import Part, sentence, templates
from .store import Tables

if TYPE_CHECKING:
    import ibis

Severity = Literal["fault", "warning", "note"]
Found = Mapping[str, Part]
Check = Callable[[Tables], Iterator[Found]]

_PAGE_NUMBER = re.compile(r"^[ \t]*[-–]?[ \t]*\d{1,4}[ \t]*[-–]?[ \t]*$", re.MULTILINE)
_STATED = ("event", "claim", "office", "rollcall", "vote", "series", "link")
"""Tables whose rows say something about the world, and therefore rest on a source."""


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """One thing that an audit found.

    Parameters
    ----------
    check
        The check that found it.
    severity
        ``fault`` when the record breaks one of its laws, ``warning`` when a person should look,
        ``note`` when it is worth knowing.
    about
        Table and row.
    text
        What was found and what to do.
    """

    check: str
    severity: Severity
    about: str
    text: Bilingual


def audit(
    record: Tables,
    previous: Mapping[str, int] | None = None,
    checks: Iterable[tuple[str, Check]] | None = None,
) -> tuple[AuditFinding, ...]:
    """Check a record.

    Parameters
    ----------
    previous
        Rows of each table at the last audit (:func:`counts`), to notice a table that shrank.
    checks
        Names and checks to run; all of :data:`CHECKS` when missing.

    Returns
    -------
    tuple of AuditFinding
        In the order of the checks, and of the rows within each.
    """
    run = CHECKS if checks is None else checks
    findings = [_finding(name, found) for name, check in run for found in check(record)]
    shrunk = _fewer_rows(counts(record), previous) if previous else ()
    return (*findings, *(_finding("fewer_rows", found) for found in shrunk))


def counts(record: Tables) -> dict[str, int]:
    """Rows of each table."""
    return {name: _count(record, name) for name in schema()}


def _count(record: Tables, name: str) -> int:
    table = record.table(name)
    return int(record.answer(table.aggregate(rows=table.count()))["rows"][0].as_py())


def _finding(check: str, found: Found) -> AuditFinding:
    template = templates("audit.toml")[check]
    about = " ".join(str(found[part]) for part in ("table", "row") if part in found)
    parts = {**found, "table": _label(str(found["table"]))} if "table" in found else found
    return AuditFinding(check, template["severity"], about, sentence(template, **parts))


def _label(table: str) -> Bilingual:
    """What a table is called in prose."""
    label = templates("audit.toml")["tables"].get(table, {"ja": table, "en": table})
    return Bilingual(ja=label["ja"], en=label["en"])


def unsourced(record: Tables) -> Iterator[Found]:
    """Rows that say something and name no source."""
    evidence = record.table("evidence")
    for name in _STATED:
        table = record.table(name)
        resting = evidence.filter(evidence.of_table == name)
        yield from _rows(record, name, table.filter(table.id.notin(resting.of_id)))


def evidence_nowhere(record: Tables) -> Iterator[Found]:
    """Evidence of a row, source or passage that does not exist."""
    evidence = record.table("evidence")
    sources, passages = record.table("source"), record.table("passage")
    lost = evidence.source.isnull() | evidence.source.notin(sources.id)
    lost = lost | (evidence.passage.notnull() & evidence.passage.notin(passages.id))
    for name, table in schema().items():
        if "id" in table.columns.names:
            here = evidence.of_table == name
            lost = lost | (here & evidence.of_id.notin(record.table(name).id))
    for row in _answered(record, evidence.filter(lost).order_by("of_table", "of_id")):
        yield {"table": row["of_table"], "row": row["of_id"]}


def not_verbatim(record: Tables) -> Iterator[Found]:
    """Verbatim claims whose words do not stand in the passages they were read from."""
    claims, evidence, passages = (record.table(name) for name in ("claim", "evidence", "passage"))
    quoted = claims.filter(claims.verbatim & claims.words.notnull()).select("id", "words")
    evidence = evidence.filter(evidence.of_table == "claim").select("of_id", "passage")
    texts = passages.select(passage="id", document="document", start="start", text="text")
    read = quoted.inner_join(evidence, quoted.id == evidence.of_id).inner_join(texts, "passage")
    rows = _answered(record, read.order_by("id", "document", "start"))
    for claim, parts in groupby(rows, lambda row: (row["id"], row["words"])):
        text = "".join(_unbroken(part["text"]) for part in parts)
        if _unbroken(claim[1]) not in text:
            yield {"table": "claim", "row": claim[0], "words": claim[1]}


def verbatim_without_words(record: Tables) -> Iterator[Found]:
    """Verbatim claims without words."""
    claims = record.table("claim")
    yield from _rows(record, "claim", claims.filter(claims.verbatim & claims.words.isnull()))


def event_without_status(record: Tables) -> Iterator[Found]:
    """Events of which nobody said whether they are asserted, alleged or denied."""
    events = record.table("event")
    yield from _rows(record, "event", events.filter(events.status.isnull()))


def shared_name(record: Tables) -> Iterator[Found]:
    """Usual or official names that two actors of one type bear at one time."""
    names, actors = record.table("name"), record.table("actor")
    usual = names.filter(names.kind.isin(["name", "official"]))
    lasting = actors.select(actor="id", type="type", begins="starts", vanishes="ends")
    borne = usual.inner_join(lasting, "actor").order_by("language", "text", "actor", "starts")
    bearers_of = groupby(_answered(record, borne), lambda row: (row["language"], row["text"]))
    for (language, text), bearers in bearers_of:
        pairs = combinations(tuple(bearers), 2)
        shared = {(a["actor"], b["actor"]) for a, b in pairs if _together(a, b)}
        for first, second in sorted(shared):
            yield {"name": text, "language": language, "first": first, "second": second}


def part_outside_whole(record: Tables) -> Iterator[Found]:
    """Events that share no day with the larger event of which they are a part."""
    events = record.table("event")
    wholes = events.select(part_of="id", whole="key", begins="starts", over="ends")
    parts = events.inner_join(wholes, "part_of")
    apart = parts.filter((parts.ends <= parts.begins) | (parts.starts >= parts.over))
    for row in _answered(record, apart.order_by("id")):
        yield {"table": "event", "row": row["key"] or row["id"], "whole": row["whole"]}


def overlap(record: Tables) -> Iterator[Found]:
    """Posts held by two persons, and memberships given twice, for one time."""
    conflicts = record.table("conflict")
    twice = conflicts.filter(conflicts.left_table.isin(["office", "membership"]))
    for row in _answered(record, twice.order_by("id")):
        yield {"conflict": Bilingual(row["text_ja"], row["text_en"])}


def undated(record: Tables) -> Iterator[Found]:
    """Rows of which nothing says when they could be known."""
    for name, shape in schema().items():
        if {"id", "known_from"} <= set(shape.columns.names):
            table = record.table(name)
            yield from _rows(record, name, table.filter(table.known_from.isnull()))


def uncited(record: Tables) -> Iterator[Found]:
    """Sources on which no row rests."""
    sources, evidence = record.table("source"), record.table("evidence")
    cited = evidence.filter(evidence.source.notnull())
    yield from _rows(record, "source", sources.filter(sources.id.notin(cited.source)))


def stale_review(record: Tables) -> Iterator[Found]:
    """Judgements that are not in force because their words have changed or are gone."""
    reviews = record.table("review")
    stale = reviews.filter(reviews.standing == "stale")
    for row in _answered(record, stale.order_by("id")):
        yield {"table": row["of_table"], "made": row["made"], "reviewer": row["reviewer"]}


def rejected(record: Tables) -> Iterator[Found]:
    """Rows of open data that were not taken, counted by file and reason."""
    yield from (found for found in _rejections(record) if found["what"] not in _reasons())


def left_out(record: Tables) -> Iterator[Found]:
    """Events read in documents that did not enter the record, counted by document and reason."""
    for found in _rejections(record):
        if found["what"] in _reasons():
            yield {**found, "what": Bilingual(**_reasons()[str(found["what"])])}


def _reasons() -> Mapping[str, Mapping[str, str]]:
    return templates("left_out.toml")


def _rejections(record: Tables) -> Iterator[Found]:
    rejections = record.table("rejection")
    counted = rejections.group_by("file", "what").aggregate(rows=rejections.count())
    for row in _answered(record, counted.order_by("file", "what")):
        yield {"file": row["file"], "what": row["what"], "rows": row["rows"]}


CHECKS: tuple[tuple[str, Check], ...] = (
    ("unsourced", unsourced),
    ("evidence_nowhere", evidence_nowhere),
    ("not_verbatim", not_verbatim),
    ("verbatim_without_words", verbatim_without_words),
    ("event_without_status", event_without_status),
    ("shared_name", shared_name),
    ("part_outside_whole", part_outside_whole),
    ("overlap", overlap),
    ("undated", undated),
    ("uncited", uncited),
    ("stale_review", stale_review),
    ("rejected", rejected),
    ("left_out", left_out),
)
"""Checks by name, the gravest first."""


def _fewer_rows(now: Mapping[str, int], before: Mapping[str, int]) -> Iterator[Found]:
    """Tables that have fewer rows than at the last audit."""
    for name, rows in now.items():
        if rows < before.get(name, 0):
            yield {"table": name, "before": before[name], "now": rows}


def _rows(record: Tables, name: str, found: ibis.Table) -> Iterator[Found]:
    """Name the rows of a table by their keys, or by their ids where they have none."""
    keyed = "key" in schema()[name].columns.names
    for row in _answered(record, found.order_by("id")):
        yield {"table": name, "row": (row["key"] if keyed else None) or row["id"]}


def _answered(record: Tables, found: ibis.Table) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = record.answer(found).to_pylist()
    return rows


def _unbroken(text: str) -> str:
    """A text without spaces, line breaks and lines that hold a page number only.

    A quotation may run over the end of a line or page; its words are the same.
    """
    return "".join(_PAGE_NUMBER.sub("", text).split())


def _together(left: Mapping[str, Any], right: Mapping[str, Any]) -> bool:
    """Say whether two actors of one type, while both exist, bear a name at one time."""
    if left["actor"] == right["actor"] or left["type"] != right["type"]:
        return False
    starts = [row[end] for row in (left, right) for end in ("starts", "begins") if row[end]]
    ends = [row[end] for row in (left, right) for end in ("ends", "vanishes") if row[end]]
    return not starts or not ends or max(starts) < min(ends)
