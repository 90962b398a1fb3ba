"""A document in portions for a model: one paragraph each, with its sentences and actors.

Sentences are numbered inside their portion, so that an answer depends on nothing but the paragraph:
what stands elsewhere in the document may change without asking again.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from ...terms.source import Span
from ..claims.placing import Placing
from ..dates import find_published
from ..passages import Reading
from ..text import surface

PROSE = ("sentence", "footnote_sentence")
LONGEST = 3000
"""Characters after which a paragraph is cut between two sentences."""
LONGEST_SENTENCE = 10_000
"""A longer stretch is no sentence; it is not sent, and listed as not asked."""


@dataclass(frozen=True, slots=True)
class Portion:
    """Consecutive sentences of one paragraph.

    Parameters
    ----------
    sentences
        Their numbers in the reading.
    actors
        Ids of those named in them.
    data
        What a model is shown, as JSON.
    """

    sentences: tuple[int, ...]
    actors: frozenset[str]
    data: str

    @property
    def sha256(self) -> str:
        """Hash of what a model is shown."""
        return hashlib.sha256(self.data.encode("utf-8", "surrogatepass")).hexdigest()


def portions(reading: Reading) -> tuple[Portion, ...]:
    """Cut a reading into portions, in reading order; only prose is asked about.

    Examples
    --------
    >>> from kankei.reading.read import read_text
    >>> (portion,) = portions(read_text("ロシアと北朝鮮は条約に署名した。"))
    >>> portion.sentences, sorted(portion.actors)
    ((0,), ['PRK', 'RUS'])
    """
    published = find_published(reading.sentences)
    day = published.isoformat() if published else None
    named = _actors(reading)
    return tuple(_portion(reading, group, named, day) for group in _groups(reading))


def too_long(reading: Reading) -> tuple[int, ...]:
    """Numbers of the sentences that are too long to be asked about."""
    return tuple(
        number
        for number, sentence in enumerate(reading.sentences)
        if sentence.kind in PROSE and len(sentence.view) > LONGEST_SENTENCE
    )


def _groups(reading: Reading) -> Iterator[tuple[int, ...]]:
    group: list[int] = []
    length = 0
    for number, sentence in enumerate(reading.sentences):
        size = len(sentence.view)
        if sentence.kind not in PROSE or not 0 < size <= LONGEST_SENTENCE:
            continue
        other = group and reading.sentences[group[-1]].paragraph != sentence.paragraph
        if group and (other or length + size > LONGEST):
            yield tuple(group)
            group, length = [], 0
        group.append(number)
        length += size
    if group:
        yield tuple(group)


def _actors(reading: Reading) -> dict[int, dict[str, list[str]]]:
    """Words that name each actor, by sentence."""
    mentions: list[tuple[tuple[Span, ...], str]] = [
        *((one.spans, one.state) for one in reading.states),
        *((one.whole, one.person) for one in reading.persons),
        *((one.spans, one.body) for one in reading.bodies),
    ]
    found: dict[int, dict[str, list[str]]] = {}
    for number, places in (
        Placing(reading.sentences)
        .by_sentence(
            (spans, (actor, surface(reading.raw, spans))) for spans, actor in mentions if spans
        )
        .items()
    ):
        found[number] = defaultdict(list)
        for _, _, (actor, words) in places:
            found[number][actor].append(words)
    return found


def _portion(
    reading: Reading,
    group: tuple[int, ...],
    named: dict[int, dict[str, list[str]]],
    published: str | None,
) -> Portion:
    words: dict[str, dict[str, None]] = {}
    for number in group:
        for actor, written in named.get(number, {}).items():
            words.setdefault(actor, {}).update(dict.fromkeys(written))
    data = {
        "language": reading.sentences[group[0]].language,
        "published": published,
        "sentences": [
            {"number": place, "text": reading.sentences[number].text}
            for place, number in enumerate(group, 1)
        ],
        "actors": [{"id": actor, "words": list(written)} for actor, written in words.items()],
    }
    return Portion(group, frozenset(words), json.dumps(data, ensure_ascii=False))
