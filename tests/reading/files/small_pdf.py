"""A PDF writer just large enough for the tests: any character, any place, raised marks."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
NARROW = re.compile(r"[\x00-\u2e7f]")


@dataclass(frozen=True)
class Piece:
    """Text with its place in points from the upper left, down to the base line."""

    x: float
    y: float
    size: float
    text: str
    downwards: bool = False


def width(text: str, size: float) -> float:
    return sum(
        size * (0.3 if sign in RAISED else 0.5 if NARROW.match(sign) else 1) for sign in text
    )


def wrapped(text: str, size: float, room: float, indent: float) -> list[str]:
    """Lines of a text: cut at blanks between narrow letters, anywhere between wide ones."""
    lines, line, left = [], "", room - indent
    for token in re.findall(r"[\x21-\u2e7f가-힣]+ ?|.", text):
        parts = (
            [token] if width(token, size) <= room else re.findall(r"[^/-]{1,24}[/-]*|[/-]+", token)
        )
        for part in parts:
            if line and width(line + part.rstrip(), size) > left:
                lines.append(line.rstrip())
                line, left = "", room
            line += part
    return [*lines, line.rstrip()]


def pdf(
    pages: list[list[Piece]],
    wide: float,
    high: float,
    title: str = "",
    images: tuple[int, ...] = (),
) -> bytes:
    """The pages as a file; ``images`` are the numbers of pages that hold an image."""
    objects = [b"", b"", _font(), _descendant(), _to_unicode(), _descriptor()]
    image = len(objects) + 1
    objects.append(
        _stream(
            b"\x00",
            "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8",
        )
    )
    kids = []
    for number, pieces in enumerate(pages):
        content = b"".join(_shown(piece, high) for piece in pieces)
        if number in images:
            content += f"q {wide} 0 0 {high} 0 0 cm /I Do Q\n".encode()
        objects.append(_stream(zlib.compress(content), "/Filter/FlateDecode"))
        used = f"<</Font<</F 3 0 R>>/XObject<</I {image} 0 R>>>>"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {wide} {high}]/Contents {len(objects)} 0 R"
            f"/Resources{used}>>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode()
    objects.append(b"<</Title<FEFF" + title.encode("utf-16-be").hex().encode() + b">>>")
    return _file(objects)


def _shown(piece: Piece, high: float) -> bytes:
    found, x, y = b"", piece.x, piece.y
    for part in re.findall(f"[{RAISED}]+|[^{RAISED}]+", piece.text):
        small = part[0] in RAISED
        text = part.translate(str.maketrans(RAISED, "0123456789"))
        size, lift = (piece.size * 0.6, piece.size * 0.35) if small else (piece.size, 0)
        for sign in text if piece.downwards else [text]:
            padded = sign if len(sign) > 1 else f"{sign} "  # one character alone has no width
            code = padded.encode("utf-16-be").hex()
            place = f"1 0 0 1 {x:.2f} {high - y + lift:.2f}"
            found += f"BT /F {size:.2f} Tf {place} Tm <{code}> Tj ET\n".encode()
            if piece.downwards:
                y += piece.size
        x += width(part, piece.size)
    return found


def _font() -> bytes:
    return (
        b"<</Type/Font/Subtype/Type0/BaseFont/Any/Encoding/Identity-H/DescendantFonts[4 0 R]"
        b"/ToUnicode 5 0 R>>"
    )


def _descendant() -> bytes:
    return (
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/Any/CIDSystemInfo<</Registry(Adobe)"
        b"/Ordering(Identity)/Supplement 0>>/FontDescriptor 6 0 R/DW 1000/W[0 11903 500]>>"
    )


def _to_unicode() -> bytes:
    blocks = []
    for begin in range(0, 256, 64):
        rows = "".join(f"<{n:02x}00><{n:02x}ff><{n:02x}00>\n" for n in range(begin, begin + 64))
        blocks.append(f"64 beginbfrange\n{rows}endbfrange\n")
    text = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def\n"
        "1 begincodespacerange <0000><ffff> endcodespacerange\n"
        f"{''.join(blocks)}endcmap end end"
    )
    return _stream(text.encode(), "")


def _descriptor() -> bytes:
    return (
        b"<</Type/FontDescriptor/FontName/Any/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0"
        b"/Ascent 880/Descent -120/CapHeight 700/StemV 80>>"
    )


def _stream(data: bytes, entries: str) -> bytes:
    return f"<<{entries}/Length {len(data)}>>stream\n".encode() + data + b"\nendstream"


def _file(objects: list[bytes], trailer: str = "") -> bytes:
    found, places = b"%PDF-1.5\n", []
    for number, item in enumerate(objects, 1):
        places.append(len(found))
        found += f"{number} 0 obj".encode() + item + b"endobj\n"
    start = len(found)
    rows = "".join(f"{place:010} 00000 n \n" for place in places)
    found += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}".encode()
    ends = f"/Size {len(objects) + 1}/Root 1 0 R/Info {len(objects)} 0 R{trailer}"
    return found + f"trailer<<{ends}>>\nstartxref\n{start}\n%%EOF".encode()
