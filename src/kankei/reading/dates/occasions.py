"""今回 and 前回 point to an occasion, not to a date: the last one of the same kind."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .anchors import Anchors
from .grammar import Grammar
from .resolving import Resolved
from .written import Written


@dataclass(slots=True)
class Occasions:
    """Dated occasions of one section, by the noun that names them (訪問, 会談).

    今回の訪問 takes the last date told in a sentence that speaks of a 訪問; 前回の訪問 takes a date
    only from its own sentence (前回の訪問は2019年4月で); later mentions repeat them. この時点 takes
    the last date of its sentence.
    """

    dated: dict[str, str] = field(default_factory=dict)
    known: dict[str, str] = field(default_factory=dict)

    def resolve(
        self, written: Written, text: str, later: dict[int, str], anchors: Anchors, rules: Grammar
    ) -> Resolved | None:
        """Give 今回 or 前回 its date; missing when no occasion of its kind was dated.

        ``later`` holds the values of the dates of the sentence by where they begin.
        """
        which, noun = written.occasion or "", written.noun or ""
        if which == "moment":
            value = anchors.dated_here.iso() if anchors.dated_here else None
        elif which == "this":
            value = self.known.get(which + noun) or self.dated.get(noun)
        else:
            value = _told_beside(written, text, later, rules) or self.known.get(which)
        if value is None:
            return None
        self.known |= {which: value, which + noun: value}
        return Resolved(value, "anaphoric", f"{written.form}, the occasion dated before")

    def tell(self, text: str, value: str, rules: Grammar) -> None:
        """Note what a dated sentence speaks of."""
        nouns = rules.setting.get("occasion_nouns")
        for noun in nouns.findall(text) if nouns else ():
            self.dated[noun] = value


def _told_beside(written: Written, text: str, later: dict[int, str], rules: Grammar) -> str | None:
    """Date that the sentence itself gives: 前回の訪問は2019年4月で."""
    copula: re.Pattern[str] | None = rules.setting.get("occasion_is")
    if copula is None:
        return None
    found = copula.match(text, written.end)
    return later.get(found.end()) if found else None
