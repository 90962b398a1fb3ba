"""Brings together the answers to all portions of a document: kept ones, and those asked for now."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ...terms.errors import Problem, ReadingError
from .answers import Answers
from .client import Failure, post
from .endpoint import Endpoint
from .forms import FORM_NAMES, Form, request, said
from .parsing import object_of
from .portions import Portion

_GIVE_UP = 3
"""Failures in a row after which a server is left alone."""
_UNKNOWN_PARAMETER = (400, 422)

_FORMS = tuple(Form(name, settled) for name in FORM_NAMES for settled in (True, False))
"""Each form at temperature 0, and again without that wish where the server refuses it."""

Sleep = Callable[[float], object]
Progress = Callable[[int, int], object]
"""Called with the number of passages done, and of all."""


def _silent(done: int, of: int) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One request that would leave the machine; ``portion`` is missing for a trial."""

    url: str
    body: bytes
    portion: Portion | None


def outgoing(
    wanted: Sequence[Portion], endpoint: Endpoint, answers: Answers
) -> tuple[Outgoing, ...]:
    """What would be sent, byte for byte; nothing is.

    While the form in which the endpoint answers is not known, trials without content come first,
    and passages are shown in the first form. A trial that succeeds makes the later ones
    unnecessary.
    """
    missing = _missing(wanted, endpoint.model, answers)
    form = answers.form(endpoint)
    trials = _FORMS if missing and form is None else ()
    url = endpoint.completions
    return (
        *(Outgoing(url, request(one, endpoint.model, None), None) for one in trials),
        *(
            Outgoing(url, request(form or trials[0], endpoint.model, portion.data), portion)
            for portion in missing
        ),
    )


def kept(wanted: Sequence[Portion], model: str, answers: Answers) -> list[str | Failure]:
    """Answers of earlier runs only.

    Raises
    ------
    ReadingError
        When one is missing.
    """
    missing = _missing(wanted, model, answers)
    if missing:
        first = ", ".join(str(number) for number in missing[0].sentences)
        what = (
            f"{len(missing)} of {len(wanted)} passages have no kept answer of the model {model!r}"
            f" for this text, prompt and schema; the first holds the sentences {first}"
        )
        remedy = "run without --replay, or name the folder of the answers with --answers"
        raise ReadingError(Problem(what, remedy, str(answers.folder)))
    return [answers.find(portion, model) or "" for portion in wanted]


def collect(
    wanted: Sequence[Portion],
    endpoint: Endpoint,
    answers: Answers,
    progress: Progress = _silent,
    sleep: Sleep = time.sleep,
) -> list[str | Failure]:
    """Answers to all portions; those not kept are asked for, one after the other.

    Returns
    -------
    list of str or Failure
        In the order of ``wanted``. Answers are kept as they come, so that a run cut short goes on
        where it stopped.

    Raises
    ------
    ReadingError
        When the endpoint cannot be reached, refuses everybody, redirects, answers in no known
        form, or fails several times in a row.
    """
    if not _missing(wanted, endpoint.model, answers):
        return kept(wanted, endpoint.model, answers)
    form = answers.form(endpoint) or _tried(endpoint, answers, sleep)
    found: list[str | Failure] = []
    failures = 0
    for portion in wanted:
        body = answers.find(portion, endpoint.model)
        outcome = _asked(portion, form, endpoint, answers, sleep) if body is None else body
        failures = failures + 1 if isinstance(outcome, Failure) else 0
        if isinstance(outcome, Failure) and failures == _GIVE_UP:
            raise _stopped(endpoint, outcome)
        found.append(outcome)
        progress(len(found), len(wanted))
    return found


def _missing(wanted: Sequence[Portion], model: str, answers: Answers) -> list[Portion]:
    """Portions without a kept answer, each text once."""
    unasked = {one.sha256: one for one in wanted if answers.find(one, model) is None}
    return list(unasked.values())


def _asked(
    portion: Portion, form: Form, endpoint: Endpoint, answers: Answers, sleep: Sleep
) -> str | Failure:
    outcome = post(endpoint, request(form, endpoint.model, portion.data), sleep)
    if isinstance(outcome, str):
        body = outcome.replace(endpoint.key, "***") if endpoint.key else outcome
        answers.keep(portion, endpoint.model, body)
        return body
    if outcome.scope == "endpoint":
        raise _stopped(endpoint, outcome)
    return outcome


def _tried(endpoint: Endpoint, answers: Answers, sleep: Sleep) -> Form:
    """Find the first form in which the endpoint gives an object, and remember it."""
    outcome: str | Failure = ""
    for form, outcome in _trials(endpoint, sleep):
        if isinstance(outcome, str) and isinstance(object_of(said(outcome)), dict):
            answers.keep_form(endpoint, form)
            return form
        # some servers answer 500 to a form that they do not know
        if isinstance(outcome, Failure) and outcome.reason not in ("refused", "busy"):
            raise _stopped(endpoint, outcome)
    if isinstance(outcome, Failure):
        raise _stopped(endpoint, outcome)
    what = f"the model {endpoint.model!r} gives no JSON object in any of {', '.join(FORM_NAMES)}"
    remedy = "choose another model; the finds of the rules are complete without one"
    raise ReadingError(Problem(what, remedy, endpoint.completions))


def _trials(endpoint: Endpoint, sleep: Sleep) -> Iterator[tuple[Form, str | Failure]]:
    """Forms in their order with their outcomes."""
    status = 0
    for form in _FORMS:
        if not form.settled and status not in _UNKNOWN_PARAMETER:
            continue
        outcome = post(endpoint, request(form, endpoint.model, None), sleep)
        if isinstance(outcome, Failure) and outcome.scope == "endpoint":
            raise _stopped(endpoint, outcome)
        status = outcome.status if isinstance(outcome, Failure) else 0
        yield form, outcome


def _stopped(endpoint: Endpoint, failure: Failure) -> ReadingError:
    what = f"the model cannot be asked: {failure.reason.replace('_', ' ')}"
    detail = f" ({failure.detail})" if failure.detail else ""
    remedy = (
        "check --base-url, --model and KANKEI_MODEL_KEY, and run again: answers that came are kept;"
        " without --model the rules read alone"
    )
    return ReadingError(Problem(what + detail, remedy, endpoint.completions))
