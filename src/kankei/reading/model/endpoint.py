"""Where a language model answers, and how patient one is with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ...terms.errors import InputError, Problem

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Hosts that are this machine: what is sent there does not leave it."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model behind an OpenAI-compatible address.

    Parameters
    ----------
    base_url
        Address up to and without ``/chat/completions``; https, or http on this machine.
    model
        Name of the model as the server knows it.
    key
        Sent as a bearer token; never written anywhere, and not part of the representation.
    patience
        Seconds without a byte after which an attempt is given up.
    longest
        Seconds for one attempt as a whole.
    largest
        Bytes of one answer; a longer one is refused.
    tries
        Attempts at one request when the server is busy, broken or silent.

    Raises
    ------
    InputError
        When the address or the name cannot be used.

    Examples
    --------
    >>> Endpoint("http://localhost:8000/v1/", "any").completions
    'http://localhost:8000/v1/chat/completions'
    >>> "secret" in repr(Endpoint("https://example.org/v1", "any", "secret"))
    False
    """

    base_url: str
    model: str
    key: str = field(default="", repr=False)
    patience: float = 60.0
    longest: float = 300.0
    largest: int = 4 * 1024**2
    tries: int = 4

    def __post_init__(self) -> None:
        what = _fault(self.base_url, self.model, self.key)
        if what:
            remedy = "give --model NAME and --base-url https://HOST/v1 (http only on this machine)"
            raise InputError(Problem(what, remedy))

    @property
    def completions(self) -> str:
        """The address that is asked."""
        return self.base_url.rstrip("/") + "/chat/completions"

    @property
    def local(self) -> bool:
        """Whether it lies on this machine."""
        return urlsplit(self.base_url).hostname in LOOPBACK


def _fault(base_url: str, model: str, key: str) -> str:
    """What is wrong with an endpoint; empty when nothing is."""
    if not model.strip():
        return "the model has no name"
    if not (key.isascii() and key.isprintable()):
        return "the key holds characters that no key has"
    try:
        parts = urlsplit(base_url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "the base URL cannot be read"
    if parts.username or parts.password:
        return "the base URL holds a user name or password, which would be shown in messages"
    if parts.query or parts.fragment or not host:
        return f"the base URL {base_url!r} is not an address up to /v1"
    if parts.scheme == "https" or (parts.scheme == "http" and host in LOOPBACK):
        return ""
    return f"the base URL {base_url!r} is not https, and the text would travel in the open"
