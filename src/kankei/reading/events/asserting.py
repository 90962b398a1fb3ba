"""How surely an act is told: as a fact, a claim, a plan, a denial, or not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from .accusing import Claimed
from .dating import after_publication, usable
from .draft import Assertion
from .line import Line
from .predication import Predication

INTENDED = ("CONSULT", "AGREE", "MOBILIZE", "ASSAULT", "PROTEST")
"""Types that are plans until they are done; the others take effect when they are announced."""

_HEADS = (":", "–", "—", "：")

HEAD = 4
"""Characters between the date of an entry of a chronicle and its first word."""

SPOKEN = ("ACCUSE", "REJECT", "THREATEN", "REQUEST", "SUPPORT")
"""Types that are done by saying so, also in the present tense."""


def assertion(
    line: Line,
    one: Predication,
    claims: Sequence[Claimed],
    stated: str | None,
    published: date | None,
) -> Assertion | None:
    """As what an act is told; ``None`` when it is not said to have happened or to be due."""
    mood = _closed(line, one)
    if (
        mood == "unreal"
        or _supposed(line, one)
        or (mood == "future" and not _due(line, one, stated))
    ):
        return None
    if one.nominal and one.shape.mood == "planned":
        return "planned"
    if mood == "present" and one.act.frame == "deny" and not _narrated(line, one):
        return None
    if mood == "denied" or one.act.frame == "deny":
        return None if one.shape.negated else "denied"
    if mood == "ongoing" and one.shape.link == "relative":
        return None
    if one.shape.negated:
        lasting = mood == "present" and bool(line.rules.get("inverts"))
        return None if lasting and not _in_chronicle(line) else "negated"
    if one.nominal and not _definite(line, one, stated):
        return None
    if mood == "present" and not _narrated(line, one):
        return None
    planned = mood in ("planned", "future") or (mood == "announced" and one.act.plover in INTENDED)
    if planned or after_publication(stated, published):
        return "planned"
    return "alleged" if mood == "claimed" else _told(one, claims)


def _due(line: Line, one: Predication, stated: str | None) -> bool:
    """Whether the future tense tells of a plan: one with a date in its own clause."""
    own = any(one.start <= start < one.end for start, _, _ in usable(line))
    return own and bool(stated) and not one.shape.negated


def _supposed(line: Line, one: Predication) -> bool:
    """Whether a conjunction such as "if" opens the sentence part in which a predicate stands."""
    behind: re.Pattern[str] | None = line.rules.get("conditional_behind")
    end = line.clause_end(one.word.start)
    if behind and one.nominal and behind.search(line.text, one.word.end, end):
        return True
    opened = [match.end() for match in line.rules["conditional"].finditer(line.text, 0, one.start)]
    strong: re.Pattern[str] | None = line.rules.get("strong")
    return bool(opened) and not (strong and strong.search(line.text, opened[-1], one.start))


def _closed(line: Line, one: Predication) -> str:
    """The mood of a predicate; what is chained takes it from the end of the sentence."""
    if one.nominal:
        return "real"
    if one.shape.link == "chained":
        for mood, pattern in line.rules["closing"]:
            if pattern.search(line.text):
                return str(mood)
        promised: re.Pattern[str] | None = line.rules.get("promised")
        if (
            promised
            and one.act.plover != "CONSULT"
            and one.act.name != "sign"
            and promised.search(line.text, one.end)
        ):
            return "unreal"
    return one.shape.mood


def _narrated(line: Line, one: Predication) -> bool:
    """Whether the present tense tells of something done: by saying it, or in a chronicle."""
    habit: re.Pattern[str] | None = line.rules.get("habit")
    if one.shape.link == "relative":
        return False
    if habit and habit.search(line.text, one.start, one.word.start):
        return False
    describes: re.Pattern[str] | None = line.rules.get("describes")
    if describes and one.act.plover not in SPOKEN and describes.match(line.text, one.word.end):
        return False
    dated = any(one.start <= start < one.end for start, _, _ in usable(line))
    return dated or one.act.plover in SPOKEN or _in_chronicle(line)


def _in_chronicle(line: Line) -> bool:
    """Whether a sentence is an entry of a chronicle: a date, and a colon or dash behind it."""
    head = next((end for start, end, _ in line.dates if not line.text[:start].strip()), None)
    return head is not None and line.text[head:].lstrip()[:1] in _HEADS


def _definite(line: Line, one: Predication, stated: str | None) -> bool:
    """Whether a noun tells of something that happened: it has a date, or something followed it."""
    dated = stated and any(one.start <= start < one.end for start, _, _ in usable(line))
    by: re.Pattern[str] | None = line.rules.get("definite_by")
    done = by and one.having("by") and by.match(line.text, one.end)
    followed = done or line.rules["definite"].match(line.text, one.end) or _after(line, one)
    return bool(dated) or _heads(line, one) or bool(followed)


def _after(line: Line, one: Predication) -> bool:
    """Whether something is told to follow what a noun says was done: *after the recall of*."""
    before: re.Pattern[str] | None = line.rules.get("done_before")
    known = bool(one.having("owner") or one.having("by"))
    return bool(before and known and one.object and before.search(line.text, 0, one.start))


def _heads(line: Line, one: Predication) -> bool:
    """Whether a noun opens an entry of a chronicle: *5 May: visit of A to B*."""
    if not _in_chronicle(line):
        return False
    head = line.dates[0][1]
    plain: re.Pattern[str] | None = line.rules.get("headed_by")
    busy = any(word.word.acts and head <= word.start < one.start for word in line.words)
    return one.start - head <= HEAD or bool(
        plain and not busy and plain.fullmatch(line.text, head, one.start)
    )


def _told(one: Predication, claims: Sequence[Claimed]) -> Assertion:
    """Fact, unless it is what somebody says."""
    for claimed in claims:
        if claimed.holds(one.word.start) and not one.start <= claimed.cue < one.end:
            return "alleged" if claimed.speaker.ids else "reported"
    return "fact"
