"""A small public world that anything may happen to."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from pages.errors import NaskahError
from pages.models import BeritaPage, InformasiPublikPage, InstansiPage
from tests.builders import OpenGate, installed
from tests.factories import (
    BeritaIndexPageFactory,
    BeritaPageFactory,
    InformasiPublikIndexPageFactory,
    InformasiPublikPageFactory,
    InstansiPageFactory,
    KategoriFactory,
    LamanPageFactory,
    PengumumanPageFactory,
    SiteDocumentFactory,
    SiteImageFactory,
)

if TYPE_CHECKING:
    from pages.models import NaskahPage

SECRET = "belumboleh"


@dataclass
class World:
    """Pages by number; every act takes two numbers and makes of them what it can."""

    pages: list[int] = field(default_factory=list)
    acts: int = 0

    def __post_init__(self) -> None:
        self.offices = [InstansiPageFactory(title=f"Dinas {name}") for name in "AB"]
        self.images = [SiteImageFactory(title=f"Foto {n}") for n in range(2)]
        self.documents = [SiteDocumentFactory() for _ in range(2)]
        self.kategori = [
            KategoriFactory(nama=name, slug=name.lower()) for name in ("Umum", "Acara")
        ]
        for office in self.offices:
            news = BeritaIndexPageFactory(parent=office)
            information = InformasiPublikIndexPageFactory(parent=office)
            drafts = [
                BeritaPageFactory(parent=news, kategori=self.kategori[0]),
                BeritaPageFactory(parent=news, kategori=self.kategori[1]),
                InformasiPublikPageFactory(parent=information),
                LamanPageFactory(parent=office),
                PengumumanPageFactory(parent=office),
            ]
            self.pages += [page.pk for page in drafts]

    def page(self, number: int) -> NaskahPage:
        found: NaskahPage = Page.objects.get(
            pk=self.pages[number % len(self.pages)]
        ).specific
        return found

    def do(self, act: str, number: int, other: int) -> None:
        """Carry out ``act``; what is impossible now does nothing."""
        self.acts += 1
        with installed(OpenGate()):
            getattr(self, act)(number, other)

    # Acts -------------------------------------------------------------------------

    def publish(self, number: int, other: int) -> None:
        """A new text, with a link, a picture and a file that others may lose."""
        page = self.page(number)
        page.title = f"Judul {self.acts}"
        page.expire_at = None
        target, image = self.page(other), self.images[other % 2]
        if hasattr(page, "isi"):
            html = f'<p><a linktype="page" id="{target.pk}">lihat</a></p>'
            page.isi = [
                ("teks", html),
                ("gambar", {"gambar": image, "keterangan": "", "alt": ""}),
            ]
        if isinstance(page, BeritaPage):
            page.gambar_utama = image
            page.lampiran = [("dokumen", self.documents[other % 2])]
            page.kategori = self.kategori[other % 2]
            page.tags.set([f"tag{other % 3}"])
        page.save_revision().publish()

    def draft(self, number: int, other: int) -> None:
        page = self.page(number)
        page.title = f"{SECRET} {self.acts}"
        page.save_revision()

    def withdraw(self, number: int, other: int) -> None:
        page = self.page(number)
        if page.live:
            page.unpublish()
            Page.objects.filter(pk=page.pk).update(title=f"{SECRET} {self.acts}")

    def rename(self, number: int, other: int) -> None:
        page = self.page(number)
        if page.live:
            page.slug = f"nama-{self.acts}"
            page.save_revision().publish()

    def rename_office(self, number: int, other: int) -> None:
        office = InstansiPage.objects.get(pk=self.offices[number % 2].pk)
        office.title, office.slug = f"Dinas {self.acts}", f"dinas-{self.acts}"
        office.save_revision().publish()

    def change_address(self, number: int, other: int) -> None:
        office = InstansiPage.objects.get(pk=self.offices[number % 2].pk)
        office.alamat, office.logo = f"Jalan {self.acts}", self.images[other % 2]
        office.save_revision().publish()

    def restrict(self, number: int, other: int) -> None:
        page = self.page(number) if other % 3 else self.offices[number % 2]
        PageViewRestriction.objects.get_or_create(
            page_id=page.pk, restriction_type=PageViewRestriction.LOGIN
        )

    def open_again(self, number: int, other: int) -> None:
        for restriction in PageViewRestriction.objects.all():
            restriction.delete()

    def describe_image(self, number: int, other: int) -> None:
        """Of one that a live text shows it changes by a correction alone."""
        image = self.images[number % 2]
        image.refresh_from_db()
        image.description = f"Foto {self.acts}"
        with suppress(NaskahError):
            image.save()

    def rename_kategori(self, number: int, other: int) -> None:
        kategori = self.kategori[number % 2]
        kategori.nama = f"Kategori {self.acts}"
        kategori.save()

    def rename_tag(self, number: int, other: int) -> None:
        tag = BeritaPage.tags.through.tag_model().objects.order_by("pk").first()
        if tag:
            tag.name = f"tag{other % 3}x{self.acts}"
            tag.save()

    def exempt(self, number: int, other: int) -> None:
        """Past every guard: even then nobody reads it."""
        page = self.page(number)
        if isinstance(page, InformasiPublikPage):
            page.klasifikasi = "dikecualikan"
            page.title = f"{SECRET} {self.acts}"
            page.check_publishable = lambda: None  # type: ignore[method-assign]
            page.save(clean=False)

    def expire(self, number: int, other: int) -> None:
        page = self.page(number)
        if page.live:
            page.expire_at = timezone.now() + dt.timedelta(hours=1)
            page.title = f"{SECRET} {self.acts}"
            page.save_revision().publish()

    def delete(self, number: int, other: int) -> None:
        page = self.page(number)
        if len(self.pages) > 4:
            self.pages.remove(page.pk)
            page.delete()


ACTS = (
    "publish",
    "draft",
    "withdraw",
    "rename",
    "rename_office",
    "change_address",
    "restrict",
    "open_again",
    "describe_image",
    "rename_kategori",
    "rename_tag",
    "exempt",
    "delete",
)
