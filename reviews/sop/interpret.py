"""From the document of an SOP to the plan of its workflow, without a database.

Where the words of an SOP leave something open, the inference is made here, once,
and its reason is kept in ``alasan`` beside the step.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from reviews.sop.kelengkapan import split_kelengkapan
from reviews.sop.kinds import (
    MENGIKAT,
    PEMERIKSAAN,
    PENYUSUNAN,
    SESUDAH_TAYANG,
    EmpatMata,
    Jenis,
    Objek,
)
from reviews.sop.wording import correcting_word

if TYPE_CHECKING:
    from reviews.sop.shape import LangkahDokumen, SOPDokumen


@dataclass(frozen=True)
class TahapLangkah:
    """One step of the workflow, under the number it has in the SOP.

    A step that publishes and reports or archives stands on both sides of the
    publication, under one number.
    """

    nomor: int
    jenis: tuple[Jenis, ...]
    pelaksana: tuple[str, ...]
    objek: Objek
    uraian: str
    kelengkapan: tuple[str, ...]
    waktu_menit: int | None
    kembali_ke: int | None
    boleh_menyunting: bool
    mengikat: bool
    empat_mata: EmpatMata
    penerima: tuple[str, ...]
    sesudah_tayang: bool
    alasan: tuple[str, ...]


@dataclass(frozen=True)
class Alur:
    """The whole way of a naskah: on the page, then on its berkas."""

    sebelum_tayang: tuple[TahapLangkah, ...]
    sesudah_tayang: tuple[TahapLangkah, ...]
    penyusunan_awal: int
    mulai_dengan_penugasan: bool


def interpret(dokumen: SOPDokumen) -> Alur:
    """The plan of ``dokumen``; the same document always gives the same plan."""
    tayang = dokumen.langkah_tayang
    return Alur(
        sebelum_tayang=tuple(
            before_publication(langkah, dokumen)
            for langkah in dokumen.langkah
            if langkah.no <= tayang
        ),
        sesudah_tayang=(
            *rest_of_publication(dokumen.langkah_ke(tayang)),
            *(
                after_publication(langkah)
                for langkah in dokumen.langkah
                if langkah.no > tayang
            ),
        ),
        penyusunan_awal=leading_steps_of_drafter(dokumen),
        mulai_dengan_penugasan=begins_with_assignment(dokumen),
    )


def leading_steps_of_drafter(dokumen: SOPDokumen) -> int:
    """How many steps at the head are the drafter's own."""
    return sum(1 for _ in takewhile(is_drafting, dokumen.langkah))


def is_drafting(langkah: LangkahDokumen) -> bool:
    return PENYUSUNAN.issuperset(langkah.semua_jenis) and langkah.objek in {
        Objek.BAHAN,
        Objek.NASKAH,
    }


def begins_with_assignment(dokumen: SOPDokumen) -> bool:
    """Whether a superior's disposisi comes before any text exists (seed 001, 004)."""
    first = dokumen.langkah[0]
    return Jenis.DISPOSISI in first.semua_jenis and first.objek in {
        Objek.PENUGASAN,
        Objek.BAHAN,
    }


def before_publication(langkah: LangkahDokumen, dokumen: SOPDokumen) -> TahapLangkah:
    split = is_split(langkah)
    editing = why_edits(langkah, dokumen)
    binding = why_binds(langkah)
    reasons = [*editing, *binding, *why_not_all(langkah), *why_return(langkah)]
    reasons += why_performer(langkah)
    if split:
        reasons.append(
            "Laporan atau arsip pada langkah penayangan dikerjakan sesudah tayang."
        )
    return TahapLangkah(
        nomor=langkah.no,
        jenis=kinds_before(langkah),
        pelaksana=langkah.pelaksana,
        objek=langkah.objek,
        uraian=langkah.uraian,
        kelengkapan=split_kelengkapan(langkah.kelengkapan),
        waktu_menit=langkah.waktu_menit,
        kembali_ke=langkah.dikembalikan_ke,
        boleh_menyunting=bool(editing),
        mengikat=bool(binding),
        empat_mata=langkah.empat_mata,
        penerima=langkah.penerima,
        sesudah_tayang=False,
        alasan=tuple(reasons),
    )


def kinds_before(langkah: LangkahDokumen) -> tuple[Jenis, ...]:
    """Kinds of a step that belong before publication, or to it."""
    if Jenis.PUBLIKASI not in langkah.semua_jenis:
        return langkah.semua_jenis
    return tuple(kind for kind in langkah.semua_jenis if kind not in SESUDAH_TAYANG)


def is_split(langkah: LangkahDokumen) -> bool:
    kinds = set(langkah.semua_jenis)
    return Jenis.PUBLIKASI in kinds and not kinds.isdisjoint(SESUDAH_TAYANG)


