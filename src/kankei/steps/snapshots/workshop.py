"""Where the tables of a snapshot are made: the plan, the data, and what several tables share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from .data import Data
from .plan import Plan

T = TypeVar("T")
Progress = Callable[[int, int], None]


class Workshop:
    """The plan and the data of one run, and what was made of them for more than one table.

    Parameters
    ----------
    progress
        Called with the parts of a long work done, and the parts in all.
    """

    def __init__(self, plan: Plan, data: Data, progress: Progress = lambda made, of: None) -> None:
        self.plan = plan
        self.data = data
        self.progress = progress
        self._made: dict[str, Any] = {}

    def once(self, name: str, make: Callable[[], T]) -> T:
        """Make something the first time that it is asked for, and keep it."""
        if name not in self._made:
            self._made[name] = make()
        made: T = self._made[name]
        return made
