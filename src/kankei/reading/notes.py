"""Footnotes and endnotes: which mark in the text belongs to which body.

Marks in reading order and bodies from 1 to n are two lists that should match. Where they do not,
what matches is kept, and the rest is reported; nothing is invented.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from ..terms.language import Language
from ..terms.source import Span
from .layout import CLEAR, COMPATIBLE, Block, Layout, Mark, NoteBody, fallen_mark, marks_in
from .passages import Note, Sentence, SentenceKind
from .script import language_of
from .sentences import split
from .text import View
from .words import word_list

_ADDRESS = re.compile(r"https?://[!-;=?-\[\]_a-z~%|]{1,2000}")
_TRAILING = ".,;:!?'\"*"
_LEADING_ADDRESS = re.compile(r"\s*<?https?://[!-;=?-~]+>?(?=[^!-~])")
_QUOTED = re.compile(r"[「『“«《\"][^」』”»》\"]*[」』”»》\"]")


@dataclass(frozen=True, slots=True)
class Place:
    """A note mark in the running text: which block, where in it, and where in the raw text."""

    number: int
    block: int
    start: int
    end: int
    spans: tuple[Span, ...]

    @property
    def offset(self) -> int:
        """Raw offset of the mark."""
        return self.spans[0].start


@dataclass(frozen=True)
class Apparatus:
    """The notes of a document, the places of all marks, and what does not match.

    ``paired`` gives for each note its body, ``None`` for a mark without one.
    """

    notes: tuple[Note, ...]
    paired: tuple[NoteBody | None, ...]
    places: tuple[Place, ...]
    unread: tuple[str, ...]


def report(key: str, **values: int) -> str:
    """One line on something that could not be read, in Japanese and English.

    Examples
    --------
    >>> report("mark_without_note", n=3)
    '注3：本文の注番号に対応する注がない / note 3: marked in the text, but there is no such note'
    """
    texts = word_list(None, "unread")[key]
    return f"{texts['ja']} / {texts['en']}".format(**values)


def annotate(layout: Layout, language: Language) -> Apparatus:
    """Match the marks of a text with the bodies of its notes.

    Parameters
    ----------
    layout
        The blocks and note bodies of the document.
    language
        The language of the document, for bodies whose script leaves it open.

    Returns
    -------
    Apparatus
        Notes by the place of their mark; notes without mark come last, in the order of the text.
    """
    places = _places(layout)
    pairs = _align(places, layout.bodies)
    pairs += [(place, None) for place in _unmatched(places, pairs, layout.bodies)]
    pairs.sort(key=lambda pair: _order(pair[0], pair[1]))
    notes = tuple(_note(place, body, language) for place, body in pairs)
    unread = tuple(_problems(pairs, places, layout.bodies))
    return Apparatus(notes, tuple(body for _, body in pairs), tuple(places), unread)


Pairing = tuple[Place | None, NoteBody | None]


def _order(place: Place | None, body: NoteBody | None) -> tuple[bool, int]:
    if place is not None:
        return False, place.offset
    return True, body.view.pieces[0].start if body else 0


def _places(layout: Layout) -> list[Place]:
    """The marks of every style that the bodies ask for, in reading order."""
    found: dict[int, Place] = {}
    wanted = _by_style(layout.bodies) or dict.fromkeys(CLEAR[:2], frozenset[int]())
    for style, numbers in wanted.items():
        for place in _best_style(layout.blocks, style, numbers):
            found.setdefault(place.offset, place)
    return sorted(found.values(), key=lambda place: place.offset)


def _by_style(bodies: Sequence[NoteBody]) -> dict[str, frozenset[int]]:
    numbers: dict[str, set[int]] = defaultdict(set)
    for body in bodies:
        numbers[body.label.style].add(body.label.number)
    return {style: frozenset(found) for style, found in numbers.items()}


def _best_style(blocks: Sequence[Block], style: str, numbers: frozenset[int]) -> list[Place]:
    """Marks in the style that covers most of the numbers; unlikely numbers are left out."""
    if not numbers:
        return list(_marked(blocks, style))
    found = [list(_marked(blocks, one)) for one in COMPATIBLE[style]]
    covered = [len(numbers & {place.number for place in places}) for places in found]
    best = covered.index(max(covered))
    if not covered[best]:
        return list(_fallen(blocks, numbers))
    clear = COMPATIBLE[style][best] in CLEAR
    limit = max(numbers) + (len(numbers) if clear else 0)
    return [place for place in found[best] if place.number <= limit]


def _marked(blocks: Sequence[Block], style: str) -> Iterator[Place]:
    for index, block in enumerate(blocks):
        if block.role in ("paragraph", "heading", "title", "byline", "table"):
            for mark in marks_in(block.view.text, style):
                yield _place(index, block.view, mark)


def _place(index: int, view: View, mark: Mark) -> Place:
    return Place(mark.number, index, mark.start, mark.end, view.spans(mark.start, mark.end))


def _fallen(blocks: Sequence[Block], numbers: frozenset[int]) -> Iterator[Place]:
    """Marks that lost their superscript: plain digits after a word, rising through the text."""
    index, start = 0, 0
    for number in sorted(numbers):
        pattern = fallen_mark(number)
        for ahead in range(index, len(blocks)):
            text, role = blocks[ahead].view.text, blocks[ahead].role
            match = pattern.search(text, start if ahead == index else 0)
            if match and role == "paragraph":
                index, start = ahead, match.end()
                yield _place(ahead, blocks[ahead].view, Mark("bare", number, *match.span()))
                break


def _align(places: Sequence[Place], bodies: Sequence[NoteBody]) -> list[Pairing]:
    """Give each body its mark: the only one, else the nearest free one before the body."""
    free: dict[int, list[Place]] = defaultdict(list)
    for place in places:
        free[place.number].append(place)
    repeated = Counter(body.label.number for body in bodies)
    found: list[Pairing] = []
    for body in bodies:
        waiting = free[body.label.number]
        before = [one for one in waiting if one.offset < body.view.pieces[0].start]
        if not waiting:
            found.append((None, body))
            continue
        nearest = before[-1] if before and repeated[body.label.number] > 1 else waiting[0]
        waiting.remove(nearest)
        found.append((nearest, body))
    return found


def _unmatched(
    places: Sequence[Place], pairs: Sequence[Pairing], bodies: Sequence[NoteBody]
) -> Iterator[Place]:
    """Marks of numbers that no body has, the first of each number."""
    numbers = {body.label.number for body in bodies}
    seen = {place.number for place, _ in pairs if place is not None}
    for place in places:
        if place.number not in numbers and place.number not in seen:
            seen.add(place.number)
            yield place


def _note(place: Place | None, body: NoteBody | None, language: Language) -> Note:
    number = place.number if place else body.label.number if body else 0
    if body is None:
        return Note(number, place.spans if place else (), (), ())
    text = body.view.text
    spoken = language_of(text[body.label.end :], language)
    return Note(number, place.spans if place else (), body.view.pieces, addresses(text), spoken)


def addresses(text: str) -> tuple[str, ...]:
    """Addresses in a text, without the full stop or bracket after them.

    Examples
    --------
    >>> addresses("外務省（https://example.org/a_(b)）。<https://example.com/?q=1>.")
    ('https://example.org/a_(b)', 'https://example.com/?q=1')
    """
    return tuple(_without_tail(match.group()) for match in _ADDRESS.finditer(text))


def _without_tail(address: str) -> str:
    while address[-1] in _TRAILING or _unopened(address):
        address = address[:-1]
    return address


def _unopened(address: str) -> bool:
    return (address.endswith(")") and address.count("(") < address.count(")")) or (
        address.endswith("]") and address.count("[") < address.count("]")
    )


def _problems(
    pairs: Sequence[Pairing], places: Sequence[Place], bodies: Sequence[NoteBody]
) -> Iterator[str]:
    for place, body in pairs:
        if body is None and place is not None:
            yield report("mark_without_note", n=place.number)
        elif place is None and body is not None:
            yield report("note_without_mark", n=body.label.number)
    marked = Counter(place.number for place in places)
    written = Counter(body.label.number for body in bodies)
    for number, count in sorted(written.items()):
        if count > 1:
            yield report("note_repeated", n=number, m=count)
        if marked[number] > count:
            yield report("mark_repeated", n=number, m=marked[number])
    known = set(written) | set(marked)
    for number in range(1, max(written, default=0)):
        if number not in known:
            yield report("note_missing", n=number)


def note_sentences(
    note: Note, body: NoteBody, language: Language, paragraph: int, section: int
) -> Iterator[Sentence]:
    """Cut a note body into prose sentences and references; neighbouring references stay together.

    A reference names a work or an address; prose says something, which its grammar tells: see
    ``notes.prose`` in ``words/<language>/sentences.toml``.
    """
    view = body.view
    spoken = note.language or language
    pieces = [
        (_kind(view.text[start:end], spoken), start, end)
        for start, end in _pieces(view.text, body.label.end, spoken)
    ]
    for kind, group in groupby(pieces, key=lambda piece: piece[0]):
        run = list(group)
        runs = [(run[0][1], run[-1][2])] if kind == "footnote_ref" else [one[1:] for one in run]
        for start, end in runs:
            cut = view.cut(start, end)
            told = language_of(cut.text, language)
            yield Sentence(cut, kind, told, paragraph, section, note.number)


def _pieces(text: str, start: int, language: Language) -> list[tuple[int, int]]:
    lead = _LEADING_ADDRESS.match(text, start)
    first = lead.end() if lead else start
    found = [(first + low, first + high) for low, high in split(text[first:], language)]
    if lead:
        found.insert(0, (start + len(text[start:]) - len(text[start:].lstrip()), first))
    return found


def _kind(text: str, language: Language) -> SentenceKind:
    words = _QUOTED.sub("", text)
    refers = words.startswith(_openers(language)) or (
        "://" in words and language in ("en", "ru", "zh")
    )
    prose = not refers and any(pattern.search(words) for pattern in _prose(language))
    return "footnote_sentence" if prose else "footnote_ref"


@cache
def _openers(language: Language) -> tuple[str, ...]:
    return tuple(word_list(language, "sentences")["notes"]["openers"])


@cache
def _prose(language: Language) -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, word_list(language, "sentences")["notes"]["prose"]))
