"""A sentence with what the register's words found in it, before any rule has judged them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ..passages import Sentence
from .fold import BLANK, Folded, fold
from .grammar import Form, Grammar, grammar


@dataclass(slots=True)
class Hit:
    """A form of the register in the folded text of a sentence."""

    start: int
    end: int
    form: Form


@dataclass
class Searched:
    """A sentence and its hits.

    Parameters
    ----------
    text
        Folded text in which hits are found; dates and addresses are blanked.
    """

    sentence: Sentence
    folded: Folded
    grammar: Grammar
    text: str
    hits: tuple[Hit, ...]


def folded(sentences: Iterable[Sentence]) -> tuple[Folded, ...]:
    """The sentences of a document, folded for matching."""
    return tuple(fold(one.view, one.language) for one in sentences)


def searched(sentence: Sentence, folded: Folded) -> Searched:
    """Look up every word of a sentence."""
    rules = grammar(sentence.language)
    text = folded.text
    if rules.masks:
        text = rules.masks.sub(lambda mask: BLANK * len(mask.group()), text)
    hits = tuple(Hit(*found) for found in rules.lexicon.scan(text))
    return Searched(sentence, folded, rules, text, hits)


def states_of(pages: Collection[Searched]) -> Counter[str]:
    """How often the document names each state in words that can mean nothing else."""
    return Counter(
        state
        for page in pages
        for hit in page.hits
        if hit.form.kind in ("name", "official", "adjective", "short", "alias")
        and not any(one.demands for one in page.grammar.conditions.get(hit.form.lemma, ()))
        for state in hit.form.states[:1]
    )
