"""Posts one request to a model and brings back the body of the answer.

The second of the two modules that touch the network. It knows nothing of documents: bytes go out,
bounded text comes back, and everything that can go wrong on the way has a name.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Literal

from .endpoint import Endpoint

if TYPE_CHECKING:
    import httpx2

_BUSY = (408, 409, 425, 429)
_FIRST_WAIT = 1.0
_LONGEST_DETAIL = 300
LONGEST_WAIT = 60.0
"""Seconds that a server may ask one to wait; when it asks for more, the request is given up."""

Scope = Literal["endpoint", "request"]


@dataclass(frozen=True, slots=True)
class Failure:
    """Why no answer came.

    Parameters
    ----------
    reason
        A key of the wording table.
    detail
        What the server or the network said, in its own words.
    scope
        ``endpoint`` when no other request can fare better, else ``request``.
    status
        HTTP status; 0 when there was none.
    """

    reason: str
    detail: str
    scope: Scope
    status: int = 0


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One attempt: its outcome, whether another may help, and after how many seconds."""

    outcome: str | Failure
    again: bool = False
    wait: float | None = None


def post(
    endpoint: Endpoint, body: bytes, sleep: Callable[[float], object] = time.sleep
) -> str | Failure:
    """Send one request, and try again while the server is busy, broken or silent.

    Parameters
    ----------
    body
        JSON; it is sent as it is.
    sleep
        Called with the seconds between two attempts: what ``Retry-After`` asks for, else one
        second, doubled each time.

    Returns
    -------
    str or Failure
        The body of the answer, no longer than the endpoint allows. Redirects are not followed: a
        text goes to the address that was named, or nowhere.
    """
    wait = _FIRST_WAIT
    for left in reversed(range(endpoint.tries)):
        attempt = _attempt(endpoint, body)
        asked = wait if attempt.wait is None else attempt.wait
        if not (attempt.again and left) or asked > LONGEST_WAIT:
            break
        sleep(asked)
        wait *= 2
    return attempt.outcome


def _attempt(endpoint: Endpoint, body: bytes) -> _Attempt:
    import httpx2

    started = time.monotonic()
    try:
        with (
            httpx2.Client(
                timeout=endpoint.patience,
                follow_redirects=False,
                trust_env=not endpoint.local,  # no proxy between this machine and itself
            ) as client,
            client.stream(
                "POST", endpoint.completions, content=body, headers=_headers(endpoint)
            ) as answer,
        ):
            return _judged(answer, endpoint, started)
    except httpx2.TimeoutException:
        return _Attempt(Failure("too_slow", "", "request"), again=True)
    except httpx2.ConnectError as error:
        return _Attempt(Failure("unreachable", str(error), "endpoint"), again=True)
    except httpx2.HTTPError as error:
        return _Attempt(Failure("cut_short", str(error), "request"), again=True)


def _headers(endpoint: Endpoint) -> dict[str, str]:
    """Headers of a request; an answer must come unpacked, so that its size can be bounded."""
    plain = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
    return plain | ({"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {})


def _judged(answer: httpx2.Response, endpoint: Endpoint, started: float) -> _Attempt:
    status = answer.status_code
    if status != 200:
        return _refused(answer, endpoint)
    kind = str(answer.headers.get("Content-Type", ""))
    if "json" not in kind or answer.headers.get("Content-Encoding", "identity") != "identity":
        return _Attempt(Failure("not_json_type", _printable(kind), "endpoint", status))
    return _body(answer, endpoint, started)


def _body(answer: httpx2.Response, endpoint: Endpoint, started: float) -> _Attempt:
    received = bytearray()
    for piece in answer.iter_raw():
        received += piece
        if len(received) > endpoint.largest:
            detail = f"> {endpoint.largest:,} bytes"
            return _Attempt(Failure("too_large", detail, "request", 200))
        if time.monotonic() - started > endpoint.longest:
            return _Attempt(Failure("too_slow", f"> {endpoint.longest:g} s", "request", 200))
    return _Attempt(received.decode("utf-8", "replace"))


def _refused(answer: httpx2.Response, endpoint: Endpoint) -> _Attempt:
    """An answer that is none, by its status."""
    status = answer.status_code
    if 300 <= status < 400:
        where = _printable(str(answer.headers.get("Location", "")))
        return _Attempt(Failure("redirected", where, "endpoint", status))
    if status in _BUSY or status >= 500:
        failure = Failure("busy", str(status), "request", status)
        return _Attempt(failure, again=True, wait=_retry_after(answer))
    scope: Scope = "endpoint" if status in (401, 402, 403, 404, 405) else "request"
    return _Attempt(Failure("refused", f"{status} {_said(answer, endpoint)}", scope, status))


def _said(answer: httpx2.Response, endpoint: Endpoint) -> str:
    """The first words of a refusal, without the key should the server repeat it."""
    said = b""
    for piece in answer.iter_raw():
        said += piece
        if len(said) > 4 * _LONGEST_DETAIL:
            break
    text = " ".join(said.decode("utf-8", "replace").split())
    return _printable(text.replace(endpoint.key, "***") if endpoint.key else text)


def _printable(text: str) -> str:
    """Words of a server, short and without signs that steer a terminal."""
    return "".join(sign for sign in text if sign.isprintable())[:_LONGEST_DETAIL]


def _retry_after(answer: httpx2.Response) -> float | None:
    """Seconds that the server asks for, given as a number or as a date."""
    asked = str(answer.headers.get("Retry-After", ""))
    if asked.isdecimal():
        return float(asked)
    try:
        when = parsedate_to_datetime(asked)
        return max(0.0, (when - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError, OverflowError):
        return None
