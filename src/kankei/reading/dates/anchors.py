"""The dates that later dates may lean on, kept apart by who tells them.

同年 means the year the narrative is in, not the year of the newspaper that is quoted, nor the year
a comparison looks back to. The anchors follow a document sentence by sentence; a finished sentence
leaves one date behind, its last main date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ..passages import Sentence
from .points import Point, Unit
from .setting import Role, Setting


@dataclass(frozen=True, slots=True)
class Told:
    """A date that the narrative tells.

    ``value`` is what was read, ``point`` what later dates lean on; ``bare`` is true when it left
    out its own year.
    """

    point: Point
    setting: Setting
    value: str
    bare: bool


@dataclass(slots=True)
class Anchors:
    """What has been dated so far, as seen from the sentence at hand.

    Parameters
    ----------
    published
        When the document was published, as precisely as it says.
    newslike
        True when the document leaves out the year from its first date on: then a bare day or
        month counts from the publication, and an old date in passing does not change that.
    """

    published: Point | None
    newslike: bool
    told: list[Point] = field(default_factory=list)
    episode: Point | None = None
    inner: Point | None = None
    dateline: Point | None = None
    here: list[Told] = field(default_factory=list)
    inner_here: Point | None = None
    dateline_here: Point | None = None
    seen: list[Point] = field(default_factory=list)
    place: tuple[int, int, int | None] = (-1, -1, None)
    episode_paragraph: int = -1

    def begin(self, sentence: Sentence) -> None:
        """Open a sentence; what was quoted ends with its paragraph."""
        place = (sentence.paragraph, sentence.section, sentence.note)
        if (place[0], place[2]) != (self.place[0], self.place[2]):
            self.inner = None
            self.episode = None if self._episode_ends() else self.episode
        if place[1] != self.place[1]:
            self.dateline = None
        if place[2] != self.place[2]:
            self.told, self.episode = [], None
        self.place = place
        self.here, self.inner_here, self.dateline_here = [], None, None

    def remember(self, told: Told) -> None:
        """Keep a date as an anchor for what its setting allows."""
        point, setting = told.point, told.setting
        self.seen.append(point)
        if setting.role.told:
            self.here.append(told)
        elif setting.role is Role.DATELINE:
            self.dateline = self.dateline_here = point
        elif setting.role is not Role.COMPARISON:
            self.inner = self.inner_here = point

    def close(self) -> str | None:
        """Finish a sentence: its last main date, or else its last date, goes on telling.

        Returns the value of that date.
        """
        picked = next(self._here(), None)
        if picked is None:
            return None
        self.told.append(picked.point)
        if self._opens_episode(picked):
            self.episode, self.episode_paragraph = picked.point, self.place[0]
        return picked.value

    def lean_on(self, unit: Unit, setting: Setting, within: Point | None = None) -> Point | None:
        """Last narrative date known down to a unit."""
        return next((point for point in self._narrative(setting, within) if point.has(unit)), None)

    def running(self, unit: Unit, setting: Setting, within: Point | None = None) -> Point | None:
        """Date whose year (and month) a bare month or day continues; missing when none does."""
        return next((point for point in self._running(setting, within) if point.has(unit)), None)

    def spoken(self, setting: Setting) -> Point | None:
        """When the words at hand were spoken: inside a quotation, when the report came out."""
        if setting.role is Role.QUOTED and self.dateline is not None:
            return self.dateline
        return self.published

    def recall(self, month: int, day: int | None) -> Point | None:
        """Last date mentioned with this month (and day)."""
        for point in reversed(self.seen):
            if point.month == month and (day is None or point.day == day):
                return point if day else point.cut("month")
        return None

    def _here(self) -> Iterator[Told]:
        """Dates told in this sentence, main ones first, the last first."""
        for role in (Role.MAIN, Role.ATTRIBUTE):
            yield from (told for told in reversed(self.here) if told.setting.role is role)

    def _near(self, setting: Setting, within: Point | None) -> Iterator[Point]:
        if within is not None:
            yield within
        inside = setting.role in (Role.QUOTED, Role.BRACKETED, Role.REPORTED)
        if inside and self.inner_here is not None:
            yield self.inner_here
        yield from (told.point for told in self._here())
        if inside and self.inner is not None:
            yield self.inner

    def _narrative(self, setting: Setting, within: Point | None) -> Iterator[Point]:
        yield from self._near(setting, within)
        if self.dateline_here is not None:
            yield self.dateline_here.cut("month")
        if setting.role is Role.DATELINE and self.dateline is not None:
            yield self.dateline
        yield from reversed(self.told)
        if self.inner is not None:
            yield self.inner
        yield from reversed(self.seen)

    def _running(self, setting: Setting, within: Point | None) -> Iterator[Point]:
        yield from self._near(setting, within)
        if self.dateline_here is not None:
            yield self.dateline_here
        if self.episode is not None:
            yield self.episode
        if self.newslike and self.published is not None:
            return
        yield from (point for point in reversed(self.told) if not self._aside(point))
        if self.dateline is not None:
            yield self.dateline

    def _episode_ends(self) -> bool:
        """Say whether the episode ends with its paragraph."""
        return self.newslike or (self.episode is not None and self._aside(self.episode))

    def _aside(self, point: Point) -> bool:
        """Say whether a date is only a year, and an old one."""
        old = self.published is not None and point.year < self.published.year - 1
        return point.month is None and old

    def _opens_episode(self, told: Told) -> bool:
        """Say whether bare months and days go on from here.

        A bare year in passing does not end an episode of its paragraph. In the style of news only
        a full date at the head of a sentence opens one.
        """
        if self.newslike:
            return told.setting.opening and not told.bare
        if told.setting.opening or self.episode is None or told.point.month is not None:
            return True
        same_paragraph = self.place[0] == self.episode_paragraph
        return not same_paragraph and told.setting.role is not Role.ATTRIBUTE
