"""The words of the tables in a sentence, each with the form in which it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ...terms.language import Language
from . import shape_after, shape_before
from .shape import Shape
from .table import Surface, Word, grammar, lexicon


@dataclass(slots=True)
class Found:
    """A word of the table at positions ``[start, end)`` of a sentence, its stem up to ``stem``."""

    start: int
    stem: int
    word: Word
    shape: Shape
    end: int = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Tell the position after the inflected word, which is asked for many times."""
        self.end = self.shape.end


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
            if shape and (found is None or _rather(found, surface.form, shape)):
                found = Found(start, end, surface.word, shape)
        compound = " " in text[start:end] and found is not None and not found.word.kinds
        compound = compound and bool(found and found.word.acts)
        if found and not (compound and found.shape.voice == "noun"):
            return _as_verb(found, table.surfaces[text[start:end]])
    return None


def _as_verb(found: Found, surfaces: tuple[Surface, ...]) -> Found:
    """A word in the third person that is no noun of the table is a verb: *Xi meets Merkel*."""
    if found.shape.voice == "noun" and all(one.form == "present" for one in surfaces):
        return replace(found, shape=Shape("active", found.end, "present"))
    return found


def _rather(found: Found, form: str, shape: Shape) -> bool:
    """A noun of the table rather than a verb that stands as one; a verb where it can be one."""
    if found.shape.voice != "noun":
        return False
    return shape.voice != "noun" or (form == "n" and not found.word.kinds)
