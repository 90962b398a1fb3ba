"""A study folder, read into settings.

The folder is what a person writes and keeps under version control; everything below ``build/`` is
made from it. See ``docs/study-folder.en.md`` for the files.
"""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from .measures.discourse import framing_terms
from .terms.actor import states
from .terms.dyad import Dyad
from .terms.errors import CodeError, InputError, PeriodError, Problem
from .terms.group import groups
from .terms.hedge import Bands, checked_bands
from .terms.language import AnswerLanguage, Bilingual
from .terms.period import Period

T = TypeVar("T")
SETTINGS_FILE = "study.toml"
BUILD_FOLDER = "build"


def _state(code: str) -> str:
    return _known(lambda: states().get(code).id)


def _group(code: str) -> str:
    return _known(lambda: groups().get(code).id)


def _dyad(text: str) -> str:
    return _known(lambda: Dyad.parse(text).key)


def _period(text: str) -> str:
    return _known(lambda: Period.parse(text).iso())


def _term(name: str) -> str:
    known = {term.term for term in framing_terms()}
    if name in known:
        return name
    what = f"there is no term {name!r}"
    raise _SettingError(Problem(what, f"use some of {', '.join(sorted(known))}"))


def _bands(bands: Bands) -> Bands:
    return _known(lambda: checked_bands(bands))


class _SettingError(ValueError):
    """A fault of a setting, with its remedy, in the form that pydantic collects."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what)
        self.problem = problem


def _known(read: Callable[[], T]) -> T:
    """Turn our errors into the one that pydantic collects."""
    try:
        return read()
    except (CodeError, PeriodError) as error:
        raise _SettingError(error.problems[0]) from None


StateCode = Annotated[str, AfterValidator(_state)]
GroupCode = Annotated[str, AfterValidator(_group)]
DyadKey = Annotated[str, AfterValidator(_dyad)]
PeriodText = Annotated[str, AfterValidator(_period)]
TermName = Annotated[str, AfterValidator(_term)]


class Settings(BaseModel):
    """A table of ``study.toml``; an unknown setting is an error, never ignored."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Identity(Settings):
    """What the study is about."""

    key: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    title_ja: str
    title_en: str
    question_ja: str
    question_en: str
    states: tuple[StateCode, ...] = Field(min_length=2)
    groups: tuple[GroupCode, ...] = ()
    focus: DyadKey
    period: PeriodText
    turn: PeriodText
    languages: tuple[AnswerLanguage, ...] = ("ja", "en")


class Topic(Settings):
    """What claims on one topic affirm or deny, as a sentence."""

    ja: str
    en: str


class Impact(Settings):
    """How the effects of a shock to the focus relation are computed."""

    size: float = 1.0
    readings: int = Field(default=400, ge=10, le=10_000)
    worlds: int = Field(default=400, ge=10, le=10_000)
    attenuation: tuple[float, float] = (0.5, 1.0)
    seed: int = 1


class SnapshotSettings(Settings):
    """What the tables measured from open data are made for; each has a default that fits."""

    since: int | None = Field(default=None, ge=1946)
    votes_since: int | None = Field(default=None, ge=1946)
    years_since: int | None = Field(default=None, ge=1946)
    months: PeriodText | None = None
    beside: tuple[StateCode, ...] | None = None
    learn_from: tuple[StateCode, ...] | None = None
    poles: tuple[tuple[StateCode, ...], ...] = (("USA",), ("SUN", "RUS"), ("CHN",))
    terms: tuple[TermName, ...] = ("multipolarity", "new_cold_war")
    pairs: int = Field(default=150, ge=10)
    draws: int = Field(default=200, ge=10)
    sweeps: int = Field(default=6000, ge=100)
    burn_in: int = Field(default=1000, ge=10)
    seed: int = 1


class StudySettings(Settings):
    """All of ``study.toml``; ``bands`` are probability bands of the user's own, by level."""

    study: Identity
    impact: Impact = Impact()
    snapshot: SnapshotSettings = SnapshotSettings()
    topics: dict[str, Topic] = {}
    bands: Annotated[dict[str, tuple[float, float]], AfterValidator(_bands)] = {}


@dataclass(frozen=True)
class Study:
    """A study folder with its settings and the files it consists of."""

    folder: Path
    settings: StudySettings

    @property
    def title(self) -> Bilingual:
        """Title in both languages."""
        return Bilingual(self.settings.study.title_ja, self.settings.study.title_en)

    @property
    def build(self) -> Path:
        """Where everything that is made from the study goes."""
        return self.folder / BUILD_FOLDER

    def files(self, folder: str, *suffixes: str) -> tuple[Path, ...]:
        """Files of one sub-folder, by name; hidden files are left out."""
        found = (self.folder / folder).glob("*") if (self.folder / folder).is_dir() else ()
        return tuple(
            sorted(p for p in found if p.suffix in suffixes and not p.name.startswith("."))
        )

    def inputs(self) -> tuple[Path, ...]:
        """Every file that a build depends on, by path."""
        found = []
        for root, folders, names in os.walk(self.folder):
            here = Path(root)
            folders[:] = sorted(f for f in folders if not f.startswith((".", BUILD_FOLDER)))
            found += [here / name for name in sorted(names) if not name.startswith(".")]
        return tuple(sorted(found))

    def fingerprint(self) -> str:
        """SHA-256 over the names and bytes of all inputs."""
        digest = hashlib.sha256()
        for path in self.inputs():
            digest.update(path.relative_to(self.folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        return digest.hexdigest()


def read_study(folder: Path) -> Study:
    """Read a study folder.

    Raises
    ------
    InputError
        When the folder or ``study.toml`` is missing, or settings are unknown, missing or wrong;
        all of them are reported at once.
    """
    path = folder / SETTINGS_FILE
    if not path.is_file():
        what = f"{folder} holds no {SETTINGS_FILE}"
        raise InputError(Problem(what, "name a study folder, or make one with 'kankei new FOLDER'"))
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8"))
        return Study(folder, StudySettings.model_validate(written))
    except UnicodeDecodeError as error:
        what = f"not UTF-8 at byte {error.start}"
        raise InputError(Problem(what, "save the file as UTF-8", SETTINGS_FILE)) from None
    except tomllib.TOMLDecodeError as error:
        what = f"not valid TOML: {error}"
        raise InputError(Problem(what, "correct the line named", SETTINGS_FILE)) from None
    except ValidationError as error:
        raise InputError([_problem(dict(fault)) for fault in error.errors()]) from None


def _problem(fault: dict[str, Any]) -> Problem:
    where = ".".join(str(part) for part in fault["loc"])
    refused = fault.get("ctx", {}).get("error")
    if isinstance(refused, _SettingError):
        said = refused.problem
        return Problem(f"setting {where}: {said.what}", said.remedy, SETTINGS_FILE)
    remedy = {
        "missing": "add the setting",
        "extra_forbidden": "remove it or correct its name",
    }.get(fault["type"], "correct the value")
    return Problem(f"setting {where}: {fault['msg']}", remedy, SETTINGS_FILE)
