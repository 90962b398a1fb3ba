"""Downloads against a server on this machine: whole and checked, or not at all."""

from __future__ import annotations

import hashlib
import json
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kankei.datasets.card import Card, parse_card
from kankei.datasets.fetch import LOCK, Progress, fetch, plan
from kankei.terms.errors import DatasetError

BODY = b"undl_id,ms_code\n" + b"1,JPN\n" * 5000
PATIENCE = 0.4


class Publisher(BaseHTTPRequestHandler):
    """Answers well or badly, by the path asked for."""

    asked: list[tuple[str, str]] = []  # noqa: RUF012  shared by the handlers on purpose

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers.get("Range", "")))
        getattr(self, self.path.split("/")[1])()

    def good(self) -> None:
        start = int(self.headers.get("Range", "bytes=0-").removeprefix("bytes=").rstrip("-"))
        if start >= len(BODY):
            self.send_error(416)
            return
        self.send_response(206 if start else 200)
        self.send_header("Content-Length", str(len(BODY) - start))
        self.end_headers()
        self.wfile.write(BODY[start:])

    def whole(self) -> None:
        """Ignores the range that was asked for."""
        self.send_response(200)
        self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY)

    def truncated(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY[:1000])

    def tagged(self) -> None:
        """Changed since the first attempt, so that the range is not given."""
        same = self.headers.get("If-Range") in (None, '"new"')
        start = len(BODY[:1000]) if self.headers.get("Range") and same else 0
        self.send_response(206 if start else 200)
        self.send_header("ETag", '"new"')
        self.send_header("Content-Length", str(len(BODY) - start))
        self.end_headers()
        self.wfile.write(BODY[start:])

    def missing(self) -> None:
        self.send_error(404)

    def failing(self) -> None:
        self.send_error(500)

    def slow(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY[:100])
        self.wfile.flush()
        time.sleep(3 * PATIENCE)

    def endless(self) -> None:
        """Does not say how long it is."""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(BODY)

    def loop(self) -> None:
        self.send_response(302)
        self.send_header("Location", "/loop/file.csv")
        self.end_headers()

    def moved(self) -> None:
        self.send_response(302)
        self.send_header("Location", "/good/file.csv")
        self.end_headers()

    def unsafe(self) -> None:
        self.send_response(302)
        self.send_header("Location", "http://example.org/file.csv")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Stays silent."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Publisher)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def about(url: str, sha256: str = "", size: int = 0) -> Card:
    known = (
        f'sha256 = "{sha256}"\nbytes = {size}'
        if sha256
        else 'unpinned = { ja = "未見", en = "not seen" }'
    )
    return parse_card(
        f"""
name = "x"
shape = "votes"
title = {{ ja = "表", en = "table" }}
unit = {{ ja = "行", en = "row" }}
producer = "P"
citation = "C"
landing = "https://example.org/landing"
licence = {{ ja = "L", en = "L" }}
caveats = []
[[forms]]
key = "k"
kind = "publisher"
title = {{ ja = "表", en = "table" }}
version = "1"
period = "2024"
codes = "iso3"
taken_from = "T"
licence = {{ ja = "出典を示せば自由", en = "free with attribution" }}
[[forms.files]]
name = "file.csv"
format = "delimited"
columns = {{}}
url = "{url}"
{known}
""",
        "x.toml",
    )


GOOD_HASH = hashlib.sha256(BODY).hexdigest()


def test_the_plan_shows_address_size_hash_and_licence(tmp_path: Path) -> None:
    remote = plan(about("https://example.org/a/file.csv", GOOD_HASH, len(BODY)), tmp_path)[0]
    assert (remote.name, remote.sha256, remote.bytes) == ("file.csv", GOOD_HASH, len(BODY))
    assert remote.licence.en == "free with attribution"


def test_a_good_download_is_checked_noted_and_reported(address: str, tmp_path: Path) -> None:
    seen: list[Progress] = []
    done = fetch(about(f"{address}/good/file.csv", GOOD_HASH), tmp_path, progress=seen.append)[0]
    assert done.path.read_bytes() == BODY
    assert done.sha256 == GOOD_HASH
    assert (seen[-1].received, seen[-1].total) == (len(BODY), len(BODY))
    lock = json.loads((tmp_path / LOCK).read_text(encoding="utf-8"))
    assert lock["file.csv"]["sha256"] == GOOD_HASH
    assert lock["file.csv"]["url"] == f"{address}/good/file.csv"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file.csv", LOCK]


def test_what_is_already_there_is_not_fetched_again(address: str, tmp_path: Path) -> None:
    card = about(f"{address}/good/again/file.csv", GOOD_HASH)
    fetch(card, tmp_path)
    before = len(Publisher.asked)
    assert fetch(card, tmp_path)[0].bytes == len(BODY)
    assert len(Publisher.asked) == before


def test_a_wrong_hash_leaves_nothing_and_keeps_the_old_file(address: str, tmp_path: Path) -> None:
    (tmp_path / "file.csv").write_bytes(b"old")
    with pytest.raises(DatasetError) as caught:
        fetch(about(f"{address}/good/file.csv", "0" * 64, 7), tmp_path)
    assert GOOD_HASH in str(caught.value)
    assert (tmp_path / "file.csv").read_bytes() == b"old"
    assert not (tmp_path / "file.csv.part").exists()


