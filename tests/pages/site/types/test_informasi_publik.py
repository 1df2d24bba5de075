"""``/api/v3/informasi-publik/``."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pages.models import InformasiPublikPage
from tests.builders import publish_past_gate
from tests.factories import (
    InformasiPublikIndexPageFactory,
    InformasiPublikPageFactory,
    SiteDocumentFactory,
)

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

URL = "/api/v3/informasi-publik/"


def published(**fields: Any) -> InformasiPublikPage:
    return publish_past_gate(InformasiPublikPageFactory(**fields))


def titles(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"{URL}{query}")
    assert answer.status_code == 200, answer.content
    return [item["judul"] for item in answer.json()["items"]]


def test_the_digest_is_the_page_s(client: Client) -> None:
    page = published(serta_merta=True, berkas=[("dokumen", SiteDocumentFactory())])
    assert client.get(f"{URL}{page.pk}/").json()["digest"] == page.digest()


def test_filters_and_order(client: Client) -> None:
    published(title="A", waktu_pembuatan=None)
    published(title="B", serta_merta=True)
    page = published(
        title="C", klasifikasi="setiap-saat", waktu_pembuatan=datetime.date(2026, 2, 1)
    )
    assert titles(client) == ["C", "B", "A"]
    assert titles(client, "?urut=waktu_pembuatan") == ["A", "B", "C"]
    assert titles(client, "?klasifikasi=serta-merta") == ["B"]
    assert titles(client, "?dari=2026-01-06") == ["C"]
    assert titles(client, "?sampai=2026-01-06") == ["B"]
    assert titles(client, f"?instansi={page.instansi.slug}") == ["C"]
    assert titles(client, "?q=c") == ["C"]


def test_exempt_information_never_shows(client: Client) -> None:
    page = InformasiPublikPageFactory(title="Rahasia", dikecualikan=True)
    InformasiPublikPage.objects.update(live=True)  # past every guard
    assert titles(client) == titles(client, "?q=Rahasia") == []
    assert client.get(f"{URL}{page.pk}/").status_code == 404
    assert client.get(f"{URL}?klasifikasi=dikecualikan").status_code == 422


def test_unknown_parameters(client: Client) -> None:
    answer = client.get(f"{URL}?klasifikasy=berkala")
    assert answer.status_code == 400
    assert "klasifikasi" in answer.json()["detail"]


def test_no_query_per_row(client: Client) -> None:
    index = InformasiPublikIndexPageFactory()
    for _ in range(12):
        berkas = [("dokumen", SiteDocumentFactory())]
        published(parent=index, berkas=berkas)
    client.get(URL)
    counts = []
    for limit in (3, 12):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{URL}?limit={limit}&fields=id,instansi,berkas,url")
        counts.append(len(queries))
    assert counts[0] == counts[1]
