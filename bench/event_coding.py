"""English event coding beside its peers: PLOVER root codes and PETRARCH triplets.

    python bench/event_coding.py --plv FILE.tsv --petrarch DIR --json

``--plv`` takes a file of the Zero-Shot-PLOVER layout (``marked_sentence`` with ``<s>`` and ``<t>``,
``source``, ``target``, ``gold_root``): source and target are given, the root code is asked, of
fifteen types (YIELD is CONCEDE and RETREAT). As in that paper, what lies ahead or does not happen
changes the type: a planned visit is AGREE, a threatened attack THREATEN, a refused one REJECT.

``--petrarch`` takes the folder of PETRARCH validation records: of every expected coding, source,
target and event of the best matching event are counted. Actors agree by the state, the first three
letters of the code, events by the root, its first two digits; PETRARCH's own score asks for whole
codes with agents, so the two are near each other and not the same.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kankei.reading.claims.scene import Stage
from kankei.reading.events import find_events
from kankei.reading.events.clauses_before import Clauses
from kankei.reading.events.draft import Memory
from kankei.reading.events.line import Allegiance, Line
from kankei.reading.events.predication import Predication
from kankei.reading.events.roles import cast
from kankei.reading.names import find_states
from kankei.reading.passages import BodyMention, EventMention, Sentence
from kankei.reading.text import View
from kankei.terms.source import Span

Triplet = tuple[str, str, str]

COOPERATIVE = ("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "YIELD")
VERBAL = ("AGREE", "CONSULT", "SUPPORT", "ACCUSE", "REJECT", "REQUEST", "THREATEN")
AHEAD = ("planned", "announced", "unreal")
_TAG = re.compile(r"(</?[st]>)")


def main() -> None:
    """Measure what the command line asks for, and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plv", type=Path)
    parser.add_argument("--petrarch", type=Path)
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    result: dict[str, Any] = {}
    if wanted.plv:
        result["plv"] = plv(wanted.plv)
    if wanted.petrarch:
        result["petrarch"] = petrarch(wanted.petrarch)
    if wanted.json:
        json.dump(result, sys.stdout, indent=1)
        print()
    else:
        for name, figures in result.items():
            print(name, json.dumps(figures))


def plv(file: Path) -> dict[str, Any]:
    """Macro F1 and accuracy of root codes, and macro F1 of the coarser classes."""
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    gold = [row["gold_root"] for row in rows]
    coded = [root_code(row) for row in rows]
    by_type = f1(gold, coded)
    right = sum(one == other for one, other in zip(gold, coded, strict=True))
    return {
        "sentences": len(rows),
        "uncoded": coded.count("NONE"),
        "root_macro_f1": mean(by_type.values()),
        "root_accuracy": round(right / len(rows), 3),
        "quad_macro_f1": mean(f1(map(quad, gold), map(quad, coded)).values()),
        "binary_macro_f1": mean(f1(map(side, gold), map(side, coded)).values()),
        "by_type": by_type,
    }


def root_code(row: dict[str, str]) -> str:
    """The type of what the source does to the target."""
    text, source, target = marked(row)
    line = line_of(text, source, target)
    best = max(
        ((fit(one, line, source, target), turned(one)) for one in Clauses(line).read()),
        default=(0.0, "NONE"),
        key=lambda pair: pair[0],
    )
    return best[1]


def marked(row: dict[str, str]) -> tuple[str, Span, Span]:
    """The sentence without tags, and where source and target stand in it."""
    text, places = "", dict[str, int]()
    for piece in _TAG.split(row["marked_sentence"]):
        if _TAG.fullmatch(piece):
            places[piece] = len(text)
        else:
            text += piece
    return text, _span(text, places, row, "source"), _span(text, places, row, "target")


def _span(text: str, places: dict[str, int], row: dict[str, str], name: str) -> Span:
    start = places.get(f"<{name[0]}>", -1)
    end = places.get(f"</{name[0]}>", -1)
    if not 0 <= start < end:
        words = row[name].strip()
        start = max(text.find(words), 0)
        end = start + max(len(words), 1)
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    return Span(start, max(start + 1, start + len(inner.strip())))


def line_of(text: str, source: Span, target: Span) -> Line:
    """The sentence with its two actors."""
    sentences = [Sentence(View.whole(text), "sentence", "en", 0, 0)]
    bodies = [
        BodyMention(name, "body", None, (span,), "given")
        for name, span in (("source", source), ("target", target))
    ]
    return Line(0, Stage(sentences, [], [], bodies).scene(0), (), Allegiance([], bodies))


def fit(one: Predication, line: Line, source: Span, target: Span) -> float:
    """How well an act fits the two actors: their roles, its place, its mood."""
    parts = cast(line, one, Memory())
    role = {name: part.role for part in parts for name in part.who.ids}
    score = 4.0 * (role.get("source") in ("source", "participant"))
    score += 4.0 * (role.get("target") in ("target", "participant"))
    score -= 3.0 * (role.get("source") == "target" or role.get("target") == "source")
    score += one.shape.mood in ("real", "ongoing", "present")
    between = min(source.end, target.end) <= one.word.start < max(source.start, target.start)
    score += 1.2 * between - 1.5 * one.nominal - 9.0 * (one.act.plover == "NONE")
    return score - abs(one.word.start - source.end) / 400


