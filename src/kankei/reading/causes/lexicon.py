"""The words by which a language says that one thing brings about another, as compiled patterns.

Everything that belongs to one language stands in ``words/<language>/causes.toml``: pieces of
patterns under ``[words]``, which other patterns cite as ``@name@``, and one ``[[links]]`` table
for every connective. The bands of hedges come from the table of hedges, which a user can change.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from ...terms.hedge import hedge_wordings
from ...terms.language import Language
from ..sieve import Sieve
from ..sought import Pattern, gated, quick, sought
from ..words import word_list

Layout = Literal["cause-effect", "effect-cause", "opening", "either", "previous", "verb", "parts"]
"""Where a connective stands.

``cause-effect`` and ``effect-cause`` stand between the two; ``opening`` stands before the cause,
which a comma ends; ``either`` does that at the beginning of a statement and is ``effect-cause``
elsewhere; ``previous`` points back to what was said before; ``verb`` stands between its subject
and its object; ``parts`` has the groups ``cause`` and ``effect`` in its pattern.
"""

_CITED = re.compile(r"@(\w+)@")


@dataclass(frozen=True, slots=True)
class Link:
    """A connective: its pattern, its layout, and what it does to the sign.

    A ``weak`` link counts only when the effect says that something rises, falls or comes about.
    A ``trigger``, when given, must occur before the pattern is tried. The cause of a ``phrase``
    link is no clause: the topic before it belongs to the effect.
    """

    name: str
    pattern: Pattern
    layout: Layout
    kind: str
    sign: int
    weak: bool
    noun: bool
    trigger: Pattern | None
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Hedge:
    """A pattern of a hedge and the wording under which the table of hedges lists it."""

    pattern: re.Pattern[str]
    wording: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that one language needs; see the comments in ``words/<language>/causes.toml``."""

    verb_last: bool
    spaced: bool
    keeps_opening: bool
    links: Sieve[Link]
    hedges: Pattern
    wordings: tuple[str, ...]
    guess: Pattern
    possibilities: frozenset[str]
    boundary: re.Pattern[str]
    comma: re.Pattern[str]
    consequence: re.Pattern[str]
    lead: re.Pattern[str]
    trail: re.Pattern[str]
    lowering: re.Pattern[str]
    raising: re.Pattern[str]
    change: re.Pattern[str]
    negation: re.Pattern[str]
    subordinate: re.Pattern[str]
    past: re.Pattern[str]
    settled: re.Pattern[str]
    aside: re.Pattern[str]
    topic: re.Pattern[str]
    goes_on: re.Pattern[str]
    denying: frozenset[str]
    faint: frozenset[str]
    horizons: tuple[tuple[str, re.Pattern[str]], ...]
    shortest: int


@cache
def lexicon(language: Language) -> Lexicon:
    """The causal words of a language.

    Examples
    --------
    >>> [link.kind for link in lexicon("ja").links.left("輸出が減れば対立が深まる。")]
    ['conditional']
    """
    data = word_list(language, "causes")
    pieces = _pieces(data["words"])
    hedges = _hedges(data, language)
    links = [_link(row, pieces) for row in data["links"]]

    def compiled(key: str) -> re.Pattern[str]:
        return re.compile(_filled(data[key], pieces))

    return Lexicon(
        verb_last=data["order"] == "verb last",
        spaced=data["spaced_words"],
        keeps_opening=data["keeps_opening"],
        links=Sieve(((link, _sources(link)) for link in links), language),
        hedges=sought("|".join(f"({hedge.pattern.pattern})" for hedge in hedges)),
        wordings=tuple(hedge.wording for hedge in hedges),
        guess=sought(_filled(data["guess"], pieces)),
        possibilities=frozenset(data["possibilities"]),
        boundary=quick(_filled(data["boundary"], pieces)),
        comma=compiled("comma"),
        consequence=re.compile("|".join(filter(None, (data["comma"], data.get("joint"))))),
        lead=compiled("lead"),
        trail=compiled("trail"),
        lowering=compiled("lowering"),
        raising=compiled("raising"),
        change=compiled("change"),
        negation=compiled("negation"),
        subordinate=compiled("subordinate"),
        past=compiled("past"),
        settled=compiled("settled"),
        aside=compiled("aside"),
        topic=re.compile(data.get("topic", "(?!)")),
        goes_on=re.compile(data.get("goes_on", "(?!)")),
        denying=frozenset(data["denying"]),
        faint=frozenset(data["faint"]),
        horizons=tuple((name, re.compile(one)) for name, one in data["horizons"].items()),
        shortest=data["shortest"],
    )


def _pieces(words: dict[str, Any]) -> dict[str, str]:
    """Pieces of patterns; a list is a choice among its members, the longest first."""
    found: dict[str, str] = {}
    for name, value in words.items():
        choices = value if isinstance(value, list) else [value]
        choice = "|".join(sorted(choices, key=len, reverse=True))
        found[name] = _filled(choice, found)
    return found


def _filled(pattern: str, pieces: dict[str, str]) -> str:
    return _CITED.sub(lambda match: f"(?:{gated(pieces[match[1]])})", pattern)


def _link(row: dict[str, Any], pieces: dict[str, str]) -> Link:
    trigger = row.get("trigger")
    return Link(
        name=row["name"],
        pattern=sought(_filled(row["pattern"], pieces)),
        layout=row["layout"],
        kind=row.get("kind", "cause"),
        sign=row.get("sign", 1),
        weak=row.get("weak", False),
        noun=row.get("noun", False),
        trigger=sought(_filled(trigger, pieces)) if trigger else None,
        phrase=row.get("phrase", False),
    )


def _sources(link: Link) -> list[str]:
    """The sources of the patterns of a connective, both of which must be found."""
    return [one.pattern for one in (link.pattern, link.trigger) if one]


def _hedges(data: dict[str, Any], language: Language) -> tuple[Hedge, ...]:
    """Inflected hedges of the word list first, then the wordings of the table as they stand."""
    edge = r"\b" if data["spaced_words"] else ""
    written = [Hedge(re.compile(row["pattern"]), row["wording"]) for row in data["hedges"]]
    plain = [
        Hedge(re.compile(f"{edge}{re.escape(wording)}{edge}"), wording)
        for wording in hedge_wordings(language)
        if wording and not any(hedge.pattern.fullmatch(wording) for hedge in written)
    ]
    return (*written, *plain)
