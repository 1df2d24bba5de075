"""An office and the pages that hold its governed pages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Page
from wagtail.search import index

from pages.once import once_an_answer
from pages.paths import path_prefixes
from pages.permissions import ParentPermissionTester
from pages.signals import page_written
from pages.workflows import LedByGate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import User


class StructuralPage(LedByGate, Page):
    """A page that only holds others: free to publish, but nothing below it is."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Neither an office nor a list ends by itself: each text has its own end."""
        super().clean()
        if self.expire_at:
            raise ValidationError(
                {
                    "expire_at": "Halaman instansi dan daftar tidak dapat dijadwalkan "
                    "berakhir."
                }
            )

    def save(self, *args: Any, **kwargs: Any) -> Any:
        result = super().save(*args, **kwargs)
        page_written.send(
            type(self), instance=self, update_fields=kwargs.get("update_fields")
        )
        return result

    def permissions_for_user(self, user: User) -> ParentPermissionTester:
        return ParentPermissionTester(user, self)


class InstansiPage(StructuralPage):
    """An office is this page and all below it; the title is its name."""

    class Jenis(models.TextChoices):
        KOTA = "kota", "Pemerintah kota"
        KABUPATEN = "kabupaten", "Pemerintah kabupaten"
        PROVINSI = "provinsi", "Pemerintah provinsi"
        LEMBAGA = "lembaga", "Lembaga"
        BADAN = "badan", "Badan"
        DINAS = "dinas", "Dinas"
        SEKRETARIAT = "sekretariat", "Sekretariat"
        LAINNYA = "lainnya", "Lainnya"

    class ZonaWaktu(models.TextChoices):
        JAKARTA = "Asia/Jakarta", "WIB (Jakarta)"
        PONTIANAK = "Asia/Pontianak", "WIB (Pontianak)"
        MAKASSAR = "Asia/Makassar", "WITA (Makassar)"
        JAYAPURA = "Asia/Jayapura", "WIT (Jayapura)"

    jenis = models.CharField(
        "jenis", max_length=16, choices=Jenis.choices, default=Jenis.DINAS
    )
    kode_skpd = models.CharField("kode SKPD", max_length=32, blank=True)
    logo = models.ForeignKey(
        "pages.SiteImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="logo",
    )
    alamat = models.TextField("alamat", blank=True)
    telepon = models.CharField("telepon", max_length=32, blank=True)
    surel = models.EmailField("surel", blank=True)
    zona_waktu = models.CharField(
        "zona waktu",
        max_length=32,
        choices=ZonaWaktu.choices,
        default=ZonaWaktu.JAKARTA,
        help_text="Jam kerja dan batas waktu dihitung menurut zona ini.",
    )
    ppid = models.CharField(
        "PPID penanggung jawab",
        max_length=255,
        blank=True,
        help_text="Jabatan yang bertanggung jawab atas informasi publik.",
    )

    content_panels = [
        TitleFieldPanel("title", heading="Nama instansi"),
        MultiFieldPanel(
            [
                FieldPanel("jenis"),
                FieldPanel("kode_skpd"),
                FieldPanel("logo"),
                FieldPanel("zona_waktu"),
            ],
            heading="Identitas",
        ),
        MultiFieldPanel(
            [FieldPanel("alamat"), FieldPanel("telepon"), FieldPanel("surel")],
            heading="Alamat dan kontak",
        ),
        MultiFieldPanel([FieldPanel("ppid")], heading="Informasi publik"),
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("alamat"),
        index.FilterField("jenis"),
        index.FilterField("kode_skpd"),
    ]

    api_fields: list[Any] = []

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "pages.BeritaIndexPage",
        "pages.InformasiPublikIndexPage",
        "pages.LamanPage",
        "pages.PengumumanPage",
    ]

    class Meta:
        verbose_name = "instansi"
        verbose_name_plural = "instansi"

    @classmethod
    def of(cls, page: Page) -> InstansiPage | None:
        """The office that ``page`` is or lies in, in one query; ``None`` outside any.

        A page that has no place in the tree yet belongs to no office.
        """
        (office,) = cls.of_each([page])
        return office

    @classmethod
    def of_each(cls, pages: Sequence[Page]) -> list[InstansiPage | None]:
        """The office of each of ``pages``, in one query for all."""
        paths = tuple(page.path for page in pages)
        return once_an_answer(("offices", paths), partial(cls._read_each, pages))

    @classmethod
    def _read_each(cls, pages: Sequence[Page]) -> list[InstansiPage | None]:
        above = [path_prefixes(page.path)[::-1] for page in pages]
        paths = {path for each in above for path in each}
        found = {office.path: office for office in cls.objects.filter(path__in=paths)}
        return [
            next((found[path] for path in each if path in found), None)
            for each in above
        ]


class BeritaIndexPage(StructuralPage):
    """Holds the news of one office."""

    content_panels = [TitleFieldPanel("title", heading="Judul")]

    parent_page_types = ["pages.InstansiPage"]
    subpage_types = ["pages.BeritaPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "daftar berita"
        verbose_name_plural = "daftar berita"


class InformasiPublikIndexPage(StructuralPage):
    """Holds the public information of one office."""

    content_panels = [TitleFieldPanel("title", heading="Judul")]

    parent_page_types = ["pages.InstansiPage"]
    subpage_types = ["pages.InformasiPublikPage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = "daftar informasi publik"
        verbose_name_plural = "daftar informasi publik"
