"""The comparison as a page: counts, then item by item, then what was refused and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ...terms.language import AnswerLanguage
from ..text import surface
from .comparing import OUTCOMES, Compared, Summary
from .judging import Judged
from .wording import word

_SHOWN = 60
"""Characters of a find that a line shows."""

Row = Sequence[str]


def counted(summaries: Iterable[Summary], language: AnswerLanguage) -> list[Row]:
    """The table of counts, its heading first.

    F1 is missing (``-``) where both readers are silent.
    """
    heading = [
        word("report", "kind", language),
        *(word("outcome", outcome, language) for outcome in OUTCOMES),
        *(
            word("report", key, language)
            for key in ("rejected", "invented", "same_place_f1", "same_f1")
        ),
    ]
    return [heading, *(_counts(one, language) for one in summaries)]


def _counts(one: Summary, language: AnswerLanguage) -> Row:
    scores = ("-" if f1 is None else f"{f1:.2f}" for f1 in (one.same_place_f1, one.same_f1))
    numbers = [*(one.counts[outcome] for outcome in OUTCOMES), one.rejected, one.invented]
    return [word("kind", one.kind, language), *map(str, numbers), *scores]


def markdown(
    raw: str,
    compared: Sequence[Compared],
    summaries: Sequence[Summary],
    judged: Judged,
    meta: Mapping[str, Any],
    language: AnswerLanguage,
) -> str:
    """The whole page in one language.

    Parameters
    ----------
    raw
        The document; the words of each line are cut from it.
    meta
        Model, prompt version and schema version.
    """
    parts = [
        f"# {word('report', 'title', language)}",
        word("report", "lead", language).format(
            model=_cell(meta["model"]), prompt=meta["prompt"], schema=meta["schema"]
        ),
    ]
    tables = {
        "heading_counts": counted(summaries, language),
        "heading_lines": _lines(raw, compared, language),
        "heading_rejections": _reasons(judged, language),
    }
    for key, rows in tables.items():
        parts.append(f"## {word('report', key, language)}")
        parts.append(_table(rows) if len(rows) > 1 else word("report", "none", language))
    return "\n\n".join(parts) + "\n"


def _lines(raw: str, compared: Sequence[Compared], language: AnswerLanguage) -> list[Row]:
    heading = [
        word("report", key, language)
        for key in ("kind", "outcome", "words", "rules", "model", "fields")
    ]
    return [heading, *(_line(raw, one, language) for one in compared)]


def _line(raw: str, one: Compared, language: AnswerLanguage) -> Row:
    fields = (
        f"{word('field', name, language)}: {_plain(rules)} / {_plain(model)}"
        for name, (rules, model) in one.differing.items()
    )
    sides = [side.id if side else "-" for side in (one.rules, one.model)]
    shown = one.model or one.rules
    words = surface(raw, shown.spans) if shown else ""
    return [
        word("kind", one.kind, language),
        word("outcome", one.outcome, language),
        words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…",
        *sides,
        "; ".join(fields),
    ]


def _reasons(judged: Judged, language: AnswerLanguage) -> list[Row]:
    heading = [word("report", key, language) for key in ("kind", "reason", "count")]
    counts = Counter((one.kind, one.reason) for one in judged.rejections)
    return [
        heading,
        *(
            [word("kind", kind, language), word("reason", reason, language), str(count)]
            for (kind, reason), count in sorted(counts.items())
        ),
    ]


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_plain(one)}" for name, one in value.items())
    if isinstance(value, list | tuple):
        return "+".join(map(str, value))
    return "-" if value is None else str(value)


def _table(rows: Sequence[Row]) -> str:
    heading, *others = [[_cell(cell) for cell in row] for row in rows]
    return "\n".join(_piped([heading, ["---"] * len(heading), *others]))


def _piped(rows: Iterable[Row]) -> Iterator[str]:
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _cell(text: str) -> str:
    """A cell in which nothing is mark-up: words of a model and of a document are data."""
    plain = "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
    for sign in "\\|`*_[]<>#!&":
        plain = plain.replace(sign, "\\" + sign)
    return plain
