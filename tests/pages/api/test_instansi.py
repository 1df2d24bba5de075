"""``/api/v3/instansi/``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cms.queue import work
from tests.factories import InstansiPageFactory
from tests.golden import assert_golden

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

URL = "/api/v3/instansi/"


def test_golden(client: Client) -> None:
    page = InstansiPageFactory(
        title="Dinas Kominfo",
        kode_skpd="2.16",
        alamat="Jalan Merdeka 1",
        surel="kominfo@example.go.id",
        ppid="Sekretaris Dinas",
        berlogo=True,
        di_papua=True,
    )
    work()
    assert_golden("instansi_list", client.get(URL).json())
    assert_golden("instansi_detail", client.get(f"{URL}{page.pk}/").json())


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
