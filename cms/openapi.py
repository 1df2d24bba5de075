"""The OpenAPI document of API v3, made valid.

Wagtail's ``AllowAnonymous`` is listed as an HTTP security scheme without a scheme,
which OpenAPI 3.1 forbids and generators refuse. What it means, "no credentials
needed", OpenAPI writes as an empty requirement. The document also names no errors of
Wagtail's, calls ours plain JSON, and knows nothing of what the front answers.
"""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from ninja.responses import Response
from wagtail.api.v3.errors import PROBLEM_JSON, ProblemDetail
from wagtail.api.v3.urls import api

from cms.parameter_texts import describe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

ANONYMOUS = "AllowAnonymous"
METHODS = frozenset({"get", "put", "post", "delete", "patch", "head", "options"})
PROBLEM = {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/ProblemDetail"}}}
RETRY_AFTER = {
    "description": "Detik sampai permintaan dapat diulang.",
    "schema": {"type": "integer", "minimum": 1},
}
# What the guard of the token and the front may answer to any request.
ANYWHERE: dict[int | str, dict[str, Any]] = {
    401: {"description": "Token tidak dikenal, atau tidak ada padahal wajib"},
    429: {
        "description": "Terlalu banyak permintaan",
        "headers": {"Retry-After": RETRY_AFTER},
    },
    503: {
        "description": "Layanan sedang tidak tersedia",
        "headers": {"Retry-After": RETRY_AFTER},
    },
    "default": {"description": "Kesalahan lain (RFC 7807)"},
}


@cache
def document() -> dict[str, Any]:
    """The whole document; endpoints do not change while the process lives."""
    schema = dict(api.get_openapi_schema())
    components = schema["components"]
    components.get("securitySchemes", {}).pop(ANONYMOUS, None)
    components["schemas"]["ProblemDetail"] = problem_schema()
    for operation in operations(schema):
        allow_anonymous(operation)
        document_errors(operation)
        describe(operation)
    return schema


def operations(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every operation of every path."""
    for item in schema["paths"].values():
        yield from (item[method] for method in METHODS & item.keys())


def allow_anonymous(operation: dict[str, Any]) -> None:
    """Write "no credentials needed" as OpenAPI does."""
    if security := operation.get("security"):
        operation["security"] = [
            {} if ANONYMOUS in requirement else requirement for requirement in security
        ]


def document_errors(operation: dict[str, Any]) -> None:
    """Every error, of the operation or from before it, is an RFC 7807 body."""
    answers = operation["responses"]
    for status in ANYWHERE:
        answers.setdefault(status, dict(ANYWHERE[status]))
    for status, answer in answers.items():
        if status == "default" or int(status) >= HTTPStatus.BAD_REQUEST:
            answer["content"] = PROBLEM


def problem_schema() -> dict[str, Any]:
    """As it is sent: always with a detail; without ``errors`` rather than with null."""
    schema: dict[str, Any] = ProblemDetail.model_json_schema()
    fields = schema["properties"]
    schema["required"] = [name for name in fields if name != "errors"]
    del fields["detail"]["default"]
    fields["errors"] = {"title": "Errors", **fields["errors"]["anyOf"][0]}
    return schema


def openapi_json(request: HttpRequest) -> HttpResponse:
    """``GET /api/v3/openapi.json``."""
    return Response(document())
