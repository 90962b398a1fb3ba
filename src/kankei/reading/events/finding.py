"""The words of the tables in a sentence, each with the form in which it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ...terms.language import Language
from ..words import word_list
from . import shape_after, shape_before
from .shape import Shape
from .table import Word, grammar, lexicon


@dataclass(frozen=True, slots=True)
class Found:
    """A word of the table at positions ``[start, end)`` of a sentence, its stem up to ``stem``."""

    start: int
    stem: int
    word: Word
    shape: Shape

    @property
    def end(self) -> int:
        """Position after the inflected word."""
        return self.shape.end


def find_words(text: str, language: Language) -> tuple[Found, ...]:
    """Find the words of a language in a matched text, in order, none inside another.

    Examples
    --------
    >>> found = find_words("両国は会談を行った。", "ja")
    >>> [(one.word.lemma, one.shape.voice, one.shape.mood) for one in found]
    [('会談', 'noun', 'unreal'), ('行う', 'active', 'real')]
    """
    return tuple(_scan(text, language))


def _scan(text: str, language: Language) -> Iterator[Found]:
    table = lexicon(language)
    stop = 0
    for first in table.firsts.finditer(text):
        start = first.start()
        if start < stop:
            continue
        found = _at(text, start, language)
        if found:
            stop = found.stem
            if found.word.acts or found.word.kinds:
                yield found


def _at(text: str, start: int, language: Language) -> Found | None:
    table, rules = lexicon(language), grammar(language)
    reader = shape_after if rules["order"] == "verb last" else shape_before
    for end in table.longest(text, start):
        found: Found | None = None
        for surface in table.surfaces[text[start:end]]:
            shape = reader.shape(rules, text, start, end, surface)
            if shape and (found is None or _rather(found, surface.form)):
                found = Found(start, end, surface.word, shape)
        if found:
            return found
    return None


def _rather(found: Found, form: str) -> bool:
    """A noun of the table rather than a verb that stands as one."""
    return found.shape.voice == "noun" and form == "n" and not found.word.kinds


def matched(text: str, language: Language) -> str:
    """The text as the tables match it: as long as the text, in small letters and plain glyphs.

    Examples
    --------
    >>> matched("兩國舉行會談", "zh"), matched("The U.S.’s Talks", "en")
    ('两国举行会谈', "the u.s.'s talks")
    """
    folded = text.translate(_folding(language))
    return folded if len(folded) == len(text) else text


@cache
def _folding(language: Language) -> dict[int, str]:
    pairs = word_list(language, "names").get("variants", "").split()
    table = {ord(pair[0]): pair[1] for pair in pairs} if language in ("zh", "ru") else {}
    if grammar(language)["spaced"]:
        letters = map(chr, (*range(0x41, 0x5B), *range(0xC0, 0xDF), *range(0x400, 0x430)))
        table |= {ord(letter): letter.lower() for letter in letters}
    return table | {ord("’"): "'", ord("\n"): " ", ord("\u00a0"): " ", ord("\u3000"): " "}
