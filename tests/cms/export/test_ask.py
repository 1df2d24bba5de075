from __future__ import annotations

import pytest
from django.utils import translation

from cms.export.addresses import Address
from cms.export.ask import ExportError, ask

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path", ["/api/v3/berita/", "/api/v3/openapi.json", "/robots.txt", "/sitemap.xml"]
)
def test_a_file_is_what_a_reader_gets(client, office, path, settings):
    settings.WAGTAILAPI_BASE_URL = "http://testserver"
    reply, response = ask(Address(path)), client.get(path)
    assert reply
    assert reply.body == response.content
    assert reply.content_type == response.headers["Content-Type"]


def test_the_query_is_asked_too(office):
    reply = ask(Address("/api/v3/berita/", (("instansi", "tidak-ada"),)))
    assert reply
    assert b'"count":0' in reply.body


def test_an_editor_who_reads_english_publishes_the_same(office):
    with translation.override("en"):
        reply = ask(Address(f"/api/v3/instansi/{office.page.pk}/"))
        assert translation.get_language() == "en"
    assert reply == ask(Address(f"/api/v3/instansi/{office.page.pk}/"))


def test_nothing_there(office):
    assert ask(Address("/api/v3/berita/999999/")) is None


def test_what_changes_by_the_clock_is_not_kept(client):
    assert client.get("/sitemap-berita.xml").status_code == 200
    assert ask(Address("/sitemap-berita.xml")) is None


def test_a_refusal_is_no_answer_to_keep(office):
    with pytest.raises(ExportError, match=r"/api/v3/berita/\?x=1 menjawab 400"):
        ask(Address("/api/v3/berita/", (("x", "1"),)))


def test_behind_https(office, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert ask(Address("/robots.txt"))
