"""From answers to proposals and rejections, without network and without state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ...terms.identity import content_id
from ..passages import Reading
from .cases import Case, Fault
from .client import Failure
from .findings import Findings
from .forms import said
from .gate import judged
from .parsing import object_of
from .portions import Portion, too_long
from .shapes import KINDS, Kind

MOST = 200
"""Proposals of one kind that are looked at in one answer."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a model proposes and the gate lets through; a person decides on it.

    Parameters
    ----------
    id
        Content hash of kind, place and content.
    """

    id: str
    case: Case


@dataclass(frozen=True, slots=True)
class Rejection:
    """What did not become a proposal, and why.

    Parameters
    ----------
    kind
        Of the proposal; ``answer`` for a passage without a usable answer.
    reason, detail
        A key of the wording table, and what it met.
    sentences
        Numbers of the sentences of the passage.
    proposed
        What the model gave, if anything.
    """

    kind: Kind | Literal["answer"]
    reason: str
    detail: str
    sentences: tuple[int, ...]
    proposed: Any = None


@dataclass(frozen=True, slots=True)
class Judged:
    """The outcome for one document.

    Parameters
    ----------
    answered
        Numbers of the sentences about which there is a usable answer.
    """

    proposals: tuple[Proposal, ...]
    rejections: tuple[Rejection, ...]
    answered: frozenset[int]


def judge(reading: Reading, wanted: Sequence[Portion], answers: Sequence[str | Failure]) -> Judged:
    """Read the answers, and let what they propose through the gate one by one.

    Parameters
    ----------
    reading
        What the rules read.
    wanted, answers
        Portions, and the body of the answer to each or why there is none.

    Examples
    --------
    >>> from kankei.reading.model.portions import portions
    >>> from kankei.reading.read import read_text
    >>> reading = read_text("ロシアと北朝鮮は条約に署名した。")
    >>> judge(reading, portions(reading), ["{}"]).rejections[0].reason
    'no_choice'
    """
    findings = Findings(reading)
    proposals: dict[str, Proposal] = {}
    rejections = [
        Rejection("answer", "sentence_too_long", "", (number,)) for number in too_long(reading)
    ]
    answered: set[int] = set()
    for portion, answer in zip(wanted, answers, strict=True):
        found = _object(answer)
        if isinstance(found, Fault):
            rejections.append(Rejection("answer", found.reason, found.detail, portion.sentences))
            continue
        answered.update(portion.sentences)
        for one in _of_answer(found, portion, findings):
            if isinstance(one, Rejection):
                rejections.append(one)
            else:
                proposals.setdefault(one.id, one)
    return Judged(tuple(proposals.values()), tuple(rejections), frozenset(answered))


def _object(answer: str | Failure) -> dict[str, Any] | Fault:
    if isinstance(answer, Failure):
        return Fault(answer.reason, answer.detail)
    found = object_of(said(answer))
    return Fault(found) if isinstance(found, str) else found


def _of_answer(
    answer: dict[str, Any], portion: Portion, findings: Findings
) -> Iterator[Proposal | Rejection]:
    for name, value in answer.items():
        if name not in KINDS or not isinstance(value, list):
            yield Rejection("answer", "schema", name, portion.sentences, value)
    for kind in KINDS:
        listed = answer.get(kind)
        if not isinstance(listed, list):
            continue
        for proposed in listed[:MOST]:
            found = judged(proposed, kind, portion, findings)
            if isinstance(found, Fault):
                sentences = portion.sentences
                yield Rejection(kind, found.reason, found.detail, sentences, proposed)
            else:
                yield Proposal(_id(found), found)
        if len(listed) > MOST:
            yield Rejection(kind, "too_many", str(len(listed)), portion.sentences)


def _id(one: Case) -> str:
    left_out = {"sentence", "quotation", "before", "after"}
    spans = [[span.start, span.end] for span in one.spans]
    content = one.item.model_dump(mode="json", exclude=left_out)
    return content_id("proposal", one.kind, spans, content)
