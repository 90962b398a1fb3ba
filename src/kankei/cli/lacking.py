"""A package that only some commands need is absent: which extra brings it.

The extras are read from the metadata of the installed package, so that no list of them is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib.metadata import requires

from ..terms.errors import MethodError, Problem

_OPTIONAL = re.compile(r"""(?P<package>[\w-]+).*extra\s*==\s*["'](?P<extra>\w+)["']""")


def lacking(absent: ModuleNotFoundError, needed: Iterable[str] | None = None) -> MethodError | None:
    """Say which extra brings an absent module; nothing when none does, because that is a fault.

    Examples
    --------
    >>> absent = ModuleNotFoundError("no scipy", name="scipy.optimize")
    >>> print(lacking(absent, ['scipy>=1.16; extra == "measure"']))
    the package scipy is not installed. Next: install kankei with the extra 'measure'.
    >>> lacking(ModuleNotFoundError("no kankei.nowhere", name="kankei.nowhere"), []) is None
    True
    """
    module = (absent.name or "").partition(".")[0]
    for line in needed if needed is not None else requires("kankei") or ():
        found = _OPTIONAL.match(line)
        if found and found["package"] == module:
            what = f"the package {module} is not installed"
            return MethodError(Problem(what, f"install kankei with the extra {found['extra']!r}"))
    return None
