"""What rows of the trail state of things: how each stands after the act.

What later readers believe of a thing is written into the row of every act that changes
it, so that the thing can be compared with the trail. Of what is still empty nothing is
stated.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from taggit.models import Tag
from wagtail.models import Site

from pages.models import InstansiPage
from pages.models.kategori import Kategori
from reviews.papers.disposisi import PenerimaDisposisi
from reviews.papers.jabatan import PemangkuJabatan
from reviews.papers.laporan import Arsip, Berkas
from reviews.papers.naskah import Naskah
from reviews.trail.written import EMPTY, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.db.models import Model

Statement = dict[str, Any]
KIND, KEY = "apa", "id"
# By which texts name a thing.
IDENTITIES = {"kategori": "uuid", "kantor": "translation_key", "tag": "slug"}
ON_ITS_WAY = "berjalan"  # which step it is at, its other rows tell


@dataclass(frozen=True)
class Kind:
    """One kind of thing: its name in the trail, and what is stated of it."""

    name: str
    model: type[Model]
    columns: Mapping[str, Callable[[Any], Any]]
    related: tuple[str, ...] = ()
    from_the_start: bool = True  # else from its first change on

    def stated(self, thing: Any) -> Statement:
        """Each column that says something, as JSON."""
        said = {name: plain(read(thing)) for name, read in self.columns.items()}
        return {name: value for name, value in said.items() if value not in EMPTY}


def column(name: str) -> Callable[[Any], Any]:
    return lambda thing: getattr(thing, name)


def columns(*names: str) -> dict[str, Callable[[Any], Any]]:
    return {name: column(name) for name in names}


def state_of(naskah: Naskah) -> str:
    waits = naskah.status == Naskah.Status.DIJADWALKAN
    under_way = naskah.status in Naskah.UNDER_WAY and not waits
    return ON_ITS_WAY if under_way else naskah.status


def once_archived(name: str) -> Callable[[Arsip], Any]:
    """Until a bag lies there, its row is a note of the queue."""
    return lambda arsip: (
        getattr(arsip, name) if arsip.status == Arsip.Status.TERARSIP else None
    )


def once_opened(name: str) -> Callable[[PenerimaDisposisi], Any]:
    """Until somebody acts on his part, the sheet's own row says whose it is."""
    return lambda part: getattr(part, name) if is_opened(part) else None


def is_opened(part: PenerimaDisposisi) -> bool:
    return bool(part.dibaca_pada or part.selesai_pada or part.catatan_selesai)


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


KINDS = (
    Kind(
        "naskah",
        Naskah,
        {
            "kantor": lambda naskah: naskah.instansi.translation_key,
            **columns("tahun_agenda", "nomor_agenda", "judul"),
            "halaman": lambda naskah: naskah.page and naskah.page.translation_key,
            **columns("sop_id", "penyusun_id", "dimulai_pada"),
            "status": state_of,
            **columns("jadwal_tayang", "tayang_pada"),
            **columns("digest_disetujui", "revisi_disetujui_id", "kode_verifikasi"),
        },
        related=("instansi", "page"),
    ),
    Kind(
        "berkas",
        Berkas,
        {
            **columns("naskah_id", "ditutup_pada"),
            "laporan": lambda berkas: sha256(berkas.laporan),
        },
    ),
    Kind(
        "arsip",
        Arsip,
        {
            name: once_archived(name)
            for name in ("naskah_id", "berkas", "ukuran", "sha256", "diarsipkan_pada")
        },
    ),
    Kind(
        "penerima",
        PenerimaDisposisi,
        {
            name: once_opened(name)
            for name in (
                *("disposisi_id", "jabatan_id", "user_id", "sebutan", "nama", "pesan"),
                *("diteruskan_oleh_id", "dibaca_pada"),
                *("selesai_pada", "catatan_selesai"),
            )
        },
    ),
    Kind(
        "masa",
        PemangkuJabatan,
        columns(
            *("jabatan_id", "user_id", "nip", "kapasitas", "mulai", "sampai"),
            *("alasan", "ditunjuk_oleh_id", "diakhiri_pada"),
        ),
    ),
    Kind("kategori", Kategori, columns("uuid", "nama", "slug")),
    Kind(
        "kantor",
        InstansiPage,
        columns("translation_key", "title", "slug"),
        from_the_start=False,
    ),
    Kind("tag", Tag, columns("slug", "name"), from_the_start=False),
    Kind("situs", Site, columns("hostname", "port", "site_name"), from_the_start=False),
)
BY_MODEL = {kind.model: kind for kind in KINDS}


def statement(thing: Model) -> Statement:
    """What a row states of ``thing`` as it stands now."""
    kind = BY_MODEL[type(thing)]
    return {KIND: kind.name, KEY: thing.pk, **kind.stated(thing)}


def stored(thing: Model) -> Statement:
    """The same of what is stored: who calls may hold what is older than the lock.

    Of what was deleted only which it was.
    """
    kind = BY_MODEL[type(thing)]
    rows = kind.model._base_manager.select_related(*kind.related)
    row = rows.filter(pk=thing.pk).first()
    return statement(row) if row else {KIND: kind.name, KEY: thing.pk}
