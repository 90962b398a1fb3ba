"""One-letter forms of states: runs such as 中ロ朝, and single letters as in 訪米 or 駐韓."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .fold import blanked
from .grammar import Grammar


@dataclass(slots=True)
class Letter:
    """One letter that names a state, with the rule that found it."""

    start: int
    state: str
    why: str


def letter_mentions(
    text: str, grammar: Grammar, about: Mapping[str, int], heading: bool
) -> Iterator[Letter]:
    """Find one-letter forms in a text whose names and look-alikes are blanked."""
    if grammar.letters.keys().isdisjoint(text):
        return
    for rule in grammar.letter_rules:
        if rule.headings and not heading:
            continue
        runs = [
            (start, text[start:end])
            for match in rule.pattern.finditer(text)
            for start, end in match.regs[1:]
            if start >= 0 and _names_states(text, start, text[start:end], grammar, about)
        ]
        if not runs:
            continue
        text = blanked(text, ((start, start + len(run)) for start, run in runs))
        for start, run in runs:
            yield from _each(start, run, grammar, about, rule.why)


def _names_states(
    text: str, start: int, run: str, grammar: Grammar, about: Mapping[str, int]
) -> bool:
    """No letter twice, and the conditions on the run as a word hold (台中, 朝日, 중소)."""
    letters = [letter for letter in run if letter in grammar.letters]
    if not letters or len(set(letters)) < len(letters):
        return False
    if not all(_told(letter, run, grammar, about) for letter in letters):
        return False
    conditions = grammar.conditions.get(run, ())
    return all(one.holds(text, start, start + len(run), about) for one in conditions)


def _told(letter: str, run: str, grammar: Grammar, about: Mapping[str, int]) -> bool:
    """Whether a rare letter names a state that the document, or the letter beside it, tells."""
    if letter not in grammar.told:
        return True
    meanings = grammar.letters[letter].split()
    return any(about.get(s) or set(grammar.mates.get(s, "")) & set(run) for s in meanings)


def _each(
    start: int, run: str, grammar: Grammar, about: Mapping[str, int], why: str
) -> Iterator[Letter]:
    """The letters of a run, each with its state."""
    for place, letter in enumerate(run, start):
        if letter in grammar.letters:
            yield Letter(place, _meant(letter, run, grammar, about), why)


def _meant(letter: str, run: str, grammar: Grammar, about: Mapping[str, int]) -> str:
    """One with two meanings (巴) is told by the letters beside it, else by the document."""
    meanings = grammar.letters[letter].split()
    beside = (s for s in meanings if set(grammar.mates.get(s, "")) & set(run))
    return next(beside, None) or max(meanings, key=lambda state: about.get(state, 0))
