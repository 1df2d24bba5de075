"""The documents that the demo's offices attach: small, real, made here."""

from __future__ import annotations

import csv
import io
import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE_WIDTH = 84
HEAD = "BT /F1 11 Tf 60 780 Td 16 TL"


def csv_file(rows: Sequence[Sequence[str]]) -> bytes:
    """Rows as CSV (RFC 4180)."""
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode()


def pdf_file(text: str) -> bytes:
    """One A4 page of ``text`` as PDF 1.4; the same text gives the same bytes."""
    page = page_content(text)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (id) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R"
        b" /Resources << /Font << /F1 4 0 R >> >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica"
        b" /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
    ]
    return assembled(objects)


def page_content(text: str) -> bytes:
    """The drawing orders for the lines of ``text``, wrapped to the page."""
    lines = [
        part
        for line in text.strip().splitlines()
        for part in (textwrap.wrap(line, LINE_WIDTH) or [""])
    ]
    shown = " ".join(f"({escaped(line)}) Tj T*" for line in lines)
    return f"{HEAD} {shown} ET".encode("cp1252", "replace")


def escaped(line: str) -> str:
    for sign in ("\\", "(", ")"):
        line = line.replace(sign, f"\\{sign}")
    return line


def assembled(objects: Sequence[bytes]) -> bytes:
    """A PDF file of numbered ``objects``, the first of which is the catalogue."""
    out = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return out + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n"
        b"<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    ) % (count, table, count, len(out))
