"""A rapor: one line for each step of an SOP, made of what its passages took."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reviews.registers.rapor import figures

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from reviews.sop.shape import LangkahDokumen, SOPDokumen


@dataclass(frozen=True)
class Lintasan:
    """One passage: a step that was decided, once. Minutes are ``None`` if unknown."""

    langkah: int
    menit_kerja: int | None
    menit_tunggu: float | None


@dataclass(frozen=True)
class Pengembalian:
    """One return: from which step, to which (``None``: a drafter without one), why."""

    langkah: int
    tujuan: int | None
    ke: str
    alasan: str
    waktu: dt.datetime
    judul: str


@dataclass(frozen=True)
class BarisLangkah:
    """One step over the period."""

    nomor: int
    uraian: str
    pelaksana: str
    baku: int | None
    lintasan: int
    menit: tuple[int, ...] = ()
    tunggu: tuple[float, ...] = ()
    dikembalikan: int = 0
    mengembalikan: int = 0

    @property
    def diukur(self) -> int:
        return len(self.menit)

    @property
    def median(self) -> float | None:
        return figures.median(self.menit)

    @property
    def p90(self) -> float | None:
        return figures.p90(self.menit)

    @property
    def tepat(self) -> int:
        """How many measured passages took no longer than the SOP allows."""
        return sum(used <= self.baku for used in self.menit) if self.baku else 0

    @property
    def persen_tepat(self) -> int | None:
        """Of the measured passages; ``None`` where none was, or nothing is allowed."""
        return figures.percent_down(self.tepat, self.diukur if self.baku else 0)

    @property
    def persen_kembali(self) -> int | None:
        """Returns to this step for a hundred passages; can be above 100."""
        return figures.percent_up(self.dikembalikan, self.lintasan)

    @property
    def tunggu_median(self) -> str:
        return figures.duration(figures.median(self.tunggu))

    @property
    def tunggu_p90(self) -> str:
        return figures.duration(figures.p90(self.tunggu))


@dataclass(frozen=True)
class Rapor:
    """What a period says of one version of an SOP."""

    baris: tuple[BarisLangkah, ...]
    pengembalian: tuple[Pengembalian, ...]
    tayang: int = 0
    lintasan: int = field(init=False)

    def __post_init__(self) -> None:
        total = sum(step.lintasan for step in self.baris)
        object.__setattr__(self, "lintasan", total)

    @property
    def terukur(self) -> int:
        """The passages whose time can be held against a waktu baku."""
        return sum(step.diukur for step in self.baris if step.baku)

    @property
    def tepat(self) -> int:
        return sum(step.tepat for step in self.baris)

    @property
    def persen_tepat(self) -> int | None:
        return figures.percent_down(self.tepat, self.terukur)


def compile_rapor(
    dokumen: SOPDokumen,
    passages: Iterable[Lintasan],
    returns: Iterable[Pengembalian],
    tayang: int = 0,
) -> Rapor:
    """Put the passages and returns to the steps they belong to."""
    by_step: dict[int, list[Lintasan]] = defaultdict(list)
    for passage in passages:
        by_step[passage.langkah].append(passage)
    sent = tuple(returns)
    lines = [line(langkah, by_step[langkah.no], sent) for langkah in dokumen.langkah]
    return Rapor(tuple(lines), sent, tayang)


def line(
    langkah: LangkahDokumen,
    passages: list[Lintasan],
    returns: tuple[Pengembalian, ...],
) -> BarisLangkah:
    minutes = (passage.menit_kerja for passage in passages)
    waits = (passage.menit_tunggu for passage in passages)
    return BarisLangkah(
        nomor=langkah.no,
        uraian=langkah.uraian.strip(),
        pelaksana=", ".join(langkah.pelaksana),
        baku=langkah.waktu_menit,
        lintasan=len(passages),
        menit=tuple(used for used in minutes if used is not None),
        tunggu=tuple(waited for waited in waits if waited is not None),
        dikembalikan=sum(back.tujuan == langkah.no for back in returns),
        mengembalikan=sum(back.langkah == langkah.no for back in returns),
    )
