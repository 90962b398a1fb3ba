"""The four forms in which servers can be made to answer, and how the answer is taken out.

``json_schema``: the server holds the model to the schema. ``tools``: the answer is the argument of
a function call. ``json_object``: any JSON object. ``plain``: text in which an object is looked for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from .prompting import messages, trial_messages
from .shapes import schema

FormName = Literal["json_schema", "tools", "json_object", "plain"]
FORM_NAMES: tuple[FormName, ...] = get_args(FormName)
"""In the order in which they are tried."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form of answer; ``settled`` when the server lets one ask for temperature 0."""

    name: FormName
    settled: bool = True

    @property
    def with_schema(self) -> bool:
        """Whether the schema must be told in words."""
        return self.name in ("json_object", "plain")


def request(form: Form, model: str, data: str | None) -> bytes:
    """The body of a request.

    Parameters
    ----------
    data
        The passage as JSON; a trial without content when missing.
    """
    if data is None:
        told = trial_messages(with_schema=form.with_schema)
    else:
        told = messages(data, with_schema=form.with_schema)
    asked = {"model": model, "messages": told, **_constraint(form.name)}
    if form.settled:
        asked["temperature"] = 0
    return json.dumps(asked).encode()  # ASCII: half a surrogate pair must not stop a document


def _constraint(name: FormName) -> dict[str, Any]:
    if name == "json_schema":
        held = {"name": "proposals", "strict": True, "schema": schema()}
        return {"response_format": {"type": "json_schema", "json_schema": held}}
    if name == "json_object":
        return {"response_format": {"type": "json_object"}}
    if name == "tools":
        function = {"name": "propose", "parameters": schema()}
        chosen = {"type": "function", "function": {"name": "propose"}}
        return {"tools": [{"type": "function", "function": function}], "tool_choice": chosen}
    return {}


@dataclass(frozen=True, slots=True)
class Said:
    """What a model said: its text, or why there is none, as a key of the wording table."""

    text: str = ""
    fault: str = ""
    cut: bool = False


def said(body: str) -> Said:
    """Take the words of the model out of the body of an answer, in whichever form they came.

    Examples
    --------
    >>> said('{"choices": [{"message": {"content": "{}"}, "finish_reason": "stop"}]}').text
    '{}'
    >>> said('{"choices": []}').fault
    'no_choice'
    """
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return Said(fault="not_json")
    choices = answer.get("choices") if isinstance(answer, dict) else None
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        return Said(fault="no_choice")
    message = choices[0].get("message")
    if not isinstance(message, dict):
        return Said(fault="no_choice")
    finish = choices[0].get("finish_reason")
    if message.get("refusal") or finish == "content_filter":
        return Said(fault="refusal")
    text = _called(message) or _content(message.get("content"))
    return Said(text, "" if text.strip() else "empty", cut=finish == "length")


def _called(message: Mapping[str, Any]) -> str:
    """Arguments of the first function call; some servers give them as an object."""
    calls = message.get("tool_calls")
    first = calls[0] if isinstance(calls, list) and calls else {}
    function = first.get("function") if isinstance(first, dict) else None
    arguments = function.get("arguments") if isinstance(function, dict) else None
    if isinstance(arguments, dict):
        return json.dumps(arguments, ensure_ascii=False)
    return arguments if isinstance(arguments, str) else ""


def _content(content: Any) -> str:
    """The text of a message; some servers give it in parts."""
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        return ""
    parts = (part.get("text") for part in content if isinstance(part, dict))
    return "".join(part for part in parts if isinstance(part, str))
