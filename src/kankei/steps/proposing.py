"""`kankei read --model`: a language model proposes, beside what the rules read."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..datasets.places import cache_folder
from ..reading.model import (
    Answers,
    Endpoint,
    ModelReading,
    Outgoing,
    collect,
    judge,
    kept,
    model_reading,
    outgoing,
    portions,
    write_model_reading,
)
from ..reading.read import read_file
from ..terms.errors import InputError, Problem

KEY, BASE_URL = "KANKEI_MODEL_KEY", "KANKEI_MODEL_URL"
"""Names of the environment: the key is taken from nowhere else, and never written anywhere."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Whom to ask, and where answers are kept; without an endpoint only kept answers count."""

    model: str
    endpoint: Endpoint | None
    answers: Answers


def whom_to_ask(
    model: str,
    base_url: str = "",
    answers: Path | None = None,
    *,
    replay: bool = False,
    environment: Mapping[str, str] = os.environ,
) -> Asking:
    """Settle whom to ask, from options and environment.

    Parameters
    ----------
    base_url
        ``KANKEI_MODEL_URL`` when empty; not needed for a replay.
    answers
        Folder of the kept answers; in the cache when missing.
    replay
        Whether only kept answers count.

    Raises
    ------
    InputError
        When there is nobody to ask, or the address cannot be used.
    """
    folder = answers or cache_folder(environment) / "model-answers"
    if replay:
        return Asking(model, None, Answers(folder))
    address = base_url or environment.get(BASE_URL, "")
    if not address:
        what = f"the model {model!r} has no address"
        remedy = f"give --base-url or set {BASE_URL}; with --replay none is needed"
        raise InputError(Problem(what, remedy))
    endpoint = Endpoint(address, model, environment.get(KEY, "").strip())
    return Asking(model, endpoint, Answers(folder))


def requests_to_send(path: Path, ask: Asking) -> tuple[Outgoing, ...]:
    """What would leave the machine for a document, byte for byte; nothing is sent or written."""
    if ask.endpoint is None:
        return ()
    return outgoing(portions(read_file(path)), ask.endpoint, ask.answers)


def propose(
    path: Path, ask: Asking, progress: Callable[[int, int], object] = lambda done, of: None
) -> ModelReading:
    """Ask for proposals from a document, judge them, and compare them with the rules.

    Raises
    ------
    ReadingError
        When the document cannot be read, the model not be asked, or a kept answer is missing.
    """
    reading = read_file(path)
    wanted = portions(reading)
    if ask.endpoint is None:
        found = kept(wanted, ask.model, ask.answers)
    else:
        found = collect(wanted, ask.endpoint, ask.answers, progress)
    return model_reading(reading, judge(reading, wanted, found), ask.model)


def write_proposals(found: ModelReading, out: Path) -> tuple[Path, ...]:
    """Write proposals, rejections and the comparison beside the files of the rules."""
    return write_model_reading(found, out)
