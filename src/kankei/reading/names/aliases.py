"""Names that a document gives to states: （以下、韓国）, (далее — РК), hereafter the North."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .lexicon import hangul_joined, joined
from .searched import Searched


@dataclass(frozen=True, slots=True)
class Alias:
    """A name with the state it was given to, and the sentence that gives it.

    ``article`` says that the name needs "the" before it.
    """

    text: str
    state: str
    since: int
    article: bool


def defined_aliases(pages: Sequence[Searched]) -> dict[str, Alias]:
    """Names defined in a document; the first definition of a name holds."""
    aliases: dict[str, Alias] = {}
    for number, page in enumerate(pages):
        for alias in _defined(number, page):
            aliases.setdefault(alias.text, alias)
    return aliases


def _defined(number: int, page: Searched) -> Iterator[Alias]:
    for hit in page.hits:
        if hit.form.states and hit.form.kind != "capital":
            for pattern in page.grammar.aliases:
                match = pattern.match(page.text, hit.end)
                if match:
                    name = match["alias"].strip()
                    article = bool(match.groupdict().get("article"))
                    yield Alias(name, hit.form.states[0], number, article)
                    break


def alias_mentions(
    text: str, number: int, aliases: Mapping[str, Alias]
) -> Iterator[tuple[int, int, str]]:
    """Places of defined names in a text whose other names are blanked, with their states."""
    for alias in aliases.values():
        if number < alias.since or alias.text not in text:
            continue
        for match in re.finditer(re.escape(alias.text), text):
            start, end = match.span()
            if joined(text, start) or joined(text, end) or hangul_joined(text, start):
                continue
            if not alias.article or text[max(0, start - 4) : start].lower() == "the ":
                yield start, end, alias.state
