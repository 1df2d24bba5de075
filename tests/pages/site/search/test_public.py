"""Through the whole product: what is public is found, and nothing else ever."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone
from wagtail.models import PageViewRestriction

from pages.models import SearchText, SearchWord
from pages.reading.rebuild import candidates, differences
from pages.reading.refresh import refresh
from pages.search.index import faults
from tests.builders import publish_past_gate, withdraw_past_gate
from tests.factories import (
    BeritaPageFactory,
    InformasiPublikPageFactory,
    InstansiPageFactory,
    LamanPageFactory,
    PengumumanPageFactory,
)

if TYPE_CHECKING:
    from django.test import Client

    from pages.models import BeritaPage

pytestmark = pytest.mark.django_db

CANARY = "kenariwangsa"


def ask(client: Client, **parameters: Any) -> dict[str, Any]:
    answer = client.get("/api/v3/cari/", parameters)
    assert answer.status_code == 200, answer.content
    body: dict[str, Any] = answer.json()
    return body


def nothing_of(client: Client, *words: str) -> bool:
    """Whether neither the words, their beginnings nor slips of them lead anywhere."""
    forms = [form for word in words for form in (word, word[:5], f"{word}x", word[1:])]
    answers = [ask(client, q=form) for form in forms]
    return all(
        (body["count"], body["saran"], body["items"]) == (0, None, [])
        for body in answers
    )


def test_every_kind_is_found(client: Client) -> None:
    office = InstansiPageFactory(title="Dinas Sungai", alamat="Jalan Hulu 7")
    for factory in (
        BeritaPageFactory,
        InformasiPublikPageFactory,
        LamanPageFactory,
        PengumumanPageFactory,
    ):
        publish_past_gate(factory(title=f"Sungai {factory.__name__}"))
    body = ask(client, q="sungai")
    assert body["facet"]["jenis"] == {
        "berita": 1,
        "informasi-publik": 1,
        "instansi": 1,
        "laman": 1,
        "pengumuman": 1,
    }
    (found,) = ask(client, q="hulu")["items"]
    assert (found["id"], found["instansi"]["slug"]) == (office.pk, office.slug)
    assert "<mark>Hulu</mark>" in found["cuplikan"]


def test_the_whole_article_is_searched(client: Client, rich_berita: BeritaPage) -> None:
    page = publish_past_gate(rich_berita)
    for q in (
        "tarif",
        '"lebih cepat"',
        "menit ktp",
        "siti",
        "pelayanan",
        "kependudukan",
    ):
        body = ask(client, q=q, jenis="berita", golongan="pelayanan")
        assert [item["id"] for item in body["items"]] == [page.pk], q


def test_filters_by_office_and_category(client: Client) -> None:
    page = publish_past_gate(BeritaPageFactory(title="Rapat"))
    publish_past_gate(BeritaPageFactory(title="Rapat"))
    office = page.get_parent().get_parent()
    for named in (office.slug, str(office.pk)):
        (found,) = ask(client, q="rapat", instansi=named, golongan="pelayanan")["items"]
        assert found["id"] == page.pk
    assert ask(client, q="rapat", golongan="lain")["count"] == 0


def test_what_is_not_public_is_never_found(client: Client) -> None:
    draft = BeritaPageFactory(title=f"{CANARY}konsep")
    publish_past_gate(BeritaPageFactory(title="Biasa"))
    InformasiPublikPageFactory(title=f"{CANARY}rahasia", dikecualikan=True)
    withdrawn = publish_past_gate(BeritaPageFactory(title=f"{CANARY}tarik"))
    closed = publish_past_gate(BeritaPageFactory(title=f"{CANARY}tutup"))
    assert ask(client, q=f"{CANARY}tarik")["count"] == 1
    withdraw_past_gate(withdrawn)
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    assert nothing_of(
        client, *(CANARY + end for end in ("konsep", "rahasia", "tarik", "tutup"))
    )
    assert not SearchWord.objects.filter(kata__startswith=CANARY).exists()
    assert not SearchText.objects.filter(judul__startswith=CANARY).exists()
    assert draft.live is False


def test_a_draft_of_a_live_page_is_not_searched(client: Client) -> None:
    page = publish_past_gate(BeritaPageFactory(title="Tayang"))
    page.title = f"{CANARY}baru"
    page.save_revision()
    assert ask(client, q="tayang")["count"] == 1
    assert nothing_of(client, f"{CANARY}baru")


def test_a_correction_leaves_no_old_word(client: Client) -> None:
    page = publish_past_gate(BeritaPageFactory(title=f"{CANARY}lama"))
    page.title = "Sudah tepat"
    publish_past_gate(page)
    assert ask(client, q="tepat")["count"] == 1
    assert nothing_of(client, f"{CANARY}lama")
    assert faults() == []


def test_the_index_agrees_with_the_pages(
    client: Client, rich_berita: BeritaPage
) -> None:
    page = publish_past_gate(rich_berita)
    assert list(differences(candidates())) == []
    SearchText.objects.filter(page=page.pk).update(isi="lain")
    assert [pk for pk, _ in differences(candidates())] == [page.pk]


def test_an_office_that_is_renamed(client: Client) -> None:
    page = publish_past_gate(BeritaPageFactory(title="Rapat"))
    office = page.get_parent().get_parent().specific
    office.title = "Badan Samudra"
    office.save_revision().publish()
    (found, *_) = ask(client, q="samudra", jenis="berita")["items"]
    assert found["instansi"]["nama"] == "Badan Samudra"
    assert faults() == []


def test_over_by_its_own_date(client: Client) -> None:
    soon = timezone.now() + dt.timedelta(hours=1)
    page = publish_past_gate(BeritaPageFactory(title=f"{CANARY}lelang", expire_at=soon))
    assert ask(client, q=f"{CANARY}lelang")["count"] == 1
    past = timezone.now() - dt.timedelta(seconds=1)
    type(page).objects.filter(pk=page.pk).update(expire_at=past)
    page.refresh_from_db()
    refresh([page.pk])
    assert nothing_of(client, f"{CANARY}lelang")
