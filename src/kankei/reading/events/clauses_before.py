"""Predications of English, Chinese and Russian sentences: subject, verb, object, prepositions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from .clauses_after import RAISED
from .finding import Found
from .line import Line, Phrase
from .phrases_before import phrases
from .predication import OWN, Predication, chosen
from .shape import Mood

_PAUSE = re.compile(r"[,;)](?!\d)|\.(?=\s|$)| (?:ended|was|were|has|had|will|should|would)\b")

_APPOSITION = re.compile(r", (?!(?:and|but|or|и|а|но|или)\b)[^,;:«»]{3,80}, ?")
_TITLED = re.compile(r"[^,;:«»]{0,60}, ?")

REACH = 90
"""An object stands within so many characters of its verb."""

WORDED = ("AGREE", "REQUEST", "THREATEN", "REJECT", "ACCUSE")
"""Types of acts whose words follow in clauses of their own."""

BESIDE = 4
"""Characters between a noun and the Russian participle behind it."""

LEADING = 16
"""Words that open a clause have so many characters at most."""

FAR = 300
"""What is said begins within so many characters."""

TEXTS = frozenset({"agreement", "jointtext", "proposal", "resolution", "blame", "warning"})
"""Kinds of things that may promise or provide, but do not act for a state."""

NEAR = 8
"""A relative clause begins within so many characters of the noun it describes."""

ACCUSATIVE = ("у", "ю")
"""How many Russian nouns end that can be nothing but objects."""

FREE = ("none", "plain", "owner")
"""Slots of phrases that no preposition governs, or whose noun none governs."""


class Clauses:
    """The predications of one sentence."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.phrases = phrases(line)
        self.verbs = [word for word in line.words if word.word.acts and word.shape.voice != "noun"]
        self._taken: set[int] = set()

    def read(self) -> list[Predication]:
        """Find the predications of a sentence in the order of their predicates."""
        found = self._governed_by([one for verb in self.verbs for one in self._of_verb(verb)])
        nouns = [word for word in self.line.words if word.shape.voice == "noun"]
        found += [
            self._of_noun(noun)
            for noun in nouns
            if noun.word.event and noun.word.acts and noun.start not in self._taken
        ]
        return sorted(found, key=lambda one: one.word.start)

    def _governed_by(self, found: list[Predication]) -> list[Predication]:
        """Acts in what somebody denies, asks, agrees to or accuses another of."""
        kept: list[Predication] = []
        for one in found:
            above = next((other for other in reversed(kept) if self._in_words(one, other)), None)
            kept.append(self._told_of(one, above) if above else one)
        return kept

    def _in_words(self, one: Predication, other: Predication) -> bool:
        if other.act.plover not in WORDED or other.shape.mood in ("claimed", "denied"):
            return False
        if one.word.start > other.word.end + FAR:
            return False
        between = self.line.text[other.word.end : one.word.start]
        if not self.line.rules["content_marker"].search(between):
            return False
        stop = self.line.rules["content_stop"].search(self.line.text, other.word.end)
        return other.word.end <= one.word.start < (stop.start() if stop else len(self.line.text))

    def _told_of(self, one: Predication, above: Predication) -> Predication:
        mood: Mood = "unreal" if above.act.plover in ("AGREE", "REQUEST", "THREATEN") else "denied"
        blames = above.object is not None and "blame" in above.object.word.kinds
        if above.act.plover == "REJECT" and above.act.frame != "deny" and not blames:
            mood = "unreal"
        if above.act.plover == "ACCUSE":
            mood = "claimed"
            accused = [p for p in self.phrases if above.word.end <= p.start < one.word.start]
            rest = tuple((slot, p) for slot, p in one.taken if slot != "subject")
            subject = tuple(("subject", p) for p in accused if p.slot in FREE)[-1:]
            one = replace(one, taken=subject + rest, elliptic=False)
        return replace(one, shape=replace(one.shape, mood=mood))

    def _of_verb(self, verb: Found) -> Iterator[Predication]:
        begin, end = self.line.clause_start(verb.start), self.line.clause_end(verb.end)
        near, behind = self._object(verb, begin, end)
        if self._done_by_a_text(verb, begin):
            return
        act = chosen(verb, near)
        if near and near.word.acts and any(one.name == RAISED for one in verb.word.acts):
            inner, _ = self._object(near, begin, end)
            raised = chosen(near, inner) if act is None or act[1] is None else None
            if raised and raised[0].name != RAISED:
                act = raised[0], raised[1] or near
        if act is None:
            return
        if near:
            self._taken.add(near.start)
        turned = verb
        behind = behind or (self.line.rules["inverts"] and self._objects(verb, end))
        if (
            act[1]
            and not behind
            and verb.shape.voice == "active"
            and not self._does(verb, begin, near)
        ):
            if self._objects(verb, end) or not self._intransitive(verb):
                return
            turned = replace(verb, shape=replace(verb.shape, voice="passive"))
        one = Predication(turned, act[0], act[1], turned.shape, begin, end)
        taken = tuple(self._arguments(one, verb))
        elliptic = self._subjectless(one, verb)
        one = replace(one, taken=taken, elliptic=elliptic)
        if act[0].plover in WORDED and not one.shape.negated:
            one = replace(one, end=self._worded_end(end))
        yield self._trimmed(one).turned()

    def _does(self, verb: Found, begin: int, near: Found | None) -> bool:
        """Whether an object stands before its verb: РФ обвинения отвергла, организацию покинул."""
        free = (p for p in self.phrases if begin <= p.start and p.end <= verb.start)
        reflexive = self.line.text[: verb.end].endswith(("ся", "сь"))
        if not self.line.rules["inverts"] or reflexive:
            return False
        told = near is not None and self.line.text.endswith(ACCUSATIVE, 0, near.shape.end)
        return told or any(p.slot == "none" for p in free)

    def _worded_end(self, end: int) -> int:
        """Where the words end that are said, agreed or asked."""
        strong, text = self.line.rules["strong"], self.line.text
        opened = self.line.rules.get("aside_clause")
        before = max(0, end - LEADING)
        if opened and opened.search(text, before, end):
            return end
        if any(match.end() == end for match in strong.finditer(text, before, end)):
            return end
        places = (match for match in strong.finditer(text, end - 2))
        stop = next(
            (one.start() for one in places if not self.line.scene.quoted(one.start())), None
        )
        return max(end, stop or len(self.line.text))

    def _subjectless(self, one: Predication, verb: Found) -> bool:
        """Whether no subject is written between the start of the clause and its verb."""
        last = max([one.start, *(word.end for word in self.verbs if word.start < verb.start)])
        listed = self.line.text.rfind(", ", last, verb.start)
        last = max(last, listed)
        bare: re.Pattern[str] = self.line.rules["subjectless"]
        thing = one.object
        if self.line.rules["inverts"] and thing and last <= thing.start and thing.stem < verb.start:
            if not bare.fullmatch(self.line.text, last, thing.start):
                return False
            last = thing.shape.end
        return bool(bare.fullmatch(self.line.text, last, verb.start))

    def _object(self, verb: Found, begin: int, end: int) -> tuple[Found | None, bool]:
        """The noun that is the object of a verb, and whether it stands behind the verb."""
        wanted = [
            word
            for word in self.line.words
            if word.shape.voice == "noun" and (word.word.kinds or word.word.acts)
        ]
        stop = min((word.start for word in self.verbs if word.start > verb.start), default=end)
        after = [
            word for word in wanted if verb.end <= word.start < min(end, stop, verb.end + REACH)
        ]
        before = [word for word in wanted if begin <= word.start and word.stem <= verb.start]
        described = [word for word in wanted if word.stem <= begin <= word.stem + NEAR]
        if described and self._relates(begin, verb) and chosen(verb, described[-1]):
            return described[-1], True
        if verb.shape.voice != "passive" and after:
            return self._fitting(verb, after), True
        if before and not self._governed(before[-1], verb):
            return self._fitting(verb, before[::-1]), False
        return None, True

    def _done_by_a_text(self, verb: Found, begin: int) -> bool:
        """Whether an agreement or proposal is what a relative clause describes as doing it."""
        described = [w for w in self.line.words if w.stem <= begin <= w.stem + NEAR]
        if not described or verb.shape.voice == "passive" or not self._relates(begin, verb):
            return False
        return bool(described[-1].word.kinds & TEXTS) and not chosen(verb, described[-1])

    def _fitting(self, verb: Found, nouns: list[Found]) -> Found:
        """The first noun that a verb can have as an object, else the first."""
        wanted = {kind for act in verb.word.acts for kind in act.objects}
        if nouns[0].word.acts and any(act.name == RAISED for act in verb.word.acts):
            return nouns[0]
        return next((noun for noun in nouns if noun.word.kinds & wanted), nouns[0])

    def _governed(self, noun: Found, verb: Found) -> bool:
        """Whether another verb between the two has the noun."""
        return any(noun.start < one.start < verb.start for one in self.verbs)

    def _intransitive(self, verb: Found) -> bool:
        """Whether what a verb does can be its subject: *talks resumed*."""
        pattern = self.line.rules["intransitive"]
        return bool(pattern.match(self.line.text[verb.start : verb.end]))

    def _objects(self, verb: Found, end: int) -> bool:
        return any(one.slot == "none" and verb.end <= one.start < end for one in self.phrases)

    def _arguments(self, one: Predication, verb: Found) -> Iterator[tuple[str, Phrase]]:
        subjects = self._subjects(one, verb)
        yield from (("subject", subject) for subject in subjects)
        real = (word for word in self.verbs if word.shape.mood != "unreal")
        stop = min((word.start for word in real if word.start >= verb.end), default=one.end)
        for phrase in self.phrases:
            if phrase in subjects or not one.start <= phrase.start < one.end:
                continue
            if phrase.start >= max(stop, verb.end):
                continue
            slot = self._slot(phrase, one, verb)
            if slot:
                yield slot, phrase

    def _slot(self, phrase: Phrase, one: Predication, verb: Found) -> str | None:
        """The slot of a phrase towards a verb."""
        thing = one.object.start if one.object else None
        outer = phrase.head if phrase.slot in ("owner", "plain") else phrase.slot
        if phrase.slot in ("owner", "plain") and phrase.of == thing and one.act.frame in OWN:
            return phrase.slot
        if outer == "of" and self._animate_object(phrase, one, verb):
            return "object"
        if outer != "none":
            return outer
        if phrase.start >= verb.end or verb.start < phrase.start < verb.stem:
            return "object"
        return "of" if thing is not None and one.shape.voice == "passive" else None

    def _animate_object(self, phrase: Phrase, one: Predication, verb: Found) -> bool:
        """Принял президента Сербии: the accusative of a person looks like a genitive."""
        person = not phrase.who.ids[0].isupper() and one.object is None
        gap = self.line.text[verb.end : phrase.start]
        between = self.line.rules.get("before_object")
        return bool(between and person and phrase.start >= verb.end and between.fullmatch(gap))

    def _subjects(self, one: Predication, verb: Found) -> list[Phrase]:
        """The subject with those who are listed behind it."""
        first = self._subject(one, verb)
        if first is None:
            return []
        found = [first]
        for phrase in self.phrases:
            gap = self.line.text[found[-1].stop : phrase.start]
            if phrase.start > first.start and phrase.slot in FREE:
                if not self.line.rules["listed"].fullmatch(gap):
                    break
                found.append(phrase)
        return found

    def _subject(self, one: Predication, verb: Found) -> Phrase | None:
        """The free phrase before a verb, what a relative clause describes, or one behind it."""
        others = [word for word in self.verbs if one.start <= word.start < verb.start]
        if others:
            anew = self.line.rules["anew"].search(self.line.text, others[-1].end, verb.start)
            between = self._free(others[-1].end, verb.start, one) if anew else []
            if anew and not between and not self._subjectless(one, verb):
                return None
            free = between[-1:] or self._free(one.start, others[0].start, one)[:1]
        else:
            free = self._free(one.start, verb.start, one)[:1]
        if free:
            return free[0]
        if verb.shape.link == "relative" or self._relates(one.start, verb):
            before = [phrase for phrase in self.phrases if phrase.stop <= verb.start]
            return before[-1] if before and self._described(before[-1], verb) else None
        if self.line.rules["relative_closed"].search(
            self.line.text, max(0, one.start - 14), verb.start
        ):
            return next(iter(self._free(0, one.start, one)[::-1]), None)
        return self._apposed(one, verb) or self._shared(one, verb) or self._inverted(one, verb)

    def _shared(self, one: Predication, verb: Found) -> Phrase | None:
        """The subject of a clause that tells no act, and to which *and* joins this one."""
        joined = self.line.rules["shared"].search(self.line.text, 0, one.start)
        if not joined or not self._subjectless(one, verb):
            return None
        begin = self.line.clause_start(one.start - 1)
        busy = any(begin <= word.start < one.start for word in self.verbs)
        return None if busy else next(iter(self._free(begin, one.start, one)), None)

    def _apposed(self, one: Predication, verb: Found) -> Phrase | None:
        """The subject before an apposition: *Kim, the leader of the North, visited*."""
        if not self._subjectless(one, verb):
            return None
        for phrase in self.phrases:
            gap = self.line.text[phrase.stop : one.start]
            busy = any(phrase.stop <= word.start < one.start for word in self.verbs)
            titled = "," in self.line.text[phrase.start : phrase.stop]
            apposition = _TITLED if titled else _APPOSITION
            if phrase.slot == "none" and not busy and apposition.fullmatch(gap):
                return phrase
        return None

    def _described(self, phrase: Phrase, verb: Found) -> bool:
        """Whether a participle stands beside the actor it describes, and no other noun between."""
        gap = verb.start - phrase.stop
        return not self.line.rules["inverts"] or gap <= BESIDE or self._relates(phrase.stop, verb)

    def _free(self, start: int, end: int, one: Predication) -> list[Phrase]:
        return [
            phrase
            for phrase in self.phrases
            if start <= phrase.start and phrase.end <= end and self._is_free(phrase, one)
        ]

    def topic(self) -> Phrase | None:
        """Of whom the sentence speaks: its first free phrase."""
        return next((one for one in self.phrases if one.slot == "none"), None)

    def _is_free(self, phrase: Phrase, one: Predication) -> bool:
        if phrase.slot == "none":
            return True
        own = one.object is not None and phrase.of == one.object.start
        return phrase.slot in ("owner", "plain") and phrase.head == "none" and not own

    def _relates(self, begin: int, verb: Found) -> bool:
        """Whether the clause begins with a relative pronoun."""
        return bool(
            self.line.rules["relative"].search(self.line.text, max(0, begin - 14), verb.start)
        )

    def _inverted(self, one: Predication, verb: Found) -> Phrase | None:
        """A subject behind its verb, where the language allows it: договор подписали РФ и КНДР."""
        if not self.line.rules["inverts"] or verb.shape.voice == "passive":
            return None
        moved = one.act.frame == "visit" or self._after_object(one, verb)
        if not moved and not self._subjectless(one, verb):
            return None
        behind = (p for p in self.phrases if verb.end <= p.start < one.end and p.slot == "none")
        return next(behind, None)

    def _after_object(self, one: Predication, verb: Found) -> bool:
        """Whether what stands before the verb is its object: договор подписали РФ и КНДР."""
        if one.object and one.object.stem <= verb.start:
            return True
        return any(p.slot == "object" and one.start <= p.start < verb.start for p in self.phrases)

    def _trimmed(self, one: Predication) -> Predication:
        """Leave conjunctions and signs at both ends of the clause out."""
        text = self.line.text
        start, end = one.start, one.end
        while start < one.word.start and (text[start].isspace() or text[start] in ",;:—–，；："):
            start += 1
        while end > one.word.end and (text[end - 1].isspace() or text[end - 1] in ",;:.。，；：—–"):
            end -= 1
        return replace(one, start=start, end=end)

    def _of_noun(self, noun: Found) -> Predication:
        """A noun with the actors around it: *talks between A and B*, *A's visit to B*."""
        begin, end = self.line.clause_start(noun.start), self.line.clause_end(noun.stem)
        mine: list[tuple[str, Phrase]] = []
        low, high = noun.start, noun.stem
        for phrase in self.phrases:
            if phrase.of == noun.start:
                mine.append((phrase.slot, phrase))
                low = min(low, phrase.start)
            elif noun.stem <= phrase.start < end and phrase.slot not in FREE:
                gap = self.line.text[high : phrase.start]
                if self.line.rules["noun_gap"].fullmatch(gap):
                    mine.append((phrase.slot, phrase))
                    high = phrase.stop
        act, shape = noun.word.acts[0], noun.shape
        staged = self._staged(high)
        if staged:
            shape = replace(shape, mood=staged[0])
            high = self._pause(staged[1])
        return Predication(noun, act, None, shape, max(low, begin), high, tuple(mine))

    def _staged(self, place: int) -> tuple[Mood, int] | None:
        """Whether words behind a noun say that it took place or was due: *talks held in May*."""
        for mood, pattern in self.line.rules.get("staged", ()):
            match = pattern.match(self.line.text, place)
            if match:
                return mood, match.end()
        return None

    def _pause(self, place: int) -> int:
        """Where the words end that say when something took place or was due."""
        stop = _PAUSE.search(self.line.text, place)
        return stop.start() if stop else len(self.line.text)
