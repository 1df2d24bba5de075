"""The geometry of the charts; the template draws it, the table says the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.text import Truncator

from reviews.registers.rapor.pemantauan import number

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviews.registers.rapor.lines import BarisLangkah, Rapor

LEBAR: Final = 320
TINGGI: Final = 52
KEPALA: Final = 22
PENUH: Final = 2
"""The time chart ends at twice the waktu baku; what took longer runs off with a mark."""


@dataclass(frozen=True)
class Batang:
    """One step: where it stands, what is written, how long its bars are."""

    y: int
    judul: str
    keterangan: str
    panjang: float = 0
    sisa: float = 0
    titik: float | None = None
    lewat: bool = False


@dataclass(frozen=True)
class Grafik:
    """One chart: ``id`` in the page, heading, description for those who cannot see."""

    id: str
    judul: str
    uraian: str
    legenda: str
    batang: tuple[Batang, ...]

    @property
    def tinggi(self) -> int:
        return KEPALA + TINGGI * len(self.batang) + 4


def charts(rapor: Rapor) -> list[Grafik]:
    """Time against the mutu baku, share in time, returns."""
    return [
        Grafik(
            "waktu",
            "Waktu terhadap waktu baku",
            "Untuk setiap langkah: median dan persentil ke-90 menit kerja, sebagai "
            "bagian dari waktu bakunya.",
            "Batang: median. Belah ketupat: persentil ke-90. Garis putus-putus: waktu "
            "baku. Ujung panah: lebih dari dua kali waktu baku.",
            bars(rapor, time_bar),
        ),
        Grafik(
            "tepat",
            "Tepat waktu",
            "Untuk setiap langkah: bagian lintasan yang selesai dalam waktu baku.",
            "Penuh: tepat waktu. Bergaris: lewat waktu.",
            bars(rapor, share_bar),
        ),
        Grafik(
            "kembali",
            "Pengembalian",
            "Untuk setiap langkah: berapa kali naskah dikembalikan ke langkah itu.",
            "Batang: dikembalikan ke langkah ini, terhadap yang terbanyak.",
            bars(rapor, return_bar),
        ),
    ]


def bars(
    rapor: Rapor, draw: Callable[[BarisLangkah, int, Rapor], Batang]
) -> tuple[Batang, ...]:
    return tuple(
        draw(step, KEPALA + TINGGI * place, rapor)
        for place, step in enumerate(rapor.baris)
    )


def label(step: BarisLangkah) -> str:
    return Truncator(f"{step.nomor}. {step.uraian}").chars(40)


def time_bar(step: BarisLangkah, y: int, _: Rapor) -> Batang:
    if step.median is None or step.p90 is None:
        return Batang(y, label(step), "tidak diukur")
    said = f"median {number(step.median)}, persentil ke-90 {number(step.p90)}"
    if not step.baku:
        return Batang(y, label(step), f"{said} menit, tanpa waktu baku")
    scale = LEBAR / (step.baku * PENUH)
    return Batang(
        y,
        label(step),
        f"{said} dari {step.baku} menit",
        panjang=round(min(step.median * scale, LEBAR), 1),
        titik=round(min(step.p90 * scale, LEBAR - 5), 1),
        lewat=step.p90 > PENUH * step.baku,
    )


def share_bar(step: BarisLangkah, y: int, _: Rapor) -> Batang:
    if step.persen_tepat is None:
        why = "tidak diukur" if step.baku or not step.diukur else "tanpa waktu baku"
        return Batang(y, label(step), why)
    part = round(LEBAR * step.tepat / step.diukur, 1)
    said = f"{step.persen_tepat} % tepat waktu ({step.tepat} dari {step.diukur})"
    return Batang(y, label(step), said, panjang=part, sisa=round(LEBAR - part, 1))


def return_bar(step: BarisLangkah, y: int, rapor: Rapor) -> Batang:
    most = max((each.dikembalikan for each in rapor.baris), default=0)
    said = f"{step.dikembalikan} kali dari {step.lintasan} lintasan"
    length = LEBAR * step.dikembalikan / most if most else 0
    return Batang(y, label(step), said, panjang=round(length, 1))
