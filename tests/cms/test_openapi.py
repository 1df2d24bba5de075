from __future__ import annotations

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.cms.endpoints import OURS

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
    "path",
    [
        "berita",
        "informasi-publik",
        "dip",
        "instansi",
        "laman",
        "navigasi",
        "pengumuman",
        "alamat",
        "cari",
        "sop",
        "verifikasi",
        "pages",
        "images",
        "documents",
    ],
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
    for operation in operations(document):
        assert {"401", "429", "503", "default"} <= operation["responses"].keys()


def test_every_error_is_a_problem(document):
    for operation in operations(document):
        for status, answer in operation["responses"].items():
            if status == "default" or int(status) >= 400:
                assert list(answer["content"]) == ["application/problem+json"]


@pytest.mark.parametrize("status", ["429", "503"])
def test_who_is_to_wait_is_told_how_long(document, status):
    for operation in operations(document):
        assert "Retry-After" in operation["responses"][status]["headers"]


def ours(document: dict) -> list[dict]:
    return [one for one in operations(document) if OURS & set(one["tags"])]


def test_what_is_ours_is_described(document):
    assert {tag for one in ours(document) for tag in one["tags"]} == OURS
    for operation in ours(document):
        assert operation["summary"]
        assert operation["operationId"]
        assert {"400", "422"} <= operation["responses"].keys()
        for parameter in operation["parameters"]:
            assert parameter.get("description"), (
                operation["operationId"],
                parameter["name"],
            )


def test_every_parameter_is_described(document):
    nameless = {
        parameter["name"]
        for operation in operations(document)
        for parameter in operation.get("parameters", [])
        if not parameter.get("description")
    }
    assert nameless == set()


def test_every_operation_says_what_it_does(document):
    assert all(operation["summary"] for operation in operations(document))


def test_bounds_are_stated_where_they_are_held(document):
    listed = document["paths"]["/api/v3/pages/"]["get"]["parameters"]
    by_name = {parameter["name"]: parameter["schema"] for parameter in listed}
    assert by_name["limit"]["maximum"] == 100
    assert by_name["offset"]["maximum"] == 10**9
    assert any(plain.get("maxLength") for plain in by_name["search"]["anyOf"])


def test_docs_load_nothing_from_elsewhere(client):
    page = client.get("/api/v3/docs/").content.decode()
    assert "/static/ninja/swagger-ui" in page
    assert "https://cdn" not in page


def test_v2_is_wagtails_own(client):
    for endpoint in ("pages", "images", "documents"):
        assert "meta" in client.get(f"/api/v2/{endpoint}/").json()
