"""One request and everything that can happen to it on the way."""

from __future__ import annotations

import gzip
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from kankei.reading.model.client import LONGEST_WAIT, Failure, post
from kankei.reading.model.endpoint import Endpoint
from kankei.terms.errors import InputError

from .stand_in import Answer, Reply, as_json, says, stand_in


def _sent(*replies: Answer, **settings: float) -> tuple[str | Failure, list[float], int]:
    """Outcome of one request, the waits between attempts, and how many attempts there were."""
    waits: list[float] = []
    with stand_in(*replies) as server:
        plain = Endpoint(server.base_url, "m", "sesame-sesame", patience=2.0)
        endpoint = replace(plain, **settings)  # type: ignore[arg-type]
        outcome = post(endpoint, b"{}", waits.append)
        return outcome, waits, len(server.asked)


def _reason(*replies: Answer, **settings: float) -> str:
    outcome = _sent(*replies, **settings)[0]
    return outcome.reason if isinstance(outcome, Failure) else f"answered: {outcome}"


def test_a_good_answer_comes_back_as_it_is() -> None:
    outcome, waits, asked = _sent(says("はい"))
    assert isinstance(outcome, str) and "\\u306f\\u3044" in outcome
    assert waits == [] and asked == 1


def test_the_key_travels_as_a_bearer_token_and_only_there() -> None:
    with stand_in(says("x")) as server:
        endpoint = Endpoint(server.base_url, "m", "sesame-sesame")
        post(endpoint, b'{"a": 1}')
        assert server.headers[0]["Authorization"] == "Bearer sesame-sesame"
        assert "sesame" not in str(server.asked) and "sesame" not in repr(endpoint)


def test_busy_servers_are_asked_again_after_the_time_they_name() -> None:
    busy = as_json({}, 429, Retry_After="7")
    outcome, waits, _ = _sent(busy, says("x"))
    assert isinstance(outcome, str) and waits == [7.0]


def test_a_date_in_retry_after_is_understood() -> None:
    when = format_datetime(datetime.now(UTC) + timedelta(seconds=30))
    waits = _sent(as_json({}, 503, Retry_After=when), says("x"))[1]
    assert 25 < waits[0] <= 30


def test_a_server_that_asks_for_too_much_patience_is_left() -> None:
    outcome, waits, asked = _sent(as_json({}, 429, Retry_After=str(int(LONGEST_WAIT) + 1)))
    assert isinstance(outcome, Failure) and outcome.reason == "busy"
    assert waits == [] and asked == 1


def test_broken_servers_are_asked_again_with_doubled_waits_and_then_left() -> None:
    outcome, waits, asked = _sent(as_json({}, 500))
    assert isinstance(outcome, Failure) and outcome.reason == "busy"
    assert waits == [1.0, 2.0, 4.0] and asked == 4


@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 422])
def test_refusals_are_not_repeated_and_keep_the_words_of_the_server(status: int) -> None:
    page = Reply(f"\x1b[2Jno {status}, sesame-sesame {'x' * 5000}".encode(), status)
    outcome, _, asked = _sent(page)
    assert isinstance(outcome, Failure) and outcome.reason == "refused" and asked == 1
    assert f"no {status}" in outcome.detail and "sesame" not in outcome.detail
    assert outcome.detail.isprintable() and len(outcome.detail) < 400
    assert outcome.scope == ("endpoint" if status in (401, 403, 404) else "request")


def test_redirects_are_not_followed() -> None:
    with stand_in(says("x")) as other:
        there = f"{other.base_url}/chat/completions"
        assert _reason(as_json({}, 307, Location=there)) == "redirected"
        assert other.asked == []


def test_pages_are_no_answers() -> None:
    page = Reply(b"<html>hello</html>", headers={"Content-Type": "text/html"})
    assert _reason(page) == "not_json_type"


def test_huge_answers_are_cut_off() -> None:
    assert _reason(says("x" * 5000), largest=1000) == "too_large"


def test_packed_answers_are_refused_whatever_they_unpack_to() -> None:
    bomb = Reply(gzip.compress(b"0" * 10**6), headers={"Content-Encoding": "gzip"})
    assert _reason(bomb) == "not_json_type"


def test_silence_is_given_up() -> None:
    assert _reason(Reply(b"12", slow=0.5), patience=0.1, tries=1) == "too_slow"


def test_drops_do_not_keep_one_waiting() -> None:
    """Each byte comes in time, the whole does not."""
    assert _reason(Reply(b"1" * 40, slow=0.02), longest=0.1, tries=1) == "too_slow"


def test_a_connection_that_breaks_off_is_tried_again() -> None:
    torn = Reply(b"{", length=1000)
    assert _reason(torn, tries=2) == "cut_short"
    assert isinstance(_sent(torn, says("x"))[0], str)


def test_nobody_there() -> None:
    with stand_in(says("x")) as server:
        gone = server.base_url
    outcome = post(Endpoint(gone, "m", tries=1), b"{}")
    assert isinstance(outcome, Failure) and outcome.reason == "unreachable"
    assert outcome.scope == "endpoint"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org/v1",
        "ftp://example.org/v1",
        "http://example.org/v1",
        "https://user:secret@example.org/v1",
        "https://example.org/v1?key=secret",
        "https://example.org:port/v1",
        "http://[::1/v1",
        "http://localhost.example.org/v1",
    ],
)
def test_addresses_that_would_leak_or_cannot_be_read_are_refused(address: str) -> None:
    with pytest.raises(InputError) as caught:
        Endpoint(address, "m")
    assert "Next:" in str(caught.value) and "secret@" not in str(caught.value)


def test_a_model_needs_a_name_and_a_key_must_be_one() -> None:
    for model, key in (("", ""), ("m", "line\nbreak")):
        with pytest.raises(InputError):
            Endpoint("https://example.org/v1", model, key)
