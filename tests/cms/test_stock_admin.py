"""Who reads what of Wagtail's log of all models: over HTTP, by those of an office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User
from wagtail.log_actions import log

from pages.models import Kategori, SiteDocument
from reviews.models import Jabatan, PemangkuJabatan
from reviews.rights.sync import office_collection
from tests.factories import KategoriFactory, SiteDocumentFactory
from tests.reviews import builders as b
from tests.whole.crawl.people import administrator, newcomer

if TYPE_CHECKING:
    from django.test import Client

    from reviews.models import SOP

pytestmark = pytest.mark.django_db

REPORT = "/admin/reports/site-history/"


def things_of(sop: SOP, word: str) -> dict[str, Any]:
    post = Jabatan.objects.create(instansi=sop.instansi, nama=f"{word}-jabatan")
    user = b.appointed(post, f"{word}-orang")
    return {
        f"{word}-jabatan": post,
        f"{word}-orang": user,
        f"{word}-pemangku": PemangkuJabatan.objects.get(user=user),
        f"{word}-dokumen": SiteDocumentFactory(
            collection=office_collection(sop.instansi)
        ),
    }


@pytest.fixture
def browser() -> Client:
    """Of an administrator whose colleague holds a post in another office as well."""
    here, there = b.adopted("003"), b.adopted("000", "kantor-lain")
    colleague = newcomer(here, "perantara")
    b.appointed(b.post_of(there, 1), "perantara")
    stranger = b.holder_of(there, 2)
    for sop, word in ((here, "dalam"), (there, "luar")):
        for label, thing in things_of(sop, word).items():
            log(thing, "wagtail.edit", user=colleague, title=label)
    log(KategoriFactory(), "wagtail.edit", user=colleague, title="kategori-rekan")
    log(
        KategoriFactory(nama="Luar", slug="luar"),
        "wagtail.edit",
        user=stranger,
        title="luar-kategori",
    )
    log(colleague, "wagtail.edit", user=stranger, title="luar-atasnya")
    log(colleague, "wagtail.edit", user=b.superuser(), title="dalam-sistem")
    User.objects.filter(pk=stranger.pk).update(first_name="luar-nama")
    return b.logged_in(administrator(here))


def test_rows_are_of_what_is_known_by_whom_is_known(browser: Client) -> None:
    wanted = ("jabatan", "orang", "pemangku", "dokumen", "sistem")
    for query in ("", "?export=csv", "?label=-"):
        answer = browser.get(REPORT + query)
        said = (b"".join(answer) if answer.streaming else answer.content).decode()
        assert all(f"dalam-{word}" in said for word in wanted), query
        assert "kategori-rekan" in said, query
        assert "luar-" not in said, query


def test_what_belongs_to_all_tells_nobody_elses_name(browser: Client) -> None:
    kategori = Kategori.objects.get(slug="luar")
    history = browser.get(f"/admin/snippets/pages/kategori/history/{kategori.pk}/")
    assert history.status_code == 200
    assert "luar-nama" not in history.content.decode()


def test_a_public_files_history_is_its_offices(browser: Client) -> None:
    document = SiteDocument.objects.get(collection__name="kantor-lain")
    b.published(b.adopted("000", "kantor-lain"), lampiran=[("dokumen", document)])
    assert "luar-dokumen" not in browser.get(REPORT).content.decode()
