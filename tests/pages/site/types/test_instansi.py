"""``/api/v3/instansi/``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cms.queue import work
from tests.factories import InstansiPageFactory

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

URL = "/api/v3/instansi/"


def test_the_same_in_the_list_as_alone(client: Client) -> None:
    page = InstansiPageFactory(berlogo=True, di_papua=True)
    work()
    alone = client.get(f"{URL}{page.pk}/").json()
    assert alone["zona_waktu"] == "Asia/Jayapura"
    assert client.get(URL).json()["items"] == [alone]


def test_filters(client: Client) -> None:
    InstansiPageFactory(title="B", jenis="badan")
    InstansiPageFactory(title="A", jenis="kota")
    draft = InstansiPageFactory(title="C", live=False)

    def names(query: str = "") -> list[str]:
        return [item["nama"] for item in client.get(f"{URL}{query}").json()["items"]]

    assert names() == ["A", "B"]
    assert names("?jenis=badan") == names("?q=b") == ["B"]
    assert client.get(f"{URL}?jenis=x").status_code == 422
    assert client.get(f"{URL}?x=1").status_code == 400
    assert client.get(f"{URL}{draft.pk}/").status_code == 404
