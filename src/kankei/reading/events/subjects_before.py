"""Who acts in a clause of an English, Chinese or Russian sentence: the subject of a predicate."""

from __future__ import annotations

import re

from .extents import (
    antecedes,
)
from .finding import Found
from .governing import closes_relative
from .line import Line, Phrase
from .nouns_before import told_apart
from .phrases_before import first_listed, phrases, told_of
from .predication import FREE, Predication

_APPOSITION = re.compile(r", (?!(?:and|but|or|и|а|но|или)\b)[^,;:«»]{3,80}, ?")

_TITLED = re.compile(r"[^,;:«»]{0,60}, ?")

OPENING = 5
"""Where an owner stands that opens a sentence: *The Emirates' coast guard*."""

_OBLIQUE = re.compile(r"\b(?:к|ко|в|во|на|с|со|о|об|из|от|за|по|при|у|для|после) котор[а-я]+\b")

_PAST = re.compile(r"л[аои]?(?:с[ья])?(?: [а-я]+)?\Z")
"""The ending of a Russian verb in the past, which no gerund has."""

BESIDE = 4
"""Characters between a noun and the Russian participle behind it."""


class Subjects:
    """The phrases of one sentence, and which of them is the subject of a verb."""

    def __init__(self, line: Line) -> None:
        self.line = line
        self.phrases = phrases(line)
        self.words, self.verbs = told_apart(line)
        self.nouns = [word for word in self.words if word.shape.voice == "noun"]
        self._things = [noun for noun in self.nouns if noun.word.kinds or noun.word.acts]
        self._taken: set[int] = set()

    def _apart(self, place: int, verb: Found) -> bool:
        """Whether a participle has a place for itself that is not the verb."""
        region = self.line.description(place)
        return region is not None and region != self.line.description(verb.start)

    def _subjectless(self, one: Predication, verb: Found) -> bool:
        """Whether no subject is written between the start of the clause and its verb."""
        last = max([one.start, *(word.end for word in self.verbs if word.start < verb.start)])
        listed = self.line.text.rfind(", ", last, verb.start)
        last = max(last, listed)
        bare: re.Pattern[str] = self.line.rules["subjectless"]
        follows: re.Pattern[str] | None = self.line.rules.get("subject_behind")
        if follows and verb.shape.voice == "active" and follows.match(self.line.text, verb.end):
            return False
        thing = one.object
        if self.line.rules["inverts"] and thing and last <= thing.start and thing.stem < verb.start:
            if not bare.fullmatch(self.line.text, last, thing.start):
                return False
            last = thing.shape.end
        return bool(bare.fullmatch(self.line.text, last, verb.start))

    def _subjects(self, one: Predication, verb: Found) -> list[Phrase]:
        """The subject with those who are listed behind it."""
        free = self._free(one.start, verb.start, one)
        first = told_of(self.line, free) or self._subject(one, verb)
        if first is None:
            return []
        found = [first]
        for phrase in self.phrases:
            gap = self.line.text[found[-1].stop : phrase.start]
            if first.start < phrase.start < one.end and phrase.slot in FREE:
                if not self.line.rules["listed"].fullmatch(gap):
                    break
                found.append(phrase)
        return found

    def _subject(self, one: Predication, verb: Found) -> Phrase | None:
        """The free phrase before a verb, what a relative clause describes, or one behind it."""
        others = [word for word in self.verbs if one.start <= word.start < verb.start]
        if self.line.rules["inverts"]:
            others = [word for word in others if word.shape.link != "relative"]
        if others:
            anew = self.line.rules["anew"].search(self.line.text, others[-1].end, verb.start)
            between = self._free(anew.end(), verb.start, one) if anew else []
            if anew and not between and not self._subjectless(one, verb):
                return None
            free = between[-1:] or self._free(one.start, others[0].start, one)[:1]
        else:
            free = self._free(one.start, verb.start, one)[:1]
        outer = self._before_relative(one, verb)
        if outer or free:
            return outer or free[0]
        if verb.shape.link == "relative" or (
            self._relates(one.start, verb) and not self._oblique(one.start, verb)
        ):
            before = [phrase for phrase in self.phrases if phrase.stop <= verb.start]
            if before and self._described(before[-1], verb):
                return before[-1]
            return self._modified(one.end, verb)
        if self.line.rules["relative_closed"].search(
            self.line.text, max(0, one.start - 14), verb.start
        ):
            return first_listed(self.line, self._free(0, one.start, one))
        return self._apposed(one, verb) or self._shared(one, verb) or self._inverted(one, verb)

    def _before_relative(self, one: Predication, verb: Found) -> Phrase | None:
        """Whom an English relative clause describes that ends right before a verb."""
        if not closes_relative(self.line, one.start, verb.start):
            return None
        closed = self.line.rules["relative_closed"].search(self.line.text, one.start, verb.start)
        before = closed.start() if closed else one.start
        return first_listed(self.line, self._free(0, before, one))

    def _modified(self, end: int, verb: Found) -> Phrase | None:
        """The subject behind a Russian participle: *прибывший в Дели министр РФ*."""
        if not self.line.rules["inverts"] or self.line.description(verb.start):
            return None
        behind = (p for p in self.phrases if verb.end <= p.start < end and p.slot == "none")
        return next(behind, None)

    def _shared(self, one: Predication, verb: Found) -> Phrase | None:
        """The subject of a clause that tells no act, and to which *and* joins this one.

        So is that of a passive joined to a passive: *was arrested and deported*.
        """
        joined = self.line.rules["shared"].search(self.line.text, 0, one.start)
        if not joined or not self._subjectless(one, verb):
            return None
        begin = self.line.clause_start(one.start - 1)
        between = [word for word in self.verbs if begin <= word.start < one.start]
        busy = any({word.shape.voice, verb.shape.voice} != {"passive"} for word in between)
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
        if not self.line.rules["inverts"]:
            return antecedes(self.line, self.verbs, phrase, verb)
        if self._relates(phrase.stop, verb):
            return True
        region = self.line.description(verb.start)
        return region is not None and 0 <= region[0] - phrase.stop <= BESIDE

    def _free(self, start: int, end: int, one: Predication) -> list[Phrase]:
        return [
            phrase
            for phrase in self.phrases
            if start <= phrase.start
            and phrase.end <= end
            and self._is_free(phrase, one)
            and not self._apart(phrase.start, one.word)
        ]

    def topic(self) -> Phrase | None:
        """Of whom the sentence speaks: its first free phrase."""
        english = self.line.articles
        opening = (p for p in self.phrases if p.slot == "none" or (english and p.start < OPENING))
        return next((p for p in opening if "none" in (p.slot, p.head)), None)

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

    def _oblique(self, begin: int, verb: Found) -> bool:
        """Whether a relative pronoun is no subject: *учения, к которым присоединился флот*."""
        return bool(_OBLIQUE.search(self.line.text, max(0, begin - 14), verb.start))

    def _inverted(self, one: Predication, verb: Found) -> Phrase | None:
        """A subject behind its verb, where the language allows it: договор подписали РФ и КНДР."""
        if not self.line.rules["inverts"] or verb.shape.voice == "passive":
            return None
        if verb.shape.link == "chained" and not _PAST.search(self.line.text, 0, verb.end):
            return None
        moved = one.act.frame == "visit" or self._after_object(one, verb)
        if not moved and (verb.shape.link == "chained" or not self._subjectless(one, verb)):
            return None
        behind = (p for p in self.phrases if verb.end <= p.start < one.end)
        return next((p for p in behind if self._is_free(p, one)), None)

    def _after_object(self, one: Predication, verb: Found) -> bool:
        """Whether what stands before the verb is its object: договор подписали РФ и КНДР."""
        if one.object and one.object.stem <= verb.start:
            return True
        return any(p.slot == "object" and one.start <= p.start < verb.start for p in self.phrases)
