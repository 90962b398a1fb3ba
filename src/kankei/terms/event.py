"""Dated events and attributed claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .identity import content_id
from .language import Bilingual
from .period import Period

Domain = Literal["military", "political", "economic", "cultural"]
Status = Literal["asserted", "reported", "alleged", "denied", "planned", "negated"]
Role = Literal["source", "target", "participant", "beneficiary", "denier"]
Stance = Literal["affirms", "denies", "states"]
Maker = Literal["hand", "read", "reviewed"]
"""Who put a statement on record: a person; a reader of documents; a reader, and a person agreed."""

DOMAINS: tuple[Domain, ...] = ("military", "political", "economic", "cultural")


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor in a role of an event."""

    actor: str
    role: Role


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, when, where, and how surely it is known.

    Parameters
    ----------
    key
        Name of the row in the study, unique inside it.
    plover, cameo
        Event type and CAMEO code (root or finer).
    status
        ``alleged`` and ``denied`` events are never counted as facts.
    part_of
        Key of the larger event (a meeting inside a visit); empty otherwise.
    sources
        Keys of the sources it rests on; never empty.
    made_by
        What is only ``read`` enters no count and no measure until a person accepts it.
    """

    key: str
    plover: str
    cameo: str
    domain: Domain
    period: Period
    status: Status
    participants: tuple[Participant, ...]
    place: str
    text: Bilingual
    part_of: str
    sources: tuple[str, ...]
    made_by: Maker = "hand"

    @property
    def id(self) -> str:
        """Content hash of what happened, to whom and when."""
        actors = sorted((item.role, item.actor) for item in self.participants)
        return content_id(
            "event", self.plover, self.cameo, self.period.iso(), self.status, actors, self.text.en
        )


@dataclass(frozen=True, slots=True)
class Claim:
    """Who said what to whom, where it was reported, and whether the words are verbatim.

    Parameters
    ----------
    speaker, addressee, outlet
        Actor ids; ``addressee`` and ``outlet`` may be empty.
    words, language
        The words as printed; empty when only the sense is recorded.
    verbatim
        True only when the words stand inside quotation marks in the source.
    text
        The claim in kankei's own words.
    about
        Key of an event or a topic; claims about one thing are shown side by side.
    stance
        ``affirms``, ``denies`` or ``states``.
    value, unit
        The quantity claimed, if any.
    made_by
        Whether a person keeps it, or it was read from a document.
    """

    key: str
    speaker: str
    addressee: str
    outlet: str
    period: Period
    about: str
    words: str
    language: str
    verbatim: bool
    text: Bilingual
    stance: Stance
    value: float | None
    unit: str
    sources: tuple[str, ...]
    made_by: Maker = "hand"

    @property
    def id(self) -> str:
        """Content hash of speaker, date and content."""
        return content_id(
            "claim", self.speaker, self.period.iso(), self.about, self.words, self.text.en
        )
