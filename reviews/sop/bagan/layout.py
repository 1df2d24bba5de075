"""Where everything of a flowchart stands: columns, rows, symbols, sheets.

All lengths are pixels of a sheet that prints on one A4 page, landscape.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from reviews.sop.bagan.wrap import LINE, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviews.sop.bagan.table import Baris, Tabel

PAD: Final = 6
MIN_ROW: Final = 68
"""Room for a diamond and for the arrows above and below it."""
LANE: Final = (84, 150)
"""The narrowest and the widest a lane may be."""
WIDTH: Final = 1120
RATIO: Final = 0.69
"""Height of a printed sheet by its width, less margins and heading."""
CONNECTOR: Final = 34
"""Room for the off-page pentagons, or the end, at the head and foot of a sheet."""
SYMBOL_HEIGHT: Final = 28
CHANNEL: Final = 17
"""Room left and right of a symbol for arrows that return."""
COLUMNS: Final = (("No.", 34), ("Kegiatan", 210))
QUALITY: Final = (("Kelengkapan", 130), ("Waktu", 70), ("Output", 130), ("Ket.", 84))


@dataclass(frozen=True)
class Column:
    """One column; ``lajur`` is the position of a lane, None for the others."""

    judul: tuple[str, ...]
    x: float
    lebar: float
    lajur: int | None = None

    @property
    def tengah(self) -> float:
        return self.x + self.lebar / 2


@dataclass(frozen=True)
class Row:
    """A step on a sheet, with its cells as lines of text."""

    baris: Baris
    y: float
    tinggi: float
    sel: tuple[tuple[Column, tuple[str, ...]], ...]

    @property
    def tengah(self) -> float:
        return self.y + self.tinggi / 2


@dataclass(frozen=True)
class Sheet:
    """One page of the flowchart."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    kepala: float
    lebar: float
    tinggi: float
    nomor: int
    jumlah: int

    @property
    def lanes(self) -> list[Column]:
        return [column for column in self.columns if column.lajur is not None]

    @property
    def is_first(self) -> bool:
        return self.nomor == 1

    @property
    def is_last(self) -> bool:
        return self.nomor == self.jumlah

    def row(self, nomor: int) -> Row | None:
        """The row of step ``nomor`` if it stands on this sheet."""
        return next((row for row in self.rows if row.baris.nomor == nomor), None)


def lay_out(table: Tabel) -> list[Sheet]:
    """The sheets of ``table``, one after the other."""
    columns = columns_of(table)
    lebar = columns[-1].x + columns[-1].lebar
    kepala = 2 * LINE + max(len(column.judul) for column in columns) * LINE + 2 * PAD
    room = lebar * RATIO - kepala - 2 * CONNECTOR
    pages = list(
        paged([measured(baris, table, columns) for baris in table.baris], room)
    )
    return [
        sheet_of(page, columns, kepala, lebar, nomor, len(pages))
        for nomor, page in enumerate(pages, start=1)
    ]


def columns_of(table: Tabel) -> tuple[Column, ...]:
    """Number, activity, the lanes, and the mutu baku with remarks if there are any."""
    quality = QUALITY if any(b.keterangan for b in table.baris) else QUALITY[:-1]
    fixed = sum(width for _, width in (*COLUMNS, *quality))
    lane = min(max((WIDTH - fixed) / max(len(table.lajur), 1), LANE[0]), LANE[1])
    titles: list[tuple[str, float, int | None]] = [
        *((title, width, None) for title, width in COLUMNS),
        *((title, lane, at) for at, title in enumerate(table.lajur)),
        *((title, width, None) for title, width in quality),
    ]
    starts = accumulate((width for _, width, _ in titles), initial=0.0)
    return tuple(
        Column(tuple(wrap(title, width - 2 * PAD)), x, width, lajur)
        for (title, width, lajur), x in zip(titles, starts, strict=False)
    )


Cells = tuple[tuple[Column, tuple[str, ...]], ...]


def measured(
    baris: Baris, table: Tabel, columns: tuple[Column, ...]
) -> tuple[Baris, Cells, float]:
    """A step with its wrapped cells and the height they need."""
    written = [
        str(baris.nomor),
        baris.uraian,
        *("" for _ in table.lajur),
        baris.kelengkapan,
        baris.waktu,
        baris.output,
        baris.keterangan,
    ]
    cells = tuple(
        (column, tuple(wrap(text, column.lebar - 2 * PAD)))
        for column, text in zip(columns, written, strict=False)
    )
    lines = max(len(lines) for _, lines in cells)
    return baris, cells, max(lines * LINE + 2 * PAD, MIN_ROW)


def paged(
    rows: list[tuple[Baris, Cells, float]], room: float
) -> Iterator[list[tuple[Baris, Cells, float]]]:
    """Rows by sheet: as many as fit, at least one."""
    page: list[tuple[Baris, Cells, float]] = []
    used = 0.0
    for row in rows:
        if page and used + row[2] > room:
            yield page
            page, used = [], 0.0
        page.append(row)
        used += row[2]
    yield page


def sheet_of(
    page: list[tuple[Baris, Cells, float]],
    columns: tuple[Column, ...],
    kepala: float,
    lebar: float,
    nomor: int,
    jumlah: int,
) -> Sheet:
    top = kepala + (CONNECTOR if nomor > 1 else 0)
    rows = []
    for baris, cells, height in page:
        rows.append(Row(baris, top, height, cells))
        top += height
    decides = bool(page) and page[-1][0].kembali_ke is not None
    foot = CONNECTOR if nomor < jumlah or decides else 0
    return Sheet(columns, tuple(rows), kepala, lebar, top + foot, nomor, jumlah)
