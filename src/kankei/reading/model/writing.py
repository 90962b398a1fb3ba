"""Proposals, rejections and the comparison as files beside those of the rules, which they leave."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ...terms.errors import Problem, ReadingError
from ...terms.language import ANSWER_LANGUAGES
from ...terms.source import Span
from ..passages import Reading
from ..text import sha256, surface
from ..whole import write_whole
from ..write import Shape
from .cases import Case
from .comparing import Compared, Found, Summary, compare, summaries
from .judging import Judged, Proposal, Rejection
from .prompting import prompt_version
from .report import markdown
from .shapes import KINDS, schema_version
from .wording import wording

_LONGEST = 2000
"""Characters of a refused proposal that are kept."""


@dataclass(frozen=True, slots=True)
class ModelReading:
    """All that a model's reading of one document leads to."""

    model: str
    reading: Reading
    judged: Judged
    compared: tuple[Compared, ...]
    summaries: tuple[Summary, ...]


def model_reading(reading: Reading, judged: Judged, model: str) -> ModelReading:
    """Compare what was judged with the rules."""
    compared = compare(reading, judged)
    return ModelReading(model, reading, judged, compared, summaries(compared, judged))


def write_model_reading(found: ModelReading, out_dir: str | Path) -> tuple[Path, ...]:
    """Write what a model proposes into a folder.

    Parameters
    ----------
    found
        What was judged and compared.
    out_dir
        The folder, made when missing. It gets ``proposals.json``, ``rejections.json``,
        ``disagreement.json`` and the last as a page in each language; other files stay.

    Raises
    ------
    ReadingError
        When the folder cannot be written to.
    """
    folder = Path(out_dir)
    texts = {f"{name}.json": _json(shape) for name, shape in shapes(found).items()}
    meta = _meta(found)
    for language in ANSWER_LANGUAGES:
        page = markdown(
            found.reading.raw, found.compared, found.summaries, found.judged, meta, language
        )
        texts[f"disagreement.{language}.md"] = page
    try:
        return tuple(write_whole(folder / name, text) for name, text in sorted(texts.items()))
    except OSError as error:
        what = f"the proposals cannot be written ({error.strerror or error})"
        remedy = "check that the folder exists and may be written to"
        raise ReadingError(Problem(what, remedy, file=str(out_dir))) from error


def shapes(found: ModelReading) -> dict[str, Shape]:
    """The three files by name, as JSON values."""
    meta = _meta(found)
    return {
        "proposals": {"meta": meta, **_proposals(found)},
        "rejections": {"meta": meta, **_rejections(found)},
        "disagreement": {"meta": meta, **_disagreement(found)},
    }


def _json(shape: Shape) -> str:
    return json.dumps(shape, ensure_ascii=False, indent=1) + "\n"


def _meta(found: ModelReading) -> Shape:
    raw = found.reading.raw
    return {
        "characters": len(raw),
        "sha256": sha256(raw),
        "model": found.model,
        "prompt": prompt_version(),
        "schema": schema_version(),
    }


def _passage(raw: str, spans: Sequence[Span]) -> Shape:
    return {"surface": surface(raw, spans), "spans": [[one.start, one.end] for one in spans]}


def _proposals(found: ModelReading) -> Shape:
    made: dict[str, list[Shape]] = {kind: [] for kind in KINDS}
    for one in found.judged.proposals:
        made[one.case.kind].append(_proposal(found, one))
    return made


def _proposal(found: ModelReading, one: Proposal) -> Shape:
    how = {"by": "model", "model": found.model, "prompt": prompt_version()}
    return {
        "id": one.id,
        "sentence": one.case.sentence,
        **_passage(found.reading.raw, one.case.spans),
        **_content(found.reading.raw, one.case),
        "how": {**how, "schema": schema_version(), "passage": one.case.portion.sha256},
        "review": "unreviewed",
    }


def _content(raw: str, case: Case) -> Shape:
    """The fields of a proposal; all words come from the text by their spans, never from the answer.

    A part is named by its path: ``cue``, ``date``, ``actors.0``.
    """
    left_out = {"sentence", "quotation", "before", "after"}
    content = case.item.model_dump(mode="json", exclude=left_out)
    for name in case.parts:
        passage = _passage(raw, case.spans_of(name))
        field, _, place = name.partition(".")
        part = content[field][int(place)] if place else content[field]
        if isinstance(part, dict):
            part["words"] = passage
        else:
            content[field] = passage
    return content


def _rejections(found: ModelReading) -> Shape:
    rejected = found.judged.rejections
    counts = Counter(one.reason for one in rejected)
    return {
        "counts": dict(sorted(counts.items())),
        "rejections": [_rejection(found.reading, one) for one in rejected],
    }


def _rejection(reading: Reading, one: Rejection) -> Shape:
    spans = tuple(
        span for number in one.sentences for span in reading.sentences[number].view.pieces
    )
    return {
        "kind": one.kind,
        "reason": one.reason,
        "text": asdict(wording()["reason", one.reason]),
        "detail": one.detail,
        "sentences": list(one.sentences),
        "passage": _passage(reading.raw, spans),
        "proposed": _bounded(one.proposed),
    }


def _bounded(proposed: Any) -> Any:
    text = json.dumps(proposed, ensure_ascii=False)
    return proposed if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _disagreement(found: ModelReading) -> Shape:
    return {
        "summary": {one.kind: _summary(one) for one in found.summaries},
        "lines": list(_lines(found)),
    }


def _summary(one: Summary) -> Shape:
    proposed = sum(one.counts.values()) - one.counts["rules_only"] + one.rejected
    return {
        **{str(outcome): count for outcome, count in one.counts.items()},
        "rejected": one.rejected,
        "invented_quotations": one.invented,
        "invented_share": one.invented / proposed if proposed else None,
        "same_place_f1": one.same_place_f1,
        "same_f1": one.same_f1,
    }


def _lines(found: ModelReading) -> Iterator[Shape]:
    for line in found.compared:
        yield {
            "kind": line.kind,
            "outcome": line.outcome,
            "rules": _side(found.reading.raw, line.rules),
            "model": _side(found.reading.raw, line.model),
            "differing": {
                name: {"rules": rules, "model": model}
                for name, (rules, model) in line.differing.items()
            },
        }


def _side(raw: str, found: Found | None) -> Shape | None:
    if found is None:
        return None
    return {"id": found.id, **_passage(raw, found.spans), "fields": dict(found.fields)}
