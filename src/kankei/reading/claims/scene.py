"""Who stands in a sentence: states, bodies and persons put together into those who can speak."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from ...terms.language import Language
from ...terms.source import Span
from ..homes import home_of
from ..once import once
from ..passages import BodyMention, PersonMention, Sentence, StateMention
from ..quotations import Quotation, quotations
from ..sought import Pattern, sought
from ..words import word_list
from .placing import Placing

ActorKind = Literal["person", "body", "media", "state", "unnamed"]

_BRACKETED = re.compile(r"\A[^。]{0,40}[(（【\[＝=]\s*\Z")
_WIRED = re.compile(
    r"[^，。、]{1,16}[电電](?=[\s　（(])|[网網]?(?:消息|[讯訊])(?:[（(][^（()）]{1,12}[)）])?[：:]"
)
_WIRE = re.compile(r"\A【[^】]{0,20}?(\w\w)(?:通信)?】")
_PLACED = re.compile(r"\b[Вв]о? \Z")
_RANK = ("person", "media", "body", "state", "unnamed")
_CELL = 32
"""Actors are looked up by stretches of so many characters: a sentence may name thousands."""

SOURCE = "source:"
"""How the id of a speaker begins that no list knows; his words follow."""

_HEAD = re.compile(r"[\s「」『』«»“”‘’\"(（]*")


@dataclass(slots=True)
class Actor:
    """Somebody who can speak, at positions ``[start, end)`` with the state named before.

    ``ids`` holds several when states or persons speak together.
    """

    start: int
    end: int
    ids: tuple[str, ...]
    kind: ActorKind

    def within(self, start: int, end: int) -> bool:
        """Whether the actor stands between two positions."""
        return start <= self.start and self.end <= end


@dataclass
class Scene:
    """A sentence with its actors and quotations."""

    sentence: Sentence
    actors: tuple[Actor, ...]
    quotes: tuple[Quotation, ...]

    @property
    def text(self) -> str:
        """The characters of the sentence, line breaks as blanks."""
        return self.sentence.line

    def quoted(self, position: int) -> bool:
        """Whether a position lies inside quotation marks, and not in words between dashes."""
        index = bisect_left(self._speech, (position, 0)) - 1
        inside = index >= 0 and position < self._speech[index][1] - 1
        return inside and not any(start <= position < end for start, end in self._interposed)

    @once
    def _interposed(self) -> list[tuple[int, int]]:
        """Words of the writer inside a quotation: «…, — said the minister, — …»."""
        between = word_list(self.sentence.language, "claims").get("interposed")
        return [one.span() for one in re.finditer(between, self.text)] if between else []

    @once
    def _speech(self) -> list[tuple[int, int]]:
        """Quotations of words, outermost first; they do not overlap."""
        found: list[tuple[int, int]] = []
        for one in self.quotes:
            if one.kind == "speech" and (not found or one.start >= found[-1][1]):
                found.append((one.start, one.end))
        return found

    def quote_ending(self, position: int) -> Quotation | None:
        """The quotation that ends at a position."""
        return next((one for one in self.quotes if one.end == position and not one.depth), None)

    def named(self, identity: str) -> Actor | None:
        """The actor with an id."""
        return next((actor for actor in self.actors if identity in actor.ids), None)

    @once
    def speakers(self) -> tuple[Actor, ...]:
        """The actors outside quotations, or named by one: газета «Жэньминь жибао»."""
        named = {(one.start + 1, one.end - 1) for one in self.quotes}
        return tuple(
            actor
            for actor in self.actors
            if not self.quoted(actor.start) or (actor.start, actor.end) in named
        )


def after_dateline(scene: Scene) -> tuple[Scene, str | None]:
    """A scene without the news agency of its dateline, and the agency.

    *Pyongyang, August 30 (KCNA) --*, 【北京＝共同】 and 新华社北京5月1日电 are datelines.
    """
    wired = word_list(scene.sentence.language, "outlets").get("wire", {})
    short = _WIRE.match(scene.text)
    if short and short.group(1) in wired:
        return scene, wired[short.group(1)]
    for actor in scene.actors:
        opened = _BRACKETED.match(scene.text, 0, actor.start)
        if actor.kind == "media" and (opened or _WIRED.match(scene.text, actor.end)):
            others = tuple(one for one in scene.actors if one is not actor)
            return Scene(scene.sentence, others, scene.quotes), actor.ids[0]
    return scene, None


@dataclass(frozen=True)
class _Joints:
    before: re.Pattern[str]
    after: re.Pattern[str] | None
    together: re.Pattern[str]
    unnamed: Pattern
    own: Pattern | None
    member: Pattern


@cache
def _joints(language: Language) -> _Joints:
    context = word_list(language, "outlets")["context"]
    after = context.get("joint_after")
    words = word_list(language, "claims")
    own = word_list(language, "offices").get("our")
    return _Joints(
        re.compile(context["joint"]),
        re.compile(after) if after else None,
        re.compile(words["joined"]),
        sought(words["unnamed"]),
        sought(own) if own else None,
        sought(context.get("member", "(?!)")),
    )


class Stage:
    """Everybody who can speak in a document, by sentence."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        states: Sequence[StateMention],
        persons: Sequence[PersonMention],
        bodies: Sequence[BodyMention],
    ) -> None:
        mentions: list[tuple[tuple[Span, ...], tuple[str, ActorKind]]] = []
        mentions += [(one.whole, (one.person, "person")) for one in persons]
        mentions += [(one.spans, (one.body, one.kind)) for one in bodies]
        mentions += [(one.spans, (one.state, "state")) for one in states]
        self._sentences = sentences
        language = sentences[0].language if sentences else None
        self._home = home_of((one.text for one in sentences), language) if language else None
        self._placed = Placing(sentences).by_sentence(mentions)
        self._scenes: dict[int, Scene] = {}

    def scene(self, number: int) -> Scene:
        """The scene of one sentence, which is set once."""
        scene = self._scenes.get(number)
        if scene is None:
            scene = self._scenes[number] = self._set(self._sentences[number], number)
        return scene

    def _set(self, sentence: Sentence, number: int) -> Scene:
        found = [
            Actor(start, end, (name,), kind)
            for start, end, (name, kind) in self._placed.get(number, ())
        ]
        found += self._at_home(sentence)
        return Scene(sentence, _actors(sentence, found), tuple(_quotes(sentence)))

    def _at_home(self, sentence: Sentence) -> Iterator[Actor]:
        """Words for the state in which the text is at home: 我国."""
        own = _joints(sentence.language).own
        if self._home and own:
            for match in own.finditer(sentence.line):
                yield Actor(*match.span(), (self._home,), "state")


