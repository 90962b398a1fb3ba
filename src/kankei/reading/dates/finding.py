"""From sentences to dates, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from ...terms.language import LANGUAGES, Language
from ...terms.source import Span
from ..passages import DateMention, Sentence
from ..text import View
from .anchors import Anchors, Told
from .folding import folded
from .grammar import Grammar, grammar
from .occasions import Occasions
from .points import of_day
from .publication import publication_point
from .resolving import Resolved, resolve
from .setting import Role, Setting, settings
from .written import Expression, expressions

Place = tuple[int, int]

_TAKEN = "\ufffc"  # stands for what another language has read

_FOREIGN = Setting(
    Role.COMPARISON, opening=False, future=False, definite=False, weekday=None, bound=None
)


def find_dates(sentences: Sequence[Sentence], published: date | None) -> tuple[DateMention, ...]:
    """Find every date of a document and resolve it.

    Parameters
    ----------
    sentences
        All kinds, in reading order; notes come after the text.
    published
        The day of publication. When it is missing, a month or year that the front matter gives
        takes its place.

    Returns
    -------
    tuple of DateMention
        In reading order. A word without a value (今後, 当時, *every year*) is not among them, nor
        is a relative word that nothing before it resolves; what stands in a URL never is.

    Notes
    -----
    A bare or relative date leans on the last date that the narrative itself tells, never on a
    dateline, a comparison, a quotation or a bracket, unless it stands in the same one.

    Examples
    --------
    >>> text = View.whole("会談は2024年6月19日に開かれ、翌日終わった。")
    >>> line = Sentence(text, "sentence", "ja", paragraph=0, section=0)
    >>> [(mention.value, mention.how) for mention in find_dates([line], None)]
    [('2024-06-19', 'explicit'), ('2024-06-20', 'anaphoric')]
    """
    point = of_day(published) if published else publication_point(sentences)
    return tuple(_Document(sentences, Anchors(point)).mentions())


def parse_date(text: str, language: Language) -> str | None:
    """Give the ISO 8601 value of one explicit date expression; missing when it is none.

    Examples
    --------
    >>> parse_date("令和六年六月十九日", "ja"), parse_date("19 июня 2024 г.", "ru")
    ('2024-06-19', '2024-06-19')
    """
    alone = Sentence(View.whole(text.strip()), "sentence", language, 0, 0)
    found = find_dates([alone], None)
    if len(found) != 1 or found[0].how != "explicit":
        return None
    return found[0].value if found[0].spans == (Span(0, len(text.strip())),) else None


@dataclass
class _Document:
    """The state of one reading: what has been dated so far."""

    sentences: Sequence[Sentence]
    anchors: Anchors
    occasions: Occasions = field(default_factory=Occasions)
    section: int = -1

    @cached_property
    def texts(self) -> list[str]:
        """The sentences, folded."""
        return [folded(sentence.text) for sentence in self.sentences]

    @cached_property
    def whole(self) -> str:
        """The text of the document, folded."""
        return "\n".join(self.texts)

    def found(self, text: str, rules: Grammar) -> list[Expression]:
        return expressions(text, rules, lambda: self.whole)

    def mentions(self) -> Iterator[DateMention]:
        """Read the document in one pass."""
        pairs = list(zip(self.sentences, self.texts, strict=True))
        found = [self.found(text, grammar(sentence.language)) for sentence, text in pairs]
        self.anchors.newslike = _newslike(self.sentences, found)
        for (sentence, text), here in zip(pairs, found, strict=True):
            read = dict(self._read(text, grammar(sentence.language), sentence, here))
            read |= self._foreign(text, sentence, read)
            for (start, end), resolved in sorted(read.items()):
                spans = sentence.view.spans(start, end)
                how, why = resolved.how, resolved.why
                yield DateMention(spans, resolved.value, how, why, resolved.accept)

    def _read(
        self, text: str, rules: Grammar, sentence: Sentence, found: list[Expression]
    ) -> Iterator[tuple[Place, Resolved]]:
        if not found:
            return
        if sentence.section != self.section:
            self.section, self.occasions = sentence.section, Occasions()
        self.anchors.begin(sentence)
        told: dict[int, str] = {}
        for expression, setting in zip(found, settings(text, found, rules), strict=True):
            for place, resolved in self._dates(expression, _placed(setting, sentence)):
                told[place[0]] = resolved.value
                yield place, resolved
        for expression in found:
            occasion = self._occasion(expression, text, told, rules)
            if occasion is not None:
                yield (expression.start, expression.end), occasion
        self._close(text, rules)

    def _dates(self, expression: Expression, setting: Setting) -> Iterator[tuple[Place, Resolved]]:
        """Resolve an expression; a range that fails is read as two dates."""
        if expression.first.kind == "occasion":
            return
        if expression.first.era is not None:
            self.anchors.era = expression.first.era
        resolved = resolve(expression, setting, self.anchors)
        if resolved is not None:
            if resolved.anchor is not None:
                bare = expression.first.bare
                self.anchors.remember(Told(resolved.anchor, setting, resolved.value, bare))
            yield (expression.start, expression.end), resolved
        elif expression.last is not None:
            for written in (expression.first, expression.last):
                alone = Expression(written, None, written.start, written.end)
                yield from self._dates(alone, setting)

    def _occasion(
        self, expression: Expression, text: str, told: dict[int, str], rules: Grammar
    ) -> Resolved | None:
        written = expression.first
        if written.kind != "occasion":
            return None
        return self.occasions.resolve(written, text, told, self.anchors, rules)

    def _close(self, text: str, rules: Grammar) -> None:
        value = self.anchors.close()
        if value is not None:
            self.occasions.tell(text, value, rules)

    def _foreign(
        self, text: str, sentence: Sentence, mentions: dict[Place, Resolved]
    ) -> dict[Place, Resolved]:
        """Full dates in another language of the same sentence, as in a reference."""
        found: dict[Place, Resolved] = {}
        for language in LANGUAGES:
            rules = grammar(language)
            if language == sentence.language or not rules.sign.search(text):
                continue
            rest = _blanked(text, [*mentions, *found])
            for expression in self.found(rest, rules):
                resolved = resolve(expression, _FOREIGN, self.anchors)
                plain_number = rest[expression.start : expression.end].isdigit()
                if expression.first.year is not None and resolved is not None and not plain_number:
                    found[expression.start, expression.end] = resolved
        return found


def _newslike(sentences: Sequence[Sentence], found: Sequence[Sequence[Expression]]) -> bool:
    """Say whether the first date of the prose, or of its heading, is a weekday or has no year."""
    for sentence, here in zip(sentences, found, strict=True):
        dates = [expression.first for expression in here if expression.first.kind == "calendar"]
        if sentence.kind in ("sentence", "heading") and dates:
            return dates[0].bare or dates[0].weekday is not None
    return False


def _placed(setting: Setting, sentence: Sentence) -> Setting:
    """Dates of the front matter anchor nothing; those of a heading open an episode."""
    if sentence.kind == "heading":
        return replace(setting, opening=True)
    if sentence.kind in ("title", "dateline", "byline", "table"):
        return replace(setting, role=Role.COMPARISON)
    return setting


def _blanked(text: str, places: Iterable[Place]) -> str:
    letters = list(text)
    for start, end in places:
        letters[start:end] = _TAKEN * (end - start)
    return "".join(letters)
