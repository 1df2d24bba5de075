"""The shape of an SOP document: identity sheet and steps, whole.

Identity sheet and table of steps follow PermenPANRB 35/2012. Field names are the
keys of the document. What the parts say about each other is in ``checks``.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from reviews.sop.kinds import EmpatMata, Jenis, Objek, Sumber

ID_PATTERN: Final = r"^[a-z0-9]+([-_][a-z0-9]+)*$"
MAX_LANGKAH: Final = 200
MAX_JENIS: Final = len(Jenis)
MAX_MENIT: Final = 525_600
"""A year; no step of an SOP is allowed longer."""


def text_of(value: Any) -> Any:
    """A bare number where text is meant (``nomor: 2017``) is that text."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


def empty_for_none(value: Any) -> Any:
    return () if value is None else value


Teks = Annotated[
    str, StringConstraints(strict=True, max_length=10_000), BeforeValidator(text_of)
]
Uraian = Annotated[
    str,
    StringConstraints(strict=True, max_length=10_000, pattern=r"\S"),
    BeforeValidator(text_of),
]
Nama = Annotated[
    str,
    StringConstraints(
        strict=True,
        strip_whitespace=True,
        min_length=1,
        max_length=255,
        pattern=r"^[^\n]*$",
    ),
    BeforeValidator(text_of),
]
Pengenal = Annotated[
    str,
    StringConstraints(strict=True, max_length=100, pattern=ID_PATTERN),
    BeforeValidator(text_of),
]
DaftarTeks = Annotated[
    tuple[Teks, ...], Field(max_length=200), BeforeValidator(empty_for_none)
]
DaftarNama = Annotated[
    tuple[Nama, ...], Field(max_length=100), BeforeValidator(empty_for_none)
]
Nomor = Annotated[int, Field(strict=True, ge=1, le=MAX_LANGKAH)]
Menit = Annotated[int, Field(strict=True, ge=1, le=MAX_MENIT)]


class Bagian(BaseModel):
    """Base of every part: unknown keys are faults, nothing is changed later."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class LangkahDokumen(Bagian):
    """One row of the table of steps, as written."""

    no: Nomor
    uraian: Uraian
    pelaksana: Annotated[tuple[Nama, ...], Field(min_length=1, max_length=100)]
    pelaksana_sumber: Sumber | None = None
    penerima: DaftarNama = ()
    jenis: Jenis
    jenis_tambahan: Annotated[
        tuple[Jenis, ...], Field(max_length=MAX_JENIS), BeforeValidator(empty_for_none)
    ] = ()
    objek: Objek
    kelengkapan: Teks | None = None
    waktu: Teks | None = None
    waktu_menit: Menit | None = None
    output: Teks | None = None
    keterangan: Teks | None = None
    dikembalikan_ke: Nomor | None = None
    dikembalikan_ke_sumber: Sumber | None = None
    boleh_menyunting: Literal["ya", "tidak"] | None = None
    """Said by the office; ``None`` leaves it to the words of the step."""
    empat_mata: EmpatMata = EmpatMata.BAKU
    """Whom the step keeps out; the usual rule needs no word in the document."""
    catatan: Teks | None = None

    @property
    def semua_jenis(self) -> tuple[Jenis, ...]:
        """All kinds of the step, the primary one first."""
        return (self.jenis, *self.jenis_tambahan)


class TotalWaktu(Bagian):
    """Total time as the SOP prints it, beside the sum of its steps."""

    tertulis: Teks | None = None
    tertulis_menit: Menit | None = None
    jumlah_langkah: Teks | None = None
    jumlah_langkah_menit: Annotated[int, Field(strict=True, ge=0)] | None = None


class KeputusanPenetapan(Bagian):
    """The decision by which the SOP itself was laid down."""

    judul: Teks | None = None
    nomor: Teks | None = None
    tentang: Teks | None = None


class SOPDokumen(Bagian):
    """An SOP document that was read without a fault."""

    id: Pengenal
    sumber: Teks | None = None
    instansi: Teks | None = None
    unit: DaftarTeks = ()
    alamat: Teks | None = None
    nomor: Teks | None = None
    nama: Nama
    tanggal_pembuatan: Teks | None = None
    tanggal_revisi: Teks | None = None
    tanggal_pengesahan: Teks | None = None
    tanggal_efektif: Teks | None = None
    disahkan_oleh: Teks | None = None
    keputusan_penetapan: KeputusanPenetapan | None = None
    paraf_koordinasi_sop: DaftarTeks = ()
    dasar_hukum: DaftarTeks = ()
    kualifikasi: DaftarTeks = ()
    keterkaitan: DaftarTeks = ()
    peralatan: DaftarTeks = ()
    peringatan: DaftarTeks = ()
    pencatatan: DaftarTeks = ()
    pelaksana: Annotated[tuple[Nama, ...], Field(min_length=1, max_length=100)]
    langkah: Annotated[
        tuple[LangkahDokumen, ...], Field(min_length=1, max_length=MAX_LANGKAH)
    ]
    bagan_asli: Teks | None = None
    total_waktu: TotalWaktu | None = None
    catatan: DaftarTeks = ()

    def langkah_ke(self, nomor: int) -> LangkahDokumen:
        """Step number ``nomor`` (from 1)."""
        if not 1 <= nomor <= len(self.langkah):
            raise IndexError(nomor)
        return self.langkah[nomor - 1]

    def jenis_langkah(self, nomor: int) -> tuple[Jenis, ...]:
        return self.langkah_ke(nomor).semua_jenis

    @property
    def langkah_tayang(self) -> int:
        """Number of the one step that publishes."""
        return next(
            langkah.no
            for langkah in self.langkah
            if Jenis.PUBLIKASI in langkah.semua_jenis
        )

    @property
    def jumlah_menit(self) -> int:
        """Sum of the minutes of all steps; this sum is enforced, not the printed one."""
        return sum(langkah.waktu_menit or 0 for langkah in self.langkah)

    @property
    def selisih_total(self) -> int | None:
        """Printed total minus the sum of the steps, in minutes; ``None`` if not printed."""
        if self.total_waktu is None or self.total_waktu.tertulis_menit is None:
            return None
        return self.total_waktu.tertulis_menit - self.jumlah_menit

    def as_data(self) -> dict[str, Any]:
        """JSON values of what the document says; empty and missing keys are alike."""
        return self.model_dump(mode="json", exclude_defaults=True)
