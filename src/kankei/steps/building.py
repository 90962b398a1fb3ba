"""`kankei build`: a study becomes a record, tables, figures and a report, whole or not at all.

Everything is made in a folder beside ``build/`` and takes its place by renaming, so a build that
is killed leaves the last good one. A stamp holds hashes of the inputs, of the code and of every
file made; while they agree, a second build has nothing to do.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from importlib.resources import as_file, files
from pathlib import Path

from ..answers.compose import Report
from ..answers.figures.frame import to_svg
from ..answers.material import Material
from ..answers.render import Support, findings_json, render
from ..answers.sections import SECTIONS
from ..record.assemble import assemble
from ..record.export.tables import write_tables
from ..record.store import build as build_record
from ..record.store import open_record
from ..study import BUILD_FOLDER, Study, read_study
from .facts import gather
from .material import material
from .measuring import write_panel
from .progress import Progress, silent

STAMP = "stamp.json"
NEXT, LAST = ".build.next", ".build.last"


@dataclass(frozen=True)
class Built:
    """What a build made; ``fresh`` is false when there was nothing to do.

    ``events`` are those kept by hand or accepted by a person, ``read`` those that were read in
    documents and that no person has judged.
    """

    folder: Path
    reports: tuple[Path, ...]
    findings: int
    events: int
    read: int
    fresh: bool


def build(folder: Path, *, again: bool = False, progress: Progress = silent) -> Built:
    """Build a study.

    Parameters
    ----------
    folder
        The study.
    again
        Build even when inputs, code and outputs are those of the last build.

    Raises
    ------
    InputError
        When a file of the study cannot be used; the last good build stays.
    SupportError
        When a sentence of the report would rest on no finding.
    """
    study = read_study(folder)
    _recover(study)
    stamp = {"inputs": study.fingerprint(), "code": code_fingerprint()}
    if not again and (last := _unchanged(study, stamp)):
        return last
    target = study.folder / NEXT
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    counts = _make(study, target, progress)
    written = {"outputs": _outputs(target), "counts": counts}
    (target / STAMP).write_text(_json({**stamp, **written}), encoding="utf-8")
    _take_place(study, target)
    return _built(study, counts, fresh=True)


def _make(study: Study, target: Path, progress: Progress) -> dict[str, int]:
    gathered = gather(study, progress)
    progress("record")
    build_record(target / "record.duckdb", assemble(gathered.facts))
    with open_record(target / "record.duckdb") as record:
        write_tables(record, target / "tables")
        write_panel(study, record, target / "tables")
        progress("impact")
        found = material(study, record, gathered)
    progress("report")
    report = write_report(study, found, _digest(target / "tables"))
    progress("figures")
    drawn = {
        (figure.key, language): to_svg(spec)
        for figure in report.figures()
        for language, spec in figure.specs.items()
    }
    _write(report, found, drawn, target / "report")
    events, read = len(found.events), len(found.unreviewed)
    return {"findings": len(report.findings()), "events": events, "read": read}


def write_report(study: Study, found: Material, digest: str) -> Report:
    """Compose every section that the material supports; ``digest`` is that of the tables."""
    sections = tuple(s for compose in SECTIONS if (s := compose(found)) is not None)
    run, bands = study.settings.impact, study.settings.bands
    own = ", ".join(f"{level} {low:g}-{high:g}" for level, (low, high) in sorted(bands.items()))
    facts = {
        "study": study.settings.study.key,
        "record": digest,
        "settings": f"size {run.size}, readings {run.readings}, worlds {run.worlds}, "
        f"attenuation {run.attenuation[0]}-{run.attenuation[1]}, seed {run.seed}"
        + (f", bands {own}" if own else ""),
        "version": version("kankei"),
    }
    return Report(study.title, found.subject.question, sections, facts)


def _write(
    report: Report, found: Material, drawn: dict[tuple[str, str], str], folder: Path
) -> None:
    figures = folder / "figures"
    figures.mkdir(parents=True)
    for figure in report.figures():
        for language, spec in figure.specs.items():
            (figures / f"{figure.key}.{language}.json").write_text(_json(spec), encoding="utf-8")
    for (key, language), svg in drawn.items():
        (figures / f"{key}.{language}.svg").write_text(svg, encoding="utf-8")
    pages = render(
        report, Support(found.sources, found.sources_of, found.names, found.texts()), drawn
    )
    for name, page in pages.items():
        (folder / name).write_text(page, encoding="utf-8")
    (folder / "findings.jsonl").write_text(findings_json(report), encoding="utf-8")


def code_fingerprint() -> str:
    """SHA-256 over the package's own files, so that new code means a new build."""
    digest = hashlib.sha256()
    with as_file(files("kankei")) as package:
        for path in sorted(p for p in package.rglob("*") if _is_code(p)):
            digest.update(path.relative_to(package).as_posix().encode() + b"\0")
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _digest(folder: Path) -> str:
    """SHA-256 over the names and bytes of the tables that a reader can open."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.csv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _is_code(path: Path) -> bool:
    return path.is_file() and path.suffix != ".pyc" and "__pycache__" not in path.parts


def _outputs(folder: Path) -> dict[str, str]:
    """Hashes of all files made, except the record's own file, whose bytes are the engine's."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in _made(folder)
    }


def _made(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix != ".duckdb" and path.name != STAMP:
            yield path


def _unchanged(study: Study, stamp: dict[str, str]) -> Built | None:
    """The last build, when it was made from the same inputs and code and nobody touched it."""
    path = study.build / STAMP
    if not path.is_file() or not (study.build / "record.duckdb").is_file():
        return None
    last = json.loads(path.read_text(encoding="utf-8"))
    if any(last.get(key) != value for key, value in stamp.items()):
        return None
    if last["outputs"] != _outputs(study.build):
        return None
    return _built(study, last["counts"], fresh=False)


def _built(study: Study, counts: dict[str, int], *, fresh: bool) -> Built:
    reports = tuple(sorted((study.build / "report").glob("report.*.html")))
    return Built(study.build, reports, counts["findings"], counts["events"], counts["read"], fresh)


def _take_place(study: Study, target: Path) -> None:
    """Put the new build in the place of the old one; :func:`_recover` mends a kill in between."""
    old = study.folder / LAST
    shutil.rmtree(old, ignore_errors=True)
    if study.build.exists():
        study.build.rename(old)
    target.rename(study.build)
    shutil.rmtree(old, ignore_errors=True)


def _recover(study: Study) -> None:
    """Bring back the last good build when a kill fell between the two renames."""
    old = study.folder / LAST
    if old.exists() and not study.build.exists():
        old.rename(study.folder / BUILD_FOLDER)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n"
