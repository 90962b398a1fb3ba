"""`kankei new`: a small study that builds at once, to be written over."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

from ..terms.errors import InputError, Problem


def new_study(folder: Path) -> tuple[Path, ...]:
    """Copy the template of a study into a new folder.

    Returns
    -------
    tuple of Path
        The files made.

    Raises
    ------
    InputError
        When the folder is there already and not empty; nothing is written over.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        what = f"{folder} is there already and not empty"
        raise InputError(Problem(what, "name a folder that does not exist yet"))
    with as_file(files("kankei.steps") / "template") as template:
        shutil.copytree(template, folder, dirs_exist_ok=True)
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file()))
