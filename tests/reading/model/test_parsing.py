"""From the words of a model to an object, or to the reason why there is none."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kankei.reading.model.forms import said
from kankei.reading.model.parsing import object_of
from kankei.reading.model.wording import wording

GOOD = '{"events": [], "claims": [], "quantities": [], "causes": []}'


def _body(message: Any, finish: str = "stop") -> str:
    return json.dumps({"choices": [{"message": message, "finish_reason": finish}]})


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        f"  {GOOD}\n",
        f"```json\n{GOOD}\n```",
        f"Of course! Here {{is}} the object:\n{GOOD}\nI hope it helps.",
        f"{GOOD}{GOOD}",
    ],
)
def test_the_object_is_found_wherever_it_stands(text: str) -> None:
    assert object_of(said(_body({"content": text}))) == json.loads(GOOD)


@pytest.mark.parametrize("arguments", [GOOD, json.loads(GOOD)])
def test_the_object_may_be_the_argument_of_a_call(arguments: Any) -> None:
    message = {"content": None, "tool_calls": [{"function": {"arguments": arguments}}]}
    assert object_of(said(_body(message))) == json.loads(GOOD)


def test_a_text_may_come_in_parts() -> None:
    parts = [{"type": "text", "text": GOOD[:9]}, {"type": "text", "text": GOOD[9:]}]
    assert object_of(said(_body({"content": parts}))) == json.loads(GOOD)


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "not_json"),
        ("<html>", "not_json"),
        ("[" * 100_000, "not_json"),
        ("[]", "no_choice"),
        ('{"error": {"message": "no"}}', "no_choice"),
        ('{"choices": []}', "no_choice"),
        ('{"choices": [{}]}', "no_choice"),
        (_body({"content": None, "refusal": "I cannot."}), "refusal"),
        (_body({"content": ""}, "content_filter"), "refusal"),
        (_body({"content": None}), "empty"),
        (_body({"content": "I would rather not."}), "no_object"),
        (_body({"content": "[1, 2]"}), "no_object"),
        (_body({"content": GOOD[:-8]}), "cut_off"),
        (_body({"content": "thinking", "x": 1}, "length"), "cut_off"),
        (_body({"content": '{"events": ' + "[" * 50_000}), "cut_off"),
        (_body({"content": '{"events": [], "events": [1]}'}), "ambiguous_json"),
        (_body({"content": '{"quantities": [NaN]}'}), "ambiguous_json"),
        (_body({"content": '{"quantities": [' + "9" * 5000 + "]}"}), "cut_off"),
    ],
)
def test_what_cannot_be_used_has_a_reason_in_both_languages(body: str, reason: str) -> None:
    assert object_of(said(body)) == reason
    assert wording()["reason", reason].ja and wording()["reason", reason].en


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(json_values | st.dictionaries(st.sampled_from(["choices", "error"]), json_values))
@settings(max_examples=60)
def test_no_body_brings_it_down(body: Any) -> None:
    found = object_of(said(json.dumps(body)))
    assert isinstance(found, dict) or ("reason", found) in wording()


@given(st.text())
@settings(max_examples=60)
def test_no_text_brings_it_down(text: str) -> None:
    found = object_of(said(_body({"content": text})))
    assert isinstance(found, dict) or ("reason", found) in wording()
