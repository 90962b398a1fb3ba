"""The page serves its folder on loopback and nothing else."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from kankei.page.server import LOOPBACK, address, server


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[ThreadingHTTPServer]:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    folder = tmp_path / "report"
    folder.mkdir()
    (folder / "report.ja.html").write_text("<p>報告</p>", encoding="utf-8")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    running = server(folder)
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield running
    running.shutdown()
    running.server_close()
    thread.join()


def ask(serving: ThreadingHTTPServer, path: str, host: str = LOOPBACK) -> tuple[int, str, str]:
    connection = http.client.HTTPConnection(LOOPBACK, serving.server_port, timeout=5)
    connection.putrequest("GET", path, skip_host=True)
    connection.putheader("Host", host)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read().decode()
    policy = answer.headers.get("Content-Security-Policy", "")
    connection.close()
    return answer.status, body, policy


def test_gives_a_report_with_a_strict_policy(serving: ThreadingHTTPServer) -> None:
    status, body, policy = ask(serving, "/report.ja.html")
    assert (status, body) == (200, "<p>報告</p>")
    assert policy.startswith("default-src 'none'")
    assert address(serving, "report.ja.html").startswith(f"http://{LOOPBACK}:")


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/link.txt", "/"])
def test_nothing_outside_the_folder_and_no_listing(serving: ThreadingHTTPServer, path: str) -> None:
    status, body, _ = ask(serving, path)
    assert status == 404
    assert "secret" not in body.replace("secret.txt", "")


def test_refuses_requests_for_another_host(serving: ThreadingHTTPServer) -> None:
    status, _, _ = ask(serving, "/report.ja.html", host="evil.example")
    assert status == 421
