"""States named in a document: full names, adjectives, one-letter forms, aliases and metonyms.

Every sentence is looked up in the register; the rules of its language then judge each hit. What is
left of the text is searched for one-letter forms and for names the document defined itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..passages import Sentence, StateMention
from .aliases import Alias, alias_mentions, defined_aliases
from .fold import Folded, blanked
from .grammar import Condition
from .letters import letter_mentions
from .misprints import corrected, pairs
from .searched import Hit, Searched, folded, searched, states_of

_FORMS = {"alias": "name", "former": "name", "short": "name"}
_YEAR = re.compile(r"(?<!\d)1[6-9]\d\d(?!\d)|(?<!\d)20\d\d(?!\d)")
HEADINGS = ("heading", "title")
SOVIET_END = 1991
"""The last year in which Moscow may stand for the Soviet Union."""


@dataclass(slots=True)
class Found:
    """A state in the folded text of a sentence."""

    start: int
    end: int
    state: str
    form: str
    why: str


def find_states(
    sentences: Sequence[Sentence], folds: Sequence[Folded] | None = None
) -> tuple[StateMention, ...]:
    """Find every mention of a state.

    Parameters
    ----------
    sentences
        All sentences, headings and references of a document in reading order.
    folds
        The same folded for matching, where that is done already.

    Returns
    -------
    tuple of StateMention
        In reading order, none overlapping another; ``why`` names the rule that made it.

    Examples
    --------
    >>> from kankei.reading.text import View
    >>> view = View.whole("米中首脳は日本海で会わなかった。")
    >>> states = find_states([Sentence(view, "sentence", "ja", 0, 0)])
    >>> [(mention.state, mention.spans[0].start) for mention in states]
    [('USA', 0), ('CHN', 1)]
    """
    folds = folded(sentences) if folds is None else folds
    pages = [searched(*page) for page in zip(sentences, folds, strict=True)]
    about = states_of(pages)
    aliases = defined_aliases(pages)
    found = [_mentions(number, page, about, aliases) for number, page in enumerate(pages)]
    return tuple(
        mention
        for page, mentions in zip(pages, _corrected(pages, found), strict=True)
        for mention in mentions
    )


def _mentions(
    number: int, page: Searched, about: Mapping[str, int], aliases: Mapping[str, Alias]
) -> tuple[StateMention, ...]:
    found = sorted(_found(number, page, about, aliases), key=lambda one: one.start)
    return tuple(
        StateMention(one.state, page.folded.spans(one.start, one.end), one.form, one.why)
        for one in found
    )


def _corrected(
    pages: Sequence[Searched], found: Sequence[tuple[StateMention, ...]]
) -> Iterator[tuple[StateMention, ...]]:
    """Read misprinted headings by the pairs of states in the prose."""
    prose: Counter[frozenset[str]] = Counter()
    for page, mentions in zip(pages, found, strict=True):
        if page.sentence.kind not in HEADINGS:
            prose += pairs(mentions)
    for page, mentions in zip(pages, found, strict=True):
        if page.sentence.kind in HEADINGS:
            raw, language = page.sentence.view.raw, page.sentence.language
            mentions = corrected(raw, language, mentions, prose)
        yield mentions


def _found(
    number: int, page: Searched, about: Mapping[str, int], aliases: Mapping[str, Alias]
) -> Iterator[Found]:
    for hit in page.hits:
        judged = _judged(page, hit, about, aliases.get(hit.form.text))
        if judged:
            yield judged
    text = blanked(page.text, ((hit.start, hit.end) for hit in page.hits))
    heading = page.sentence.kind in HEADINGS
    letters = tuple(letter_mentions(text, page.grammar, about, heading))
    for letter in letters:
        yield Found(letter.start, letter.start + 1, letter.state, "short", letter.why)
    text = blanked(text, ((letter.start, letter.start + 1) for letter in letters))
    for start, end, state in alias_mentions(text, number, aliases):
        yield Found(start, end, state, "alias", "defined in the text")


def _judged(
    page: Searched, hit: Hit, about: Mapping[str, int], alias: Alias | None
) -> Found | None:
    form = hit.form
    if alias:
        return Found(hit.start, hit.end, alias.state, "alias", "defined in the text")
    if not form.states:
        return None
    if form.kind in ("capital", "seat"):
        why = _acting(page, hit, about)
        return Found(hit.start, hit.end, _meant(page, hit, about), "metonym", why) if why else None
    for rules in ("*", form.lemma, *_proper(hit)):
        if not _holds(page, hit, rules, about):
            return None
    state = _meant(page, hit, about)
    return Found(hit.start, hit.end, state, _FORMS.get(form.kind, form.kind), form.kind)


def _proper(hit: Hit) -> tuple[str, ...]:
    """Names of the rules on adjectives that a capital makes part of a proper name."""
    if hit.form.kind != "adjective" or not hit.form.text[0].isupper():
        return ()
    return ("Adjective",) if hit.start else ("First adjective",)


def _holds(page: Searched, hit: Hit, form: str, about: Mapping[str, int]) -> bool:
    conditions = page.grammar.conditions.get(form, ())
    return all(one.holds(page.text, hit.start, hit.end, about) for one in conditions)


def _acting(page: Searched, hit: Hit, about: Mapping[str, int]) -> str | None:
    """Why a capital acts for its state; ``None`` when it is a place."""

    def any_holds(conditions: tuple[Condition, ...]) -> bool:
        return any(one.holds(page.text, hit.start, hit.end, about) for one in conditions)

    if any_holds(page.grammar.capitals["acts"]):
        return "capital acts"
    if any_holds(page.grammar.capitals["place"]):
        return None
    return "capital governs" if hit.form.lemma in page.grammar.governing else None


def _meant(page: Searched, hit: Hit, about: Mapping[str, int]) -> str:
    """Choose among the states that share a name: by the years of the sentence, by the document."""
    first, *others = hit.form.states
    if "SUN" in hit.form.states and len(hit.form.states) > 1:
        years = [int(year) for year in _YEAR.findall(page.text)]
        return "SUN" if years and max(years) < SOVIET_END else "RUS"
    return next((state for state in others if about.get(state) and not about.get(first)), first)