def rest_of_publication(langkah: LangkahDokumen) -> tuple[TahapLangkah, ...]:
    """What the publishing step leaves to be done once the page is live."""
    if not is_split(langkah):
        return ()
    kinds = tuple(kind for kind in SESUDAH_TAYANG if kind in langkah.semua_jenis)
    reports = Jenis.LAPORAN in kinds
    reasons = [
        "Bagian langkah penayangan yang baru dapat dikerjakan setelah naskah tayang; "
        "kelengkapan sudah diperiksa saat penayangan dan waktunya satu anggaran."
    ]
    if reports and langkah.objek != Objek.LAPORAN:
        reasons.append("Objek bagian ini laporan karena laporan dibuat di sini.")
    return (
        TahapLangkah(
            nomor=langkah.no,
            jenis=kinds,
            pelaksana=langkah.pelaksana,
            objek=Objek.LAPORAN if reports else langkah.objek,
            uraian=langkah.uraian,
            kelengkapan=(),
            waktu_menit=langkah.waktu_menit,
            kembali_ke=None,
            boleh_menyunting=False,
            mengikat=False,
            empat_mata=langkah.empat_mata,
            penerima=langkah.penerima,
            sesudah_tayang=True,
            alasan=(*reasons, *why_performer(langkah)),
        ),
    )


def after_publication(langkah: LangkahDokumen) -> TahapLangkah:
    binding = MENGIKAT.intersection(langkah.semua_jenis)
    binds = langkah.objek == Objek.LAPORAN and bool(binding)
    reasons = [*why_not_all(langkah), *why_return(langkah), *why_performer(langkah)]
    if binds:
        reasons.insert(0, "Mengikat isi laporan: laporan diperiksa pada langkah ini.")
    return TahapLangkah(
        nomor=langkah.no,
        jenis=langkah.semua_jenis,
        pelaksana=langkah.pelaksana,
        objek=langkah.objek,
        uraian=langkah.uraian,
        kelengkapan=split_kelengkapan(langkah.kelengkapan),
        waktu_menit=langkah.waktu_menit,
        kembali_ke=langkah.dikembalikan_ke,
        boleh_menyunting=False,
        mengikat=binds,
        empat_mata=langkah.empat_mata,
        penerima=langkah.penerima,
        sesudah_tayang=True,
        alasan=tuple(reasons),
    )


def why_edits(langkah: LangkahDokumen, dokumen: SOPDokumen) -> list[str]:
    """Reasons for which the performer may change the text; none: may not."""
    if langkah.boleh_menyunting is not None:
        yes = langkah.boleh_menyunting == "ya"
        return ["Boleh menyunting: ditetapkan dokumen SOP."] if yes else []
    drafting = (PENYUSUNAN | {Jenis.TERIMA_BAHAN}).intersection(langkah.semua_jenis)
    if drafting:
        labels = ", ".join(sorted(kind.label.lower() for kind in drafting))
        return [f"Boleh menyunting: langkah ini {labels}."]
    if Jenis.PUBLIKASI in langkah.semua_jenis:
        return (
            []
            if has_text_before(langkah, dokumen)
            else [
                "Boleh menyunting: tidak ada langkah sebelumnya yang menyusun atau "
                "memeriksa naskah, jadi naskah ditulis dan ditayangkan di sini."
            ]
        )
    word = correcting_word(langkah.uraian)
    if word and langkah.objek in {Objek.BAHAN, Objek.NASKAH}:
        return [f"Boleh menyunting: uraian menyebut pelaksana sendiri '{word}'."]
    return []


def has_text_before(langkah: LangkahDokumen, dokumen: SOPDokumen) -> bool:
    """Whether somebody wrote or checked a naskah before ``langkah``."""
    return any(
        Jenis.BUAT_NASKAH in earlier.semua_jenis
        or (
            earlier.objek == Objek.NASKAH
            and PEMERIKSAAN.intersection(earlier.semua_jenis)
        )
        for earlier in dokumen.langkah
        if earlier.no < langkah.no
    )


def why_binds(langkah: LangkahDokumen) -> list[str]:
    binding = (MENGIKAT | {Jenis.DISPOSISI}).intersection(langkah.semua_jenis)
    if langkah.objek != Objek.NASKAH or not binding:
        return []
    labels = ", ".join(sorted(kind.label.lower() for kind in binding))
    return [f"Mengikat isi naskah: {labels} atas naskah."]


def why_not_all(langkah: LangkahDokumen) -> list[str]:
    """The four-eyes rule, where the office chose another than the usual one."""
    if langkah.empat_mata == EmpatMata.BAKU:
        return []
    return [f"Aturan empat mata: {langkah.empat_mata.label.lower()}."]


def why_return(langkah: LangkahDokumen) -> list[str]:
    if langkah.dikembalikan_ke is None:
        return []
    source = langkah.dikembalikan_ke_sumber
    origin = f" (sumber: {source})" if source else ""
    return [f"Pengembalian ke langkah {langkah.dikembalikan_ke}{origin}."]


def why_performer(langkah: LangkahDokumen) -> list[str]:
    source = langkah.pelaksana_sumber
    return [f"Pelaksana ditetapkan dari {source}."] if source else []