def test_the_first_hash_is_kept_and_a_changed_file_is_noticed(address: str, tmp_path: Path) -> None:
    fetch(about(f"{address}/good/file.csv"), tmp_path)
    (tmp_path / "file.csv").unlink()
    lock = (tmp_path / LOCK).read_text(encoding="utf-8").replace(GOOD_HASH, "1" * 64)
    (tmp_path / LOCK).write_text(lock, encoding="utf-8")
    with pytest.raises(DatasetError, match=f"remove its line from {LOCK}"):
        fetch(about(f"{address}/good/file.csv"), tmp_path)


def test_a_download_cut_short_goes_on_where_it_stopped(address: str, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="goes on where it stopped"):
        fetch(about(f"{address}/truncated/file.csv", GOOD_HASH), tmp_path)
    assert not (tmp_path / "file.csv").exists()
    assert (tmp_path / "file.csv.part").stat().st_size == 1000
    fetch(about(f"{address}/good/file.csv", GOOD_HASH), tmp_path)
    assert Publisher.asked[-1] == ("/good/file.csv", "bytes=1000-")
    assert (tmp_path / "file.csv").read_bytes() == BODY


def test_a_server_that_cannot_resume_starts_afresh(address: str, tmp_path: Path) -> None:
    (tmp_path / "file.csv.part").write_bytes(b"left over")
    fetch(about(f"{address}/whole/file.csv", GOOD_HASH), tmp_path)
    assert (tmp_path / "file.csv").read_bytes() == BODY


def test_two_editions_are_never_joined(address: str, tmp_path: Path) -> None:
    part, tag = tmp_path / "file.csv.part", tmp_path / "file.csv.part.tag"
    for left_over, validator in (
        (b"old" * 100, '"old"'),
        (b"old" * 100, ""),
        (BODY[:1000], '"new"'),
    ):
        part.write_bytes(left_over)
        tag.write_text(validator, encoding="utf-8")
        fetch(about(f"{address}/tagged/file.csv"), tmp_path)
        assert (tmp_path / "file.csv").read_bytes() == BODY
        assert not tag.exists()
        (tmp_path / "file.csv").unlink()
        (tmp_path / LOCK).unlink()
    assert Publisher.asked[-1] == ("/tagged/file.csv", "bytes=1000-")


def test_a_whole_part_is_taken_as_it_is(address: str, tmp_path: Path) -> None:
    (tmp_path / "file.csv.part").write_bytes(BODY)
    fetch(about(f"{address}/good/file.csv", GOOD_HASH), tmp_path)
    assert (tmp_path / "file.csv").read_bytes() == BODY


@pytest.mark.parametrize(("path", "code"), [("missing", "404"), ("failing", "500")])
def test_refusals_say_how_to_get_the_file_by_hand(
    address: str, tmp_path: Path, path: str, code: str
) -> None:
    with pytest.raises(DatasetError) as caught:
        fetch(about(f"{address}/{path}/file.csv"), tmp_path)
    message = str(caught.value)
    assert f"answers {code}" in message
    assert "https://example.org/landing" in message
    assert str(tmp_path) in message


def test_a_server_that_stops_sending_is_given_up(address: str, tmp_path: Path) -> None:
    started = time.monotonic()
    with pytest.raises(DatasetError, match="stopped sending"):
        fetch(about(f"{address}/slow/file.csv"), tmp_path, patience=PATIENCE)
    assert time.monotonic() - started < 10 * PATIENCE


@pytest.mark.parametrize("path", ["good", "endless"])
def test_files_that_are_too_large_are_refused(address: str, tmp_path: Path, path: str) -> None:
    with pytest.raises(DatasetError, match="longer than the 1,000 bytes allowed"):
        fetch(about(f"{address}/{path}/file.csv"), tmp_path, largest=1000)
    assert not (tmp_path / "file.csv").exists()


def test_redirects_are_followed_a_few_times_only(address: str, tmp_path: Path) -> None:
    assert fetch(about(f"{address}/moved/file.csv", GOOD_HASH), tmp_path)[0].sha256 == GOOD_HASH
    with pytest.raises(DatasetError, match="more than 5 times"):
        fetch(about(f"{address}/loop/file.csv"), tmp_path / "other")


def test_no_address_without_encryption(address: str, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="not https"):
        fetch(about(f"{address}/unsafe/file.csv"), tmp_path)
    with pytest.raises(DatasetError, match="not https"):
        fetch(about("ftp://127.0.0.1/file.csv"), tmp_path)


def test_offline_says_what_to_do(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(DatasetError) as caught:
        fetch(about(f"http://127.0.0.1:{port}/file.csv"), tmp_path)
    assert "offline" in str(caught.value)
    assert "https://example.org/landing" in str(caught.value)


def test_a_data_set_without_an_address_says_where_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"https://example\.org/landing"):
        fetch(about(""), tmp_path)


def test_a_damaged_lock_file_is_an_error(address: str, tmp_path: Path) -> None:
    (tmp_path / LOCK).write_text("{", encoding="utf-8")
    with pytest.raises(DatasetError, match="damaged"):
        fetch(about(f"{address}/good/file.csv"), tmp_path)
