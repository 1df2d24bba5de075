"""``/api/3/action/``: what a CKAN harvester asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import publish_past_gate, withdraw_past_gate
from tests.factories import InformasiPublikPageFactory

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


def ask(client: Client, name: str, status: int = 200, **query: Any) -> Any:
    response = client.get(f"/api/3/action/{name}", query)
    assert response.status_code == status, response.content
    body = response.json()
    assert body["success"] is (status == 200)
    return body["result"] if status == 200 else body["error"]


def test_a_harvester_finds_lists_and_shows(client: Client) -> None:
    one = publish_past_gate(InformasiPublikPageFactory(title="Laporan keuangan"))
    other = publish_past_gate(InformasiPublikPageFactory(title="Rencana kerja"))
    assert set(ask(client, "package_list")) == {f"dip-{one.pk}", f"dip-{other.pk}"}
    found = ask(client, "package_search", q="keuangan")
    assert found["count"] == 1
    assert found["results"] == [ask(client, "package_show", id=f"dip-{one.pk}")]
    same = client.get("/api/v3/dip/package_show", {"id": f"dip-{one.pk}"})
    assert found["results"] == [same.json()["result"]]
    assert ask(client, "package_search", q="*:*", rows=1, start=1)["count"] == 2
    own = ask(client, "package_search", fq=f"organization:{other.instansi.slug}")
    assert [package["name"] for package in own["results"]] == [f"dip-{other.pk}"]


def test_what_is_withdrawn_is_not_there(client: Client) -> None:
    page = publish_past_gate(InformasiPublikPageFactory())
    withdraw_past_gate(page)
    assert ask(client, "package_list") == []
    assert ask(client, "package_search")["count"] == 0
    error = ask(client, "package_show", 404, id=f"dip-{page.pk}")
    assert error["__type"] == "Not Found Error"


@pytest.mark.parametrize(
    "query", [{"fl": "id"}, {"rows": "x"}, {"fq": "tags:a"}, {"q": "a\0"}]
)
def test_what_is_not_supported_is_refused(
    client: Client, query: dict[str, str]
) -> None:
    error = ask(client, "package_search", 409, **query)
    assert error["__type"] == "Validation Error"
    assert set(error) == {"__type", *query}


def test_nothing_is_written(client: Client) -> None:
    assert client.post("/api/3/action/package_list").status_code == 405
