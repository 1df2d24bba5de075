"""The five symbols of PermenPANRB 35/2012 and where arrows meet them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from reviews.sop.bagan.layout import CHANNEL, CONNECTOR, SYMBOL_HEIGHT

if TYPE_CHECKING:
    from reviews.sop.bagan.layout import Row, Sheet
    from reviews.sop.bagan.table import Baris

DIAMOND_HEIGHT = 40
END_HEIGHT = 20


class Bentuk(StrEnum):
    """Shape of a step; the off-page pentagon is drawn by ``arrows``."""

    TERMINATOR = "terminator"
    PROSES = "proses"
    KEPUTUSAN = "keputusan"


@dataclass(frozen=True)
class Symbol:
    """A symbol centred at ``x``, ``y``."""

    bentuk: Bentuk
    x: float
    y: float
    lebar: float
    tinggi: float

    @property
    def bawah(self) -> float:
        return self.y + self.tinggi / 2

    @property
    def atas(self) -> float:
        return self.y - self.tinggi / 2

    def side(self, direction: int) -> float:
        """The x of its left (-1) or right (1) edge."""
        return self.x + direction * self.lebar / 2


def bentuk_of(baris: Baris, last: int) -> Bentuk:
    """A step that may send back decides; where it is the last one, the end follows."""
    if baris.kembali_ke is not None:
        return Bentuk.KEPUTUSAN
    return Bentuk.TERMINATOR if baris.nomor in {1, last} else Bentuk.PROSES


def end_of(sheet: Sheet, symbol: Symbol) -> Symbol | None:
    """The capsule below the last step, where that one decides and is no end itself."""
    if not sheet.is_last or symbol.bentuk != Bentuk.KEPUTUSAN:
        return None
    y = sheet.tinggi - CONNECTOR / 2
    return Symbol(Bentuk.TERMINATOR, symbol.x, y + 3, symbol.lebar, END_HEIGHT)


def symbols_of(sheet: Sheet, row: Row, last: int) -> list[Symbol]:
    """A symbol in each lane of the step."""
    bentuk = bentuk_of(row.baris, last)
    height = DIAMOND_HEIGHT if bentuk == Bentuk.KEPUTUSAN else SYMBOL_HEIGHT
    lanes = sheet.lanes
    return [
        Symbol(
            bentuk,
            lanes[at].tengah,
            row.tengah,
            lanes[at].lebar - 2 * CHANNEL,
            height,
        )
        for at in row.baris.lajur
    ]
