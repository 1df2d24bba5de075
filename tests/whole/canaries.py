"""Secrets in every place that may hold one, each with a word found nowhere else."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
)

from pages.models import BeritaPage, InformasiPublikPage, SiteDocument
from tests.builders import OpenGate, installed, publish_past_gate, withdraw_past_gate
from tests.factories import (
    BeritaIndexPageFactory,
    BeritaPageFactory,
    InformasiPublikIndexPageFactory,
    InformasiPublikPageFactory,
    InstansiPageFactory,
    KategoriFactory,
    LamanPageFactory,
    PengumumanPageFactory,
    SiteImageFactory,
)

if TYPE_CHECKING:
    from pages.models import InstansiPage, SiteImage

WORD = "kenari"  # begins every secret, and stands in nothing that is public


@dataclass
class Site:
    """An office with one public page of each kind, and its secrets."""

    office: InstansiPage
    public: dict[str, Page]
    secret_pages: list[Page] = field(default_factory=list)
    secret_images: list[SiteImage] = field(default_factory=list)
    secret_documents: list[SiteDocument] = field(default_factory=list)

    def ids(self) -> list[int]:
        """Ids a stranger might try: of all pages, images and documents."""
        rows = (*self.public.values(), *self.secret_pages)
        files = (*self.secret_images, *self.secret_documents)
        return sorted({row.pk for row in (*rows, *files)})


def secret(place: str) -> str:
    """A word for one place: ``kenari-konsep-judul`` is no part of any other."""
    return f"{WORD}-{place}"


def image(place: str, collection: Collection | None = None) -> SiteImage:
    made: SiteImage = SiteImageFactory(
        title=secret(f"{place}-gambar"),
        alt=secret(f"{place}-alt"),
        description=secret(f"{place}-uraian"),
        file__filename=f"{secret(place)}.png",
        file__width=8,
        file__height=8,
        collection=collection or Collection.get_first_root_node(),
    )
    made.tags.add(secret(f"{place}-taggambar"))
    made.get_rendition("max-480x480")
    return made


def document(place: str, collection: Collection | None = None) -> SiteDocument:
    made = SiteDocument.objects.create(
        title=secret(f"{place}-dokumen"),
        file=ContentFile(b"%PDF-1.4 " + WORD.encode(), f"{secret(place)}.pdf"),
        collection=collection or Collection.get_first_root_node(),
    )
    made.tags.add(secret(f"{place}-tagdokumen"))
    return made


def berita(site: Site, place: str, parent: Page, **more: Any) -> BeritaPage:
    """A draft all of whose parts are secret."""
    picture, paper = image(place), document(place)
    site.secret_images.append(picture)
    site.secret_documents.append(paper)
    made: BeritaPage = BeritaPageFactory(
        parent=parent,
        title=secret(f"{place}-judul"),
        slug=secret(f"{place}-slug"),
        ringkasan=secret(f"{place}-ringkasan"),
        gambar_utama=picture,
        lampiran=[("dokumen", paper)],
        isi=[("teks", f"<p>{secret(f'{place}-isi')}</p>"), ("dokumen", paper)],
        penulis=secret(f"{place}-penulis"),
        kategori=KategoriFactory(
            nama=secret(f"{place}-kategori"), slug=secret(f"{place}-kategori")
        ),
        **more,
    )
    made.tags.add(secret(f"{place}-tag"))
    made.save()
    site.secret_pages.append(made)
    return made


def closed_collection() -> Collection:
    made = Collection.get_first_root_node().add_child(name=secret("koleksi"))
    CollectionViewRestriction.objects.create(collection=made, restriction_type="login")
    return made


def build() -> Site:
    """The whole: drafts, exempt, withdrawn, expired, restricted; and links to them."""
    office = InstansiPageFactory(
        title="Dinas Contoh", berlogo=True, logo__file__width=8, logo__file__height=8
    )
    news = BeritaIndexPageFactory(parent=office)
    facts = InformasiPublikIndexPageFactory(parent=office)
    site = Site(office, {})
    draft = berita(site, "konsep", news)
    withdraw_past_gate(publish_past_gate(berita(site, "ditarik", news)))
    expired = publish_past_gate(berita(site, "kedaluwarsa", news))
    expire(expired)
    site.secret_pages.append(exempt(facts))
    site.secret_pages += [restricted_office(site), draft_laman(office)]
    site.secret_pages.append(draft_notice(office))
    site.public = {
        "berita": public_berita(site, news, draft),
        "informasi-publik": publish_past_gate(InformasiPublikPageFactory(parent=facts)),
        "laman": publish_past_gate(LamanPageFactory(parent=office)),
        "pengumuman": publish_past_gate(PengumumanPageFactory(parent=office)),
        "instansi": office,
    }
    correction(site, site.public["berita"])
    return site


def expire(page: Page) -> None:
    """Its time is up, and nobody has told the server yet."""
    page.expire_at = timezone.now() - dt.timedelta(minutes=5)
    with installed(OpenGate()):
        page.save()


def exempt(parent: Page) -> InformasiPublikPage:
    """Live in the database by an accident of the past: still nobody reads it."""
    made: InformasiPublikPage = InformasiPublikPageFactory(
        parent=parent,
        title=secret("dikecualikan-judul"),
        slug=secret("dikecualikan-slug"),
        ringkasan=secret("dikecualikan-ringkasan"),
        nomor=secret("dikecualikan-nomor"),
        berkas=[("dokumen", document("dikecualikan"))],
        dikecualikan=True,
    )
    InformasiPublikPage.objects.filter(pk=made.pk).update(live=True)
    return made


def restricted_office(site: Site) -> Page:
    """An office behind a login, with a live article."""
    office = InstansiPageFactory(title=secret("tertutup-nama"), slug=secret("tertutup"))
    page = berita(site, "tertutup", BeritaIndexPageFactory(parent=office))
    publish_past_gate(page)
    PageViewRestriction.objects.create(page=office, restriction_type="login")
    return office


def draft_laman(office: Page) -> Page:
    made: Page = LamanPageFactory(
        parent=office, title=secret("laman-judul"), slug=secret("laman-slug")
    )
    return made


def draft_notice(office: Page) -> Page:
    made: Page = PengumumanPageFactory(
        parent=office,
        title=secret("pengumuman-judul"),
        slug=secret("pengumuman-slug"),
        ringkasan=secret("pengumuman-ringkasan"),
        lampiran=[("dokumen", document("pengumuman"))],
    )
    return made


def public_berita(site: Site, news: Page, draft: Page) -> BeritaPage:
    """A live article that points at secrets wherever an article can point."""
    closed = closed_collection()
    picture, paper = image("koleksi", closed), document("koleksi", closed)
    site.secret_images.append(picture)
    site.secret_documents.append(paper)
    links = (
        f'<p>Lihat <a linktype="page" id="{draft.pk}">halaman</a>, '
        f'<a linktype="document" id="{paper.pk}">berkas</a>, '
        f'<embed embedtype="image" id="{picture.pk}" format="fullwidth" alt="-"/></p>'
    )
    made: BeritaPage = BeritaPageFactory(
        parent=news,
        title="Loket dibuka",
        gambar_utama=picture,
        lampiran=[("dokumen", paper)],
        isi=[("teks", links), ("gambar", {"gambar": picture}), ("dokumen", paper)],
    )
    made.tags.add("loket")
    made.save()
    return publish_past_gate(made)


def correction(site: Site, page: Page) -> None:
    """The article's next text, still a draft."""
    page.title = secret("koreksi-judul")
    page.ringkasan = secret("koreksi-ringkasan")
    page.tags.add(secret("koreksi-tag"))
    page.gambar_utama = image("koreksi")
    site.secret_images.append(page.gambar_utama)
    with installed(OpenGate()):
        page.save_revision()
