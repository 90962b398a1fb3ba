"""The first finds of a document on a terminal, in short; the files have all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ..reading.claims.scene import SOURCE
from ..reading.passages import Reading
from ..reading.text import surface
from ..terms.actor import states
from ..terms.plover import event_types
from ..terms.source import Span
from .words import language_of, tell

FIRST = 5
"""Finds of each kind that a terminal shows."""
LONGEST = 120
"""Characters of a document's words that a cell shows."""

RATIOS = {"type": 2, "who": 3, "words": 6, "speaker": 2, "cause": 4, "effect": 4, "hedge": 2}
"""How wide columns are beside each other."""

Cells = tuple[str, ...]


def show_finds(reading: Reading, out: Path) -> None:
    """Show the first events, claims and causal statements, and say where all of them are."""
    kinds = (
        ("events", ("date", "type", "who", "words"), list(_events(reading))),
        ("claims", ("speaker", "words"), list(_claims(reading))),
        ("causal", ("cause", "sign", "effect", "hedge"), list(_causes(reading))),
    )
    for name, heads, rows in kinds:
        if rows:
            Console().print(_table(name, heads, rows))
    print(tell("finds_files", out=out))


def _table(name: str, heads: Sequence[str], rows: Sequence[Cells]) -> Table:
    shown, count = min(len(rows), FIRST), len(rows)
    table = Table(title=tell(f"finds_{name}", shown=shown, count=count), title_justify="left")
    for head in heads:
        table.add_column(
            tell(f"finds_head_{head}"),
            overflow="fold",
            no_wrap=head == "date",
            ratio=RATIOS.get(head),
        )
    for row in rows[:FIRST]:
        table.add_row(*(Text(_plain(cell)) for cell in row))
    return table


def _events(reading: Reading) -> Iterator[Cells]:
    for event in reading.events:
        acting = _who(reading, event.actors, ("source", "participant"))
        acted_on = _who(reading, event.actors, ("target",))
        kind = event_types().get(event.plover)
        yield (
            event.date or "",
            kind.label.in_(language_of()) if kind else tell("finds_untyped"),
            f"{acting} → {acted_on}".strip() if acted_on else acting,
            surface(reading.raw, event.spans),
        )


def _claims(reading: Reading) -> Iterator[Cells]:
    for claim in reading.claims:
        speaker = ", ".join(_speaker(reading, actor) for actor in claim.speaker)
        quoted: tuple[Span, ...] = claim.quotes[0] if claim.quotes else claim.spans
        yield speaker, surface(reading.raw, quoted)


def _causes(reading: Reading) -> Iterator[Cells]:
    for cause in reading.causes:
        first, second, hedge = (
            surface(reading.raw, part) for part in (cause.cause, cause.effect, cause.hedge)
        )
        yield first, cause.sign, second, hedge


def _who(reading: Reading, actors: Sequence[tuple[str, str, bool]], roles: Sequence[str]) -> str:
    """Actors in some roles; a state stands for its persons and bodies."""
    acting = [actor for actor, role, _ in actors if role in roles]
    shown = [actor for actor in acting if _state_of(reading, actor) in ("", actor)]
    return ", ".join(dict.fromkeys(_name(reading, actor) for actor in shown or acting))


def _speaker(reading: Reading, actor: str) -> str:
    """A speaker, with the state for which it speaks."""
    name, state = _name(reading, actor), _state_of(reading, actor)
    return name if state in ("", actor) else f"{name} ({_name(reading, state)})"


def _state_of(reading: Reading, actor: str) -> str:
    named = [(one.person, one.state) for one in reading.persons]
    named += [(one.body, one.state) for one in reading.bodies]
    return next((state or "" for name, state in named if name == actor), "")


def _name(reading: Reading, actor: str) -> str:
    """A state by its usual name, anybody else as the document first prints the name."""
    for state in states().rows:
        if state.id == actor:
            return state.label.in_(language_of())
    printed = [(one.person, one.name) for one in reading.persons]
    printed += [(one.body, one.spans) for one in reading.bodies]
    spans = next((spans for name, spans in printed if name == actor), None)
    return surface(reading.raw, spans) if spans else actor.removeprefix(SOURCE)


def _plain(words: str) -> str:
    """Words on one line, without the signs that steer a terminal, cut where they are long."""
    line = "".join(sign if sign.isprintable() else " " for sign in " ".join(words.split()))
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
