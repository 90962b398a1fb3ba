"""Who acts on whom in an event, in words."""

from __future__ import annotations

from collections.abc import Iterable

from ..terms.event import Event
from ..terms.language import Bilingual
from .material import Material


def who_to_whom(material: Material, event: Event) -> Bilingual:
    """Actors of an event: those who act, an arrow, those acted on.

    A state stands for its persons and bodies, whom the words name.
    """
    acting, acted_on = (
        _named(material, event, roles) for roles in (("source", "participant"), ("target",))
    )
    if not acted_on.en:
        return acting
    return Bilingual(f"{acting.ja} → {acted_on.ja}".strip(), f"{acting.en} → {acted_on.en}".strip())


def _named(material: Material, event: Event, roles: Iterable[str]) -> Bilingual:
    """States in some roles; an actor that acts for none of them by its own name."""
    actors = [item.actor for item in event.participants if item.role in roles]
    sides = dict.fromkeys(material.state_of.get(actor, actor) for actor in actors)
    names = [material.name(side) for side in sides]
    return Bilingual("、".join(name.ja for name in names), ", ".join(name.en for name in names))
