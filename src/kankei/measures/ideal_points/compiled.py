"""Machine code made at first use, so that reading this room needs no compiler.

``numba`` is an extra and takes half a second to import. A function marked here stays plain Python
until it is first called; functions marked here may call each other, because numba asks a global
for its type when it meets one.

A compiled function is stored on disk until its own file changes. It is not renewed when a function
that it calls changes in another file: after a change in ``normal.py``, remove ``__pycache__``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any

from ...terms.errors import MethodError, Problem


class Compiled:
    """A function that numba compiles when it is first called, and keeps on disk.

    Parameters
    ----------
    function
        Plain Python in the part of the language that numba knows.
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.__doc__ = function.__doc__

    @cached_property
    def dispatcher(self) -> Any:
        """The compiled function.

        Raises
        ------
        MethodError
            When numba is not installed.
        """
        try:
            import numba
        except ImportError as absent:
            what = "ideal points need the package numba, which is not installed"
            remedy = "install kankei with the extra 'measure'"
            raise MethodError(Problem(what, remedy)) from absent
        # Single precision and reordered sums: the error is far below that of one draw.
        compiled = numba.njit(cache=True, nogil=True, fastmath=True, error_model="numpy")
        return compiled(self.function)

    @property
    def _numba_type_(self) -> Any:
        from numba import types

        return types.Dispatcher(self.dispatcher)

    def __call__(self, *arguments: Any) -> Any:
        """Run the compiled function."""
        return self.dispatcher(*arguments)


def compiled(function: Callable[..., Any]) -> Compiled:
    """Mark a function to be compiled at first use.

    Examples
    --------
    >>> compiled(len).function([1, 2])
    2
    """
    return Compiled(function)
