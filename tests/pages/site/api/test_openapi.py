"""Our endpoints in the OpenAPI document: open to all, errors included."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from openapi_spec_validator import validate
from wagtail.api.v3.urls import api

import cms.urls  # noqa: F401 - mounts the routers

if TYPE_CHECKING:
    from django.test import Client

PATHS = [
    f"/api/v3/{name}/{detail}"
    for name in ("berita", "informasi-publik", "instansi")
    for detail in ("", "{page_id}/")
]


@pytest.mark.parametrize("path", PATHS)
def test_ours(path: str) -> None:
    operation = api.get_openapi_schema()["paths"][path]["get"]
    assert "security" not in operation
    assert {200, 400, 422} <= operation["responses"].keys()


def test_the_whole_document_is_valid(client: Client) -> None:
    validate(client.get("/api/v3/openapi.json").json())
