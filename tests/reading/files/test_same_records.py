"""Text, page, Word file and PDF of one paper give the same records."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from kankei.reading.files import document_of
from kankei.reading.passages import EventMention, Reading
from kankei.reading.read import read_text
from kankei.terms.source import Span

from .papers import NOTE_HEADINGS, Paper, as_docx, as_html, as_pdf, paper_of

BESIDE = Path(__file__).parents[3] / ".." / "shared" / "reading"
FOLDER = Path(os.environ.get("KANKEI_READING") or BESIDE)
SHARED = ("ja-strait", "en-trilateral", "ko-brief", "zh-mfa", "ru-pivot")

DOCUMENTS = Path(__file__).parent / "documents"
OWN = ("lake.en", "lake.ja")

DRESSES: dict[str, tuple[str, Callable[[Paper], bytes]]] = {
    "page": ("paper.html", as_html),
    "word": ("paper.docx", as_docx),
    "pdf": ("paper.pdf", as_pdf),
    "two columns": ("paper.pdf", lambda paper: as_pdf(paper, 2)),
}


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


def records(found: Reading) -> dict[str, list[tuple[object, ...]]]:
    def said(spans: Sequence[Span]) -> str:
        return plain("".join(span.of(found.raw) for span in spans))

    return {
        "sentences": [
            (s.kind, plain(s.text)) for s in found.sentences if s.text not in NOTE_HEADINGS
        ],
        "notes": [(n.number, n.urls) for n in found.notes],
        "states": [(s.state, said(s.spans)) for s in found.states],
        "persons": [(p.person, said(p.whole)) for p in found.persons],
        "dates": [(d.value, said(d.spans)) for d in found.dates],
        "events": [(e.plover, e.date, named(e), said(e.spans)) for e in found.events],
        "claims": [(c.speaker, c.verbatim, said(c.spans)) for c in found.claims],
        "causes": [(c.sign, said(c.spans), said(c.effect)) for c in found.causes],
    }


def named(event: EventMention) -> tuple[tuple[str, str], ...]:
    """Actors in the words of an event; others are inferred from the paragraph, which pages tear."""
    return tuple((actor, role) for actor, role, inferred in event.actors if not inferred)


def text_of(name: str) -> str:
    if name in OWN:
        return (DOCUMENTS / f"{name}.txt").read_text(encoding="utf-8")
    file = FOLDER / name / "document.txt"
    if not file.exists():
        pytest.skip(f"no annotated documents in {FOLDER} (set KANKEI_READING)")
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("dress", DRESSES)
@pytest.mark.parametrize("name", (*OWN, *SHARED))
def test_every_dress_gives_the_same_records(name: str, dress: str) -> None:
    text = text_of(name)
    file, make = DRESSES[dress]
    if file.endswith("pdf"):
        pytest.importorskip("pypdfium2")
    if dress == "word":  # Word writes the marks of its notes itself, raised
        text = as_raised(text)
    expected = records(read_text(text))
    document = document_of(make(paper_of(text)), file)
    found = records(read_text(document.raw))
    assert all(expected[kind] for kind in ("sentences", "notes", "states", "dates", "events"))
    for kind, wanted in expected.items():
        more, fewer = Counter(found[kind]), Counter(wanted)
        assert (more - fewer, fewer - more) == (Counter(), Counter()), kind


def as_raised(text: str) -> str:
    signs = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
    text = re.sub(r"\[(\d+)\]", lambda match: match.group(1).translate(signs), text)
    pattern = r"^(\d)\)|(?<=[^\s\d(])(\d)\)"
    return re.sub(
        pattern, lambda match: match.group()[0].translate(signs), text, flags=re.MULTILINE
    )
