"""The flowchart as SVG: no style, no script; colours are the page's (``bagan.css``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from reviews.sop.bagan.arrows import PENTAGON, Arrow, Connector, lines_of
from reviews.sop.bagan.layout import PAD, Column, Row, Sheet, lay_out
from reviews.sop.bagan.symbols import Bentuk, Symbol, symbols_of
from reviews.sop.bagan.table import Tabel, table_of
from reviews.sop.bagan.wrap import FONT, LINE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviews.sop.shape import SOPDokumen

MARK_WORDS: Final = {
    "selesai": "selesai",
    "berjalan": "sedang berjalan",
    "menunggu": "menunggu giliran",
}
MARK_SIGNS: Final = {"selesai": "✓", "berjalan": "▶"}
HEAD: Final = 5


def draw(dokumen: SOPDokumen, *, marks: Mapping[int, str] | None = None) -> str:
    """``dokumen`` as one ``<svg>`` per printed sheet.

    ``marks`` says of steps by number whether they are "selesai", "berjalan" or
    "menunggu"; other words are not drawn.
    """
    return draw_table(table_of(dokumen.as_data()), marks=marks)


def draw_table(table: Tabel, *, marks: Mapping[int, str] | None = None) -> str:
    """The same for a table that need not be whole."""
    known = {no: word for no, word in (marks or {}).items() if word in MARK_WORDS}
    return "\n".join(draw_sheet(sheet, table, known) for sheet in lay_out(table))


def draw_sheet(sheet: Sheet, table: Tabel, marks: Mapping[int, str]) -> str:
    last = table.baris[-1].nomor if table.baris else 0
    lines = lines_of(sheet, last)
    body = [
        *draw_head(sheet),
        *(part for row in sheet.rows for part in draw_row(row, sheet, marks)),
        *map(draw_arrow, lines.arrows),
        *map(draw_connector, lines.connectors),
        *map(draw_end, lines.ends),
        *(
            draw_symbol(symbol, marks.get(row.baris.nomor, ""))
            for row in sheet.rows
            for symbol in symbols_of(sheet, row, last)
        ),
    ]
    size = f'viewBox="0 0 {n(sheet.lebar)} {n(sheet.tinggi + 1)}"'
    name = f"bagan-{sheet.nomor}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="bagan" {size} '
        f'width="{n(sheet.lebar)}" height="{n(sheet.tinggi + 1)}" role="img" '
        f'aria-labelledby="{name}-judul {name}-uraian" font-size="{FONT}" '
        f'font-family="sans-serif" fill="none" stroke="currentColor">'
        f'<title id="{name}-judul">{escape(title_of(sheet, table))}</title>'
        f'<desc id="{name}-uraian">{escape(described(sheet, table, marks))}</desc>'
        f"{''.join(body)}</svg>"
    )


def title_of(sheet: Sheet, table: Tabel) -> str:
    page = f", lembar {sheet.nomor} dari {sheet.jumlah}" if sheet.jumlah > 1 else ""
    return f"Bagan alir {table.nama or 'SOP'}{page}"


def described(sheet: Sheet, table: Tabel, marks: Mapping[int, str]) -> str:
    """The flow in sentences, for those who do not see it."""
    return " ".join(sentence(row, table, marks) for row in sheet.rows)


def sentence(row: Row, table: Tabel, marks: Mapping[int, str]) -> str:
    baris = row.baris
    parts = [f"Langkah {baris.nomor}, {table.pelaksana(baris) or 'tanpa pelaksana'}"]
    if baris.kembali_ke is not None:
        parts.append(f"bila tidak disetujui kembali ke langkah {baris.kembali_ke}")
        if baris is table.baris[-1]:
            parts.append("bila disetujui prosedur selesai")
    if baris.nomor in marks:
        parts.append(MARK_WORDS[marks[baris.nomor]])
    return "; ".join(parts) + "."


def draw_head(sheet: Sheet) -> Iterator[str]:
    """Column titles; lanes and mutu baku stand under a title of their own."""
    bend = 2 * LINE - PAD
    lanes, first = sheet.lanes, len(sheet.lanes) + 2
    groups = [
        ("Pelaksana", lanes),
        ("Mutu baku", list(sheet.columns[first : first + 3])),
    ]
    grouped = {id(column) for _, columns in groups for column in columns}
    for title, columns in groups:
        if columns:
            x, end = columns[0].x, columns[-1].x + columns[-1].lebar
            yield rect(x, 0, end - x, bend, "bagan__kepala")
            yield lines_at((title,), (x + end) / 2, bend / 2, "bagan__judul")
    for column in sheet.columns:
        top = bend if id(column) in grouped else 0
        height = sheet.kepala - top
        yield rect(column.x, top, column.lebar, height, "bagan__kepala")
        yield lines_at(column.judul, column.tengah, top + height / 2, "bagan__judul")


def draw_row(row: Row, sheet: Sheet, marks: Mapping[int, str]) -> Iterator[str]:
    mark = marks.get(row.baris.nomor, "")
    kind = f"bagan__baris bagan__baris--{mark}" if mark else "bagan__baris"
    yield rect(0, row.y, sheet.lebar, row.tinggi, kind)
    for column, lines in row.sel:
        yield rect(column.x, row.y, column.lebar, row.tinggi, "bagan__sel")
        if lines:
            yield cell_text(column, lines, row)


def cell_text(column: Column, lines: tuple[str, ...], row: Row) -> str:
    """Numbers stand in the middle, everything else at the left."""
    middle = column.x == 0
    x = column.tengah if middle else column.x + PAD
    return lines_at(lines, x, row.tengah, anchor="middle" if middle else "start")


def draw_symbol(symbol: Symbol, mark: str) -> str:
    kind = f"bagan__simbol bagan__simbol--{mark}" if mark else "bagan__simbol"
    sign = MARK_SIGNS.get(mark)
    text = lines_at((sign,), symbol.x, symbol.y, "bagan__tanda") if sign else ""
    return outline(symbol, kind) + text


def draw_end(symbol: Symbol) -> str:
    text = lines_at(("selesai",), symbol.x, symbol.y, "bagan__label")
    return outline(symbol, "bagan__simbol") + text


def outline(symbol: Symbol, kind: str) -> str:
    left, right = symbol.side(-1), symbol.side(1)
    if symbol.bentuk == Bentuk.KEPUTUSAN:
        corners = (
            (symbol.x, symbol.atas),
            (right, symbol.y),
            (symbol.x, symbol.bawah),
            (left, symbol.y),
        )
        return (
            f'<polygon class="{kind}" points="{points(corners)}" stroke-width="1.5"/>'
        )
    radius = symbol.tinggi / 2 if symbol.bentuk == Bentuk.TERMINATOR else 0
    return rect(
        left,
        symbol.atas,
        symbol.lebar,
        symbol.tinggi,
        kind,
        f' rx="{n(radius)}" stroke-width="1.5"',
    )


def draw_arrow(arrow: Arrow) -> str:
    kind = "bagan__panah bagan__panah--kembali" if arrow.kembali else "bagan__panah"
    dashes = ' stroke-dasharray="4 2"' if arrow.kembali else ""
    line = f'<polyline class="{kind}" points="{points(arrow.points)}"{dashes}/>'
    head = "" if arrow.polos else head_of(arrow)
    if not arrow.label:
        return line + head
    x, y = arrow.at
    anchor = "end" if arrow.points[1][0] < arrow.points[0][0] else "start"
    return line + head + lines_at((arrow.label,), x, y, "bagan__label", anchor)


def head_of(arrow: Arrow) -> str:
    """A filled triangle that points the way the line ends."""
    (x0, y0), (x, y) = arrow.points[-2:]
    dx, dy = sign(x - x0), sign(y - y0)
    base = (x - dx * HEAD, y - dy * HEAD)
    wing = HEAD * 0.6
    corners = (
        (x, y),
        (base[0] - dy * wing, base[1] - dx * wing),
        (base[0] + dy * wing, base[1] + dx * wing),
    )
    return f'<polygon points="{points(corners)}" fill="currentColor"/>'


def draw_connector(connector: Connector) -> str:
    """The pentagon of the regulation, its point downwards."""
    x, y, half = connector.x, connector.y, PENTAGON / 2
    corners = (
        (x - half, y - half),
        (x + half, y - half),
        (x + half, y + half * 0.4),
        (x, y + half),
        (x - half, y + half * 0.4),
    )
    shape = f'<polygon class="bagan__simbol" points="{points(corners)}"/>'
    return shape + lines_at((connector.label,), x, y - 1, "bagan__label")


def rect(
    x: float, y: float, width: float, height: float, kind: str, more: str = ""
) -> str:
    return (
        f'<rect class="{kind}" x="{n(x)}" y="{n(y)}" width="{n(width)}" '
        f'height="{n(height)}"{more}/>'
    )


def lines_at(
    lines: tuple[str, ...],
    x: float,
    middle: float,
    kind: str = "bagan__teks",
    anchor: str = "middle",
) -> str:
    """Lines of text around the height ``middle``."""
    top = middle - (len(lines) - 1) * LINE / 2 + FONT * 0.35
    spans = "".join(
        f'<tspan x="{n(x)}" y="{n(top + at * LINE)}">{escape(line)}</tspan>'
        for at, line in enumerate(lines)
    )
    return (
        f"<text class={quoteattr(kind)} text-anchor={quoteattr(anchor)} "
        f'fill="currentColor" stroke="none">{spans}</text>'
    )


def points(corners: tuple[tuple[float, float], ...]) -> str:
    return " ".join(f"{n(x)},{n(y)}" for x, y in corners)


def sign(value: float) -> int:
    return (value > 0) - (value < 0)


def n(value: float) -> str:
    """A number as short as it can be written."""
    return f"{value:.1f}".removesuffix(".0")