def turned(one: Predication) -> str:
    """The root code of an act as it is told: done, ahead or not done."""
    code = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}.get(one.act.plover, one.act.plover)
    ahead = one.shape.mood in AHEAD
    if one.shape.negated:
        if code in ("AGREE", "CONSULT", "SUPPORT", "YIELD") or (ahead and code in COOPERATIVE):
            return "REJECT"
        return "SANCTION" if code in ("AID", "COOPERATE") else code
    if ahead and code in COOPERATIVE:
        return "AGREE"
    if one.shape.mood in ("planned", "unreal") and code not in (*COOPERATIVE, *VERBAL, "NONE"):
        return "THREATEN"
    return code


def side(code: str) -> str:
    """Cooperation or conflict."""
    return "NONE" if code == "NONE" else str(code in COOPERATIVE)


def quad(code: str) -> str:
    """Words or deeds, cooperation or conflict."""
    return f"{code in VERBAL} {side(code)}"


def f1(gold: Iterable[str], coded: Iterable[str]) -> dict[str, float]:
    """F1 of every class of the gold standard."""
    pairs = list(zip(gold, coded, strict=True))
    found = {}
    for code in sorted({one for one, _ in pairs}):
        both = sum(one == other == code for one, other in pairs)
        wrong = sum((one == code) != (other == code) for one, other in pairs)
        found[code] = round(2 * both / (2 * both + wrong), 3) if both else 0.0
    return found


def mean(values: Iterable[float]) -> float:
    """Mean to three places."""
    listed = list(values)
    return round(sum(listed) / len(listed), 3)


def petrarch(folder: Path) -> dict[str, Any]:
    """Source, target and event of the expected codings that were found, file by file."""
    actors = dict(read_actors(folder / "PETR.Validate.actors.txt"))
    files = ("PETR.UnitTest.records.xml", "PETR2_GSR_validation.xml")
    return {name: _compared(records(folder / name), actors) for name in files}


def _compared(
    listed: Iterable[tuple[str, list[Triplet]]], actors: dict[str, str]
) -> dict[str, Any]:
    right, total, empty, invented = [0, 0, 0], 0, 0, 0
    for text, expected in listed:
        found = triplets(text, actors)
        empty += not expected
        invented += bool(found) and not expected
        for wanted in expected:
            agreed = max((_agreeing(wanted, one) for one in found), default=(False,) * 3, key=sum)
            right = [count + hit for count, hit in zip(right, agreed, strict=True)]
            total += 1
    names = ("source", "target", "event")
    shares = {name: [count, total] for name, count in zip(names, right, strict=True)}
    share = round(100 * sum(right) / (3 * total), 2) if total else None
    return {**shares, "components_percent": share, "without_event": empty, "invented": invented}


def _agreeing(wanted: Triplet, found: Triplet) -> tuple[bool, bool, bool]:
    source, target, event = (one == other for one, other in zip(wanted, found, strict=True))
    return source, target, event


def read_actors(file: Path) -> Iterator[tuple[str, str]]:
    """Names of a PETRARCH actor dictionary with the state of their code."""
    code = ""
    for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
        entry = re.match(r"\+?([A-Z][A-Z_.' -]+?)_?\s*(?:\[([A-Za-z-]{3})|$|#|\()", line)
        if entry:
            code = (entry.group(2) or (code if line.startswith("+") else "")).upper()
            if code.isalpha():
                yield entry.group(1).replace("_", " ").strip().lower(), code


def records(file: Path) -> Iterator[tuple[str, list[Triplet]]]:
    """Sentences of a record file with the codings expected of them."""
    text = file.read_text(encoding="utf-8", errors="replace")
    for record in re.split(r"<Sentence\s", text)[1:]:
        words = re.search(r"<Text>(.*?)</Text>", record, re.S)
        codings = [
            dict(re.findall(r'(\w+)="([^"]*)"', tag))
            for tag in re.findall(r"<EventCoding\s([^>]*)>", record)
        ]
        if words:
            yield re.sub(r"\s+", " ", words.group(1)).strip(), [*_expected(codings)]


def _expected(codings: Sequence[dict[str, str]]) -> Iterator[Triplet]:
    for one in codings:
        if "eventcode" in one:
            source, target = one.get("sourcecode", ""), one.get("targetcode", "")
            yield source[:3], target[:3], one["eventcode"][:2]


def triplets(text: str, actors: dict[str, str]) -> list[Triplet]:
    """The events of one sentence as triplets; who acts together acts upon each other."""
    sentence = Sentence(View.whole(text or " "), "sentence", "en", 0, 0)
    states = find_states([sentence])
    taken = [span for state in states for span in state.spans]
    bodies = [
        BodyMention(code, "body", code, (Span(*match.span()),), "dictionary")
        for name, code in actors.items()
        for match in re.finditer(rf"\b{re.escape(name)}\w*", text.lower())
        if not any(span.start < match.end() and match.start() < span.end for span in taken)
    ]
    found = find_events([sentence], states, [], bodies)
    return [triplet for event in found for triplet in _triplets(event)]


def _triplets(event: EventMention) -> Iterator[Triplet]:
    def acting(*roles: str) -> list[str]:
        return [actor for actor, role, _ in event.actors if role in roles]

    root = event.cameo[:2]
    for source in acting("source", "participant") or [""]:
        others = [one for one in acting("target", "participant") if one != source]
        for target in others or [""]:
            yield source, target, root


if __name__ == "__main__":
    main()
