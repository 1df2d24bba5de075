"""The OpenAPI document of API v3, made valid.

Wagtail's ``AllowAnonymous`` is listed as an HTTP security scheme without a scheme,
which OpenAPI 3.1 forbids and generators refuse. What it means, "no credentials
needed", OpenAPI writes as an empty requirement. The document also names no errors,
while every one is an RFC 7807 body.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from ninja.responses import Response
from wagtail.api.v3.errors import PROBLEM_JSON, ProblemDetail
from wagtail.api.v3.urls import api

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse

ANONYMOUS = "AllowAnonymous"
METHODS = frozenset({"get", "put", "post", "delete", "patch", "head", "options"})


@cache
def document() -> dict[str, Any]:
    """The whole document; endpoints do not change while the process lives."""
    schema = dict(api.get_openapi_schema())
    components = schema["components"]
    components.get("securitySchemes", {}).pop(ANONYMOUS, None)
    components["schemas"]["ProblemDetail"] = ProblemDetail.model_json_schema()
    for operation in operations(schema):
        allow_anonymous(operation)
        document_errors(operation)
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
    """Every answer that is not listed is an RFC 7807 body."""
    operation["responses"].setdefault(
        "default",
        {
            "description": "Kesalahan (RFC 7807)",
            "content": {
                PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/ProblemDetail"}}
            },
        },
    )


def openapi_json(request: HttpRequest) -> HttpResponse:
    """``GET /api/v3/openapi.json``."""
    return Response(document())
