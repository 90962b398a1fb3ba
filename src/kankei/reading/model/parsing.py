"""From the words of a model to one JSON object, or to the reason why there is none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from .forms import Said
from .shapes import KINDS

_FENCED = re.compile(r"```(?:json)?[ \t]*\n(.*?)\n[ \t]*```", re.DOTALL)
_STARTS = 20
"""Opening braces at which an object is looked for in prose."""


class _AmbiguousError(ValueError):
    """JSON that two readers could take in two ways."""


def object_of(said: Said) -> dict[str, Any] | str:
    """The object of an answer: the whole text, a fenced block, or the first object in the prose.

    Returns
    -------
    dict or str
        The object, which has at least one of the four lists, or a key of the wording table.
        Doubled keys and numbers that are none (NaN) are refused; nothing is repaired.

    Examples
    --------
    >>> object_of(Said('Here it is: {"events": []} I hope it helps.'))
    {'events': []}
    >>> object_of(Said('{"events": [{"sentence": 1', cut=True))
    'cut_off'
    """
    if said.fault:
        return said.fault
    for candidate in _candidates(said.text):
        try:
            found = _DECODER.raw_decode(candidate)[0]
        except _AmbiguousError:
            return "ambiguous_json"
        except (ValueError, RecursionError):
            continue
        if isinstance(found, dict) and not found.keys().isdisjoint(KINDS):
            return found
    return "cut_off" if said.cut or "{" in said.text else "no_object"


def _candidates(text: str) -> Iterator[str]:
    yield text.strip()
    for block in _FENCED.finditer(text):
        yield block[1].strip()
    place = -1
    for _ in range(_STARTS):
        place = text.find("{", place + 1)
        if place < 0:
            return
        yield text[place:]


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _AmbiguousError("a key stands twice")
    return found


def _no_constant(name: str) -> Any:
    raise _AmbiguousError(f"{name} is no number")


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_constant)
