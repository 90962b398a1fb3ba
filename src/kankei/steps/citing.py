"""Which open data there are, and how to cite those that a result was made from.

A result says so itself: the schema of its Parquet file carries, under ``kankei.datasets``, a JSON
list of name, form, version and the SHA-256 of each file. A study says it beside its snapshot.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from fnmatch import fnmatch
from pathlib import Path, PurePath
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from ..datasets import DATASETS, Card, Form, Loaded, cache_folder, card
from ..datasets.card import File
from ..datasets.loaded import DATASETS_KEY
from ..datasets.places import candidates, match
from ..study import SETTINGS_FILE
from ..terms.errors import InputError, Problem
from ..terms.language import Bilingual

DATA = "KANKEI_DATA"
"""Environment variable that names the folder of the data."""
_BIBTEX = re.compile(r"([&%$#_{}])")


@dataclass(frozen=True, slots=True)
class Used:
    """One edition of a data set that a result was made from.

    Parameters
    ----------
    sha256
        By file name.
    """

    name: str
    form: str
    version: str
    sha256: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition to be cited: whose it is, where the table comes from, and its files by hash."""

    form: str
    version: str
    licence: Bilingual
    taken_from: str
    sha256: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Citation:
    """How a data set is cited, with the editions in question."""

    name: str
    title: Bilingual
    producer: str
    citation: str
    licence: Bilingual
    page: str
    editions: tuple[Edition, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """One form of a data set: what it covers, and where it is or how to get it.

    Parameters
    ----------
    folder
        Where it was found; ``None`` when it is on none of the usual places.
    fetchable
        Whether ``kankei fetch`` can get it; else the publisher's ``page`` has it.
    """

    name: str
    form: str
    title: Bilingual
    shape: str
    period: str
    folder: Path | None
    fetchable: bool
    page: str


def data_folder(given: Path | None, environment: Mapping[str, str] = os.environ) -> Path | None:
    """Give the folder in which data are looked for first: as named, else as the environment says.

    Examples
    --------
    >>> data_folder(None, {"KANKEI_DATA": "there"}).name, data_folder(None, {})
    ('there', None)
    """
    named = environment.get(DATA)
    return given or (Path(named) if named else None)


def cited(table: pa.Table, *loaded: Loaded | Used) -> pa.Table:
    """Write into the schema of a result which data it was made from, beside what it says already.

    Examples
    --------
    >>> made = cited(pa.table({"n": [1]}), Used("imf_weo", "weo", "2024-04", {"f.csv": "ab"}))
    >>> datasets_of(made.schema)[0].version
    '2024-04'
    """
    used = [item if isinstance(item, Used) else _used(item) for item in loaded]
    every = _distinct((*datasets_of(table.schema), *used))
    written = json.dumps([asdict(item) for item in every], ensure_ascii=False, sort_keys=True)
    return table.replace_schema_metadata(
        {**(table.schema.metadata or {}), DATASETS_KEY: written.encode()}
    )


def datasets_of(schema: pa.Schema) -> tuple[Used, ...]:
    """Read which data a result was made from; nothing when it does not say.

    Raises
    ------
    InputError
        When what it says cannot be read.
    """
    written = (schema.metadata or {}).get(DATASETS_KEY)
    try:
        return tuple(Used(**entry) for entry in json.loads(written)) if written else ()
    except (ValueError, TypeError):
        what = f"the entry {DATASETS_KEY.decode()} of the schema cannot be read"
        raise InputError(Problem(what, "make the result again with this kankei")) from None


def used_by(path: Path) -> tuple[Used, ...]:
    """Find which data a result, a folder of results or a study was made from.

    Raises
    ------
    InputError
        When there is no such file, it is not Parquet, or it does not say.
    """
    if path.is_dir():
        snapshots = sorted((path / "snapshot").glob("*.toml")) if _is_study(path) else []
        found = [used for beside in snapshots for used in _kept(beside)]
        found += [used for file in sorted(path.rglob("*.parquet")) for used in _said(file)]
    else:
        found = list(_said(path))
    if not found:
        what = "it does not say which data it was made from"
        remedy = "name the data sets: kankei cite NAME"
        raise InputError(Problem(what, remedy, str(path)))
    return _distinct(found)


def citations(used: Iterable[Used]) -> tuple[Citation, ...]:
    """Give the citation of each data set once, with the editions that were used.

    Raises
    ------
    DatasetError
        When a data set is unknown.
    """
    editions: dict[str, list[Used]] = {}
    for item in used:
        editions.setdefault(item.name, []).append(item)
    return tuple(_citation(card(name), found) for name, found in editions.items())


def named(names: Iterable[str]) -> tuple[Used, ...]:
    """Give all editions of data sets, or the one of ``NAME/FORM``, with the hashes of the cards.

    Raises
    ------
    DatasetError
        When a data set or a form is unknown.
    """
    found = []
    for text in names:
        name, _, form = text.partition("/")
        about = card(name)
        found += [_declared(about, item) for item in ((about.form(form),) if form else about.forms)]
    return _distinct(found)


def bibtex(citation: Citation) -> str:
    """Write a citation as a BibTeX entry.

    Examples
    --------
    >>> bibtex(citations(named(["imf_weo"]))[0]).splitlines()[0]
    '@misc{imf_weo,'
    """
    hashes = {sha for edition in citation.editions for sha in edition.sha256.values()}
    versions = list(dict.fromkeys(edition.version for edition in citation.editions))
    fields = {
        "author": f"{{{_escaped(citation.producer)}}}",
        "title": f"{{{_escaped(citation.title.en)}}}",
        "version": _escaped(", ".join(versions)),
        "howpublished": f"\\url{{{citation.page}}}",
        "note": _escaped(
            f"{citation.citation} Licence: {citation.licence.en}. "
            f"SHA-256: {', '.join(sorted(hashes)) or 'not recorded'}"
        ),
    }
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items()]
    return "\n".join([f"@misc{{{citation.name},", *lines, "}"])


