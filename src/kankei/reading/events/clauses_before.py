"""Predications of English, Chinese and Russian sentences: subject, verb, object, prepositions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from .clauses_after import RAISED
from .extents import (
    animate_object,
    antecedent,
    arrives_in,
    disposed,
    foreign,
    governed_between,
    nowhere,
    object_follows,
    pressed,
    text_of_both,
    trimmed,
    unknown,
    worded_end,
)
from .finding import Found
from .governing import WORDED, described_end, governed
from .line import Phrase
from .nouns_before import of_noun, raises
from .objects_before import (
    NEAR,
    REACH,
    fitting,
    headed,
    homeward,
    infinitive,
    meant,
    modified,
    moves_off,
    sent_to,
    suffering_before,
    wants,
)
from .phrases_before import left_behind
from .predication import ACCUSATIVE, OWN, TEXTS, Predication, chosen, slot_behind
from .subjects_before import Subjects
from .table import Act
from .verbal_nouns import verbal_nouns


class Clauses(Subjects):
    """The predications of one sentence."""

    def read(self) -> list[Predication]:
        """Find the predications of a sentence in the order of their predicates."""
        found = governed(
            self.line, self.phrases, [one for verb in self.verbs for one in self._of_verb(verb)]
        )
        free = [one for one in self.nouns if one.word.acts and one.start not in self._taken]
        found += [one for noun_word in free for one in of_noun(self.line, self.phrases, noun_word)]
        if self.line.rules["inverts"]:
            found += verbal_nouns(self.line, self.phrases, frozenset(self._taken))
        return sorted(found, key=lambda one: one.word.start)

    def _of_verb(self, verb: Found) -> Iterator[Predication]:
        begin, end = self._extent(verb)
        near, behind = self._object(verb, begin, end)
        off = near is not None and not behind and moves_off(self.line, verb, near)
        if near and not (behind or off) and self._object_follows(verb):
            near, behind = None, True
        if near and not (behind or off) and self._does_itself(verb, near, begin, end):
            near, behind = None, True
        act = self._act(verb, near, begin, end)
        if act is None and text_of_both(self.line, verb, begin):
            act = verb.word.acts[0], None
        if act is None:
            return
        if near:
            self._taken.add(near.start)
        turned = verb if behind or not act[1] else self._turned(verb, near, begin, end)
        if turned is None:
            return
        one = Predication(turned, act[0], act[1], turned.shape, begin, end)
        one.taken = tuple(self._arguments(one, verb))
        one.elliptic = self._subjectless(one, verb) and not self._describes(one, verb)
        if not (near and meant(self.line, self.words, verb)):
            one.start = antecedent(one)
        if act[0].plover in WORDED and not one.shape.negated:
            one.end = worded_end(self.line, self.phrases, self.verbs, end, verb)
        one.end = described_end(self.line, verb, begin, one.end)
        one.start, one.end = trimmed(self.line, self.verbs, one)
        yield one.turned()

    def _describes(self, one: Predication, verb: Found) -> bool:
        """Whether a clause describes somebody who is named, or who is no actor."""
        relative = verb.shape.link == "relative" and verb.shape.voice == "active"
        if self.line.rules["inverts"]:
            return relative
        pattern = self.line.rules.get("anybody")
        anybody = pattern and pattern.search(self.line.text, 0, self._begin(verb))
        return bool(anybody) or (
            not one.taken and (relative or unknown(self.line, verb, one.start))
        )

    def _begin(self, verb: Found) -> int:
        return self.line.clause_start(verb.start)

    def _act(
        self, verb: Found, near: Found | None, begin: int, end: int
    ) -> tuple[Act, Found | None] | None:
        """What a verb does with its object, and which noun decides it."""
        if self._done_by_a_text(verb, begin):
            return None
        near = None if near and infinitive(self.line, verb, near) else near
        act = chosen(verb, near) or sent_to(self.line, self.phrases, verb, end)
        if near and near.word.acts and raises(self.line, verb):
            inner, _ = self._object(near, begin, end)
            raised = chosen(near, inner) if act is None or act[1] is None else None
            if raised and raised[0].name != RAISED:
                act = raised[0], raised[1] or near
        lost = act is not None and act[0].frame == "visit" and nowhere(self.line, verb, end)
        return homeward(self.line, verb, act) if act and not lost else None

    def _turned(self, verb: Found, near: Found | None, begin: int, end: int) -> Found | None:
        """A verb before which its object stands: in the passive, or not told of that object."""
        objects = self._objects(verb, end)
        given = near is not None and disposed(self.line, begin, near)
        moved = given or (self.line.rules["inverts"] and objects)
        if moved or verb.shape.voice != "active" or self._does(verb, begin, near):
            return verb
        off = near is not None and moves_off(self.line, verb, near)
        if self._intransitive(verb) and (off or not objects):
            return replace(verb, shape=replace(verb.shape, voice="passive"))
        return verb if self.line.rules["inverts"] else None

    def _extent(self, verb: Found) -> tuple[int, int]:
        """The clause of a verb; of a Russian participle what belongs to it."""
        begin, end = self.line.clause_start(verb.start), self.line.clause_end(verb.end)
        if verb.shape.link != "relative" or not self.line.rules["inverts"]:
            return begin, end
        region = self.line.description(verb.start)
        described = None if region else self._modified(end, verb)
        return region or ((verb.start, described.stop) if described else (begin, end))

    def _does_itself(self, verb: Found, near: Found, begin: int, end: int) -> bool:
        """Whether the noun before a Chinese verb is its subject: 法国军人撤离马里."""
        if self.line.rules.get("disposal") is None or verb.shape.voice != "active":
            return False
        return self._objects(verb, end) and not disposed(self.line, begin, near)

    def _does(self, verb: Found, begin: int, near: Found | None) -> bool:
        """Whether an object stands before its verb: РФ обвинения отвергла, организацию покинул."""
        free = (p for p in self.phrases if begin <= p.start and p.end <= verb.start)
        reflexive = self.line.text[: verb.end].endswith(("ся", "сь"))
        if not self.line.rules["inverts"] or reflexive:
            return False
        told = near is not None and self.line.text.endswith(ACCUSATIVE, 0, near.shape.end)
        return told or any(p.slot == "none" for p in free)

    def _object(self, verb: Found, begin: int, end: int) -> tuple[Found | None, bool]:
        """The noun that is the object of a verb, and whether it stands behind the verb."""
        wanted = self._things
        if self.line.described:
            wanted = [word for word in wanted if not self._apart(word.start, verb)]
        stop = min(
            (w.start for w in self.verbs if w.start > verb.start and self._ends(w)), default=end
        )
        after = [
            word for word in wanted if verb.end <= word.start < min(end, stop, verb.end + REACH)
        ]
        inner = [word for word in self.verbs if verb.end <= word.start < end]
        behind = [word for word in wanted if verb.end <= word.start < end]
        after = headed(self.line, inner, verb, after, behind)
        before = [word for word in wanted if begin <= word.start and word.stem <= verb.start]
        before = before or suffering_before(self.line, wanted, begin, verb)
        suffered = self._suffered(begin, verb)
        if suffered or self._relates(begin, verb):
            described = modified(self.words, begin, verb, far=suffered)
            if described:
                return described, True
        again = meant(self.line, self.words, verb)
        if not again and self._led_by_object(verb, before, after):
            return fitting(self.line, verb, before[::-1]), False
        if again or (verb.shape.voice != "passive" and after):
            return again or fitting(self.line, verb, after), True
        first = (
            None if not before or governed_between(self.verbs, before[-1], verb) else before[::-1]
        )
        if first is None or not wants(verb, first):
            told = verb.shape.voice == "passive" and verb.shape.link != "relative"
            behind = after if told and self.line.rules["inverts"] else []
            if wants(verb, behind):
                return fitting(self.line, verb, behind), True
        return (fitting(self.line, verb, first), False) if first else (None, True)

    def _led_by_object(self, verb: Found, before: list[Found], after: list[Found]) -> bool:
        """Whether a Russian object opens its clause: *дорогу перекрыли армянские активисты*."""
        if not self.line.rules["inverts"] or verb.shape.voice != "active" or not after:
            return False
        wanted = wants(verb, before[-1:]) and not wants(verb, after)
        return wanted and not governed_between(self.verbs, before[-1], verb)

    def _ends(self, verb: Found) -> bool:
        """Whether the reach of the verb before it ends at a verb: not at *закрытые переговоры*."""
        return not (self.line.rules["inverts"] and verb.shape.link == "relative")

    def _suffered(self, begin: int, verb: Found) -> bool:
        """Whether a passive participle opens a stretch: *договор, подписанный в Москве*."""
        region = self.line.description(verb.start)
        return region is not None and region[0] == begin and verb.shape.voice == "passive"

    def _done_by_a_text(self, verb: Found, begin: int) -> bool:
        """Whether an agreement or proposal is what a relative clause describes as doing it."""
        described = [w for w in self.words if w.stem <= begin <= w.stem + NEAR]
        if not described or verb.shape.voice == "passive" or not self._relates(begin, verb):
            return False
        return bool(described[-1].word.kinds & TEXTS) and not chosen(verb, described[-1])

    def _intransitive(self, verb: Found) -> bool:
        """Whether what a verb does can be its subject: *talks resumed*."""
        pattern = self.line.rules["intransitive"]
        return bool(pattern.match(self.line.text[verb.start : verb.end]))

    def _object_follows(self, verb: Found) -> bool:
        return object_follows(self.line, verb, self._intransitive(verb))

    def _objects(self, verb: Found, end: int) -> bool:
        return any(one.slot == "none" and verb.end <= one.start < end for one in self.phrases)

    def _arguments(self, one: Predication, verb: Found) -> Iterator[tuple[str, Phrase]]:
        subjects = self._subjects(one, verb)
        yield from (("subject", subject) for subject in subjects)
        worded = one.act.plover == "ACCUSE"
        real = (word for word in self.verbs if worded or word.shape.mood != "unreal")
        stop = min((word.start for word in real if word.start >= verb.end), default=one.end)
        for phrase in self.phrases:
            if phrase in subjects or self._apart(phrase.start, verb):
                continue
            if not (one.start <= phrase.start < one.end or self._beside(phrase, one)):
                continue
            if phrase.start >= max(stop, verb.end) or left_behind(self.line, phrase, verb):
                continue
            slot = self._slot(phrase, one, verb)
            if slot:
                yield slot, phrase

    def _beside(self, phrase: Phrase, one: Predication) -> bool:
        """Whether a phrase belongs to the noun that the clause describes: *пакт с РФ, …*."""
        thing = one.object
        if thing is None or thing.stem > one.start:
            return False
        return phrase.of == thing.start or thing.end <= phrase.start < one.start

    def _slot(self, phrase: Phrase, one: Predication, verb: Found) -> str | None:
        """The slot of a phrase towards a verb."""
        thing = one.object.start if one.object else None
        outer = phrase.head if phrase.slot in ("owner", "plain") else phrase.slot
        if outer == "by" and foreign(self.line, phrase, verb):
            return None
        own = thing is not None and phrase.of == thing
        pressing = pressed(self.line, one) and outer != "to"
        if phrase.slot in ("owner", "plain") and own and (one.act.frame in OWN or pressing):
            return "owner" if pressing else phrase.slot
        if outer == "of" and animate_object(self.line, phrase, one, verb):
            return "object"
        if outer == "at" and one.act.frame == "visit" and arrives_in(self.line, phrase, verb):
            return "object"
        if outer != "none":
            return outer
        if phrase.start >= verb.end or verb.start < phrase.start < verb.stem:
            done_by = self.line.rules["inverts"] and verb.shape.voice == "passive"
            return "by" if done_by else slot_behind(verb)
        return "of" if thing is not None and one.shape.voice == "passive" else None
