from __future__ import annotations

import pytest

from cms.export import addresses
from cms.export.addresses import API, Address, every_address
from pages.models import InformasiPublikPage
from tests.builders import withdraw_past_gate
from tests.factories import InformasiPublikPageFactory, KategoriFactory
from tests.reviews import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (Address("/api/v3/berita/"), "api/v3/berita/index.json"),
        (Address("/api/v3/berita/7/"), "api/v3/berita/7/index.json"),
        (Address("/api/v3/dip.csv"), "api/v3/dip.csv"),
        (Address("/robots.txt"), "robots.txt"),
        (
            Address("/api/v3/berita/", (("instansi", "bkd"), ("offset", "20"))),
            "kueri/api/v3/berita/index,instansi=bkd,offset=20.json",
        ),
        (
            Address("/umpan/berita.rss", (("halaman", "2"),)),
            "kueri/umpan/berita,halaman=2.rss",
        ),
        (
            Address("/api/v3/laman/", (("instansi", "../é"),)),
            "kueri/api/v3/laman/index,instansi=..%2F%C3%A9.json",
        ),
    ],
)
def test_file_of_an_address(address, name):
    assert address.name == name


def test_everything_public_is_on_the_list(office, settings):
    settings.EXPORT_PAGES = 2
    found = {str(address) for address in every_address()}
    slug = office.page.slug
    assert {
        f"{API}/berita/{office.berita.pk}/",
        f"{API}/informasi-publik/{office.informasi.pk}/",
        f"{API}/instansi/{office.page.pk}/",
        f"{API}/laman/{office.laman.pk}/",
        f"{API}/pengumuman/{office.pengumuman.pk}/",
        f"{API}/pengumuman/?instansi={slug}",
        f"{API}/sop/{office.sop.pk}/",
        f"{API}/verifikasi/{office.code}/",
        f"{API}/berita/?offset=20",
        f"{API}/berita/?instansi={slug}",
        f"{API}/informasi-publik/?klasifikasi=serta-merta&offset=20",
        f"{API}/dip.xlsx?instansi={slug}",
        f"{API}/navigasi/",
        f"/umpan/berita.rss?instansi={slug}",
        "/sitemap.xml",
        "/sitemap-1.xml",
    } <= found
    assert not [address for address in found if "dikecualikan" in address]


def test_a_feed_has_as_many_pages_as_news(office, settings, monkeypatch):
    settings.EXPORT_PAGES = 2
    monkeypatch.setattr(addresses, "FEED_SIZE", 1)
    names = {address.name for address in every_address()}
    assert "kueri/umpan/berita,halaman=2.rss" not in names
    builders.published(office.sop, "Loket kedua")
    builders.published(office.sop, "Loket ketiga")
    names = {address.name for address in every_address()}
    slug = office.page.slug
    assert "kueri/umpan/berita,halaman=2.rss" in names
    assert f"kueri/umpan/berita,halaman=2,instansi={slug}.atom" in names
    assert "kueri/umpan/berita,halaman=3.rss" not in names


def test_each_address_has_a_file_of_its_own(office):
    KategoriFactory(slug=office.page.slug)
    found = list(every_address())
    names = {address.name for address in found}
    assert len(names) == len(set(found)) == len(found)


def test_parameters_stand_in_the_order_of_their_names(office):
    asked = [list(address.query) for address in every_address()]
    assert any(len(names) > 1 for names in asked)
    assert asked == [sorted(names) for names in asked]


def test_drafts_withdrawn_and_exempt_pages_are_not_on_the_list(office):
    draft = InformasiPublikPageFactory(parent=office.informasi.get_parent())
    withdraw_past_gate(office.laman)
    exempt = InformasiPublikPage.objects.filter(pk=office.informasi.pk)
    exempt.update(klasifikasi="dikecualikan")
    paths = {address.path for address in every_address()}
    assert f"{API}/berita/{office.berita.pk}/" in paths
    assert f"{API}/informasi-publik/{draft.pk}/" not in paths
    assert f"{API}/informasi-publik/{office.informasi.pk}/" not in paths
    assert f"{API}/laman/{office.laman.pk}/" not in paths
