"""The open data of a snapshot: found, hashed and read once each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ...datasets import Loaded, card, find, load
from ...datasets.places import recognise, sha256
from ...terms.errors import DatasetError, Problem
from ..votes import bridges_beside


@dataclass(frozen=True, slots=True)
class Needed:
    """A data set that a table needs.

    Parameters
    ----------
    form
        Only this form; whichever is found, in the order of the card, when empty.
    options
        Those of its reader.
    apart
        True when the provenance writes its files with the form before the name, since another
        data set of the table may have files of the same name.
    bridged
        True when pairs of identical resolutions are read with it, where they are found.
    """

    dataset: str
    form: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    apart: bool = False
    bridged: bool = False


class Data:
    """A folder of open data, of which each data set is looked for, hashed and read once.

    Parameters
    ----------
    root
        Where data are looked for before the cache of downloads.
    """

    def __init__(self, root: Path | None) -> None:
        self.root = root
        self._loaded: dict[str, Loaded] = {}
        self._hashes: dict[str, str] = {}

    def folder(self, needed: Needed) -> Path:
        """Find the folder of a data set.

        Raises
        ------
        DatasetError
            When it is nowhere, with how to get it.
        """
        return find(needed.dataset, self.root, needed.form)

    def lacking(self, wanted: Iterable[Needed]) -> tuple[Problem, ...]:
        """Say of each data set that is nowhere how to get it."""
        found: list[Problem] = []
        for needed in wanted:
            try:
                self.folder(needed)
            except DatasetError as error:
                found += error.problems
        return tuple(dict.fromkeys(found))

    def load(self, needed: Needed) -> Loaded:
        """Read a data set."""
        key = f"{needed.dataset}/{needed.form}{dict(needed.options)}"
        if key not in self._loaded:
            folder = self.folder(needed)
            self._loaded[key] = load(needed.dataset, folder, needed.form, **needed.options)
        return self._loaded[key]

    def inputs(self, wanted: Iterable[Needed]) -> dict[str, str]:
        """Give the SHA-256 of every file that data sets consist of, without reading them."""
        return {name: digest for item in wanted for name, digest in self._of(item).items()}

    def _of(self, needed: Needed) -> dict[str, str]:
        folder = self.folder(needed)
        form, paths = recognise(card(needed.dataset), folder, needed.form)
        prefix = f"{form.key}/" if needed.apart else ""
        found = {f"{prefix}{path.name}": self._sha256(path) for path in paths}
        bridges = bridges_beside(folder) if needed.bridged else None
        return found | ({bridges.name: self._sha256(bridges)} if bridges else {})

    def _sha256(self, path: Path) -> str:
        if str(path) not in self._hashes:
            self._hashes[str(path)] = sha256(path)
        return self._hashes[str(path)]
