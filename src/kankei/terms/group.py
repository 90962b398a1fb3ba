"""Groups of states with dated membership: who was in G7, NATO or the Security Council when.

Every row of ``codes/groups.csv`` says where it was seen. Where only the year or month of joining
was seen, the membership has that precision and counts from its first day. Where a source lists the
members of one year without dates (G77), the membership counts from the founding of the group and
is marked ``within``: the true dates lie somewhere inside. The elected members of the Security
Council are complete from 1992 to 2025.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, cast

from .actor import Day, states
from .errors import CodeError, Problem
from .identity import content_id
from .language import Bilingual
from .period import Period
from .state import day_of
from .table import read_table

MembershipKind = Literal["member", "permanent", "elected", "observer", "partner", "invited"]

BELONGING: tuple[MembershipKind, ...] = ("member", "permanent", "elected")
"""The kinds that make a state a member; observers, partners and invited states are not."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group of states.

    Parameters
    ----------
    id
        As rows of a study name it: ``G7``, ``UNSC``.
    label, name
        Usual short name, and full name.
    founded
        Its first period; nobody is a member before.
    """

    id: str
    label: Bilingual
    name: Bilingual
    founded: Period


@dataclass(frozen=True, slots=True)
class Membership:
    """A state belonged to a group, in one capacity, for a time.

    Parameters
    ----------
    kind
        ``member``; ``permanent`` or ``elected`` in the Security Council; ``observer``, ``partner``
        and ``invited`` do not make a member.
    period
        Open at its end while it lasts.
    source
        Where it was seen, and what was not.
    """

    group: str
    member: str
    kind: MembershipKind
    period: Period
    source: str

    @property
    def id(self) -> str:
        """Content hash of who belonged to what, how and when."""
        return content_id("membership", self.group, self.member, self.kind, self.period.iso())


class GroupRegister:
    """All groups and memberships.

    Parameters
    ----------
    rows
        Groups.
    memberships
        Their memberships.

    Examples
    --------
    >>> register = groups()
    >>> "JPN" in register.members("UNSC", on=2016, kind="elected")
    True
    >>> [item.group for item in register.of("RUS", on=2013)]
    ['G8', 'BRICS', 'SCO', 'UNSC', 'UNSC-P5']
    """

    def __init__(self, rows: Iterable[Group], memberships: Iterable[Membership]) -> None:
        self.rows = tuple(rows)
        self._groups = {row.id: row for row in self.rows}
        self.memberships = tuple(memberships)
        self._by_group: dict[str, list[Membership]] = defaultdict(list)
        for item in self.memberships:
            self._by_group[item.group].append(item)

    def get(self, id: str) -> Group:
        """Give the group with an id.

        Raises
        ------
        CodeError
            When no group has that id.
        """
        if id not in self._groups:
            known = ", ".join(self._groups)
            raise CodeError(Problem(f"no group has the id {id!r}", f"write one of {known}"))
        return self._groups[id]

    def members(self, group: str, on: Day, kind: MembershipKind | None = None) -> tuple[str, ...]:
        """Give the ids of the states that belonged to a group on a day, in alphabetical order.

        Parameters
        ----------
        on
            Day or year; ``None`` for those who belong to it still.
        kind
            One capacity; without it everyone who is a member in any (see ``BELONGING``).
        """
        self.get(group)
        kinds = BELONGING if kind is None else (kind,)
        held = (item for item in self._by_group[group] if item.kind in kinds and _held(item, on))
        return tuple(sorted({item.member for item in held}))

    def of(self, state: str, on: Day) -> tuple[Membership, ...]:
        """Give what a state belonged to on a day, in any capacity.

        Raises
        ------
        CodeError
            When no state has that id.
        """
        member = states().get(state).id
        return tuple(item for item in self.memberships if item.member == member and _held(item, on))


@cache
def groups() -> GroupRegister:
    """Read the groups from ``codes/group_names.csv`` and ``codes/groups.csv``."""
    rows = {group.id: group for group in map(_group, read_table("group_names.csv"))}
    memberships = (_membership(row, rows[row["group"]]) for row in read_table("groups.csv"))
    return GroupRegister(rows.values(), memberships)


def _held(item: Membership, on: Day) -> bool:
    day = day_of(on)
    return item.period.end is None if day is None else item.period.contains(day)


def _group(row: dict[str, str]) -> Group:
    return Group(
        id=row["id"],
        label=Bilingual(ja=row["ja"], en=row["en"]),
        name=Bilingual(ja=row["full_ja"], en=row["full_en"]),
        founded=Period.parse(row["founded"]),
    )


def _membership(row: dict[str, str], group: Group) -> Membership:
    start = Period.parse(row["start"]) if row["start"] else group.founded
    end = Period.parse(row["end"]).start if row["end"] else None
    period = replace(start, end=end, within=not row["start"])
    kind = cast(MembershipKind, row["kind"])
    return Membership(group.id, row["member"], kind, period, row["source_note"])
