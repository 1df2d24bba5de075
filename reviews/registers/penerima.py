"""What became of a sheet at each of its recipients, in words of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviews.registers.kolom import local, shown

if TYPE_CHECKING:
    import datetime as dt

    from reviews.papers.disposisi import Disposisi, PenerimaDisposisi


def keadaan(sheet: Disposisi, to: PenerimaDisposisi) -> str:
    """``dibaca 3 Agu 2026 09.10, diteruskan kepada Kasubid II, selesai …``."""
    told = [when(sheet, "dibaca", to.dibaca_pada) or "belum dibaca"]
    if below := passed_to(sheet, to):
        told.append(f"diteruskan kepada {below}")
    if done := when(sheet, "selesai", to.selesai_pada):
        told.append(done)
    return ", ".join(told)


def when(sheet: Disposisi, word: str, moment: dt.datetime | None) -> str:
    return f"{word} {shown(local(moment, sheet.instansi))}" if moment else ""


def passed_to(sheet: Disposisi, to: PenerimaDisposisi) -> str:
    """Those to whom this recipient passed the sheet on; asks nothing anew."""
    rows = sheet.penerima.all()
    return ", ".join(row.sebutan for row in rows if row.diteruskan_oleh_id == to.pk)


def standing(sheet: Disposisi) -> str:
    """Every recipient with his standing, a line each."""
    return "\n".join(
        f"{to.sebutan}: {keadaan(sheet, to)}" for to in sheet.penerima.all()
    )


def detail(sheet: Disposisi) -> list[tuple[str, str]]:
    """For the sheet's own page: the person too, and the words that go with it."""
    return [
        (
            to.sebutan,
            "\n".join(
                filter(
                    None,
                    [to.nama, keadaan(sheet, to), to.pesan, to.catatan_selesai],
                )
            ),
        )
        for to in sheet.penerima.all()
    ]
