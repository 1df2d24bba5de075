"""After publication: the dossier with its laporan, and the archive it ends in."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from wagtail.models import DraftStateMixin, RevisionMixin, WorkflowMixin

from pages.content.canonical import written
from pages.content.digest import digest_of
from pages.content.form import Form
from reviews.papers.jejak import Jejak
from reviews.papers.kept import kept_laporan
from reviews.papers.naskah import Naskah

if TYPE_CHECKING:
    import datetime as dt

    from wagtail.models import Workflow


class Berkas(WorkflowMixin, DraftStateMixin, RevisionMixin, models.Model):
    """What follows one publication: its laporan, the checks of it, its archive.

    It walks a Wagtail workflow of its own, so that the page is free for its next
    correction meanwhile.
    """

    form = Form("laporan")
    # What a paraf on the laporan binds to, and where it stands.
    public_fields = {
        "judul": "naskah.judul",
        "kode_verifikasi": "naskah.kode_verifikasi",
        "naskah": "naskah.digest_disetujui",
        "laporan": "laporan",
    }

    naskah = models.OneToOneField(
        Naskah, verbose_name="naskah", on_delete=models.PROTECT, related_name="berkas"
    )
    laporan = models.TextField("laporan hasil penayangan", blank=True)
    ditutup_pada = models.DateTimeField("ditutup pada", null=True, blank=True)

    class Meta:
        verbose_name = "berkas"
        verbose_name_plural = "berkas"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"Berkas: {self.naskah.judul}"

    def get_workflow(self) -> Workflow | None:
        """The steps after publication of the SOP version the naskah ran under."""
        return self.naskah.sop.workflow_berkas if self.naskah.sop else None

    def public_content(self) -> dict[str, Any]:
        """The report and what it reports on."""
        places = self.public_fields.items()
        return written(
            Berkas, {name: attrgetter(place)(self) for name, place in places}
        )

    def digest(self) -> str:
        """Hex SHA-256 of :meth:`public_content`, or the one that it is on record with."""
        content = self.public_content()
        return kept_laporan(self, content) or digest_of(content)


class ArsipQuerySet(models.QuerySet["Arsip"]):
    def due(self, at: dt.datetime | None = None) -> ArsipQuerySet:
        """What is to be written, or tried again, now."""
        open_ones = self.exclude(status=Arsip.Status.TERARSIP)
        return open_ones.filter(waktu_berikut__lte=at or timezone.now())


class Arsip(models.Model):
    """One bag: where it lies, how large it is, and its checksum.

    The step records what is to be archived; the queue writes the bag and reads it
    back. Only then it is archived, and says its size and checksum.
    """

    # Records are no content: nobody asks them which pages they are about.
    wagtail_reference_index_ignore = True

    class Status(models.TextChoices):
        MENUNGGU = "menunggu", "Dicatat, menunggu ditulis"
        GAGAL = "gagal", "Belum berhasil ditulis"
        TERARSIP = "terarsip", "Terarsip"

    naskah = models.ForeignKey(
        Naskah, verbose_name="naskah", on_delete=models.PROTECT, related_name="arsip"
    )
    jejak = models.OneToOneField(
        Jejak, verbose_name="jejak", on_delete=models.PROTECT, related_name="arsip"
    )
    berkas = models.CharField("berkas arsip", max_length=300)
    ukuran = models.PositiveBigIntegerField("ukuran (bita)", default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    dibuat_pada = models.DateTimeField("dicatat pada", auto_now_add=True)
    status = models.CharField(
        "keadaan", max_length=20, choices=Status.choices, default=Status.MENUNGGU
    )
    diarsipkan_pada = models.DateTimeField("diarsipkan pada", null=True, blank=True)
    waktu_berikut = models.DateTimeField("dicoba lagi pada", default=timezone.now)
    percobaan = models.PositiveSmallIntegerField("percobaan", default=0)
    kesalahan = models.CharField("sebab", max_length=300, blank=True)

    objects = ArsipQuerySet.as_manager()

    class Meta:
        verbose_name = "arsip"
        verbose_name_plural = "arsip"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.berkas

    @property
    def keadaan(self) -> str:
        """Whether it is archived, or why it is not yet."""
        reason = f": {self.kesalahan}" if self.kesalahan else ""
        return f"{self.get_status_display()}{reason}"
