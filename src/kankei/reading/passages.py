"""What a reader finds, stage by stage; every find knows its raw spans and the rule that made it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from ..terms.language import Language
from ..terms.source import Span
from .text import View

SentenceKind = Literal[
    "sentence",
    "footnote_sentence",
    "heading",
    "title",
    "dateline",
    "byline",
    "footnote_ref",
    "table",
]

Stance = Literal["affirms", "denies", "states"]


@dataclass(frozen=True)
class Sentence:
    """One sentence, heading or reference, as a view of the raw text.

    ``paragraph`` and ``section`` count from 0 in reading order; note bodies come after the text
    and carry the number of their note.
    """

    view: View
    kind: SentenceKind
    language: Language
    paragraph: int
    section: int
    note: int | None = None

    @property
    def text(self) -> str:
        """The characters of the sentence as they stand."""
        return self.view.text

    @property
    def line(self) -> str:
        """The characters of the sentence with line breaks as blanks."""
        return self.view.line


@dataclass(frozen=True)
class Note:
    """A footnote or endnote: its mark in the running text, its body, and the URLs in it."""

    number: int
    marker: tuple[Span, ...]
    body: tuple[Span, ...]
    urls: tuple[str, ...]
    language: Language | None = None


@dataclass(frozen=True)
class StateMention:
    """A state as it is named in the text.

    ``form`` is ``name``, ``official``, ``short`` (one letter of a compound), ``adjective``,
    ``alias`` (defined in the text) or ``metonym`` (a capital that acts for its state); ``why``
    says in a few words which rule matched.
    """

    state: str
    spans: tuple[Span, ...]
    form: str
    why: str


@dataclass(frozen=True)
class PersonMention:
    """A person as named in the text, with the title printed beside the name.

    ``state`` is the state the person acts for, ``state_from`` how that was obtained
    (``written``, ``register``, ``topic``, ``outlet``), both ``None`` when nothing says it.
    """

    person: str
    name: tuple[Span, ...]
    whole: tuple[Span, ...]
    title: str | None
    state: str | None
    state_from: str | None


@dataclass(frozen=True)
class DateMention:
    """A date word with its value: an ISO 8601 date, interval or duration, ``None`` when vague.

    ``how`` is ``explicit``, ``anaphoric``, ``elliptic`` or ``abbreviated_year``; ``accept`` holds
    other values when two anchors fit.
    """

    spans: tuple[Span, ...]
    value: str | None
    how: str
    why: str
    accept: tuple[str, ...] = ()


@dataclass(frozen=True)
class BodyMention:
    """An organ of a state, an international body or a medium, as named in the text.

    ``body`` is its id: ``jpn_mofa`` (state in small letters and organ), ``unsc``, ``xinhua``.
    """

    body: str
    kind: Literal["body", "media"]
    state: str | None
    spans: tuple[Span, ...]
    why: str


@dataclass(frozen=True)
class ClaimMention:
    """A reported statement: speaker and outlet by actor id, quotations as spans of the raw text.

    ``stance`` is that of the verb of saying, ``cue``: *denied*, *confirmed*, or neither.
    """

    spans: tuple[Span, ...]
    speaker: tuple[str, ...]
    outlet: str | None
    verbatim: bool
    quotes: tuple[tuple[Span, ...], ...]
    cue: tuple[Span, ...]
    date: str | None = None
    notes: tuple[int, ...] = ()
    stance: Stance = "states"


@dataclass(frozen=True)
class EventMention:
    """Who did what to whom, and when, as one or more passages tell it.

    Parameters
    ----------
    spans
        The clause that tells it best; ``mentions`` holds all passages, that one among them.
    plover, cameo
        Type of PLOVER (``NONE`` outside its types) and code of CAMEO.
    polarity
        ``-`` for what is said not to have happened.
    assertion
        ``fact``, ``reported``, ``alleged``, ``negated``, ``denied`` or ``planned``. A denial
        stands once, as REJECT with ``denied``; what is denied is never taken for done.
    date, basis
        ISO 8601, as ``stated`` in the sentence or taken from its ``context``.
    actors
        Actor, role (``source``, ``target``, ``participant``), and whether the role was inferred.
    notes
        Numbers of the notes that stand behind it.
    part_of
        Place in the list of the larger event: a meeting is part of a visit.
    conflicts
        Places of mentions that tell the same with another date.
    """

    spans: tuple[Span, ...]
    plover: str
    cameo: str
    domain: str
    polarity: Literal["+", "-"]
    assertion: Literal["fact", "reported", "alleged", "negated", "denied", "planned"]
    date: str | None
    basis: Literal["stated", "context"]
    actors: tuple[tuple[str, str, bool], ...]
    why: str
    mentions: tuple[tuple[Span, ...], ...] = ()
    notes: tuple[int, ...] = ()
    part_of: int | None = None
    conflicts: tuple[int, ...] = ()


@dataclass(frozen=True)
class CauseMention:
    """A causal or conditional statement: what, if anything, brings about or hinders what.

    ``sign`` is ``+`` when the cause raises the effect or brings it about, ``-`` when it lowers or
    prevents it, ``evidence`` when it only argues for it. ``cause`` is empty where the text names
    a possibility without its cause; ``condition`` is the cause of a conditional. ``wording`` is
    the hedge as the table of hedges knows it, with its ``level`` and probability ``band``.
    ``horizon`` is ``past``, ``short``, ``medium``, ``long`` or ``open``; ``why`` names the rule.
    """

    spans: tuple[Span, ...]
    kind: str
    sign: Literal["+", "-", "evidence"]
    cause: tuple[Span, ...]
    effect: tuple[Span, ...]
    condition: tuple[Span, ...]
    connective: tuple[Span, ...]
    hedge: tuple[Span, ...]
    wording: str
    level: str
    band: tuple[float, float]
    horizon: str
    why: str


@dataclass(frozen=True)
class QuantityMention:
    """A number with its unit; ``low`` and ``high`` enclose it and are ``None`` where open.

    ``value`` is the number as written, the middle of a range; ``unit`` is the unit's code
    (``USD``, ``percent``, ``persons``), or the counted word. ``change`` is ``rise`` or ``fall``
    where the text says so; ``what`` are the words just before that name what is counted.
    """

    spans: tuple[Span, ...]
    value: float
    low: float | None
    high: float | None
    unit: str
    kind: str
    approx: str | None
    change: str | None
    what: tuple[Span, ...] = ()


@dataclass(frozen=True)
class OptionMention:
    """A course of action, a future state, or an open question that the text names.

    ``kind`` is ``option``, ``scenario`` or ``question``; ``status`` says how an option is put
    forward (``recommended``, ``for study``, ``possible``, ``opposed``).
    """

    kind: Literal["option", "scenario", "question"]
    spans: tuple[Span, ...]
    status: str
    wording: tuple[Span, ...]


@dataclass(frozen=True)
class Reading:
    """Everything read from one document."""

    raw: str
    sentences: tuple[Sentence, ...]
    notes: tuple[Note, ...]
    states: tuple[StateMention, ...] = ()
    persons: tuple[PersonMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    claims: tuple[ClaimMention, ...] = ()
    unread: tuple[str, ...] = field(default=())
    bodies: tuple[BodyMention, ...] = ()
    causes: tuple[CauseMention, ...] = ()
    quantities: tuple[QuantityMention, ...] = ()
    options: tuple[OptionMention, ...] = ()
    events: tuple[EventMention, ...] = ()
