"""All spellings of a name written once: 新[華华]社, МИД(?:а|у)?, Yonhap(?: News)?.

A list of plain spellings can be looked up; a list of patterns has to be tried one by one.
"""

from __future__ import annotations

from itertools import product


def spellings(pattern: str) -> tuple[str, ...]:
    """Write out a pattern of literals, classes, groups and optional parts.

    Examples
    --------
    >>> spellings("新[華华]社")
    ('新華社', '新华社')
    >>> spellings("МИД(?:а|у)?")
    ('МИДа', 'МИДу', 'МИД')
    """
    texts, rest = _choice(pattern)
    if rest:
        raise ValueError(f"the pattern {pattern!r} has an unmatched {rest[0]!r}")
    return tuple(dict.fromkeys(texts))


def _choice(text: str) -> tuple[list[str], str]:
    found, rest = _sequence(text)
    while rest.startswith("|"):
        more, rest = _sequence(rest[1:])
        found += more
    return found, rest


def _sequence(text: str) -> tuple[list[str], str]:
    parts: list[list[str]] = []
    while text and text[0] not in "|)":
        part, text = _part(text)
        if text.startswith("?"):
            part, text = [*part, ""], text[1:]
        parts.append(part)
    return ["".join(one) for one in product(*parts)], text


def _part(text: str) -> tuple[list[str], str]:
    if text.startswith("(?:"):
        found, rest = _choice(text[3:])
        return found, rest[1:]
    if text.startswith("["):
        end = text.index("]")
        return list(text[1:end]), text[end + 1 :]
    return [text[0]], text[1:]
