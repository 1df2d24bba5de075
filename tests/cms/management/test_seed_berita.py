"""``seed_berita``: many articles, each like one that was published."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from django.conf import ENVIRONMENT_VARIABLE
from django.core.management import CommandError, call_command
from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from cms.management.commands.seed_berita import Bar
from cms.seeding import insert
from cms.seeding.articles import article
from cms.seeding.words import SIZE, vocabulary
from pages.models import BeritaPage, InstansiPage, ReadBody, ReadRow
from tests.builders import publish_past_gate
from tests.factories import BeritaPageFactory

if TYPE_CHECKING:
    from django.test import Client

# What an imported page has not: it went through no SOP.
WAY_TO_THE_PUBLIC = {"latest_revision", "live_revision"}


def seed(count: int, *options: str) -> str:
    out = StringIO()
    call_command("seed_berita", str(count), *options, stdout=out)
    return out.getvalue()


def snapshot() -> list[tuple[object, ...]]:
    rows = BeritaPage.objects.order_by("pk").values_list(
        "pk", "path", "slug", "title", "isi", "last_published_at", "translation_key"
    )
    return [tuple(map(str, row)) for row in rows]


@pytest.mark.django_db
def test_seeded_pages_are_like_published_ones(client: Client) -> None:
    published = publish_past_gate(BeritaPageFactory())
    seed(3)
    page = BeritaPage.objects.get(slug="berita-uji-0000002")
    for field in BeritaPage._meta.concrete_fields:
        empty = getattr(page, field.attname) in (None, "")
        if field.name in WAY_TO_THE_PUBLIC or field.name in {"penulis"}:
            continue
        assert empty == (getattr(published, field.attname) in (None, "")), field.name
    assert (page.live, page.content_type) == (True, published.content_type)
    assert page.get_parent().numchild == 3
    assert page.url_path.endswith("/instansi-uji-beban/berita/berita-uji-0000002/")
    assert not any(Page.find_problems())
    page.full_clean()
    body = client.get(f"/api/v3/berita/{page.pk}/").json()
    assert body["judul"] == page.title
    assert body["tag"] == sorted(page.tags.names())
    assert len(body["tag"]) >= 1
    assert body["digest"] == page.digest()


@pytest.mark.django_db
def test_seeded_pages_are_read_and_found() -> None:
    seed(3)
    pages = BeritaPage.objects.child_of(Page.objects.get(slug="berita"))
    rows = ReadRow.objects.filter(jenis="berita")
    assert set(rows.values_list("pk", flat=True)) == {page.pk for page in pages}
    assert ReadBody.objects.filter(row__in=rows, bentuk="zstd").count() == 3
    page = pages[0]
    word = max(page.title.split(), key=len)
    assert page in get_search_backend().search(word, BeritaPage)


@pytest.mark.django_db
def test_seeding_again_adds_only_what_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(insert, "BATCH", 2)
    seed(3)
    before = snapshot()
    assert "sudah ada" in seed(3)
    assert "sudah ada" in seed(2)
    assert snapshot() == before
    assert "2 berita uji baru" in seed(5)
    assert snapshot()[:3] == before
    assert BeritaPage.objects.get(slug="berita-uji-0000001").get_parent().numchild == 5
    assert InstansiPage.objects.filter(title=insert.OFFICE).count() == 1


@pytest.mark.django_db
def test_a_batch_is_whole_or_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(page_ids: list[int]) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(insert, "refresh", broken)
        with pytest.raises(OSError, match="disk full"):
            seed(3)
    assert not BeritaPage.objects.exists()
    seed(3)
    assert BeritaPage.objects.count() == 3
    assert not any(Page.find_problems())


@pytest.mark.django_db
def test_refused_where_the_public_might_read_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, "cms.settings.production")
    with pytest.raises(CommandError, match="tanpa melalui SOP"):
        seed(1)
    assert not InstansiPage.objects.filter(title=insert.OFFICE).exists()
    seed(1, "--force")
    assert BeritaPage.objects.count() == 1


@pytest.mark.parametrize("count", ["0", "-1", "dua", "1.5", "²", "1000001"])
def test_amount_must_be_a_whole_number(count: str) -> None:
    with pytest.raises(CommandError, match="bilangan bulat"):
        call_command("seed_berita", count)


def test_an_article_is_the_same_whenever_it_is_made() -> None:
    assert article(7) == article(7)
    assert article(7).judul != article(8).judul


def test_articles_have_the_size_that_is_measured() -> None:
    made = [article(number) for number in range(1, 200)]
    html = [sum(len(b["value"]) for b in json.loads(one.isi)) for one in made]
    assert 1_800 <= sum(html) / len(html) <= 2_300
    assert all(90 <= len(one.ringkasan) <= 122 for one in made)
    assert len({one.tanggal.year for one in made}) == 10


def test_few_words_do_most_of_the_work() -> None:
    words = " ".join(article(number).isi for number in range(1, 200)).lower().split()
    top = sum(words.count(word) for word in vocabulary()[:40])
    assert len(set(vocabulary())) == SIZE
    assert 0.3 <= top / len(words) <= 0.6


def test_progress_in_a_log_is_a_line_for_every_tenth() -> None:
    out = StringIO()
    bar = Bar(40, out)
    for _ in range(40):
        bar.advance(1)
    bar.close()
    assert len(out.getvalue().splitlines()) == 10
    assert "40/40 (100%" in out.getvalue()
