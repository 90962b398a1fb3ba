"""From predications to drafts: which of them are events, and how surely they are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from .accusing import Claimed, accusations
from .clauses_after import Clauses as ClausesAfter
from .clauses_before import Clauses as ClausesBefore
from .dating import after_publication, date_of, usable
from .draft import Assertion, Draft, Memory, Part
from .line import Line, Phrase, Who
from .predication import Predication
from .roles import MUTUAL, cast

INTENDED = ("CONSULT", "AGREE", "MOBILIZE", "ASSAULT", "PROTEST")
"""Types that are plans until they are done; the others take effect when they are announced."""

SPOKEN = ("ACCUSE", "REJECT", "THREATEN", "REQUEST", "SUPPORT")
"""Types that are done by saying so, also in the present tense."""


def drafts(
    line: Line, claims: Sequence[Claimed], memory: Memory, published: date | None
) -> list[Draft]:
    """The events that one sentence tells, in order; keeps in memory who and when were told."""
    memory.subject = memory.opening = None
    found: list[Draft] = []
    clauses = (ClausesAfter if line.rules["order"] == "verb last" else ClausesBefore)(line)
    opening = clauses.topic()
    for one in clauses.read():
        memory.opening = opening.who if opening and opening.start < one.word.start else None
        parts = cast(line, one, memory)
        draft = _draft(line, one, parts, claims, memory, published)
        if draft:
            found.append(draft)
        _remember(one, parts, draft, line.scene.sentence.paragraph, memory)
    found += accusations(line, claims, found, memory)
    _remember_line(line, clauses.topic(), found, memory)
    return found


def _draft(
    line: Line,
    one: Predication,
    parts: tuple[Part, ...],
    claims: Sequence[Claimed],
    memory: Memory,
    published: date | None,
) -> Draft | None:
    if not _cast_enough(one, parts):
        return None
    value, basis = date_of(line, one, memory)
    if basis == "context" and not one.taken:
        return None
    assertion = _assertion(line, one, claims, value if basis == "stated" else None, published)
    if assertion is None:
        return None
    return Draft(
        line=line.number,
        start=one.start,
        end=one.end,
        key=one.word.start,
        act=one.act,
        parts=parts,
        assertion=assertion,
        date=value,
        basis=basis,
        why=f"{one.word.word.lemma}: {one.act.name}",
        nominal=one.nominal,
    )


def _cast_enough(one: Predication, parts: tuple[Part, ...]) -> bool:
    """Whether those who must take part in an act are known."""
    roles = {part.role for part in parts if part.who.ids}
    if one.act.frame in ("host", "upon", "get", "supply"):
        return {"source", "target"} <= roles
    if one.act.frame in MUTUAL:
        actors = {name for part in parts for name in (part.who.states or part.who.ids)}
        few = one.act.plover in ("SUPPORT", "COOPERATE") and not one.nominal
        return len(actors) >= (1 if few else 2)
    if "participant" in roles:
        return True
    described = one.shape.link == "relative"
    if one.shape.voice == "passive" and not described and one.act.frame not in ("visit", "lone"):
        return bool(roles)
    return "source" in roles


def _assertion(
    line: Line,
    one: Predication,
    claims: Sequence[Claimed],
    stated: str | None,
    published: date | None,
) -> Assertion | None:
    mood = _closed(line, one)
    if mood == "unreal" or _supposed(line, one):
        return None
    if mood == "denied" or one.act.frame == "deny":
        return None if one.shape.negated else "denied"
    if mood == "ongoing" and one.shape.link == "relative":
        return None
    if one.shape.negated:
        return "negated"
    if one.nominal and not _definite(line, one, stated):
        return None
    if mood == "present" and not _narrated(line, one):
        return None
    planned = mood == "planned" or (mood == "announced" and one.act.plover in INTENDED)
    if planned or after_publication(stated, published):
        return "planned"
    return "alleged" if mood == "claimed" else _told(one, claims)


def _supposed(line: Line, one: Predication) -> bool:
    """Whether a conjunction such as "if" opens the sentence part in which a predicate stands."""
    opened = [match.end() for match in line.rules["conditional"].finditer(line.text, 0, one.start)]
    return bool(opened) and not line.rules["strong"].search(line.text, opened[-1], one.start)


def _closed(line: Line, one: Predication) -> str:
    """The mood of a predicate; what is chained takes it from the end of the sentence."""
    if one.nominal:
        return "real"
    if one.shape.link == "chained":
        for mood, pattern in line.rules["closing"]:
            if pattern.search(line.text):
                return str(mood)
    return one.shape.mood


def _narrated(line: Line, one: Predication) -> bool:
    """Whether the present tense tells of something done: by saying it, or in a chronicle."""
    if one.shape.link == "relative":
        return False
    dated = any(one.start <= start < one.end for start, _, _ in usable(line))
    return dated or one.act.plover in SPOKEN


def _definite(line: Line, one: Predication, stated: str | None) -> bool:
    """Whether a noun tells of something that happened: it has a date, or something followed it."""
    dated = stated and any(one.start <= start < one.end for start, _, _ in usable(line))
    return bool(dated) or bool(line.rules["definite"].match(line.text, one.end))


def _told(one: Predication, claims: Sequence[Claimed]) -> Assertion:
    """Fact, unless it is what somebody says."""
    for claimed in claims:
        if claimed.holds(one.word.start) and not one.start <= claimed.cue < one.end:
            return "alleged" if claimed.speaker.ids else "reported"
    return "fact"


def _remember(
    one: Predication,
    parts: tuple[Part, ...],
    draft: Draft | None,
    paragraph: int,
    memory: Memory,
) -> None:
    acting = [phrase.who for slot, phrase in one.taken if slot in ("subject", "together")]
    if acting and not one.nominal and one.shape.link != "relative":
        memory.subject = memory.last = _union(acting)
    both = _union([part.who for part in parts])
    if len(both.states) >= 2 and one.shape.mood != "unreal":
        date = draft.date if draft else memory.date
        memory.keep_company(both, date, paragraph, mutual=one.act.frame in MUTUAL)


def _union(who: Sequence[Who]) -> Who:
    ids = dict.fromkeys(one for each in who for one in each.ids)
    states = dict.fromkeys(state for each in who for state in each.states)
    return Who(tuple(ids), tuple(states))


def _remember_line(
    line: Line, topic: Phrase | None, found: Sequence[Draft], memory: Memory
) -> None:
    who = memory.subject or (topic.who if topic else None)
    if who:
        memory.last = memory.topic = who
        memory.topic_paragraph = line.scene.sentence.paragraph
    dated = [draft.date for draft in found if draft.basis == "stated"]
    dates = dated or [mention.value for _, _, mention in usable(line)]
    if dates and dates[-1] and line.scene.sentence.kind == "sentence":
        memory.date = dates[-1]
