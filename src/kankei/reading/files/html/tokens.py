"""HTML as a stream of tags and text, in time that grows with its length whatever it holds.

Pages are hostile or broken: the parser of Python's library takes time with the square of the
length on unclosed tags, and others stop at a depth. Here every character is looked at a fixed
number of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from typing import Literal

from ...words import word_list

_NAME = re.compile(r"</?([A-Za-z][^\s/>]{0,40})")
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=][^\s/>=]{0,80})(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+)))?+"""
)
_REST_OF_TAG = re.compile(
    r"""(?:[^\s"'<>/=][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+))?+|[^>])*+>"""
)
_LONG_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{8,}+;?")
_RAW = frozenset(word_list(None, "html")["raw"])
_ENDS = {name: re.compile(f"</{name}(?=[\\s/>])", re.IGNORECASE) for name in _RAW}

_KEPT = frozenset(word_list(None, "html")["attributes"])

VALUE = 4096
"""Characters of an attribute that are kept."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a page; ``text`` is a tag's name, the text, or the inside of a comment."""

    kind: Literal["start", "end", "text", "comment"]
    text: str
    attributes: Mapping[str, str] = field(default_factory=dict)


def tokens(html: str) -> Iterator[Token]:
    r"""Cut a page into tags, texts and comments.

    The inside of a script or style follows its start tag as one text. What looks like a tag and
    is never closed is text.

    Examples
    --------
    >>> [(one.kind, one.text) for one in tokens("<p class=a>一 &amp; 二<br/>3 < 4")]
    [('start', 'p'), ('text', '一 & 二'), ('start', 'br'), ('text', '3 '), ('text', '< 4')]
    """
    reader = _Reader(html)
    while reader.position < len(html):
        yield from reader.step()


class _Reader:
    """Where in a page one is, and what is known not to come any more."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.position = 0
        self.missing: set[str] = set()

    def step(self) -> Iterator[Token]:
        """Give the text up to the next tag, and the tag."""
        begin = self.html.find("<", self.position)
        if begin != self.position:
            end = begin if begin >= 0 else len(self.html)
            yield Token("text", unescaped(self.html[self.position : end]))
            self.position = end
            return
        after = self.html[begin + 1 : begin + 2]
        if after in ("!", "?") and after:
            yield from self._comment(begin)
        elif match := _NAME.match(self.html, begin):
            yield from self._tag(match)
        else:
            yield from self._text_of_bracket(begin)

    def _find(self, sign: str, start: int) -> int:
        """Find a sign; one that is not found once is not looked for again."""
        found = -1 if sign in self.missing else self.html.find(sign, start)
        if found < 0:
            self.missing.add(sign)
        return found

    def _comment(self, begin: int) -> Iterator[Token]:
        is_comment = self.html.startswith("<!--", begin)
        end = self._find("-->", begin + 2) if is_comment else -1
        if end >= 0:
            self.position = end + 3
            yield Token("comment", self.html[begin + 4 : end][:VALUE])
            return
        end = self._find(">", begin)
        self.position = end + 1 if end >= 0 else begin + (4 if is_comment else 2)
        yield Token("comment", "")

    def _text_of_bracket(self, begin: int) -> Iterator[Token]:
        end = self.html.find("<", begin + 1)
        self.position = end if end >= 0 else len(self.html)
        yield Token("text", unescaped(self.html[begin : self.position]))

    def _tag(self, match: re.Match[str]) -> Iterator[Token]:
        end = self._end_of_tag(match.end())
        if end < 0:
            yield from self._text_of_bracket(match.start())
            return
        self.position = end
        name = match.group(1).lower()
        if self.html[match.start() + 1] == "/":
            yield Token("end", name)
            return
        yield Token("start", name, _attributes(self.html[match.end() : end - 1]))
        if name in _RAW:
            yield from self._inside(name)

    def _end_of_tag(self, start: int) -> int:
        if "tag" not in self.missing:
            match = _REST_OF_TAG.match(self.html, start)
            if match:
                return match.end()
            self.missing.add("tag")
        return self._find(">", start) + 1 or -1

    def _inside(self, name: str) -> Iterator[Token]:
        match = _ENDS[name].search(self.html, self.position)
        end = match.start() if match else len(self.html)
        inside = self.html[self.position : end]
        self.position = end
        if inside:
            yield Token("text", unescaped(inside) if name in ("title", "textarea") else inside)


def _attributes(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        name = match.group(1).lower()
        if name in _KEPT and name not in found:
            value = match.group(2) or match.group(3) or match.group(4) or ""
            found[name] = unescaped(value[:VALUE])
    return found


def unescaped(text: str) -> str:
    """Resolve character references; one of absurd length is a lost character.

    Examples
    --------
    >>> unescaped("&lt;&#20013;&#x4e2d;" + "&#" + "9" * 9 + ";")
    '<中中\ufffd'
    """
    return unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text
