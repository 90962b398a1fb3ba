"""Whether a claim denies or affirms, by its verb of saying and never by what is said.

Who says that something is untrue states it; who denies it, speaks to what another has said.
"""

from __future__ import annotations

from functools import cache

from ...terms.language import Language
from ..passages import Stance
from ..sought import Pattern, sought
from ..words import word_list


@cache
def _patterns(language: Language) -> tuple[tuple[Stance, Pattern], ...]:
    words = word_list(language, "claims")
    return ("denies", sought(words["denies"])), ("affirms", sought(words["affirms"]))


def stance_of(cue: str, language: Language) -> Stance:
    """The stance of a claim by the words that report it.

    Examples
    --------
    >>> stance_of("と否定した", "ja"), stance_of("confirmed", "en"), stance_of("сообщил", "ru")
    ('denies', 'affirms', 'states')
    """
    return next((name for name, words in _patterns(language) if words.search(cue)), "states")
