"""The trail: written once, chained per office, signed, in the transaction of the act."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from django.db import models
from django.utils import timezone

from reviews.papers.naskah import Naskah
from reviews.papers.rantai import RantaiJejak

if TYPE_CHECKING:
    from pages.models import NaskahPage
    from reviews.papers.laporan import Berkas


class Row(NamedTuple):
    """A row as its bytes are checked; an exported trail gives the same."""

    nomor: int
    tertulis: bytes
    hash: str
    tanda: bytes

    def exported(self) -> dict[str, Any]:
        """As JSON values; the bytes are UTF-8 text."""
        return {
            "nomor": self.nomor,
            "tertulis": self.tertulis.decode(),
            "hash": self.hash,
            "tanda": self.tanda.hex(),
        }

    @classmethod
    def imported(cls, said: dict[str, Any]) -> Row:
        """What :meth:`exported` gave. Raises ``ValueError`` and the like where not."""
        written, signature = said["tertulis"].encode(), bytes.fromhex(said["tanda"])
        return cls(said["nomor"], written, said["hash"], signature)


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """What the product never does, it cannot do by mistake either."""

    def update(self, **kwargs: Any) -> NoReturn:
        raise TypeError(f"{self.model.__name__} rows are never updated.")

    def delete(self) -> NoReturn:
        raise TypeError(f"{self.model.__name__} rows are never deleted.")


class JejakQuerySet(AppendOnlyQuerySet):
    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Jejak rows are written by reviews.trail.append alone.")


class Jejak(models.Model):
    """One act: who (name, NIP, post and capacity written out), what, when, on what."""

    # Records are no content: nobody asks them which pages they are about.
    wagtail_reference_index_ignore = True

    class Aksi(models.TextChoices):
        MULAI = "mulai", "Memulai naskah"
        CENTANG = "centang", "Menandai langkah selesai"
        SETUJU = "setuju", "Menyelesaikan langkah"
        KEMBALI = "kembali", "Mengembalikan"
        JADWAL = "jadwal", "Menjadwalkan penayangan"
        TAYANG = "tayang", "Menayangkan"
        BATAL_JADWAL = "batal_jadwal", "Membatalkan jadwal tayang"
        GAGAL = "gagal", "Gagal tayang pada jadwalnya"
        TARIK = "tarik", "Menarik dari penayangan"
        BERAKHIR = "berakhir", "Masa tayang berakhir"
        BATAL = "batal", "Membatalkan"
        SELESAI = "selesai", "Menutup berkas"
        TERUSKAN = "teruskan", "Meneruskan disposisi"
        BACA = "baca", "Membaca disposisi"
        TUNTAS = "tuntas", "Menyelesaikan disposisi"
        BERKAS = "berkas", "Membuka berkas"
        LANJUT = "lanjut", "Melanjutkan berkas dengan koreksi"
        ARSIP = "arsip", "Mengarsipkan"
        MASA = "masa", "Mencatat masa jabatan"
        NAMA = "nama", "Mencatat nama"

    DECISIONS = (Aksi.SETUJU, Aksi.KEMBALI)
    OFF = (Aksi.TARIK, Aksi.BERAKHIR)
    OF_SHEETS = (Aksi.BACA, Aksi.TERUSKAN, Aksi.TUNTAS)
    """What is done with a disposisi beside the steps of its round."""
    RETURNS = (Aksi.KEMBALI, Aksi.GAGAL)
    """What puts a text before its drafter again, with ``alasan`` in ``data``."""
    BERSAMA = "bersama_jejak"
    """In ``data``: the number of the row whose act, by one form, did this one too."""

    rantai = models.ForeignKey(
        RantaiJejak,
        verbose_name="rantai",
        on_delete=models.PROTECT,
        related_name="jejak",
    )
    nomor = models.PositiveBigIntegerField("nomor")
    waktu = models.DateTimeField("waktu", default=timezone.now)
    # Of terms and names there is none; whoever reads the rows of rounds has one.
    naskah: models.ForeignKey[Any, Naskah] = models.ForeignKey(  # type: ignore[misc]
        Naskah,
        verbose_name="naskah",
        on_delete=models.PROTECT,
        related_name="jejak",
        null=True,
        blank=True,
    )
    aksi = models.CharField("perbuatan", max_length=20, choices=Aksi.choices)
    langkah = models.PositiveSmallIntegerField("langkah", null=True, blank=True)
    jenis = models.JSONField("jenis langkah", default=list, blank=True)
    task_state = models.PositiveBigIntegerField("tugas", null=True, blank=True)
    pelaku = models.PositiveBigIntegerField("id pengguna", null=True, blank=True)
    nama = models.CharField("nama", max_length=255, blank=True)
    nip = models.CharField("NIP", max_length=18, blank=True)
    jabatan = models.CharField("jabatan", max_length=300, blank=True)
    kapasitas = models.CharField("kapasitas", max_length=10, blank=True)
    digest = models.CharField("digest naskah", max_length=64, blank=True)
    revisi = models.PositiveBigIntegerField("revisi", null=True, blank=True)
    data = models.JSONField("rincian", default=dict, blank=True)
    sebelumnya = models.CharField("hash sebelumnya", max_length=64)
    tertulis = models.BinaryField("baris sebagaimana ditulis")
    hash = models.CharField("hash", max_length=64, unique=True)
    kunci = models.CharField("kunci", max_length=16)
    tanda = models.BinaryField("tanda tangan kunci", max_length=64)

    objects = JejakQuerySet.as_manager()

    class Meta:
        verbose_name = "jejak"
        verbose_name_plural = "jejak"
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(
                fields=["rantai", "nomor"], name="jejak_nomor_per_rantai"
            ),
            models.UniqueConstraint(
                fields=["task_state"],
                condition=models.Q(aksi__in=("setuju", "kembali")),
                name="jejak_satu_putusan_per_tugas",
            ),
        ]
        indexes = [
            models.Index(fields=["naskah", "nomor"], name="jejak_naskah_nomor"),
            models.Index(fields=["pelaku", "id"], name="jejak_pelaku"),
        ]

    def __str__(self) -> str:
        return f"{self.nomor}. {self.get_aksi_display()} · {self.jabatan or self.nama}"

    def save(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Jejak rows are written by reviews.trail.append alone.")

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("Jejak rows are never deleted.")

    def as_row(self) -> Row:
        return Row(self.nomor, bytes(self.tertulis), self.hash, bytes(self.tanda))


class IsiNaskah(models.Model):
    """What was on the table, kept by its digest when Wagtail purges revisions."""

    digest = models.CharField("digest", max_length=64, primary_key=True)
    isi = models.JSONField("isi")

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        verbose_name = "isi naskah"
        verbose_name_plural = "isi naskah"

    def __str__(self) -> str:
        return self.digest

    @classmethod
    def keep(cls, digest: str, subject: NaskahPage | Berkas) -> None:
        """Store what ``subject`` says once, under the digest that it is known by."""
        said = {"isi": subject.public_content}
        cls.objects.get_or_create(digest=digest, defaults=said)
