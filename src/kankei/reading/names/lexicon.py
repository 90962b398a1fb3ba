"""Find the words of a list in a text: leftmost, longest, and not inside a longer word."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from typing import Generic, TypeVar

Entry = TypeVar("Entry")

_JOINED = re.compile("[ァ-ヺー]{2}|[A-Za-zÀ-ɏ]{2}|[Ѐ-ӿ]{2}|[A-Za-z][0-9]")
_ALPHABETIC = re.compile("[A-Za-zÀ-ɏЀ-ӿ]")
_HANGUL = re.compile("[가-힣]{2}")


def joined(text: str, place: int) -> bool:
    """Say whether the characters on both sides of a place belong to one word by their script.

    Examples
    --------
    >>> joined("インドア", 3), joined("北朝鮮", 1), joined("US dollar", 2)
    (True, False, False)
    """
    return 0 < place < len(text) and _JOINED.match(text, place - 1) is not None


def hangul_joined(text: str, place: int) -> bool:
    """Say whether hangul stands on both sides of a place."""
    return 0 < place < len(text) and _HANGUL.match(text, place - 1) is not None


def _beginnings(heads: Iterable[str]) -> re.Pattern[str]:
    """Where a word may begin, by its first two characters; an alphabet's after no other letter."""
    spaced = {head for head in heads if _ALPHABETIC.match(head)}
    choices = [
        *(f"(?<!{_ALPHABETIC.pattern}){choice}" for choice in openings(spaced)),
        *openings({*heads} - spaced),
    ]
    return re.compile("|".join(choices) or "(?!)")


def openings(heads: Set[str]) -> Iterator[str]:
    """Patterns of the first of two letters that open a word; a letter alone needs no second one.

    Examples
    --------
    >>> list(openings({"中", "中国", "米国", "日本"}))
    ['[中]', '[日米](?=[国本])']
    """
    alone = {head for head in heads if len(head) == 1}
    firsts = {head[0] for head in heads} - alone
    seconds = {head[1] for head in heads - alone if head[0] in firsts}
    if alone:
        yield f"[{re.escape(''.join(sorted(alone)))}]"
    if firsts:
        yield f"[{re.escape(''.join(sorted(firsts)))}](?=[{re.escape(''.join(sorted(seconds)))}])"


class Lexicon(Generic[Entry]):
    """Words with what they stand for.

    Parameters
    ----------
    entries
        Texts as they stand in folded text.
    attached
        Hangul words that may stand before a name without a space (대, 주, 반), as a pattern.
    inside
        Whether words may begin inside a hangul word, as titles do after a name.
    unless
        Patterns of words that are none in their surroundings; a shorter word or one that begins
        later is found instead (米 in 米国防相, 日本 in 同日本外相).

    Examples
    --------
    >>> words = Lexicon({"中国": "CHN", "中国地方": None})
    >>> list(words.scan("中国と中国地方"))
    [(0, 2, 'CHN'), (3, 7, None)]
    """

    def __init__(
        self,
        entries: Mapping[str, Entry],
        attached: str = "",
        inside: bool = False,
        unless: Sequence[str] = (),
    ) -> None:
        self.entries = dict(entries)
        lengths: dict[str, set[int]] = defaultdict(set)
        for text in entries:
            lengths[text[:2]].add(len(text))
        self._lengths: dict[str, tuple[int, ...]] = {
            head: tuple(sorted(known | lengths.get(head[:1], set()), reverse=True))
            for head, known in [*lengths.items()]
        }
        self._firsts = _beginnings(lengths)
        self._inside = inside
        self._unless = re.compile("|".join(f"(?:{pattern})" for pattern in unless) or "(?!)")
        self._attached = re.compile(f"(?<![가-힣])(?:{attached})$") if attached else None

    def scan(self, text: str) -> Iterator[tuple[int, int, Entry]]:
        """Words of the list in a text, in order, none overlapping another."""
        end = 0
        for first in self._firsts.finditer(text):
            start = first.start()
            if start >= end:
                stop = self._longest(text, start)
                if stop:
                    end = stop
                    yield start, end, self.entries[text[start:end]]

    def _longest(self, text: str, start: int) -> int | None:
        known = self._lengths.get(text[start : start + 2])
        for length in self._lengths.get(text[start], ()) if known is None else known:
            stop = start + length
            if text[start:stop] in self.entries and self._stands_alone(text, start, stop):
                other = self._unless.match(text, start)
                if not other or other.end() != stop:
                    return stop
        return None

    def _stands_alone(self, text: str, start: int, stop: int) -> bool:
        if stop > len(text) or joined(text, start) or joined(text, stop):
            return False
        if self._inside or not hangul_joined(text, start):
            return True
        return bool(self._attached and self._attached.search(text[max(0, start - 4) : start]))