def _quotes(sentence: Sentence) -> Iterator[Quotation]:
    """Quotations; angle brackets hold words where a quoting particle follows (《…》이라고)."""
    spoken = word_list(sentence.language, "claims").get("spoken")
    for one in quotations(sentence.line):
        told = spoken and re.compile(spoken).match(sentence.line, one.end)
        yield replace(one, kind="speech") if told else one


def _actors(sentence: Sentence, found: Iterable[Actor]) -> tuple[Actor, ...]:
    joints = _joints(sentence.language)
    text = sentence.line
    unnamed = [
        Actor(*match.span(), (SOURCE + match.group(),), "unnamed")
        for match in joints.unnamed.finditer(text)
    ]
    merged: list[Actor] = []
    for actor in _strongest([*found, *unnamed]):
        before = merged[-1] if merged else None
        joined = _together(text, before, actor, joints) if before else None
        if joined:
            merged[-1] = joined
        else:
            merged.append(actor)
    return tuple(_enumerated(text, merged))


def _enumerated(text: str, merged: Sequence[Actor]) -> list[Actor]:
    """Those before a comma with the last two that speak together: *A, B and C*."""
    kept: list[Actor] = []
    for actor in reversed(merged):
        last = kept[-1] if kept else None
        several = last and last.kind == actor.kind in ("state", "person") and len(last.ids) > 1
        if last and several and text[actor.end : last.start] == ", ":
            ids = tuple(dict.fromkeys((*actor.ids, *last.ids)))
            kept[-1] = Actor(actor.start, last.end, ids, actor.kind)
        else:
            kept.append(actor)
    return kept[::-1]


def _strongest(found: Iterable[Actor]) -> list[Actor]:
    """Actors without those that overlap with a stronger one: the state in a person's title.

    A person begins where the organ begins that his title names.
    """
    kept: list[Actor] = []
    near: dict[int, list[int]] = defaultdict(list)
    for actor in sorted(found, key=lambda one: (_RANK.index(one.kind), one.start)):
        cells = range(actor.start // _CELL, actor.end // _CELL + 1)
        rivals = [
            number
            for cell in cells
            for number in near.get(cell, ())
            if actor.start < kept[number].end and kept[number].start < actor.end
        ]
        rival = min(rivals, default=None)
        if rival is None:
            kept.append(actor)
        elif actor.start < kept[rival].start and kept[rival].kind == "person":
            kept[rival] = replace(kept[rival], start=actor.start)
        else:
            continue
        for cell in cells:
            near[cell].append(len(kept) - 1 if rival is None else rival)
    return sorted(kept, key=lambda one: one.start)


def _together(text: str, first: Actor, second: Actor, joints: _Joints) -> Actor | None:
    """Two neighbours as one actor: a state and its organ, or several who speak together."""
    gap = text[first.end : second.start]
    if len(gap) > 12:
        return None
    if first.ids == second.ids and gap in ("(", "（"):
        closed = second.end + text.startswith((")", "）"), second.end)
        return Actor(first.start, closed, first.ids, first.kind)
    if second.kind == "unnamed" and first.kind != "unnamed":
        known = joints.before.fullmatch(gap)
        return Actor(first.start, second.end, first.ids, first.kind) if known else None
    placed = second.kind == "person" and _PLACED.search(text, max(0, first.start - 3), first.start)
    owned = second.kind in ("person", "body", "media") and first.kind in ("state", "body")
    owned = owned and not placed and not joints.member.match(text, second.end)
    if owned and joints.before.fullmatch(gap):
        listed = first.ids[:-1] if first.kind == "state" else ()
        return Actor(first.start, second.end, (*listed, *second.ids), second.kind)
    office_of = first.kind == "unnamed" and second.kind in ("body", "state", "media")
    if office_of and joints.after and joints.after.fullmatch(gap):
        return Actor(first.start, second.end, second.ids, second.kind)
    named_after = first.kind == "body" and second.kind == "state"
    if named_after and joints.after and joints.after.fullmatch(gap):
        return Actor(first.start, second.end, first.ids, first.kind)
    alike = first.kind == second.kind != "media" and (bool(gap.strip()) or first.kind == "state")
    if alike and joints.together.fullmatch(gap):
        ids = tuple(dict.fromkeys((*first.ids, *second.ids)))
        return Actor(first.start, second.end, ids, second.kind)
    return None
