"""A server on this machine that stands in for a model, and answers well or badly as told.

Each test writes its answers as a list of replies, used in turn (the last one again and again). A
reply may look at the request. What was asked is kept, so that a test can say what left the machine.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Asked = dict[str, Any]
"""The JSON of a request."""


@dataclass
class Reply:
    """What the server sends back; ``slow`` sends byte by byte with so many seconds between."""

    body: bytes
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    slow: float = 0.0


Answer = Reply | Callable[[Asked], Reply]


def says(text: str, finish: str = "stop") -> Reply:
    """A regular answer with some text."""
    message = {"role": "assistant", "content": text}
    return as_json({"choices": [{"message": message, "finish_reason": finish}]})


def proposes(**lists: list[Any]) -> Reply:
    """A regular answer with proposals."""
    empty: dict[str, list[Any]] = {"events": [], "claims": [], "quantities": [], "causes": []}
    return says(json.dumps({**empty, **lists}, ensure_ascii=False))


def calls(arguments: Any) -> Reply:
    """An answer as the call of a function."""
    call = {"type": "function", "function": {"name": "propose", "arguments": arguments}}
    message = {"role": "assistant", "content": None, "tool_calls": [call]}
    return as_json({"choices": [{"message": message, "finish_reason": "tool_calls"}]})


def as_json(value: Any, status: int = 200, **headers: str) -> Reply:
    """Any JSON value."""
    return Reply(json.dumps(value).encode(), status, headers)


def form_of(asked: Asked) -> str:
    """In which form a request wants its answer."""
    if "tools" in asked:
        return "tools"
    return str(asked.get("response_format", {}).get("type", "plain"))


def is_trial(asked: Asked) -> bool:
    """Whether a request holds no word of a document."""
    return "a trial without content" in asked["messages"][-1]["content"]


@dataclass
class StandIn:
    """A running server: its address, its replies, and what it was asked."""

    base_url: str
    replies: list[Answer]
    asked: list[Asked] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)

    def answer(self, asked: Asked, headers: Mapping[str, str]) -> Reply:
        self.asked.append(asked)
        self.headers.append(headers)
        reply = self.replies[0] if len(self.replies) == 1 else self.replies.pop(0)
        return reply if isinstance(reply, Reply) else reply(asked)

    @property
    def passages(self) -> list[Asked]:
        """Requests that hold words of a document."""
        return [one for one in self.asked if not is_trial(one)]


@contextmanager
def stand_in(*replies: Answer) -> Iterator[StandIn]:
    """Run a server for the length of a test; trials are answered well unless a reply is given."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            self._send(server_state.answer(asked, dict(self.headers)))

        def _send(self, reply: Reply) -> None:
            headers = {"Content-Type": "application/json", **reply.headers}
            length = len(reply.body) if reply.length is None else reply.length
            try:
                self.send_response(reply.status)
                for name, value in {**headers, "Content-Length": str(length)}.items():
                    self.send_header(name.replace("_", "-"), value)
                self.end_headers()
                if not reply.slow:
                    self.wfile.write(reply.body)
                    return
                for byte in reply.body:
                    time.sleep(reply.slow)
                    self.wfile.write(bytes([byte]))
                    self.wfile.flush()
            except OSError:
                return  # the client has had enough, as it should

        def log_message(self, format: str, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    host, port = server.server_address[:2]
    server_state = StandIn(f"http://{host!s}:{port}/v1", list(replies))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server_state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
