"""Predications of Japanese and Korean sentences: objects, subjects and topics before the verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from .finding import Found
from .following import replies
from .line import Line, Phrase
from .phrases_after import particle, phrases
from .predication import AGAIN, DONE, Predication, alleged, auxiliary, chosen
from .slots_after import outer, slot_of
from .table import Act

FIT = 10
"""A noun that a verb can have as its object goes before nearer ones that it cannot."""

DESCRIBED = 24
"""The noun that a clause describes begins within so many characters, with those who own it."""

_CASE = re.compile("[がはをに、]")

RAISED = "publish"
"""The act of making known: what is made known counts as done by whoever says so."""


ENTERING = ("enter", "intrude")
"""Acts of what comes in, which the noun behind a clause names: 영공에 들어온 말리 무인기."""

BESIDE = ("leave", "answer", "die")
"""Acts whose object stands where others tell a place: 협정에서 빠져나갔다, 演習で応じた."""

ARISING = "arise"
"""The act of what has no doer but itself: クーデターが相次ぎ."""

CARRYING = frozenset({"perform", "impose", "buy", "sell", "give", "send", "sign"})
RAISING = "raise"
"""Nouns of carrying out stand for what is carried out; those of making more of it do not."""


class Clauses:
    """The predications of one sentence."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.phrases = phrases(line)
        self.relative = _relative_places(line)
        self._taken: set[int] = set()

    def read(self) -> list[Predication]:
        """Find the predications of a sentence in the order of their predicates."""
        verbs = [word for word in self.line.words if word.word.acts and word.shape.voice != "noun"]
        verbs = [verb for verb in verbs if not auxiliary(self.line, verb)]
        found = [one for verb in verbs for one in self._of_verb(verb)]
        nouns = (word for word in self.line.words if word.shape.voice == "noun")
        found += (self._of_noun(noun) for noun in nouns if self._telling(noun))
        found.sort(key=lambda one: one.word.start)
        judged = [_under_negation(one, after) for one, after in pairwise(found)]
        return judged + found[-1:]

    def topic(self) -> Phrase | None:
        """Of whom the sentence speaks: its first topic, else its first subject."""
        for slot in ("topic", "subject"):
            found = next((one for one in self.phrases if outer(one) == slot), None)
            if found:
                return found
        return None

    def _telling(self, noun: Found) -> bool:
        return noun.word.event and bool(noun.word.acts) and noun.start not in self._taken

    def _of_verb(self, verb: Found) -> Iterator[Predication]:
        begin = self.line.clause_start(verb.start)
        near = self._object(verb, begin)
        if verb.word.acts[0].name == AGAIN:
            done = chosen(verb, near)
            near = done[1] if done else None
        if near and near.word.acts and any(act.name == RAISED for act in verb.word.acts):
            yield from self._raised(verb, near, begin) if near.start not in self._taken else ()
            return
        choice = alleged(self.line, verb) or chosen(verb, near)
        if near and near.word.acts and (choice is None or choice[1] is None):
            choice = self._carried(verb, near, begin) or choice
        if choice is None:
            if near and near.word.acts and any(act.name == DONE for act in verb.word.acts):
                yield from self._raised(verb, near, begin)
            return
        act, thing = choice
        if thing:
            self._taken.add(thing.start)
        elif near and near.word.acts:
            self._taken.add(near.start)
        yield self._filled(Predication(verb, act, thing, verb.shape, begin, verb.end), verb)

    def _carried(self, verb: Found, near: Found, begin: int) -> tuple[Act, Found | None] | None:
        """What is done to the carrying out of something: 制裁の発動を見送った."""
        names = {act.name for act in near.word.acts}
        inner = self._object(near, begin) if names & CARRYING and RAISING not in names else None
        choice = chosen(verb, inner) if inner else None
        return choice if choice and choice[1] else None

    def _raised(self, verb: Found, noun: Found, begin: int) -> Iterator[Predication]:
        """What is announced, decided or declared: 断交を表明した, 輸入の停止を発表した."""
        self._taken.add(noun.start)
        inner = self._object(noun, begin)
        choice = chosen(noun, inner)
        direct = chosen(verb, noun)
        if direct and direct[1]:
            choice = direct
        if choice is None:
            return
        if choice[1]:
            self._taken.add(choice[1].start)
        act, thing = choice
        one = Predication(noun, act, thing or noun, verb.shape, begin, verb.end)
        yield self._filled(one, verb)

    def _of_noun(self, noun: Found) -> Predication:
        inner = self._object(noun, self.line.clause_start(noun.start))
        act = (chosen(noun, inner) or (noun.word.acts[0], None))[0]
        mine = [one for one in self.phrases if one.of == noun.start]
        mine = mine or self._meeting(noun, act)
        start = self._from_date(min([noun.start, *(one.start for one in mine)]))
        taken = tuple((one.slot, one) for one in mine)
        return Predication(noun, act, None, noun.shape, start, noun.stem, taken)

    def _from_date(self, start: int) -> int:
        """Where words begin with the date right before them: 6월 17일 대통령과의 통화에서."""
        dates = (low for low, high, _ in self.line.dates if self.line.text[high:start] == " ")
        return next(dates, start)

    def _meeting(self, noun: Found, act: Act) -> list[Phrase]:
        """Two who are the topic before a meeting that nobody owns: 両首脳は電話協議で、."""
        if act.frame != "meet":
            return []
        acting = [one for one in self.phrases if one.slot in ("topic", "subject")]
        before = [one for one in acting if one.stop <= noun.start]
        return [replace(one, slot="plain") for one in before[-1:] if len(one.who.states) > 1]

    def _object(self, verb: Found, begin: int) -> Found | None:
        """The noun that is the object of a verb: nearest, with the right particle."""
        best: tuple[int, Found] | None = None
        wanted = {kind for act in verb.word.acts for kind in act.objects}
        begin = max(begin, self._content(verb) or 0)
        for noun in self.line.words:
            if not (begin <= noun.start and noun.stem <= verb.start):
                continue
            if noun.shape.voice != "noun" or not (noun.word.kinds or noun.word.acts):
                continue
            rank = self._rank(noun, verb)
            if rank and noun.word.kinds & wanted:
                rank += FIT
            if rank and (best is None or rank >= best[0]):
                best = rank, noun
        if best is None and verb.shape.link == "relative":
            return self._described(verb)
        return best[1] if best else None

    def _described(self, verb: Found) -> Found | None:
        """The noun that a verb describes: 発射した弾道ミサイル."""
        end = verb.end
        near = (one for one in self.line.words if end <= one.start <= end + DESCRIBED)
        close = (one for one in near if not _CASE.search(self.line.text, end, one.start))
        return next((one for one in close if one.word.kinds), None)

    def _rank(self, noun: Found, verb: Found) -> int:
        if self.line.text[noun.stem : verb.start] in ("", " "):
            return 4
        slot, stop = particle(self.line, noun.stem, verb.start)
        if self._enclosed(noun, slot, stop, verb):
            return 0
        passive = verb.shape.voice == "passive"
        if verb.shape.voice == "noun":
            near = stop == verb.start or self.line.rules["scaled"].fullmatch(
                self.line.text, stop, verb.start
            )
            owned = slot == "owner" or (slot == "to" and self.line.text[stop - 1] == "の")
            return 3 if owned and near else 0
        if slot == "object" and not passive:
            return 3
        if slot == "topic" and verb.shape.link == "relative":
            return 0
        if slot in ("subject", "topic"):
            return 3 if passive else 1
        left = slot == "at" and any(act.name in BESIDE for act in verb.word.acts)
        return 1 if left or slot in ("to", "from", "object") else 0

    def _enclosed(self, noun: Found, slot: str, stop: int, verb: Found) -> bool:
        """Whether a noun is part of another word, or the object in words on a later noun."""
        longer: re.Pattern[str] | None = self.line.rules.get("longer")
        if longer and longer.match(self.line.text, noun.stem):
            return True
        if self.line.rules.get("compounds") and self._heads(noun):
            return True
        apart = slot != "object" or self.line.text.startswith("、", stop)
        return not apart and any(stop <= place < verb.start for place in self.relative)

    def _heads(self, noun: Found) -> bool:
        """Whether another noun is written against a noun, which only says of what kind it is."""
        return any(
            word.start == noun.stem and word.shape.voice == "noun" for word in self.line.words
        )

    def _filled(self, one: Predication, verb: Found) -> Predication:
        """An act with its phrases; where the clause describes a noun, it ends with the noun."""
        content = self._content(verb)
        said = self._said(verb, content) if content is not None else None
        one = one if content is None else replace(one, start=self._from_speaker(one, verb))
        one = replace(one, elliptic=not self._overt(one, verb), end=self._end(one))
        taken = tuple(self._arguments(one, verb, content))
        return replace(one, taken=taken, content=said).turned()

    def _end(self, one: Predication) -> int:
        end = one.shape.end
        if one.shape.link != "relative":
            return end
        if one.object and one.object.start >= end:
            return self._told_end(one.object.stem)
        head = next((phrase for phrase in self.phrases if end <= phrase.start <= end + 1), None)
        return head.end if head else self._told_end(end)

    def _told_end(self, place: int) -> int:
        """Where the clause ends whose noun a clause describes: before と述べた, or with a verb."""
        stop: re.Match[str] | None = self.line.rules["links"]["quoted"].search(
            self.line.text, place
        )
        limit = min(stop.start() if stop else len(self.line.text), self.line.clause_end(place))
        return place + len(self.line.text[place:limit].rstrip("。、 "))

    def _content(self, verb: Found) -> int | None:
        """Where what is said before a verb of saying ends."""
        links = self.line.rules["links"]["content"]
        window = max(0, verb.start - 24, self.line.clause_start(verb.start))
        match: re.Match[str] | None = links.search(self.line.text, window, verb.start)
        beside = match and any(p.start <= match.start() < p.stop for p in self.phrases)
        return match.start() if match and not beside else None

    def _arguments(
        self, one: Predication, verb: Found, content: int | None
    ) -> Iterator[tuple[str, Phrase]]:
        thing = one.object.start if one.object else one.word.start
        for phrase in self.phrases:
            if phrase.slot == "topic" and phrase.stop <= verb.start:
                continue
            within = phrase.of == verb.start <= phrase.start < verb.stem
            if within or (phrase.of == thing and phrase.start >= verb.end):
                yield phrase.slot, phrase
                continue
            if phrase.start < one.start or phrase.start >= verb.start:
                continue
            if self._used(phrase, verb):
                continue
            slot = slot_of(phrase, one, thing)
            if slot and not (content is not None and phrase.stop <= content and slot == "subject"):
                yield slot, phrase
        subject = self._subject(one, verb, content)
        if subject:
            yield "subject", subject

    def _used(self, phrase: Phrase, verb: Found) -> bool:
        """Whether a phrase belongs to a clause that describes a noun before the verb.

        One that a comma or a date sets apart does not: 各地で、政府に反対するデモが起きた.
        """
        if self.line.text.startswith("、", phrase.stop) or self._set_apart(phrase):
            return False
        if any(phrase.stop < low <= phrase.stop + 1 for low, _, _ in self.line.dates):
            return False
        return any(phrase.stop <= place < verb.start for place in self.relative)

    def _set_apart(self, phrase: Phrase) -> bool:
        """Whether a place is what the sentence is about: 방글라데시에서는."""
        return phrase.slot == "at" and self.line.text.endswith(("에서는", "では"), 0, phrase.stop)

    def _subject(self, one: Predication, verb: Found, content: int | None) -> Phrase | None:
        """The topic of the sentence, for want of a subject in the clause."""
        subjects = [
            phrase
            for phrase in self.phrases
            if outer(phrase) == "subject"
            and one.start <= phrase.start < verb.start
            and not self._used(phrase, verb)
        ]
        topics = [
            phrase
            for phrase in self.phrases
            if outer(phrase) == "topic" and phrase.start < verb.start
        ]
        if content is not None:
            return self._speaker(verb)
        if subjects:
            return None
        used = [
            phrase
            for phrase in self.phrases
            if phrase.slot == "subject" and one.start <= phrase.start < verb.start
        ]
        if used and not topics:
            return used[0]
        behind = next((p for p in self.phrases if verb.end <= p.start <= verb.end + 1), None)
        if behind and verb.shape.link == "relative" and self._did(one, verb, behind):
            return behind
        if topics:
            return topics[-1]
        if announcing := self._announcing(one):
            return announcing
        if behind and verb.shape.link == "chained" and one.act.name != ARISING:
            return behind if outer(behind) == "subject" else None
        return behind if verb.shape.link == "relative" else None

    def _announcing(self, one: Predication) -> Phrase | None:
        """Who tells of what only he can have done: 撤収が完了したとロシア国防省が発表した."""
        quoted = self.line.rules["links"]["quoted"]
        if one.act.frame != "lone" or not quoted.match(self.line.text, one.end):
            return None
        acting = (p for p in self.phrases if outer(p) in ("subject", "topic"))
        return next((p for p in acting if p.start == one.end + 1), None)

    def _did(self, one: Predication, verb: Found, behind: Phrase) -> bool:
        """Whether the noun behind a clause is who did what the clause tells."""
        person = behind.who.ids != behind.who.states and verb.shape.voice == "active"
        moved = one.act.frame in ("visit", "lone") or one.act.name in ENTERING
        aimed = verb.shape.voice == "active" and self._aimed(one, verb)
        return moved or ((person or aimed) and one.act.frame != "host")

    def _aimed(self, one: Predication, verb: Found) -> bool:
        """Whether a clause names whom its act is aimed at: モロッコを支持したスペイン."""
        inner = (p for p in self.phrases if one.start <= p.start and p.stop <= verb.start)
        return any(p.who.states and outer(p) in ("object", "with", "to") for p in inner)

    def _acting(self, verb: Found) -> list[Phrase]:
        """Subjects and topics before a verb."""
        return [
            one
            for one in self.phrases
            if outer(one) in ("subject", "topic") and one.stop <= verb.start
        ]

    def _speaker(self, verb: Found) -> Phrase | None:
        """Who says what is said before a verb: the first topic, else the first subject.

        One at the head of a later clause, a person or before a quotation, says what that says.
        """
        acting = self._acting(verb)
        topics = [one for one in acting if outer(one) == "topic"]
        heads = (one for one in topics[1:] if one.start in self.line.bounds)
        later = [one for one in heads if self._speaks(one) or replies(self.line, topics[0], one)]
        return next(iter(later[-1:] or topics[:1] or acting[:1]), None)

    def _speaks(self, topic: Phrase) -> bool:
        """Whether a topic at the head of a later clause says what follows: 韓国は「…」と述べた."""
        person = bool(topic.who.ids) and topic.who.ids != topic.who.states
        return person or self.line.text.startswith(("「", "『"), topic.stop)

    def _from_speaker(self, one: Predication, verb: Found) -> int:
        """Where the words of somebody begin: with himself, unless he does something before."""
        speaker = self._speaker(verb)
        if speaker is None or speaker.start >= one.start:
            return one.start
        between = (word for word in self.line.words if speaker.stop <= word.start < one.start)
        done = any(word.word.acts and word.shape.voice != "noun" for word in between)
        return one.start if done else speaker.start

    def _said(self, verb: Found, content: int) -> Phrase | None:
        """Who acts in what is said."""
        speaker = self._speaker(verb)
        inner = [p for p in self._acting(verb) if p is not speaker and p.stop <= content]
        if not inner and speaker and verb.word.acts[0].plover == "THREATEN":
            inner = [p for p in self.phrases if speaker.stop <= p.start and p.stop <= content][:1]
        return inner[-1] if inner and speaker and inner[-1].start > speaker.start else None

    def _overt(self, one: Predication, verb: Found) -> bool:
        """Whether the clause has a subject that is no actor: 企業が事業を中止した."""
        begin = max([one.start, *(place for place in self.relative if place < verb.start)])
        marked = {phrase.stop for phrase in self.phrases}
        thing = one.object.stem if one.object else -1
        return any(
            match.end() not in marked and not thing <= match.end() <= thing + 2
            for match in self.line.rules["overt"].finditer(self.line.text, begin, verb.start)
        )


def _under_negation(one: Predication, after: Predication) -> Predication:
    """A verb chained to one that is denied did not happen either: 지목해 비판하지 않았다."""
    if one.shape.link != "chained" or one.shape.negated or not after.shape.negated:
        return one
    if after.start != one.start:
        return one
    return replace(one, shape=replace(one.shape, mood="unreal", link="final"))


def _relative_places(line: Line) -> tuple[int, ...]:
    matches = line.rules["relative"].finditer(line.text)
    found = {match.start() for match in matches if not line.scene.quoted(match.start())}
    found |= {word.start for word in line.words if word.shape.link == "relative"}
    return tuple(sorted(found))
