"""`kankei fetch`: open data from its publishers, shown before the download, checked after it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from ..datasets import card
from ..datasets.fetch import Fetched, Remote, fetch_file, plan
from ..datasets.fetch import Progress as Received
from ..datasets.places import cache_folder


def planned(names: Iterable[str], into: Path | None = None) -> tuple[tuple[Remote, Path], ...]:
    """What would be downloaded for some data sets, and into which folders.

    Raises
    ------
    DatasetError
        When a data set is unknown, or has no address; the message says how to get it by hand.
    """
    root = into or cache_folder(os.environ)
    return tuple(
        (remote, root / name) for name in names for remote in plan(card(name), root / name)
    )


def fetch_datasets(
    wanted: Iterable[tuple[Remote, Path]], received: Callable[[Received], None] = lambda _: None
) -> tuple[Fetched, ...]:
    """Download what was planned; each file is checked, and whole or not there at all."""
    return tuple(fetch_file(remote, folder, received) for remote, folder in wanted)
