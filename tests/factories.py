"""Pages, files and snippets for tests. Governed pages are born as drafts."""

from __future__ import annotations

import datetime
from typing import Any

import factory
import wagtail_factories
from factory.django import DjangoModelFactory
from wagtail.models import Collection, Page, Site

from pages.models import (
    BeritaIndexPage,
    BeritaPage,
    InformasiPublikIndexPage,
    InformasiPublikPage,
    InstansiPage,
    Kategori,
    LamanPage,
    PengumumanPage,
    SiteDocument,
    SiteImage,
)


def site_root() -> Page:
    """The root page of the default site."""
    return Site.objects.get(is_default_site=True).root_page


class SiteImageFactory(DjangoModelFactory):
    class Meta:
        model = SiteImage

    title = factory.Sequence(lambda n: f"Foto {n}")
    alt = "Warga mengantre di loket pelayanan"
    collection = factory.LazyFunction(Collection.get_first_root_node)
    file = factory.django.ImageField(
        filename="foto.png", format="PNG", width=640, height=400, color="navy"
    )


class SiteDocumentFactory(DjangoModelFactory):
    class Meta:
        model = SiteDocument

    title = factory.Sequence(lambda n: f"Dokumen {n}")
    collection = factory.LazyFunction(Collection.get_first_root_node)
    file = factory.django.FileField(filename="dokumen.pdf", data=b"%PDF-1.4 isi")


class KategoriFactory(DjangoModelFactory):
    class Meta:
        model = Kategori
        django_get_or_create = ["slug"]

    nama = "Pelayanan"
    slug = "pelayanan"


class OfficePageFactory(wagtail_factories.PageFactory):
    """Adds to the parent as it is in the database, whatever the caller still holds."""

    class Meta:
        abstract = True

    slug = factory.LazyAttribute(lambda page: "")  # Wagtail finds a free one

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Page, kwargs: Any) -> Any:
        fresh = Page.objects.get(pk=parent.pk)
        return fresh.add_child(instance=model_class(**kwargs))


class InstansiPageFactory(OfficePageFactory):
    class Meta:
        model = InstansiPage

    class Params:
        di_papua = factory.Trait(zona_waktu="Asia/Jayapura")
        berlogo = factory.Trait(logo=factory.SubFactory(SiteImageFactory))

    parent = factory.LazyFunction(site_root)
    title = factory.Sequence(lambda n: f"Dinas {n}")
    jenis = InstansiPage.Jenis.DINAS


class BeritaIndexPageFactory(OfficePageFactory):
    class Meta:
        model = BeritaIndexPage

    parent = factory.SubFactory(InstansiPageFactory)
    title = "Berita"


class InformasiPublikIndexPageFactory(OfficePageFactory):
    class Meta:
        model = InformasiPublikIndexPage

    parent = factory.SubFactory(InstansiPageFactory)
    title = "Informasi publik"


class BeritaPageFactory(OfficePageFactory):
    """A complete draft; ``konsep_kosong=True`` gives one with only a title."""

    class Meta:
        model = BeritaPage

    class Params:
        konsep_kosong = factory.Trait(
            kategori=None, ringkasan="", isi=factory.LazyFunction(list)
        )
        bergambar = factory.Trait(gambar_utama=factory.SubFactory(SiteImageFactory))

    parent = factory.SubFactory(BeritaIndexPageFactory)
    title = factory.Sequence(lambda n: f"Berita {n}")
    tanggal = datetime.date(2026, 3, 2)
    kategori = factory.SubFactory(KategoriFactory)
    ringkasan = "Ringkasan berita."
    isi = factory.LazyFunction(lambda: [("teks", "<p>Isi berita.</p>")])


class InformasiPublikPageFactory(OfficePageFactory):
    class Meta:
        model = InformasiPublikPage

    class Params:
        serta_merta = factory.Trait(
            klasifikasi="serta-merta",
            bahaya_dampak="Banjir bandang",
            pihak_terdampak="Warga bantaran sungai",
            evakuasi="Menuju balai kota",
            cara_menghindari="Jauhi sungai",
            cara_mendapat_bantuan="Hubungi 112",
            pihak_pengumum="BPBD",
            cara_pengumuman="Pengeras suara dan laman resmi",
        )
        dikecualikan = factory.Trait(
            klasifikasi="dikecualikan",
            dasar_hukum="17h",
            konsekuensi="Mengungkap rahasia pribadi",
            batas_waktu=datetime.date(2030, 1, 1),
            nomor_keputusan="KEP/1/2026",
        )

    parent = factory.SubFactory(InformasiPublikIndexPageFactory)
    title = factory.Sequence(lambda n: f"Informasi {n}")
    klasifikasi = "berkala"
    nomor = factory.Sequence(lambda n: f"DIP/{n:03}")
    ringkasan = "Ringkasan informasi."
    pejabat_penguasa = "Sekretaris Dinas"
    penanggung_jawab = "Kepala Dinas"
    waktu_pembuatan = datetime.date(2026, 1, 5)
    tempat_pembuatan = "Bekasi"
    jangka_simpan = "5 tahun"


class LamanPageFactory(OfficePageFactory):
    class Meta:
        model = LamanPage

    parent = factory.SubFactory(InstansiPageFactory)
    title = "Profil"
    jenis = LamanPage.Jenis.PROFIL
    isi = factory.LazyFunction(lambda: [("teks", "<p>Profil instansi.</p>")])


class PengumumanPageFactory(OfficePageFactory):
    """A complete draft with a beginning and an end."""

    class Meta:
        model = PengumumanPage

    parent = factory.SubFactory(InstansiPageFactory)
    title = factory.Sequence(lambda n: f"Pengumuman {n}")
    ringkasan = "Ringkasan pengumuman."
    mulai = datetime.datetime(2026, 8, 1, 1, 0, tzinfo=datetime.UTC)
    selesai = datetime.datetime(2026, 8, 5, 9, 0, tzinfo=datetime.UTC)
    isi = factory.LazyFunction(lambda: [("teks", "<p>Isi pengumuman.</p>")])
