"""Downloads open data into the cache: with the optional model reader's client, all the network.

Before anything is fetched, :func:`plan` says what, from where, how large and under which licence.
A file is known by its SHA-256. Where the card has none, the hash of the first download is written
to a lock file, and a later download must give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from ..terms.errors import DatasetError, Problem
from ..terms.language import Bilingual
from .card import Card, File, Form
from .places import sha256

if TYPE_CHECKING:
    import httpx2

LOCK = "kankei-lock.json"
LARGEST = 2 * 1024**3
"""Bytes; a longer file is refused unless the caller allows more."""
REDIRECTS = 5
PATIENCE = 30.0
"""Seconds without a byte after which a download is given up."""
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Remote:
    """One file to download, and how it will be known.

    Parameters
    ----------
    sha256, bytes
        From the card or the lock; empty and 0 when the file was never seen.
    licence
        To be shown before the download.
    """

    url: str
    name: str
    sha256: str
    bytes: int
    licence: Bilingual


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a download is; ``total`` is missing when the server does not say."""

    name: str
    received: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that is now in the cache."""

    path: Path
    url: str
    sha256: str
    bytes: int
    licence: Bilingual


def plan(card: Card, into: Path, form: str = "") -> tuple[Remote, ...]:
    """Say what would be downloaded.

    Parameters
    ----------
    into
        Folder of the downloads; its lock file supplies the hashes of earlier ones.
    form
        Which form; the first that has an address when empty.

    Raises
    ------
    DatasetError
        When no address is known, with where to get the data by hand.
    """
    chosen = card.form(form) if form else _fetchable(card)
    if not all(file.url for file in chosen.files):
        raise DatasetError(_by_hand(card, into, form))
    locked = _read_lock(into)
    return tuple(_remote(file, chosen, locked) for file in chosen.files)


def fetch(
    card: Card,
    into: Path,
    form: str = "",
    progress: Callable[[Progress], None] = lambda _: None,
    largest: int = LARGEST,
    patience: float = PATIENCE,
) -> tuple[Fetched, ...]:
    """Download a data set into a folder, whole and checked or not at all.

    Parameters
    ----------
    into
        Folder, made when absent. A download cut short leaves a ``.part`` file, and the next call
        goes on from there.
    progress
        Called with every piece.
    largest
        Bytes; a longer file is refused.
    patience
        Seconds without a byte after which the download is given up.

    Raises
    ------
    DatasetError
        Offline, refused by the server, cut short, too large, or not the expected bytes; the
        message says what to do. Files of earlier downloads stay as they are.
    """
    return tuple(
        fetch_file(remote, into, progress, largest, patience, _by_hand(card, into, form).remedy)
        for remote in plan(card, into, form)
    )


def fetch_file(
    remote: Remote,
    into: Path,
    progress: Callable[[Progress], None] = lambda _: None,
    largest: int = LARGEST,
    patience: float = PATIENCE,
    by_hand: str = "download it with a browser",
) -> Fetched:
    """Download one file; see :func:`fetch`."""
    path = into / remote.name
    if path.is_file() and remote.sha256 and sha256(path) == remote.sha256:
        return Fetched(path, remote.url, remote.sha256, path.stat().st_size, remote.licence)
    into.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    with _explained(remote, by_hand):
        _download(remote, part, progress, largest, patience)
    digest = sha256(part)
    _check(remote, part, digest)
    part.replace(path)
    _tag(part).unlink(missing_ok=True)
    done = Fetched(path, remote.url, digest, path.stat().st_size, remote.licence)
    _write_lock(into, done)
    return done


def _fetchable(card: Card) -> Form:
    for form in card.forms:
        if all(file.url for file in form.files):
            return form
    return card.forms[0]


def _by_hand(card: Card, into: Path, form: str) -> Problem:
    chosen = card.form(form) if form else _fetchable(card)
    page = chosen.taken_from if chosen.taken_from.startswith("https://") else card.landing
    what = f"no address for the files of {card.name} is known"
    remedy = f"download it from {page} with a browser and put it into {into}"
    return Problem(what, remedy, f"{card.name}.toml")


def _remote(file: File, form: Form, locked: dict[str, dict[str, Any]]) -> Remote:
    name = Path(unquote(urlsplit(file.url).path)).name
    earlier = locked.get(name, {})
    return Remote(
        file.url,
        name,
        file.sha256 or str(earlier.get("sha256", "")),
        file.bytes or int(earlier.get("bytes", 0)),
        form.licence,
    )


def _download(
    remote: Remote,
    part: Path,
    progress: Callable[[Progress], None],
    largest: int,
    patience: float,
) -> None:
    """Stream into the ``.part`` file, going on where an earlier attempt stopped."""
    import httpx2

    have, headers = _resumption(remote, part)
    with (
        httpx2.Client(timeout=patience, follow_redirects=False) as client,
        _answer(client, remote.url, headers) as answer,
    ):
        if answer.status_code == httpx2.codes.RANGE_NOT_SATISFIABLE:
            return
        answer.raise_for_status()
        resumed = answer.status_code == httpx2.codes.PARTIAL_CONTENT
        start = have if resumed else 0
        total = _total(answer, start)
        _refuse_large(remote, total or 0, largest)
        _tag(part).write_text(_validator(answer), encoding="utf-8")
        with part.open("ab" if resumed else "wb") as out:
            for piece in answer.iter_raw():
                start += len(piece)
                _refuse_large(remote, start, largest)
                out.write(piece)
                progress(Progress(remote.name, start, total))


def _resumption(remote: Remote, part: Path) -> tuple[int, dict[str, str]]:
    """Bytes to keep, and the headers that ask for the others.

    Two editions must not be joined: an attempt is resumed only when the server can say that the
    file is still the same, or when the hash will tell.
    """
    plain = {"Accept-Encoding": "identity"}
    tag = _tag(part).read_text(encoding="utf-8") if _tag(part).is_file() else ""
    if not part.is_file() or not (tag or remote.sha256):
        return 0, plain
    have = part.stat().st_size
    asked = {"Range": f"bytes={have}-"} if have else {}
    return have, plain | asked | ({"If-Range": tag} if tag and asked else {})


def _tag(part: Path) -> Path:
    return part.with_name(part.name + ".tag")


def _validator(answer: httpx2.Response) -> str:
    """What the server calls this state of the file; weak tags cannot be resumed on."""
    tag = str(answer.headers.get("ETag", ""))
    return "" if tag.startswith("W/") else tag or str(answer.headers.get("Last-Modified", ""))


@contextmanager
def _answer(client: httpx2.Client, url: str, headers: dict[str, str]) -> Iterator[httpx2.Response]:
    """The answer after at most a few redirects, none of them to an unsafe address."""
    for _ in range(REDIRECTS + 1):
        _refuse_unsafe(url)
        with client.stream("GET", url, headers=headers) as answer:
            if not answer.has_redirect_location:
                yield answer
                return
            url = str(answer.next_request.url) if answer.next_request else url
    what = f"the server redirects more than {REDIRECTS} times"
    raise DatasetError(Problem(what, "download the file with a browser", url))


def _refuse_unsafe(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        return
    what = "the address is not https"
    raise DatasetError(Problem(what, "name an https address in the card", url))


def _refuse_large(remote: Remote, size: int, largest: int) -> None:
    if size > largest:
        what = f"the file is longer than the {largest:,} bytes allowed"
        raise DatasetError(Problem(what, "check the address, or allow more", remote.url))


def _total(answer: httpx2.Response, start: int) -> int | None:
    length = answer.headers.get("Content-Length", "")
    return start + int(length) if length.isdecimal() else None


def _check(remote: Remote, part: Path, digest: str) -> None:
    """Keep only the expected bytes; others are removed, so that the next try starts afresh."""
    if not remote.sha256 or digest == remote.sha256:
        return
    size = part.stat().st_size
    part.unlink()
    _tag(part).unlink(missing_ok=True)
    what = (
        f"{remote.name} has SHA-256 {digest} ({size:,} bytes) and not {remote.sha256}"
        f" ({remote.bytes:,} bytes): it changed at the publisher or on the way"
    )
    remedy = f"try again; if the publisher has a new edition, remove its line from {LOCK}"
    raise DatasetError(Problem(what, remedy, remote.url))


@contextmanager
def _explained(remote: Remote, by_hand: str) -> Iterator[None]:
    """Turn the errors of the network into one that says what to do."""
    import httpx2

    try:
        yield
    except httpx2.HTTPStatusError as error:
        what = f"the server answers {error.response.status_code} {error.response.reason_phrase}"
        raise DatasetError(Problem(what, by_hand, remote.url)) from None
    except httpx2.ConnectError:
        what = "the server cannot be reached; this machine may be offline"
        raise DatasetError(
            Problem(what, f"connect and try again, or {by_hand}", remote.url)
        ) from None
    except httpx2.TimeoutException:
        what = "the server stopped sending"
        raise DatasetError(Problem(what, _GO_ON, remote.url)) from None
    except httpx2.HTTPError as error:
        what = f"the download was cut short ({error})"
        raise DatasetError(Problem(what, _GO_ON, remote.url)) from None


_GO_ON = "try again: the download goes on where it stopped"


def _read_lock(into: Path) -> dict[str, dict[str, Any]]:
    path = into / LOCK
    if not path.is_file():
        return {}
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError):
        raise DatasetError(
            Problem("the lock file is damaged", "remove it and fetch again", str(path))
        ) from None
    return {str(name): dict(entry) for name, entry in entries.items()}


def _write_lock(into: Path, done: Fetched) -> None:
    """Note the hash of a download, atomically."""
    entry = {key: value for key, value in asdict(done).items() if key != "path"}
    entries = _read_lock(into) | {done.path.name: entry}
    new = into / f"{LOCK}.part"
    text = json.dumps(entries, ensure_ascii=False, indent=1, sort_keys=True)
    new.write_text(text + "\n", encoding="utf-8")
    new.replace(into / LOCK)
