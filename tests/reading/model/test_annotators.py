"""The gate measured with annotators in the place of a model: what is right should pass.

Annotations of the five documents named by KANKEI_READING are turned into answers word by word. They
also show the reverse: what annotators call negated or denied never passes as a fact.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kankei.reading.claims.placing import Placing
from kankei.reading.model import Portion, portions
from kankei.reading.model.cases import Case, Fault
from kankei.reading.model.findings import Findings
from kankei.reading.model.gate import judged
from kankei.reading.model.shapes import Kind
from kankei.reading.read import read_file
from kankei.terms.source import Span

BESIDE = Path(__file__).parents[3] / ".." / "shared" / "reading"
FOLDER = Path(os.environ.get("KANKEI_READING", BESIDE))
DOCUMENTS = ("ja-strait", "en-trilateral", "ko-brief", "zh-mfa", "ru-pivot")


class Annotated:
    """One document with its annotations, as answers of a model about its passages."""

    def __init__(self, folder: Path) -> None:
        self.gold = folder / "gold"
        self.reading = read_file(folder / "document.txt")
        self.findings = Findings(self.reading)
        self.placing = Placing(self.reading.sentences)
        self.where = {
            number: (portion, place)
            for portion in portions(self.reading)
            for place, number in enumerate(portion.sentences, 1)
        }

    def rows(self, name: str) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = json.loads((self.gold / f"{name}.json").read_text("utf-8"))[
            name
        ]
        return rows

    def quoted(
        self, spans: Sequence[Sequence[int]] | None
    ) -> tuple[Portion, dict[str, Any]] | None:
        """Passage, sentence, words and neighbours of annotated spans."""
        marked = tuple(Span(*pair) for pair in spans or ())
        number = self.placing.sentence_of(marked) if marked else None
        if number is None or number not in self.where:
            return None
        view = self.reading.sentences[number].view
        found = self.placing.position(view, marked)
        if found is None:
            return None
        portion, place = self.where[number]
        start, end = found
        words = {"quotation": view.text[start:end], "before": view.text[:start][-9:]}
        return portion, {"sentence": place, **words, "after": view.text[end:][:9]}

    def words(
        self, part: dict[str, Any] | None, portion: Portion, beside: dict[str, Any]
    ) -> str | None:
        """Words of another part, when they stand in the same sentence."""
        found = self.quoted((part or {}).get("spans"))
        if found is None or found[0] is not portion:
            return None
        same = found[1]["sentence"] == beside["sentence"]
        return str(found[1]["quotation"]) if same else None

    def events(self) -> Iterator[tuple[str, Portion, dict[str, Any]]]:
        dates = {row["id"]: row for row in self.rows("dates")}
        for row in self.rows("events"):
            found = self.quoted(row["spans"])
            if not found or row.get("plover") in (None, "NONE"):
                continue
            portion, quoted = found
            actors = [
                {"id": one["actor"], "role": _role(one["role"]), "words": None}
                for one in row["actors"]
                if one["actor"] in portion.actors
            ]
            said = [dates[name] for name in row["date"].get("date_ids") or () if name in dates]
            told = [(self.words(one, portion, quoted), one["value"]) for one in said]
            date = next(({"words": w, "value": v} for w, v in told if w and v), None)
            rest = {"type": row["plover"], "actors": actors, "date": date}
            yield row["assertion"], portion, {**quoted, **rest, "assertion": row["assertion"]}

    def claims(self) -> Iterator[tuple[Portion, dict[str, Any]]]:
        for row in self.rows("claims"):
            part = row["quotes"][0] if row["quotes"] else row
            found = self.quoted(part["spans"] if isinstance(part, dict) else row["spans"])
            if found:
                cue = self.words(row.get("cue"), *found) or found[1]["quotation"]
                verbatim = bool(row["verbatim"] and row["quotes"])
                nobody = {"speaker": None, "outlet": None, "date": None}
                yield found[0], {**found[1], **nobody, "cue": cue, "verbatim": verbatim}

    def causes(self) -> Iterator[tuple[Portion, dict[str, Any]]]:
        for row in self.rows("causal"):
            found = self.quoted((row["effect"] or {}).get("spans"))
            if found:
                parts = {
                    "cause": self.words(row.get("cause"), *found),
                    "hedge": self.words(row.get("certainty"), *found),
                }
                sign = {"sign": row["sign"], "conditional": bool(row.get("condition"))}
                yield found[0], {**found[1], **parts, **sign}

    def passes(self, kind: Kind, portion: Portion, proposed: dict[str, Any]) -> Case | Fault:
        return judged(proposed, kind, portion, self.findings)


def _role(role: str) -> str:
    return role if role in ("source", "target") else "participant"


@dataclass(frozen=True)
class Outcomes:
    """How many of each kind passed and were tried; and what passed that must not."""

    events: list[bool]
    claims: list[bool]
    causes: list[bool]
    wrong: list[str]


@pytest.fixture(scope="module")
def outcomes() -> Outcomes:
    folders = [FOLDER / name for name in DOCUMENTS]
    if not all((folder / "document.txt").exists() for folder in folders):
        pytest.skip(f"no annotated documents in {FOLDER} (set KANKEI_READING)")
    found = Outcomes([], [], [], [])
    for folder in folders:
        _measure(Annotated(folder), found)
    return found


def _measure(one: Annotated, found: Outcomes) -> None:
    for assertion, portion, proposed in one.events():
        if proposed["actors"]:
            found.events.append(isinstance(one.passes("events", portion, proposed), Case))
        if assertion in ("negated", "denied"):
            as_fact = one.passes("events", portion, {**proposed, "assertion": "fact"})
            found.wrong.extend([proposed["quotation"]] if isinstance(as_fact, Case) else [])
    for portion, proposed in one.claims():
        found.claims.append(isinstance(one.passes("claims", portion, proposed), Case))
    for portion, proposed in one.causes():
        found.causes.append(isinstance(one.passes("causes", portion, proposed), Case))


@pytest.mark.parametrize("kind", ["events", "claims", "causes"])
def test_nearly_all_that_annotators_found_would_pass(outcomes: Outcomes, kind: str) -> None:
    passed: list[bool] = getattr(outcomes, kind)
    assert len(passed) > 40 and sum(passed) >= 0.9 * len(passed), (sum(passed), len(passed))


def test_nothing_negated_or_denied_would_pass_as_a_fact(outcomes: Outcomes) -> None:
    assert outcomes.wrong == []
