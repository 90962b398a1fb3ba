"""Capitals, which stand for the state of those whom one visits there."""

from __future__ import annotations

import re
from functools import cache

from ..terms.language import Language
from ..terms.state import read_names, read_states
from .names.paradigms import declined
from .sought import one_of

_EDGE: dict[Language, str] = {"en": r"\b", "ru": r"\b", "ko": "(?<![가-힣])"}
_END: dict[Language, str] = {"en": r"\b", "ru": r"\b"}
"""평양 is no capital in 태평양."""


@cache
def capitals(language: Language) -> tuple[re.Pattern[str], dict[str, str]]:
    """The capitals of a language as one pattern, and whose they are: rather of living states."""
    states: dict[str, str] = {}
    ended = {state.id for state in read_states() if state.successors}
    for name in sorted(read_names(), key=lambda name: name.state in ended):
        if name.language == language and name.kind == "capital":
            for form in declined(name.text) if language == "ru" else (name.text,):
                states.setdefault(form, name.state)
    return re.compile(f"{_EDGE.get(language, '')}{one_of(states)}{_END.get(language, '')}"), states
