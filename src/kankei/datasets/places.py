"""Where data lies: the folder of ``KANKEI_DATA``, and the reader's own cache."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from ..terms.errors import DatasetError, Problem
from .card import Card, File, Form
from .strict import header

_CHUNK = 1 << 20


def cache_folder(environment: Mapping[str, str]) -> Path:
    """Give the folder that downloads are kept in.

    ``KANKEI_CACHE`` names it; else it is ``kankei`` under ``XDG_CACHE_HOME`` or ``~/.cache``.

    Examples
    --------
    >>> cache_folder({"KANKEI_CACHE": "elsewhere"}).name
    'elsewhere'
    """
    if "KANKEI_CACHE" in environment:
        return Path(environment["KANKEI_CACHE"])
    if "XDG_CACHE_HOME" in environment:
        return Path(environment["XDG_CACHE_HOME"]) / "kankei"
    return Path.home() / ".cache" / "kankei"


def candidates(card: Card, roots: tuple[Path, ...], form: str = "") -> list[Path]:
    """List the folders in which a data set may lie, in the order in which they are tried."""
    forms = [item for item in card.forms if form in ("", item.key)]
    names = [
        Path(item.place) if item.kind == "table" else Path(card.name) / item.key for item in forms
    ]
    return [root / name for root in roots for name in (*names, Path(card.name))]


def locate(card: Card, roots: tuple[Path, ...], form: str = "") -> Path:
    """Find the first folder that holds the data set.

    Raises
    ------
    DatasetError
        Listing the folders tried and how to get the data.
    """
    tried = candidates(card, roots, form)
    forms = [item for item in card.forms if form in ("", item.key)]
    for folder in tried:
        if folder.is_dir() and any(match(item, folder) for item in forms):
            return folder
    places = ", ".join(str(folder) for folder in tried)
    what = f"the data set {card.name} is in none of {places}"
    raise DatasetError(Problem(what, f"{obtaining(card)} into the last of these"))


def obtaining(card: Card) -> str:
    """How a person gets a data set: by a command only where the addresses of its files are known.

    Examples
    --------
    >>> from kankei.datasets import card
    >>> obtaining(card("cow_trade")).split()[0], obtaining(card("imf_weo")).split()[:3]
    ('download', ['run', 'kankei', 'fetch'])
    """
    by_hand = f"download it from {card.landing}"
    fetched = any(all(file.url for file in form.files) for form in card.forms)
    return f"run kankei fetch {card.name}, or {by_hand}" if fetched else by_hand


def match(form: Form, folder: Path) -> tuple[Path, ...]:
    """Give the files of a form that lie in a folder, or nothing when one is absent."""
    found = [_named(folder, file) for file in form.files]
    return tuple(path for paths in found for path in paths) if all(found) else ()


def _named(folder: Path, file: File) -> list[Path]:
    """The file of that name; of several all, or the last by name where one is meant."""
    paths = sorted(path for path in folder.glob(file.name) if path.is_file())
    return paths if file.many else paths[-1:]


def recognise(card: Card, folder: Path, form: str = "") -> tuple[Form, tuple[Path, ...]]:
    """Tell which form of a data set lies in a folder, by its file names and columns.

    When no form has exactly these columns, the nearest one is given, so that reading it names the
    columns that differ.

    Raises
    ------
    DatasetError
        When the folder holds no file of any form.
    """
    forms = (card.form(form),) if form else card.forms
    present = [(item, match(item, folder)) for item in forms]
    ranked = [(_shared(item, paths), item, paths) for item, paths in present if paths]
    if not ranked:
        names = sorted({file.name for item in forms for file in item.files})
        what = f"the folder holds no file of {card.name} (looked for {', '.join(names)})"
        raise DatasetError(Problem(what, obtaining(card), str(folder)))
    _, best, paths = max(ranked, key=lambda item: item[0])
    return best, paths


def _shared(form: Form, paths: tuple[Path, ...]) -> float:
    """Share of the needed columns that the files have."""
    needed = found = 0
    # Of many files one will do, and an empty one says nothing.
    full = [pair for pair in form.pair(paths) if pair[1].stat().st_size] or form.pair(paths)
    for file, path in full[:1] if full[0][0].many else form.pair(paths):
        names = set(header(path, file))
        needed += len(file.columns)
        found += len(names & set(file.columns))
    return found / max(needed, 1)


def sha256(path: Path) -> str:
    """Hash a file piece by piece."""
    digest = hashlib.sha256()
    with path.open("rb") as raw:
        while piece := raw.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()
