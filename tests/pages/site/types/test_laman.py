"""``/api/v3/laman/``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import publish_past_gate, withdraw_past_gate
from tests.factories import InstansiPageFactory, LamanPageFactory

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

URL = "/api/v3/laman/"


def test_the_digest_is_the_page_s(client: Client) -> None:
    page = publish_past_gate(LamanPageFactory())
    assert client.get(f"{URL}{page.pk}/").json()["digest"] == page.digest()


def test_filters(client: Client) -> None:
    office = InstansiPageFactory()
    publish_past_gate(LamanPageFactory(title="B", parent=office, jenis="kontak"))
    publish_past_gate(LamanPageFactory(title="A"))
    LamanPageFactory(title="Konsep")

    def titles(query: str = "") -> list[str]:
        return [item["judul"] for item in client.get(f"{URL}{query}").json()["items"]]

    assert titles() == ["A", "B"]
    assert titles(f"?instansi={office.slug}") == titles("?jenis=kontak") == ["B"]
    assert titles("?q=a") == ["A"]
    assert client.get(f"{URL}?jenis=berita").status_code == 422
    assert client.get(f"{URL}?jenys=kontak").status_code == 400


def test_only_public_pages(client: Client) -> None:
    page = publish_past_gate(LamanPageFactory())
    assert client.get(f"{URL}{page.pk}/").status_code == 200
    withdraw_past_gate(page)
    assert client.get(f"{URL}{page.pk}/").status_code == 404
