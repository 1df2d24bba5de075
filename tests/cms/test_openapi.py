from __future__ import annotations

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(client) -> dict:
    return client.get("/api/v3/openapi.json").json()


def operations(document: dict) -> list[dict]:
    return [
        operation
        for path in document["paths"].values()
        for method, operation in path.items()
        if method in {"get", "post", "put", "patch", "delete"}
    ]


def test_document_is_valid(document):
    assert [
        error.message for error in OpenAPIV31SpecValidator(document).iter_errors()
    ] == []


def test_document_names_the_product(document):
    assert document["info"]["title"] == "Naskah API"
    assert "SOP" in document["info"]["description"]


@pytest.mark.parametrize(
    "path", ["berita", "informasi-publik", "instansi", "sop", "verifikasi", "pages"]
)
def test_every_endpoint_is_listed(document, path):
    assert any(item.startswith(f"/api/v3/{path}/") for item in document["paths"])


def test_operation_ids_are_unique(document):
    ids = [operation["operationId"] for operation in operations(document)]
    assert len(ids) == len(set(ids))


def test_no_credentials_needed_is_an_empty_requirement(document):
    assert list(document["components"]["securitySchemes"]) == ["BearerTokenAuth"]
    pages = document["paths"]["/api/v3/pages/"]["get"]
    assert pages["security"] == [{"BearerTokenAuth": []}, {}]


def test_every_operation_documents_its_errors(document):
    assert all(
        "default" in operation["responses"] for operation in operations(document)
    )


def test_docs_load_nothing_from_elsewhere(client):
    page = client.get("/api/v3/docs/").content.decode()
    assert "/static/ninja/swagger-ui" in page
    assert "https://cdn" not in page


def test_v2_is_wagtails_own(client):
    for endpoint in ("pages", "images", "documents"):
        assert "meta" in client.get(f"/api/v2/{endpoint}/").json()
