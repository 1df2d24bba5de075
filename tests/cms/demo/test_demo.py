"""The demo: whole, repeatable, and nothing in it that went around its SOP."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from PIL import Image
from wagtail.models import Site

from cms.demo import offices
from cms.demo.files import csv_file, pdf_file
from cms.demo.media import PICTURES
from cms.demo.shape import read_content
from cms.demo.site import make_site
from cms.demo.texts import prose
from cms.settings.address import remembered
from pages.models import (
    BeritaPage,
    InformasiPublikPage,
    InstansiPage,
    LamanPage,
    SiteDocument,
    SiteImage,
)
from reviews.papers.jabatan import Jabatan, PemangkuJabatan
from reviews.papers.jejak import Jejak
from reviews.papers.naskah import Naskah
from reviews.sop.seeds import SEEDS
from reviews.trail.check import first_fault
from tests.cms.queue import work
from tests.proof import AGAIN, DEEP

if TYPE_CHECKING:
    from pathlib import Path

    from django.db import models
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

COUNTED: tuple[type[models.Model], ...] = (
    InstansiPage,
    BeritaPage,
    InformasiPublikPage,
    LamanPage,
    SiteImage,
    SiteDocument,
    Jabatan,
    PemangkuJabatan,
    User,
    Naskah,
    Jejak,
)
OFFICES = (
    "bkpsdm-sungai-penuh",
    "setda-kabupaten",
    "bkd-lampung",
    "pengadilan-contoh",
    "diskominfostandi-bekasi",
)
# In the order of their SOPs: in the long proof all, else some, a second time the others.
PLAYED = slice(0, 5) if DEEP else slice(3, 5) if AGAIN else slice(0, 3)
RETURNED = 3 if DEEP else 1 if AGAIN else 2
MAX_BYTES = 1_500_000  # of all pictures: whoever installs the product carries them


def demo(*options: str) -> str:
    out = io.StringIO()
    call_command("demo", *options, stdout=out, no_color=True)
    return out.getvalue()


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in COUNTED}


def answer(client: Client, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.json()


@pytest.mark.slow
@pytest.mark.django_db
def test_whole_demo(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """One run, read from every side, and a second one that changes nothing."""
    monkeypatch.setattr(offices, "SEEDS", SEEDS[PLAYED])
    texts = 11 * len(OFFICES[PLAYED])
    said = demo("--admin")
    assert "pengelola.bkd" in said
    assert f"{texts} naskah baru" in said
    assert all(f"{number:>4}/{texts}  " in said for number in range(1, texts + 1))
    work()  # sizes of pictures
    before = counts()
    each_office_is_read(client)
    each_publication_is_verified(client)
    exempt_is_nowhere(client)
    each_office_has_its_people()
    assert first_fault() is None
    assert User.objects.get(username="admin").is_superuser
    assert Site.objects.get(is_default_site=True).root_page.title == "Portal instansi"

    assert "tidak ada yang berubah" in demo()
    assert counts() == before


def each_office_is_read(client: Client) -> None:
    listed = answer(client, "/api/v3/instansi/")["items"]
    assert {office["slug"] for office in listed} == set(OFFICES[PLAYED])
    for slug in OFFICES[PLAYED]:
        news = answer(client, f"/api/v3/berita/?instansi={slug}")
        assert news["count"] == 3, slug
        for klasifikasi in ("berkala", "serta-merta", "setiap-saat"):
            path = (
                f"/api/v3/informasi-publik/?instansi={slug}&klasifikasi={klasifikasi}"
            )
            assert answer(client, path)["count"] == 1, path
        article = answer(client, f"/api/v3/berita/{news['items'][0]['id']}/")
        assert article["gambar"]["renditions"]
        assert article["tag"]
        assert "<table>" in article["isi"]["html"]
        assert "<blockquote>" in article["isi"]["html"]
    assert LamanPage.objects.live().count() == len(OFFICES[PLAYED])


def each_publication_is_verified(client: Client) -> None:
    published = Naskah.objects.filter(status=Naskah.Status.TAYANG)
    live = [
        page.pk
        for model in (BeritaPage, InformasiPublikPage, LamanPage)
        for page in model.objects.live()
    ]
    assert sorted(naskah.page_id for naskah in published) == sorted(live)
    for naskah in published:
        shown = answer(client, f"/api/v3/verifikasi/{naskah.kode_verifikasi}/")
        assert shown["sesuai"], naskah.judul
        assert shown["status"] == "tayang"


def exempt_is_nowhere(client: Client) -> None:
    exempt = InformasiPublikPage.objects.filter(klasifikasi="dikecualikan")
    assert exempt.count() == len(OFFICES[PLAYED])
    for path in ("/api/v3/informasi-publik/?limit=100", "/api/v2/pages/?limit=100"):
        said = client.get(path).content.decode()
        for page in exempt:
            assert page.title not in said
            assert page.slug not in said
    for page in exempt:
        assert not page.live
        assert page.konsekuensi
        assert client.get(f"/api/v3/informasi-publik/{page.pk}/").status_code == 404


def each_office_has_its_people() -> None:
    for instansi in InstansiPage.objects.all():
        posts = instansi.jabatan.all()
        assert posts.filter(penanggung_jawab=True).exists(), instansi
        assert posts.filter(atasan__isnull=True).count() == 1, instansi
        for person in PemangkuJabatan.objects.filter(jabatan__instansi=instansi):
            assert person.user.check_password("demo")
        drafts = BeritaPage.objects.child_of(instansi.get_children().get(slug="berita"))
        assert all(page.owner for page in drafts)
        states = {naskah.status for naskah in Naskah.objects.filter(instansi=instansi)}
        assert Naskah.Status.DITINJAU in states
    returned = Naskah.objects.filter(status=Naskah.Status.DIKEMBALIKAN)
    reasons = Jejak.objects.filter(naskah__in=returned, aksi=Jejak.Aksi.KEMBALI)
    assert reasons.count() == RETURNED
    assert all(len(row.data["alasan"]) > 40 for row in reasons)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "own", "place"),
    [
        # As Wagtail makes it, and as an earlier run left it.
        ("http://localhost", "http://127.0.0.1:9377", ("127.0.0.1", 9377)),
        ("http://127.0.0.1:8000", "http://[::1]:9377", ("[::1]", 9377)),
        ("http://[::1]:9377", "http://meja-depan:80", ("meja-depan", 80)),
        ("http://meja-depan", "https://kantor.example", ("kantor.example", 443)),
    ],
)
def test_the_site_stands_where_the_server_does(
    settings: SettingsWrapper, before: str, own: str, place: tuple[str, int]
) -> None:
    settings.WAGTAILADMIN_BASE_URL = before
    settings.WAGTAIL_SITE_NAME = "Kantor"
    Site.objects.all().delete()
    assert make_site().root_url == before
    settings.WAGTAILADMIN_BASE_URL = own
    make_site(before)
    site = Site.objects.get()
    assert ((site.hostname, site.port), site.site_name) == (place, "Kantor")


@pytest.mark.django_db
def test_a_site_that_somebody_set_up_stays(settings: SettingsWrapper) -> None:
    settings.WAGTAILADMIN_BASE_URL = "http://127.0.0.1:9377"
    site = make_site()
    site.hostname, site.port = "localhost", 3000  # a front end being written
    site.save()
    make_site("http://127.0.0.1:8000")
    site.refresh_from_db()
    assert (site.hostname, site.port) == ("localhost", 3000)


@pytest.mark.django_db
def test_prepare(settings: SettingsWrapper, tmp_path: Path) -> None:
    """What ``make run`` does first: it may be run again and again, at any address."""
    settings.VAR_DIR = tmp_path
    for own in ("http://127.0.0.1:8000", "http://localhost:9377", "http://[::1]:9377"):
        settings.WAGTAILADMIN_BASE_URL = own
        call_command("prepare", stdout=io.StringIO())
        assert Site.objects.get(is_default_site=True).root_url == own
        assert remembered(tmp_path) == own


def test_refused_in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "cms.settings.production")
    with pytest.raises(CommandError, match="--force"):
        demo()


def test_pictures_are_small_and_each_another() -> None:
    contents = [path.read_bytes() for path in PICTURES.rglob("*.*")]
    assert len(set(contents)) == len(contents)
    assert sum(map(len, contents)) <= MAX_BYTES
    for content in contents:
        Image.open(io.BytesIO(content)).load()


def test_content_names_only_what_there_is() -> None:
    shown: set[str] = set()
    for kantor in read_content(2026).values():
        texts = [*kantor.profil.isi, *(b for n in kantor.berita for b in n.isi)]
        pictures = [block.gambar for block in texts if block.gambar]
        pictures += [naskah.gambar for naskah in kantor.berita if naskah.gambar]
        shown |= {kantor.logo, *(picture.berkas for picture in pictures)}
        keys = [key for naskah in kantor.berita for key in naskah.lampiran]
        keys += [key for naskah in kantor.informasi for key in naskah.berkas]
        keys += [block.dokumen for block in texts if block.dokumen]
        assert set(keys) == kantor.dokumen.keys()
        assert "{tahun" not in kantor.model_dump_json()
    kept = {path.relative_to(PICTURES).as_posix() for path in PICTURES.rglob("*.*")}
    assert shown == kept


def test_titles_are_found_again_next_year() -> None:
    def slugs(year: int) -> list[str]:
        return [
            naskah.slug
            for kantor in read_content(year).values()
            for naskah in (*kantor.berita, *kantor.informasi)
        ]

    assert slugs(2026) == slugs(2027)
    assert len(set(slugs(2026))) == len(slugs(2026))


def test_prose() -> None:
    assert prose("Satu\nbaris & lagi.\n\n- a\n- b\n\n1. x\n2. y") == (
        "<p>Satu baris &amp; lagi.</p><ul><li>a</li><li>b</li></ul>"
        "<ol><li>x</li><li>y</li></ol>"
    )


def test_files() -> None:
    assert csv_file([["a", "b,c"], ["1", "2"]]) == b'a,"b,c"\r\n1,2\r\n'
    made = pdf_file("Judul (satu)\n\nIsi")
    assert made.startswith(b"%PDF-1.4")
    assert rb"(Judul \(satu\)) Tj" in made
    start = int(made.rsplit(b"startxref\n", 1)[1].split(b"\n", 1)[0])
    assert made[start:].startswith(b"xref")
