"""How each further index of relations is made: what was learnt, from whom, and what it covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..terms.finding import Evidence, Finding
from ..terms.language import Bilingual
from .compose import Block, Note, Row, Table
from .material import Material
from .values import joined, minus
from .words import say

INDICES = (
    ("relation_beside", "", "gdelt_dyad_days"),
    ("relation_years", "", "unga_rollcalls"),
    ("relation_domains", "military", "icews_quadruples"),
    ("relation_domains", "political", "icews_quadruples"),
    ("relation_domains", "economic", "icews_quadruples"),
)
"""Table, domain where it holds several, and first data set of each index."""
PAGE = "relation"
ITEMS = ("loadings", "persistence", "tail", "unit", "zero", "pairs")


def making(material: Material) -> Iterator[Block]:
    """What was learnt of each index, from its provenance; nothing without one."""
    rows = tuple(
        _row(table, domain, dataset, _said(material.measured.made[table], domain))
        for table, domain, dataset in INDICES
        if _said(material.measured.made.get(table, {}), domain).get("loadings")
    )
    if rows:
        columns = tuple(say(f"sources.making.{name}") for name in ("index", "loadings", "learnt"))
        yield Table("relation-sources-making", say("sources.making.caption"), columns, rows)
        yield Note(say("sources.making.note"), PAGE)


def _said(made: Mapping[str, str], domain: str) -> dict[str, str]:
    """What the provenance says of one index."""
    prefix = f"{domain}_" if domain else ""
    return {name: made[f"{prefix}{name}"] for name in ITEMS if f"{prefix}{name}" in made}


def _row(table: str, domain: str, dataset: str, said: Mapping[str, str]) -> Row:
    name = say(f"sources.made.{table}")
    if domain:
        part = say(f"domains.{domain}")
        name = Bilingual(f"{name.ja}：{part.ja}", f"{name.en}: {part.en}")
    known = {item: said.get(item, "―") for item in ("persistence", "tail", "pairs")}
    finding = Finding(
        what="coverage",
        about=(dataset, table),
        period=None,
        value=table,
        unit="",
        method="measures.relation",
        evidence=(Evidence("dataset", dataset),),
        inputs=tuple(f"{item}={value}" for item, value in sorted(said.items())),
    )
    return Row(
        (name, _loadings(said["loadings"]), say("sources.making.known", **known)), (finding,)
    )


def _loadings(text: str) -> Bilingual:
    """Loadings with the names of their indicators in the reader's language."""
    parts = []
    for item in text.split():
        name, _, number = item.partition("=")
        known = ".".join(name.split(".")[-2:])
        parts.append(
            say("sources.making.loading", name=say(f"sources.indicator.{known}"), of=minus(number))
        )
    return joined(parts)
