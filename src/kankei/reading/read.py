"""One document from raw text to everything that the reader finds in it.

The stages are pure functions on immutable values: layout, notes, sentences, states, persons, dates,
bodies, claims. Each takes what the stages before it gave; only :func:`read_file` opens a file.

Values that a stage makes by the thousand for itself are not frozen, though nothing changes them: a
frozen dataclass takes twice as long to make. What leaves the reader is frozen.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from ..terms.language import Language
from .causes import find_causes
from .claims import find_bodies, find_claims
from .claims.scene import Stage
from .composing import carried_back, composed
from .dates import find_dates, find_published
from .events import find_events
from .files import Document, read_document
from .layout import Block, Layout, lay_out
from .names import find_persons, find_states
from .names.searched import folded
from .notes import Apparatus, annotate, note_sentences, report
from .options import find_options
from .passages import Reading, Sentence, SentenceKind
from .quantities import find_quantities
from .script import language_of
from .sentences import split

_WHOLE: dict[str, SentenceKind] = {
    "title": "title",
    "dateline": "dateline",
    "byline": "byline",
    "heading": "heading",
    "table": "table",
    "reference": "footnote_ref",
}
_HIDDEN = re.compile("[\x00\u200b-\u200f\u202a-\u202e\u2060-\u2069]")

LONG = 2000
"""Characters of a sentence that make one doubt that it is one."""


def read_text(
    raw: str, *, language: Language | None = None, published: date | None = None
) -> Reading:
    r"""Read a document.

    Parameters
    ----------
    raw
        The decoded text as it stands; every span of the result counts its code points.
    language
        The language of the document; told by its script when missing.
    published
        The day of publication; read from the front matter when missing.

    Returns
    -------
    Reading
        What was found, and in ``unread`` what could not be read.

    Examples
    --------
    >>> reading = read_text("両国は会談した¹。\n\n¹ https://example.org/a")
    >>> reading.sentences[0].text, reading.notes[0].urls
    ('両国は会談した¹。', ('https://example.org/a',))
    """
    if not unicodedata.is_normalized("NFC", raw):
        text, starts = composed(raw)
        found = read_text(text, language=language, published=published)
        return replace(carried_back(found, raw, starts), raw=raw)
    layout = lay_out(raw)
    language = language or language_of(raw)
    apparatus = annotate(layout, language)
    sentences = tuple(_sentences(layout, apparatus, language))
    published = published or find_published(sentences)
    folds = folded(sentences)
    states = find_states(sentences, folds)
    persons = find_persons(sentences, states, published, folds)
    dates = find_dates(sentences, published)
    bodies = find_bodies(sentences, states)
    stage = Stage(sentences, states, persons, bodies)
    claims, sources = find_claims(sentences, states, persons, bodies, dates, apparatus.notes, stage)
    unread = (*apparatus.unread, *_doubts(raw, sentences))
    causes = find_causes(sentences)
    events = find_events(
        sentences, states, persons, bodies, claims, dates, apparatus.notes, published, stage
    )
    return Reading(
        raw,
        sentences,
        apparatus.notes,
        states,
        persons,
        dates,
        claims,
        unread,
        (*bodies, *sources),
        causes=causes,
        quantities=find_quantities(sentences, dates),
        options=find_options(sentences, causes),
        events=events,
    )


def read_file(
    path: str | Path, *, language: Language | None = None, published: date | None = None
) -> Reading:
    """Read a file of any format in :data:`kankei.reading.files.FORMATS`; see :func:`read_text`."""
    return reading_of(read_document(path), language=language, published=published)


def reading_of(
    document: Document, *, language: Language | None = None, published: date | None = None
) -> Reading:
    """Read the text of a file, and report its warnings with what could not be read.

    The day of publication that a page states goes before one in its text.
    """
    stated = document.metadata.published
    day = published or (date.fromisoformat(stated.value) if stated else None)
    found = read_text(document.raw, language=language, published=day)
    warned = (one.message for one in document.warnings)
    return replace(found, unread=(*(f"{one.ja} / {one.en}" for one in warned), *found.unread))


def _sentences(layout: Layout, apparatus: Apparatus, language: Language) -> Iterator[Sentence]:
    """Sentences of the text in reading order, then those of the notes."""
    marks: dict[int, dict[int, int]] = {}
    for place in apparatus.places:
        marks.setdefault(place.block, {})[place.start] = place.end
    for number, block in enumerate(layout.blocks):
        yield from _of_block(block, number, marks.get(number, {}), language)
    sections = {place.spans: layout.blocks[place.block].section for place in apparatus.places}
    paragraph = len(layout.blocks)
    for note, body in zip(apparatus.notes, apparatus.paired, strict=True):
        if body is not None:
            section = sections.get(note.marker, 0)
            yield from note_sentences(note, body, language, paragraph, section)
            paragraph += 1


def _of_block(
    block: Block, number: int, marks: dict[int, int], language: Language
) -> Iterator[Sentence]:
    view = block.view
    spoken = language_of(view.text, language)
    if block.role in _WHOLE:
        yield Sentence(view, _WHOLE[block.role], spoken, number, block.section)
        return
    for start, end in split(view.text, spoken, marks):
        cut = view.cut(start, end)
        whole = end - start == len(view)
        told = spoken if whole else language_of(cut.text, spoken)
        yield Sentence(cut, "sentence", told, number, block.section)


def _doubts(raw: str, sentences: tuple[Sentence, ...]) -> Iterator[str]:
    prose = [one for one in sentences if one.kind in ("sentence", "footnote_sentence")]
    if not prose:
        yield report("no_sentence")
    for sentence in prose:
        if len(sentence.view) > LONG:
            yield report("long_sentence", n=len(sentence.view))
    hidden = len(_HIDDEN.findall(raw))
    if hidden:
        yield report("hidden_characters", n=hidden)
