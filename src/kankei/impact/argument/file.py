"""An argument file: concepts and causal links kept by hand, each with its source.

``arguments/*.toml`` holds one author's argument in kankei's own words::

    [argument]
    key, title_ja, title_en, author, source
    [[concept]]
    id, ja, en
    [[link]]
    key, cause, effect, sign, horizon, hedge, hedge_language, holder, section, ja, en, source
    condition_ja, condition_en, condition_hedge        (all three or none)
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from ...terms.dyad import Dyad
from ...terms.effect import Horizon, Link
from ...terms.errors import CodeError, InputError, Problem
from ...terms.event import DOMAINS
from ...terms.finding import Evidence
from ...terms.hedge import Bands, hedge_of
from ...terms.language import Bilingual

REQUIRED = ("key", "cause", "effect", "sign", "horizon", "holder", "ja", "en", "source")


@dataclass(frozen=True, slots=True)
class Concept:
    """A variable of an argument that is not a relation, such as a state's sense of security."""

    id: str
    label: Bilingual


@dataclass(frozen=True, slots=True)
class Argument:
    """One author's causal argument.

    ``keys`` names the link of the same position in the file, for messages and footnotes.
    """

    key: str
    title: Bilingual
    author: str
    source: str
    concepts: tuple[Concept, ...]
    links: tuple[Link, ...]
    keys: tuple[str, ...]
    sections: tuple[str, ...]


def read_arguments(
    paths: Iterable[Path], sources: Iterable[str], bands: Bands | None = None
) -> tuple[Argument, ...]:
    """Read argument files, and refuse all faults of all files at once.

    Parameters
    ----------
    paths
        The files, in the order in which they are to be reported.
    sources
        Keys of the sources that a link may cite.
    bands
        Probability bands of wordings that go before those of the table of hedges.

    Raises
    ------
    InputError
        With file, link and remedy for every fault.
    """
    known, problems, found = set(sources), list[Problem](), list[Argument]()
    for path in paths:
        document = _parse(path, problems)
        if document is not None:
            found.append(_argument(path.name, document, known, problems, bands or {}))
    if problems:
        raise InputError(problems)
    return tuple(found)


def _parse(path: Path, problems: list[Problem]) -> dict[str, Any] | None:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        problems.append(Problem(f"not valid TOML: {error}", "correct the line named", path.name))
    except UnicodeDecodeError as error:
        what = f"not UTF-8 at byte {error.start}"
        problems.append(Problem(what, "save the file as UTF-8", path.name))
    return None


def _argument(
    name: str, document: dict[str, Any], known: set[str], problems: list[Problem], bands: Bands
) -> Argument:
    head = document.get("argument", {})
    for field in ("key", "title_ja", "title_en", "author", "source"):
        if not head.get(field):
            problems.append(Problem(f"[argument] has no {field}", f"add {field} = ...", name))
    concepts = tuple(
        Concept(entry["id"], Bilingual(entry["ja"], entry["en"]))
        for entry in document.get("concept", [])
        if _complete(entry, ("id", "ja", "en"), "concept", name, problems)
    )
    variables = {concept.id for concept in concepts}
    entries = [
        entry
        for entry in document.get("link", [])
        if _complete(entry, REQUIRED, "link", name, problems)
        and _sound(entry, variables, known, name, problems)
    ]
    return Argument(
        head.get("key", ""),
        Bilingual(head.get("title_ja", ""), head.get("title_en", "")),
        head.get("author", ""),
        head.get("source", ""),
        concepts,
        tuple(_link(entry, bands) for entry in entries),
        tuple(entry["key"] for entry in entries),
        tuple(str(entry.get("section", "")) for entry in entries),
    )


def _complete(
    entry: dict[str, Any], fields: Iterable[str], kind: str, name: str, problems: list[Problem]
) -> bool:
    missing = [field for field in fields if entry.get(field) in (None, "")]
    where = entry.get("key") or entry.get("id") or "?"
    if missing:
        what = f"{kind} {where!r} has no {', '.join(missing)}"
        problems.append(Problem(what, "fill in every field of the recipe", name))
    return not missing


def _sound(
    entry: dict[str, Any],
    variables: set[str],
    known: set[str],
    name: str,
    problems: list[Problem],
) -> bool:
    """Check the values of one link; every fault is reported."""
    before, key = len(problems), entry["key"]

    def fault(what: str, remedy: str) -> None:
        problems.append(Problem(f"link {key!r}: {what}", remedy, name))

    for end in ("cause", "effect"):
        if not _is_variable(str(entry[end]), variables):
            fault(
                f"unknown {end} {entry[end]!r}", "write a dyad, dyad/domain or a declared concept"
            )
    if entry["sign"] not in (1, -1):
        fault(f"sign is {entry['sign']!r}", "write 1 (raises, closer) or -1 (lowers, farther)")
    if entry["horizon"] not in get_args(Horizon):
        fault(f"horizon is {entry['horizon']!r}", "write short, medium or long")
    if entry["source"] not in known:
        fault(f"unknown source {entry['source']!r}", "add it to record/sources.csv")
    given = [bool(entry.get(f"condition_{part}")) for part in ("ja", "en")]
    if any(given) and not all(given):
        fault("the condition stands in one language only", "write condition_ja and condition_en")
    for field in ("hedge", "condition_hedge"):
        try:
            hedge_of(entry.get(field, ""), entry.get("hedge_language", "ja"))
        except CodeError as error:
            fault(error.problems[0].what, error.problems[0].remedy)
    return len(problems) == before


def _is_variable(text: str, variables: set[str]) -> bool:
    if text in variables:
        return True
    pair, _, domain = text.partition("/")
    try:
        return Dyad.parse(pair).key == pair and domain in ("", *DOMAINS)
    except CodeError:
        return False


def _link(entry: dict[str, Any], bands: Bands) -> Link:
    language = entry.get("hedge_language", "ja")
    condition, band = None, (1.0, 1.0)
    if entry.get("condition_ja"):
        condition = Bilingual(entry["condition_ja"], entry["condition_en"])
        band = hedge_of(entry.get("condition_hedge", ""), language, bands).band
    sign: Literal[1, -1] = 1 if entry["sign"] == 1 else -1
    return Link(
        cause=entry["cause"],
        effect=entry["effect"],
        sign=sign,
        condition=condition,
        condition_band=band,
        horizon=entry["horizon"],
        hedge=entry.get("hedge", ""),
        band=hedge_of(entry.get("hedge", ""), language, bands).band,
        holder=entry["holder"],
        text=Bilingual(entry["ja"], entry["en"]),
        evidence=(Evidence("source", entry["source"]),),
    )