def offered(environment: Mapping[str, str] = os.environ) -> tuple[Offered, ...]:
    """List every form of every data set, with the folder where it is found."""
    roots = (
        *filter(None, (data_folder(None, environment),)),
        cache_folder(environment),
    )
    return tuple(
        _offered(about, form, roots)
        for about in (card(dataset.name) for dataset in DATASETS)
        for form in about.forms
    )


def plain(item: Citation | Offered) -> dict[str, Any]:
    """Give a citation or an offer as JSON values."""
    return {key: str(v) if isinstance(v, Path) else v for key, v in asdict(item).items()}


def _used(loaded: Loaded) -> Used:
    form = loaded.card.form(loaded.form)
    return Used(loaded.card.name, form.key, form.version, dict(loaded.sha256))


def _declared(about: Card, form: Form) -> Used:
    hashes = {file.name: file.sha256 for file in form.files if file.sha256}
    return Used(about.name, form.key, form.version, hashes)


def _distinct(used: Iterable[Used]) -> tuple[Used, ...]:
    return tuple({json.dumps(asdict(item), sort_keys=True): item for item in used}.values())


def _is_study(folder: Path) -> bool:
    return (folder / SETTINGS_FILE).is_file()


def _kept(beside: Path) -> Iterator[Used]:
    """What a study says of one table of its snapshot, made from one data set or several."""
    about = tomllib.loads(beside.read_text(encoding="utf-8"))
    left, own = dict(about["inputs"]), card(about["dataset"])
    others = [(name, card(name).form(key)) for name, key in about.get("beside", {}).items()]
    others += [(own.name, form) for form in own.forms if any(f"{form.key}/" in x for x in left)]
    for name, form in others:
        bare = () if name == own.name else form.files
        files = [file for file in left if _is_of(file, form.key, bare)]
        yield Used(name, form.key, form.version, {PurePath(x).name: left.pop(x) for x in files})
    form = own.form(about["form"])
    yield Used(own.name, form.key, form.version, left)


def _is_of(file: str, form: str, bare: Iterable[File]) -> bool:
    """Whether an input is of a form: it stands in its folder, or without folder by its name."""
    folder, _, name = file.rpartition("/")
    return folder == form or (not folder and any(fnmatch(name, item.name) for item in bare))


def _said(file: Path) -> tuple[Used, ...]:
    try:
        return datasets_of(pq.read_schema(file))
    except FileNotFoundError:
        what, remedy = "there is no such file", "give a Parquet file, or a study folder"
        raise InputError(Problem(what, remedy, str(file))) from None
    except pa.ArrowInvalid:
        what, remedy = "the file is not Parquet or is cut off", "give a result in Parquet"
        raise InputError(Problem(what, remedy, str(file))) from None


def _citation(about: Card, editions: Iterable[Used]) -> Citation:
    return Citation(
        name=about.name,
        title=about.title,
        producer=about.producer,
        citation=about.citation,
        licence=about.licence,
        page=about.landing,
        editions=tuple(_edition(about.form(used.form), used) for used in editions),
    )


def _edition(form: Form, used: Used) -> Edition:
    return Edition(form.key, used.version, form.licence, form.taken_from, used.sha256)


def _escaped(text: str) -> str:
    return _BIBTEX.sub(r"\\\1", text)


def _offered(about: Card, form: Form, roots: tuple[Path, ...]) -> Offered:
    places = candidates(about, roots, form.key)
    return Offered(
        name=about.name,
        form=form.key,
        title=form.title,
        shape=about.shape,
        period=form.period,
        folder=next((place for place in places if place.is_dir() and match(form, place)), None),
        fetchable=all(file.url for file in form.files),
        page=about.landing,
    )
