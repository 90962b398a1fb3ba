"""What a model is told: fixed instructions, and one passage fenced off as data.

The texts are files in ``prompts/``; their common hash is the version of the prompt. A passage is
written as JSON, so that no character of it can end the fence, between marks that are named after
its own hash, so that its author cannot have written them.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files

from .shapes import schema

Message = dict[str, str]
"""Role and content."""

_PARTS = ("instructions", "passage", "schema", "trial")


@cache
def _part(name: str) -> str:
    path = files(__package__) / "prompts" / f"{name}.md"
    return path.read_text(encoding="utf-8").strip()


@cache
def prompt_version() -> str:
    """Hash of all texts that a model is told: another wording, another version."""
    told = "\0".join(_part(name) for name in _PARTS)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def messages(data: str, *, with_schema: bool) -> list[Message]:
    """The messages that ask for proposals from one passage.

    Parameters
    ----------
    data
        The passage as JSON.
    with_schema
        Whether the schema must be told in words, because it is not sent apart.

    Examples
    --------
    >>> system, user = messages('{"sentences": []}', with_schema=False)
    >>> user["content"].splitlines()[1]
    '{"sentences": []}'
    """
    told = _part("instructions")
    if with_schema:
        written = json.dumps(schema(), ensure_ascii=False, separators=(",", ":"))
        told += "\n\n" + _part("schema").replace("{schema}", written)
    mark = hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    # the data goes in last: nothing that it holds is taken for a slot
    asked = _part("passage").replace("{mark}", mark).replace("{data}", data)
    return [{"role": "system", "content": told}, {"role": "user", "content": asked}]


def trial_messages(*, with_schema: bool) -> list[Message]:
    """Messages without a word of any document, to learn in which form a model answers."""
    empty = json.dumps({"language": "en", "published": None, "sentences": [], "actors": []})
    system, user = messages(empty, with_schema=with_schema)
    return [system, {**user, "content": f"{user['content']}\n{_part('trial')}"}]
