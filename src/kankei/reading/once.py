"""A property that is worked out once for each value.

A sentence has a dozen of these, each looked at for the first time once. In Python 3.11
:class:`functools.cached_property` takes a lock at each first look, which costs more than many of
them do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Owner = TypeVar("Owner")
Value = TypeVar("Value")


class once(Generic[Owner, Value]):  # noqa: N801 - it is written as a decorator
    """As :class:`functools.cached_property`, without a lock.

    Examples
    --------
    >>> class Line:
    ...     @once
    ...     def words(self) -> list[str]:
    ...         return ["said"]
    >>> line = Line()
    >>> line.words is line.words
    True
    """

    def __init__(self, work: Callable[[Owner], Value]) -> None:
        self._work, self._name, self.__doc__ = work, work.__name__, work.__doc__

    @overload
    def __get__(self, owner: None, kind: type[Any], /) -> once[Owner, Value]: ...
    @overload
    def __get__(self, owner: Owner, kind: type[Any], /) -> Value: ...
    def __get__(self, owner: Owner | None, kind: type[Any], /) -> once[Owner, Value] | Value:
        """The value, which from now on stands in the place of this."""
        if owner is None:
            return self
        value = owner.__dict__[self._name] = self._work(owner)
        return value
