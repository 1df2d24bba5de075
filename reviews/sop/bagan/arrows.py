"""The arrows of a sheet: onward to the next step, back to an earlier one.

Onward arrows leave below a symbol and enter the next from above; arrows that return
leave and enter at the sides. So the two never lie on each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from reviews.sop.bagan.layout import CONNECTOR
from reviews.sop.bagan.symbols import Bentuk, Symbol, end_of, symbols_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviews.sop.bagan.layout import Row, Sheet

Point = tuple[float, float]
GAP: Final = 7
STEP: Final = 4
"""Distance between returns that share a channel."""
TRACKS: Final = 3
PENTAGON: Final = 20


@dataclass(frozen=True)
class Arrow:
    """A line with an arrow head at its end; ``label`` stands at ``at``."""

    points: tuple[Point, ...]
    label: str = ""
    at: Point = (0, 0)
    kembali: bool = False
    polos: bool = False
    """Without a head: the line between lanes that share a step."""


@dataclass(frozen=True)
class Connector:
    """The off-page pentagon, centred at ``x``, ``y``."""

    x: float
    y: float
    label: str


@dataclass(frozen=True)
class Lines:
    """Everything between the symbols of one sheet."""

    arrows: tuple[Arrow, ...]
    connectors: tuple[Connector, ...]
    ends: tuple[Symbol, ...]


def lines_of(sheet: Sheet, last: int) -> Lines:
    """Arrows and connectors of ``sheet``; ``last`` is the last step's number."""
    drawn = {row.baris.nomor: symbols_of(sheet, row, last) for row in sheet.rows}
    parts = [
        *onward(sheet, drawn),
        *across_sheets(sheet, drawn),
        *returns(sheet, drawn),
        *ending(sheet, drawn),
        *(shared(symbols) for symbols in drawn.values() if len(symbols) > 1),
    ]
    return Lines(
        tuple(part for part in parts if isinstance(part, Arrow)),
        tuple(part for part in parts if isinstance(part, Connector)),
        tuple(part for part in parts if isinstance(part, Symbol)),
    )


Drawn = dict[int, list[Symbol]]


def shared(symbols: list[Symbol]) -> Arrow:
    """The line that joins the lanes of one step."""
    first, last = symbols[0], symbols[-1]
    return Arrow(((first.side(1), first.y), (last.side(-1), last.y)), polos=True)


def onward(sheet: Sheet, drawn: Drawn) -> Iterator[Arrow]:
    """From each step to the next one on the same sheet."""
    for row, following in zip(sheet.rows, sheet.rows[1:], strict=False):
        source, target = drawn[row.baris.nomor], drawn[following.baris.nomor]
        if source and target:
            yield leave(
                source[0], row.y + row.tinggi - GAP, target[0].x, target[0].atas
            )


def leave(source: Symbol, bend: float, x: float, end: float) -> Arrow:
    """Down from ``source``, along at ``bend`` to ``x``, and down to ``end``."""
    points = [(source.x, source.bawah), (source.x, bend), (x, bend), (x, end)]
    label = "ya" if source.bentuk == Bentuk.KEPUTUSAN else ""
    at = (source.x + 4, source.bawah + 9)
    return Arrow(tuple(dict.fromkeys(points)), label, at)


def across_sheets(sheet: Sheet, drawn: Drawn) -> Iterator[Arrow | Connector]:
    """Pentagons where the flow leaves this sheet and where it comes in."""
    if not sheet.rows:
        return
    first, last = sheet.rows[0], sheet.rows[-1]
    if not sheet.is_last and drawn[last.baris.nomor]:
        source = drawn[last.baris.nomor][0]
        foot = last.y + last.tinggi
        yield leave(source, foot - GAP, source.x, foot + GAP)
        yield Connector(source.x, foot + CONNECTOR / 2 + 3, letter(sheet.nomor))
    if not sheet.is_first and drawn[first.baris.nomor]:
        target = drawn[first.baris.nomor][0]
        y = sheet.kepala + CONNECTOR / 2
        yield Connector(target.x, y, letter(sheet.nomor - 1))
        yield Arrow(((target.x, y + PENTAGON / 2), (target.x, target.atas)))


def ending(sheet: Sheet, drawn: Drawn) -> Iterator[Arrow | Symbol]:
    """From a last step that may return to the end of the procedure."""
    last = drawn[sheet.rows[-1].baris.nomor] if sheet.rows else []
    end = end_of(sheet, last[0]) if last else None
    if end is not None:
        yield leave(last[0], end.atas - GAP, end.x, end.atas)
        yield end


def letter(number: int) -> str:
    """A, B, C … for the first, second, third break."""
    return chr(ord("A") + (number - 1) % 26)


def returns(sheet: Sheet, drawn: Drawn) -> Iterator[Arrow | Connector]:
    """From each deciding step back to where it returns to."""
    for row in sheet.rows:
        target = row.baris.kembali_ke
        source = drawn[row.baris.nomor]
        if target is None or not source:
            continue
        if drawn.get(target):
            yield back(row, source[0], drawn[target][0])
        else:
            yield from back_off_sheet(source[0], target)


def back(row: Row, source: Symbol, target: Symbol) -> Arrow:
    """Sideways out of the diamond, up a channel beside the target, and in."""
    way = -1 if target.x < source.x else 1
    track = (row.baris.nomor % TRACKS) * STEP
    facing = 1 if target.x <= source.x else -1
    channel = target.side(facing) + facing * (GAP + track)
    start = (source.side(way), source.y)
    end_y = target.y + (track - STEP)
    points = (
        start,
        (channel, source.y),
        (channel, end_y),
        (edge(target, facing, end_y), end_y),
    )
    at = (start[0] + way * 2, source.y - 9)
    return Arrow(points, "tidak", at, kembali=True)


def edge(symbol: Symbol, facing: int, y: float) -> float:
    """Where the side of ``symbol`` is at height ``y``: a diamond is slanted."""
    if symbol.bentuk != Bentuk.KEPUTUSAN:
        return symbol.side(facing)
    share = 1 - abs(y - symbol.y) / (symbol.tinggi / 2)
    return symbol.x + facing * symbol.lebar / 2 * share


def back_off_sheet(source: Symbol, target: int) -> Iterator[Arrow | Connector]:
    """The step returned to stands on another sheet: a pentagon names it."""
    x, y = source.side(-1), source.y
    end = x - GAP
    bend = source.atas - 2
    yield Arrow(((x, y), (end, y), (end, bend)), "tidak", (x + 6, y + 14), kembali=True)
    yield Connector(end, bend - PENTAGON / 2, str(target))
