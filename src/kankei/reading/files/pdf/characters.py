"""The characters of the pages of a PDF, by a program apart that may be stopped at any moment."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..document import Bounds, Warned, refusal
from ..form import File

_PROGRAM = Path(__file__).with_name("extraction.py")

GRACE = 2
"""Seconds of computing more than of waiting, so that waiting ends first."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box in points; ``y`` is measured downwards from the top."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def size(self) -> float:
        """The height of the box."""
        return self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it was found: its label, its characters, and whether it is only an image."""

    label: str
    glyphs: tuple[Glyph, ...]
    width: float
    height: float
    image: bool = False
    broken: bool = False
    lost: int = 0


@dataclass(frozen=True, slots=True)
class Sheets:
    """All pages that were given, what the file says about itself, and what went wrong."""

    sheets: tuple[Sheet, ...]
    told: dict[str, str]
    warnings: tuple[Warned, ...]


def sheets_of(file: File) -> Sheets:
    """Take the characters out of a PDF.

    Raises
    ------
    ReadingError
        When the extra package is missing, the file needs a password, or it cannot be opened.
    """
    if find_spec("pypdfium2") is None:
        what = "PDF を読むには追加のパッケージが要る / reading PDF needs an extra package"
        remedy = "run: pip install 'kankei[documents]' / 左の命令を実行する"
        raise refusal(what, remedy, file.name)
    lines, ended = _run(file.data, file.bounds)
    if not lines or "fault" in lines[0]:
        raise _fault(lines[0]["fault"] if lines else "damaged", file.name)
    sheets = tuple(_sheet(page, number) for number, page in enumerate(lines[1:], 1))
    missing = lines[0]["pages"] - len(sheets)
    warnings = tuple(_ending(ended, missing, len(sheets), file.bounds))
    return Sheets(sheets, lines[0]["told"], warnings)


def _fault(kind: str, name: str) -> Exception:
    if kind == "password":
        what = "the PDF is encrypted and needs a password / パスワードで暗号化された PDF である"
        return refusal(what, "save a copy without a password / パスワードなしで保存し直す", name)
    what = "the PDF is damaged and cannot be opened / PDF が壊れていて開けない"
    return refusal(what, "obtain the file again / ファイルを入手し直す", name)


def _run(data: bytes, bounds: Bounds) -> tuple[list[dict[str, Any]], str]:
    """Run the program; gives its lines, and how it ended."""
    limits = (bounds.pages, bounds.characters, bounds.memory, int(bounds.seconds) + GRACE)
    command = [sys.executable, "-P", str(_PROGRAM), *map(str, limits)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        try:
            written, _ = process.communicate(data, timeout=bounds.seconds)
            ended = "stopped" if process.returncode else ""
        except subprocess.TimeoutExpired:
            process.kill()
            written, _ = process.communicate()
            ended = "time_up"
    return list(_parsed(written)), ended


def _parsed(written: bytes) -> Iterator[dict[str, Any]]:
    """Whole lines; a line that was being written when the program stopped is left out."""
    for line in written.split(b"\n")[:-1]:
        try:
            yield json.loads(line)
        except ValueError:
            return


def _ending(ended: str, missing: int, read: int, bounds: Bounds) -> Iterator[Warned]:
    if ended:
        yield Warned(ended, page=read)
    elif missing > 0 and read >= bounds.pages:
        yield Warned("pages_cut", page=read)


def _sheet(page: dict[str, Any], number: int) -> Sheet:
    label = page["label"].strip() or str(number)
    if page.get("broken"):
        return Sheet(label, (), 0, 0, broken=True)
    width, height = page["size"]
    boxes = [side / 10 for side in page["boxes"]]
    quarters = zip(boxes[::4], boxes[1::4], boxes[2::4], boxes[3::4], strict=True)
    glyphs = tuple(
        Glyph(_character(code), left, height - top, right, height - bottom)
        for code, (left, bottom, right, top) in zip(page["codes"], quarters, strict=True)
    )
    lost = sum(glyph.text == "\ufffd" for glyph in glyphs)
    return Sheet(label, glyphs, width, height, bool(page["image"]), lost=lost)


def _character(code: int) -> str:
    """A character; the library gives 2 for a hyphen at a line end, 0 for a glyph without code."""
    if code == 2:
        return "\xad"
    return chr(code) if code and code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
