"""Serves a built report on loopback, and nothing outside its folder."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

LOOPBACK = "127.0.0.1"
ALLOWED_HOSTS = {LOOPBACK, "localhost", "[::1]"}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:"


class Page(SimpleHTTPRequestHandler):
    """Gives files of one folder, read-only, with strict headers.

    A request that names another host is refused, so that a web site cannot reach the page through
    the reader's browser by a name that it points at loopback.
    """

    def do_GET(self) -> None:
        """Give a file."""
        if self._refused():
            return
        super().do_GET()

    def do_HEAD(self) -> None:
        """Give the headers of a file."""
        if self._refused():
            return
        super().do_HEAD()

    def end_headers(self) -> None:
        """Add the headers that every answer carries."""
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: the command line says what it serves."""

    def list_directory(self, path: object) -> None:
        """Give no listing."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def _refused(self) -> bool:
        host = (self.headers.get("Host") or "").rsplit(":", 1)[0]
        asked = Path(self.directory, unquote(urlsplit(self.path).path).lstrip("/")).resolve()
        outside = not asked.is_relative_to(Path(self.directory).resolve())
        if host not in ALLOWED_HOSTS:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        elif outside:
            self.send_error(HTTPStatus.NOT_FOUND)
        return host not in ALLOWED_HOSTS or outside


def server(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """Make a server of a folder on loopback; port 0 takes any free one.

    The caller runs ``serve_forever`` and closes it.
    """
    return ThreadingHTTPServer((LOOPBACK, port), partial(Page, directory=str(folder)))


def address(serving: ThreadingHTTPServer, path: str = "") -> str:
    """The address of a file on a server."""
    return f"http://{LOOPBACK}:{serving.server_port}/{path}"
