"""The dates that later dates may lean on, kept apart by who tells them.

同年 means the year the narrative is in, not the year of the newspaper that is quoted, nor the year
a comparison looks back to. The anchors follow a document sentence by sentence; a finished sentence
leaves one date behind, its last main date.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import get_args

from ..passages import Sentence
from .points import Point, Unit
from .setting import Role, Setting

_INSIDE = (Role.QUOTED, Role.BRACKETED, Role.REPORTED)


@dataclass(frozen=True, slots=True)
class Told:
    """A date that a document mentions.

    ``value`` is what was read, ``point`` what later dates lean on; ``bare`` is true when it left
    out its own year.
    """

    point: Point
    setting: Setting
    value: str
    bare: bool


@dataclass(slots=True)
class Latest:
    """The last date known down to each unit."""

    points: dict[Unit, Point] = field(default_factory=dict)

    def keep(self, point: Point) -> None:
        """Remember a date for every unit it is known to."""
        for unit in get_args(Unit):
            if point.has(unit):
                self.points[unit] = point

    def known(self, unit: Unit) -> Point | None:
        """Last date that is known to a unit."""
        return self.points.get(unit)


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

    Notes
    -----
    ``told`` is the narrative, ``episode`` the date whose year and month bare dates continue,
    ``inner`` the last date of a quotation, bracket or report, ``dateline`` that of a quoted
    outlet, ``heading`` that of the heading over the section, ``era`` the year before the first of
    the era last named, ``main`` and ``attribute`` the dates of this sentence by their role.
    """

    published: Point | None
    newslike: bool = False
    era: int | None = None
    told: Latest = field(default_factory=Latest)
    continued: Latest = field(default_factory=Latest)
    mentioned: Latest = field(default_factory=Latest)
    episode: Point | None = None
    episode_paragraph: int = -1
    heading: Point | None = None
    told_paragraph: int = -1
    inner: Point | None = None
    dateline: Point | None = None
    main: Latest = field(default_factory=Latest)
    attribute: Latest = field(default_factory=Latest)
    last: dict[Role, Told] = field(default_factory=dict)
    inner_here: Point | None = None
    dateline_here: Point | None = None
    seen: set[Point] = field(default_factory=set)
    years: dict[int | None, int] = field(default_factory=dict)
    named: dict[tuple[int, int | None], Point] = field(default_factory=dict)
    place: tuple[int, int, int | None] = (-1, -1, None)
    in_heading: bool = False

    def begin(self, sentence: Sentence) -> None:
        """Open a sentence; what was quoted ends with its paragraph."""
        place = (sentence.paragraph, sentence.section, sentence.note)
        if (place[0], place[2]) != (self.place[0], self.place[2]):
            self.inner = None
            self.episode = None if self._episode_ends() else self.episode
        if place[1] != self.place[1]:
            self.dateline = self.heading = None
            self._leave_the_past()
        if place[2] != self.place[2]:
            self.told, self.continued, self.episode = Latest(), Latest(), None
        self.place, self.in_heading = place, sentence.kind == "heading"
        self.main, self.attribute, self.last = Latest(), Latest(), {}
        self.inner_here, self.dateline_here = None, None

    def remember(self, told: Told) -> None:
        """Keep a date as an anchor for what its setting allows."""
        point, role = told.point, told.setting.role
        self._mention(point)
        if role.told and not self._limits(told):
            (self.main if role is Role.MAIN else self.attribute).keep(point)
            self.last[role] = told
        elif role is Role.DATELINE:
            self.dateline = self.dateline_here = point
        elif role is not Role.COMPARISON and not role.told:
            self.inner = self.inner_here = point

    def close(self) -> str | None:
        """Finish a sentence: its last main date, or else its last date, goes on telling.

        Returns the value of that date.
        """
        picked = self.last.get(Role.MAIN) or self.last.get(Role.ATTRIBUTE)
        if picked is None:
            return None
        self.told.keep(picked.point)
        self.told_paragraph = self.place[0]
        self.heading = picked.point if self.in_heading else self.heading
        if not self._aside(picked.point):
            self.continued.keep(picked.point)
        if self._opens_episode(picked):
            self.episode, self.episode_paragraph = picked.point, self.place[0]
        return picked.value

    def lean_on(self, unit: Unit, setting: Setting, within: Point | None = None) -> Point | None:
        """Last narrative date known down to a unit."""
        return next((point for point in self._narrative(unit, setting, within) if point), None)

    def running(self, unit: Unit, setting: Setting) -> Point | None:
        """Date whose year (and month) a bare month or day continues; missing when none does."""
        return next((point for point in self._running(unit, setting) if point), None)

    def spoken(self, setting: Setting) -> Point | None:
        """When the words at hand were spoken: inside a quotation, when the report came out."""
        if setting.role is Role.QUOTED and self.dateline is not None:
            return self.dateline
        return self.published

    def recall(self, month: int, day: int | None) -> Point | None:
        """Last date mentioned with this month (and day)."""
        return self.named.get((month, day))

    @property
    def telling(self) -> bool:
        """Say whether the paragraph has told a date already."""
        return self.told_paragraph == self.place[0] or bool(self.last)

    @property
    def dated_here(self) -> Point | None:
        """Last date of this sentence that can stand for its moment."""
        return self.dateline_here or self._here("year")

    def _limits(self, told: Told) -> bool:
        """Whether a date is only how long something will last: 2030年まで."""
        ahead = self.published is not None and told.point.year > self.published.year
        return ahead and told.setting.bound == "until"

    def _mention(self, point: Point) -> None:
        self.seen.add(point)
        self.mentioned.keep(point)
        self.years[point.year % 100] = point.year
        if point.month is not None:
            self.named[point.month, None] = point.cut("month")
            self.named[point.month, point.day] = point

    def _here(self, unit: Unit) -> Point | None:
        return self.main.known(unit) or self.attribute.known(unit)

    def _near(self, unit: Unit, setting: Setting) -> Iterator[Point | None]:
        inside = setting.role in _INSIDE
        if inside:
            yield _to(unit, self.inner_here)
        yield self._here(unit)
        if inside:
            yield _to(unit, self.inner)

    def _narrative(
        self, unit: Unit, setting: Setting, within: Point | None
    ) -> Iterator[Point | None]:
        yield _to(unit, within)
        yield from self._near(unit, setting)
        if unit != "day":
            yield _to(unit, self.dateline_here)
        if setting.role is Role.DATELINE:
            yield _to(unit, self.dateline)
        yield self.told.known(unit)
        yield _to(unit, self.inner)
        yield self.mentioned.known(unit)

    def _running(self, unit: Unit, setting: Setting) -> Iterator[Point | None]:
        yield from self._near(unit, setting)
        yield _to(unit, self.dateline_here)
        yield _to(unit, self.episode)
        yield _to(unit, self.heading)
        if self.newslike and self.published is not None:
            return
        yield self.continued.known(unit)
        yield _to(unit, self.dateline)

    def _leave_the_past(self) -> None:
        """Leave an episode of years ago where a section ends.

        The next one says the year unless it is that of publication.
        """
        recent = self.published.year - 1 if self.published is not None else 0
        if self.episode is not None and self.episode.year < recent:
            self.episode, self.continued = None, Latest()

    def _episode_ends(self) -> bool:
        """Say whether the episode ends with its paragraph."""
        return self.newslike or (self.episode is not None and self._aside(self.episode))

    def _aside(self, point: Point) -> bool:
        """Say whether a date is only a year, and far from publication."""
        if self.published is None or point.month is not None:
            return False
        return not self.published.year - 1 <= point.year <= self.published.year

    def _background(self, told: Told) -> bool:
        """Say whether a date goes back to what was before: 2016年から断交しており."""
        if self.episode is None or self.episode.month is None or told.setting.opening:
            return False
        loose = told.setting.role is Role.ATTRIBUTE or told.setting.bound or told.setting.aside
        return bool(loose) and told.point.year < self.episode.year

    def _opens_episode(self, told: Told) -> bool:
        """Say whether bare months and days go on from here.

        A bare year in passing does not end an episode of its paragraph. In the style of news only
        a full date at the head of a sentence opens one.
        """
        if self.newslike:
            return told.setting.opening and not told.bare
        if self._background(told):
            return False
        if told.setting.opening or self.episode is None or told.point.month is not None:
            return True
        later = self.published is not None and told.point.year > self.published.year
        same_paragraph = self.place[0] == self.episode_paragraph and self.episode.month is not None
        return not (later or same_paragraph or told.setting.role is Role.ATTRIBUTE)


def _to(unit: Unit, point: Point | None) -> Point | None:
    """Give a date back when it is known to a unit."""
    return point if point is not None and point.has(unit) else None
