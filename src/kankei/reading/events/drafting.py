"""From predications to drafts: which of them are events, and how surely they are told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from .accusing import Claimed, accusations
from .asserting import SPOKEN, assertion
from .clauses_after import Clauses as ClausesAfter
from .clauses_before import Clauses as ClausesBefore
from .dating import after_publication, date_of, later_described, narrative
from .draft import Draft, Memory, Part
from .following import again, followed, remember_rulers
from .governing import describes
from .line import Dated, Line, Phrase, Who
from .outside import acts_at_home, statements
from .predication import AGAIN, Predication
from .roles import MUTUAL, arrives, cast
from .table import acts

FORCED = ("COERCE", "ASSAULT", "SANCTION", "REQUEST", "ACCUSE", "PROTEST", "NONE")
"""Types of acts that courts, rebels or soldiers of no named state do to a state."""

BOUND = "go"
"""The act of going somewhere, which is a visit to a state only where that is told."""

STAY = "stay"
"""The act of being somewhere, which is a visit where a person is in another state."""

PROMISED = "pledge"
"""The act that tells of nothing where it describes a noun: *обещанная помощь*."""

ASCRIBED = ("praise", "demand", "urge")
"""Acts that in the passive tell nothing without an agent: 日本の文化は高く評価されている."""


def drafts(
    line: Line, claims: Sequence[Claimed], memory: Memory, published: date | None
) -> list[Draft]:
    """The events that one sentence tells, in order; keeps in memory who and when were told."""
    memory.subject = memory.opening = None
    memory.done_before = memory.done
    memory.open_line(line.scene.sentence.paragraph, published)
    found: list[Draft] = []
    clauses = (ClausesAfter if line.rules["order"] == "verb last" else ClausesBefore)(line)
    opening = clauses.topic()
    told = clauses.read()
    for one in told:
        memory.opening = _opening(line, clauses, one, opening)
        one, parts = again(line, *_casting(line, one, memory), memory)
        draft = _draft(line, one, parts, claims, memory, published)
        if draft:
            found.append(draft)
            memory.acted[draft.act.name] = draft.parts
            memory.done, memory.done_paragraph = draft, line.scene.sentence.paragraph
        if one.word.word.acts[0].name != AGAIN:
            _remember(line, one, parts, draft, memory)
    found = _told_once(line, found)
    found += accusations(line, claims, found, memory)
    found += statements(line, claims, found, memory)
    found += acts_at_home(line, clauses.phrases, [one.word.start for one in told], found, published)
    _remember_line(line, clauses.topic(), found, memory, published)
    if not any(one.word.word.acts[0].name == AGAIN for one in told):
        _remember_joint(line, clauses.phrases, memory)
    return found


def _opening(
    line: Line, clauses: ClausesAfter | ClausesBefore, one: Predication, topic: Phrase | None
) -> Who | None:
    """Who acts where a clause names nobody: the topic before it; behind an opening one the next.

    *Accusing Rwanda of a raid, Kinshasa expelled its envoys.*
    """
    if line.opening > one.word.start and one.shape.link == "chained":
        behind = (p for p in clauses.phrases if p.start >= line.opening)
        return next((p.who for p in behind if "none" in (p.slot, p.head)), None)
    return topic.who if topic and topic.start < one.word.start else None


def _told_once(line: Line, found: Sequence[Draft]) -> list[Draft]:
    """A visit and the talks that its verb leads to are one: 서울을 찾아 장관과 회담했다."""
    tight: re.Pattern[str] | None = line.rules.get("tight")
    kept: list[Draft] = []
    for draft in found:
        last = kept[-1] if kept else None
        if (
            last
            and tight
            and _leads(last, draft)
            and tight.fullmatch(line.text, last.key, last.end)
        ):
            kept[-1] = _joined(last, draft)
        elif last and tight and last.nominal and _told_by(last, draft):
            kept[-1] = draft
        elif last and (tight or line.rules.get("topic_goes_on")) and _outcome(last, draft):
            kept[-1] = replace(last, end=draft.end)
        else:
            kept.append(draft)
    return kept


def _told_by(noun: Draft, verb: Draft) -> bool:
    """Whether talks without a date of their own are where a verb says what came of them."""
    inside = verb.start <= noun.start and noun.end <= verb.key
    return inside and noun.basis != "stated" and noun.states <= verb.states


def _outcome(first: Draft, draft: Draft) -> bool:
    """Whether a verb only says how what was told right before went on: 격침해 11명이 숨졌다."""
    same = first.act.plover == draft.act.plover and draft.states <= first.states
    hurt = draft.act.frame == "suffer" or draft.act.name == "kill"
    told = draft.key - first.end <= 1 or (hurt and draft.act.plover == "ASSAULT")
    return same and told and (draft.basis != "stated" or draft.date == first.date)


def _leads(first: Draft, second: Draft) -> bool:
    if not first.act.plover == second.act.plover == "CONSULT" or second.nominal:
        return False
    stated = {one.date for one in (first, second) if one.basis == "stated"}
    few, many = sorted((first.states, second.states), key=len)
    return first.assertion == second.assertion and few <= many and len(stated) < 2


def _joined(first: Draft, second: Draft) -> Draft:
    fuller = max(second, first, key=lambda one: len(one.states))
    dated = first if first.basis == "stated" else second
    return replace(
        second,
        start=min(first.start, second.start),
        parts=fuller.parts,
        date=dated.date,
        basis=dated.basis,
    )


def _casting(line: Line, one: Predication, memory: Memory) -> tuple[Predication, tuple[Part, ...]]:
    """An act with those who take part; for want of a partner the next act of the word.

    A state that promises alone makes a pledge and no agreement.
    """
    if one.act.name == AGAIN and "follows" in line.rules:
        same = followed(line, one, memory)
        if same:
            return same
        plain = (act for act in one.word.word.acts if not act.objects and act.name != AGAIN)
        one = replace(one, act=next(plain, one.act))
    if _promised_meeting(line, one):
        one = replace(one, act=acts()["agree"][-1], shape=replace(one.shape, mood="real"))
    parts = cast(line, one, memory)
    if (one.act.objects and one.act.frame != "upon") or _cast_enough(line, one, parts):
        return one, parts
    kinds = one.object.word.kinds if one.object else frozenset()
    for act in one.word.word.acts:
        other = replace(one, act=act)
        if act != one.act and (act.objects & kinds if kinds else not act.objects):
            others = cast(line, other, memory)
            if _cast_enough(line, other, others):
                return other, others
    return one, parts or _told_on(line, one, memory)


def _promised_meeting(line: Line, one: Predication) -> bool:
    """Whether two only agree that they will meet: 다시 만나기로 했다."""
    promise: re.Pattern[str] | None = line.rules.get("promise")
    if promise is None or one.act.frame != "meet" or one.shape.mood != "announced":
        return False
    return promise.search(line.text, one.word.start, one.shape.end) is not None


def _told_on(line: Line, one: Predication, memory: Memory) -> tuple[Part, ...]:
    """Those of an act told before, where its noun is the topic: 철수는 6월에 완료되었다."""
    if one.shape.voice != "passive" or not line.rules.get("act_goes_on"):
        return ()
    before = memory.acted.get(one.act.name, ())
    return tuple(replace(part, inferred=True) for part in before)


def _draft(
    line: Line,
    one: Predication,
    parts: tuple[Part, ...],
    claims: Sequence[Claimed],
    memory: Memory,
    published: date | None,
) -> Draft | None:
    if line.disclaimed(one.word.start) or one.act.name == AGAIN:
        return None
    if not _cast_enough(line, one, parts) or not _public(line, parts):
        return None
    value, basis = date_of(line, one, memory)
    if basis == "context" and not one.taken and not _carried(line, one, memory):
        return None
    told = assertion(line, one, claims, value if basis == "stated" else None, published)
    if told is None:
        return None
    return Draft(
        line=line.number,
        start=one.start,
        end=one.end,
        key=one.word.start,
        act=one.act,
        parts=parts,
        assertion=told,
        date=value,
        basis=basis,
        why=f"{one.word.word.lemma}: {one.act.name}",
        nominal=one.nominal,
    )


def _carried(line: Line, one: Predication, memory: Memory) -> bool:
    """Whether a clause without a subject goes on with what that of its sentence says or does.

    In Japanese it may go on with what its paragraph is about.
    """
    western = line.rules["order"] == "verb first" and line.rules["spaced"]
    if western and one.elliptic and memory.subject:
        return True
    if line.rules.get("topic_goes_on"):
        told = one.elliptic and one.shape.link != "relative"
        return told and memory.elided(line.scene.sentence.paragraph) is not None
    said = one.act.plover in (*SPOKEN, "AGREE")
    return one.elliptic and said and bool(memory.subject or memory.opening)


def _cast_enough(line: Line, one: Predication, parts: tuple[Part, ...]) -> bool:
    """Whether those who must take part in an act are known."""
    roles = {part.role for part in parts if part.who.ids}
    if one.act.frame in ("host", "upon", "get", "supply"):
        invited = one.act.frame == "host" and one.shape.link != "relative"
        invited = invited or (one.act.name == "ban" and one.shape.link != "relative")
        passive = one.shape.voice == "passive" and (one.shape.negated or invited)
        ruled = one.act.plover in FORCED and "target" in roles and _by_agents(line, one)
        return {"source", "target"} <= roles or (passive and bool(roles)) or ruled
    if one.act.frame in MUTUAL:
        actors = {name for part in parts for name in (part.who.states or part.who.ids)}
        alone = one.act.plover == "SUPPORT" or (one.act.plover == "COOPERATE" and one.act.objects)
        few = bool(alone) or one.act.name == "establish"
        few = few or any(part.who.ids and not part.who.states for part in parts)
        few = (few or one.shape.negated) and not one.nominal
        return len(actors) >= (1 if few or _partnered(line, one) else 2)
    if "participant" in roles or one.act.frame == "suffer":
        return bool(roles)
    if one.act.name == STAY and not any(p.who.ids[0].islower() for p in one.having("subject")):
        return False
    if one.act.name in (BOUND, STAY) and one.shape.link != "relative":
        return {"source", "target"} <= roles and arrives(line, one)
    if one.act.plover in FORCED and "target" in roles and _by_agents(line, one):
        return True
    described = one.shape.link == "relative"
    if described and one.act.name == PROMISED and one.shape.voice == "passive":
        return False
    if one.act.name in ASCRIBED:
        return "source" in roles
    if one.shape.voice == "passive" and not described and one.act.frame not in ("visit", "lone"):
        return bool(roles)
    return "source" in roles


def _by_agents(line: Line, one: Predication) -> bool:
    """Whether a court, soldiers or rebels of no named state are the subject."""
    agents: re.Pattern[str] | None = line.rules.get("agents")
    if agents is None or one.nominal or one.shape.link == "relative":
        return False
    return agents.search(line.text, one.start, one.word.start) is not None


def _public(line: Line, parts: tuple[Part, ...]) -> bool:
    """Whether a state or an organisation takes part, and not only somebody of no known state."""
    bodies = {name for actor, _ in line.actors if actor.kind == "body" for name in actor.ids}
    bodies.update(line.heads_of_bodies)
    return any(part.who.states or bodies.intersection(part.who.ids) for part in parts)


def _partnered(line: Line, one: Predication) -> bool:
    """Whether the other side is named by what is no actor: 周辺国の首脳と会談した.

    They go on together in a clause without a subject: 会談し、再開で合意した.
    """
    partner: re.Pattern[str] | None = line.rules.get("partner")
    if partner is None or one.nominal:
        return False
    behind = line.rules["order"] == "verb first"
    if partner.search(line.text, one.start, one.end if behind else one.word.start):
        return True
    if not one.elliptic:
        return False
    before = (word for word in line.words if word.end <= one.start and word.shape.voice == "active")
    met = (word for word in before if any(act.frame == "meet" for act in word.word.acts))
    places = ((line.clause_start(word.start), word.start) for word in met)
    return any(partner.search(line.text, *place) for place in places)


def _remember(
    line: Line,
    one: Predication,
    parts: tuple[Part, ...],
    draft: Draft | None,
    memory: Memory,
) -> None:
    paragraph = line.scene.sentence.paragraph
    acting = [phrase.who for slot, phrase in one.taken if slot in ("subject", "together")]
    if acting and not one.nominal and one.shape.link != "relative" and not describes(line, one):
        memory.subject = memory.last = _union(acting)
    states = {state for part in parts for state in part.who.states}
    if len(states) >= 2 and (one.shape.mood != "unreal" or draft):
        both = _union([part.who for part in parts])
        date = draft.date if draft else memory.date
        hosted = _union([part.who for part in parts if part.role == "target"])
        if one.act.frame == "visit" and len(hosted.states) >= 2:
            memory.keep_company(hosted, date, paragraph, mutual=False)
        mutual = one.act.frame in MUTUAL
        if mutual or len(both.states) == 2 or one.act.frame in ("visit", "host"):
            memory.keep_company(both, date, paragraph, mutual=mutual)
        for side in _sides(one, parts):
            memory.keep_company(side, date, paragraph, mutual=False)
        if one.act.frame == "host" and len(hosted.states) >= 2:
            memory.keep_company(hosted, date, paragraph, mutual=True)


def _sides(one: Predication, parts: tuple[Part, ...]) -> list[Who]:
    """Two or more on one side of an act: its objects, then its subjects."""
    roles = ("source", "target") if one.shape.voice == "passive" else ("target", "source")
    sides = [_union([part.who for part in parts if part.role == role]) for role in roles]
    return [side for side in sides if len(side.states) >= 2]


def _remember_joint(line: Line, phrases: Sequence[Phrase], memory: Memory) -> None:
    """Two or more states that are together the last subject, also of what is no event."""
    joint = [p.who for p in phrases if p.slot in ("topic", "subject") and len(p.who.states) > 1]
    if joint and not joint[-1].inferred:
        memory.keep_company(joint[-1], memory.date, line.scene.sentence.paragraph, mutual=True)


def _union(who: Sequence[Who]) -> Who:
    ids = dict.fromkeys([one for each in who for one in each.ids])
    states = dict.fromkeys([state for each in who for state in each.states])
    return Who(tuple(ids), tuple(states))


def _remember_line(
    line: Line,
    topic: Phrase | None,
    found: Sequence[Draft],
    memory: Memory,
    published: date | None,
) -> None:
    memory.named += [state for _, who in line.actors for state in who.states if not who.inferred]
    remember_rulers(line, memory)
    who = memory.subject or (topic.who if topic else None)
    if who:
        memory.last = memory.topic = who
        memory.topic_paragraph = line.scene.sentence.paragraph
    _remember_named(line, found, memory)
    told = [dated[2].value for dated in narrative(line) if not _looking_back(line, dated, memory)]
    told = told or later_described(line, memory)
    dated = [one.date for one in found if one.basis == "stated" and one.date in told]
    later = [one for one in told[-1:] if one and dated and dated[-1] and one > dated[-1]]
    dates = [one for one in later or dated or told if not after_publication(one, published)]
    if dates and dates[-1] and line.scene.sentence.kind == "sentence":
        memory.tell(dates[-1])


def _remember_named(line: Line, found: Sequence[Draft], memory: Memory) -> None:
    """Two states that are named together are *the two*, unless others have just acted."""
    if any(len(draft.states) == 2 for draft in found):
        return
    pairs = [who for _, who in line.actors if len(who.states) == 2 and who.states == who.ids]
    if pairs and not pairs[0].inferred:
        memory.companies["two"] = replace(pairs[0], inferred=True)


def _looking_back(line: Line, dated: Dated, memory: Memory) -> bool:
    """Whether a sentence or words in it go back behind what was told: 前年に示した懸念."""
    value = str(dated[2].value)
    here = memory.told == line.scene.sentence.paragraph
    earlier = memory.date is not None and value < memory.date[: len(value)]
    pluperfect: re.Pattern[str] | None = line.rules["aside"].get("pluperfect")
    if earlier and pluperfect and pluperfect.search(line.text, dated[1]):
        return True
    if not (here and earlier) or line.rules["order"] != "verb last":
        return False
    end = line.text.find("、", dated[1])
    stop = min(line.clause_end(dated[1]), end if end >= 0 else len(line.text))
    return line.rules["relative"].search(line.text, dated[1], stop) is not None
