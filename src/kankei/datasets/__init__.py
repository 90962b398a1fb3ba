"""Open data as tidy rows in one of five shapes, each with a card that says where it comes from.

One data set is one reader, one card and one line of :data:`DATASETS`. Nothing here touches the
network except :mod:`kankei.datasets.fetch`.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Sequence
from pathlib import Path

from ..terms.errors import DatasetError, Problem
from . import (
    archigos_leaders,
    atop_alliances,
    cctv_news,
    china_public_diplomacy,
    china_visits,
    cow_capabilities,
    cow_capitals,
    cow_contiguity,
    cow_disputes,
    cow_distance,
    cow_igo,
    cow_igo_shared,
    cow_majors,
    cow_trade,
    cow_trade_national,
    diplomatic_ties,
    dprk_missile_tests,
    gdelt_dyad_days,
    gdelt_events,
    icews,
    icews_quadruples,
    imf_weo,
    informal_igos,
    jp_pm_speeches,
    kcna,
    kremlin,
    nk_new_year_addresses,
    polecat,
    rivalries,
    ru_media_headlines,
    sanctions_ties,
    sipri_transfers,
    south_korea_trade,
    ucdp_conflicts,
    ucdp_dyads,
    unga_rollcalls,
    ungd,
    unsc_meetings,
    unsc_vetoes,
)
from .card import Card, File, Form, read_card
from .coded import Rejection, rejection_table
from .loaded import Coverage, Dataset, Loaded, Reading, check_assertions
from .places import cache_folder, locate, obtaining, recognise, sha256
from .shape import Column, Shape, conform, shapes

__all__ = [
    "DATASETS",
    "Card",
    "Column",
    "Coverage",
    "Dataset",
    "File",
    "Form",
    "Loaded",
    "Reading",
    "Rejection",
    "Shape",
    "cache_folder",
    "card",
    "coverage",
    "find",
    "load",
    "shapes",
]

DATASETS: tuple[Dataset, ...] = (
    archigos_leaders.DATASET,
    atop_alliances.DATASET,
    cctv_news.DATASET,
    china_public_diplomacy.DATASET,
    china_visits.DATASET,
    cow_capabilities.DATASET,
    cow_capitals.DATASET,
    cow_contiguity.DATASET,
    cow_disputes.DATASET,
    cow_distance.DATASET,
    cow_igo.DATASET,
    cow_igo_shared.DATASET,
    cow_majors.DATASET,
    cow_trade.DATASET,
    cow_trade_national.DATASET,
    diplomatic_ties.DATASET,
    dprk_missile_tests.DATASET,
    gdelt_dyad_days.DATASET,
    gdelt_events.DATASET,
    icews.DATASET,
    icews_quadruples.DATASET,
    imf_weo.DATASET,
    informal_igos.DATASET,
    jp_pm_speeches.DATASET,
    kcna.DATASET,
    kremlin.DATASET,
    nk_new_year_addresses.DATASET,
    polecat.DATASET,
    rivalries.DATASET,
    ru_media_headlines.DATASET,
    sanctions_ties.DATASET,
    sipri_transfers.DATASET,
    south_korea_trade.DATASET,
    ucdp_conflicts.DATASET,
    ucdp_dyads.DATASET,
    unga_rollcalls.DATASET,
    ungd.DATASET,
    unsc_meetings.DATASET,
    unsc_vetoes.DATASET,
)


def card(name: str) -> Card:
    """Give the card of a data set.

    Raises
    ------
    DatasetError
        When no data set has this name.

    Examples
    --------
    >>> card("unga_rollcalls").shape
    'votes'
    """
    return read_card(_dataset(name).name)


def coverage(name: str, form: str = "") -> Coverage:
    """Give the coverage that a card declares, before anything is read.

    Examples
    --------
    >>> coverage("imf_weo").absent[0].subject
    'PRK'
    """
    about = card(name)
    chosen = about.form(form) if form else about.forms[0]
    return Coverage.declared(about, chosen)


def find(name: str, data_root: Path | None = None, form: str = "") -> Path:
    """Find the folder of a data set, under a data folder or in the cache of downloads.

    Parameters
    ----------
    data_root
        Such as the folder that ``KANKEI_DATA`` names.
    form
        Only this form; any, in the order of the card, when empty.

    Raises
    ------
    DatasetError
        When it is nowhere, with what to do.
    """
    roots = (*([data_root] if data_root else []), cache_folder(os.environ))
    return locate(card(name), roots, form)


def load(name: str, folder: Path, form: str = "", **options: object) -> Loaded:
    """Read a data set from a folder.

    Parameters
    ----------
    folder
        Holds the files of one form, as :func:`find` gives it.
    form
        Which form it is; recognised by file names and columns when empty.
    options
        Those of the reader, by name. With options the card's assertions are not checked, since
        they speak of the whole.

    Raises
    ------
    DatasetError
        When a file is absent, unreadable or has other columns than its card; when an assertion
        of the card fails; on an unknown option.
    """
    dataset, about = _dataset(name), card(name)
    _check_options(dataset, options)
    if not folder.is_dir():
        remedy = f"give the folder of {name}, or {obtaining(about)}"
        raise DatasetError(Problem("there is no such folder", remedy, str(folder)))
    chosen, paths = recognise(about, folder, form)
    hashes = {path.name: sha256(path) for path in paths}
    reading = dataset.read(paths, chosen, about, **options)
    table = conform(reading.table, about.columns, f"{name}.toml")
    pinned = _pinned(chosen, paths, hashes)
    if not options:
        check_assertions(table, about, chosen.key, pinned)
    return Loaded(
        card=about,
        form=chosen.key,
        table=table,
        rejections=rejection_table(reading.rejections),
        repairs=dict(reading.repairs),
        coverage=reading.coverage,
        sha256=hashes,
        pinned=pinned,
    )


def _dataset(name: str) -> Dataset:
    for dataset in DATASETS:
        if dataset.name == name:
            return dataset
    known = ", ".join(dataset.name for dataset in DATASETS)
    raise DatasetError(Problem(f"there is no data set {name!r}", f"use one of {known}"))


def _check_options(dataset: Dataset, options: dict[str, object]) -> None:
    parameters = inspect.signature(dataset.read).parameters.values()
    known = [item.name for item in parameters if item.kind is item.KEYWORD_ONLY]
    unknown = sorted(set(options) - set(known))
    if unknown:
        what = f"the data set {dataset.name} has no option {', '.join(unknown)}"
        raise DatasetError(Problem(what, f"use {', '.join(known) or 'no option'}"))


def _pinned(form: Form, paths: Sequence[Path], hashes: dict[str, str]) -> bool:
    """Say whether every file is the one on the card."""
    return all(file.sha256 and hashes[path.name] == file.sha256 for file, path in form.pair(paths))
