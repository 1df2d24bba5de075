"""``/api/v3/pratinjau/{token}/``: a draft in the shape it will have in public."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import P, PathEx, Router
from wagtail.api.v3.errors import ProblemDetail, problem_response

from pages.models import NaskahPage
from pages.parameters import refuse_unknown
from pages.preview.files import opened_by
from pages.preview.tokens import PreviewOverError, UnknownTokenError, open_preview
from pages.reading.answer import JSON
from pages.reading.kinds import every_kind, kind_of
from pages.reading.text import compact
from pages.site import types
from pages.site.api.schemas import DETAIL_ERRORS

router = Router(auth=None)

types.load()
# Of whichever type the draft is.
DETAIL: Any = reduce(
    or_, (kind.detail for kind in every_kind() if issubclass(kind.model, NaskahPage))
)

Token = PathEx[str, P(max_length=500, description="Token pratinjau.")]

# Nobody but the holder of the token is to find or keep it.
HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
}


@router.get(
    "/{token}/",
    response={
        200: DETAIL,
        **DETAIL_ERRORS,
        410: ProblemDetail,
    },
    operation_id="pratinjau",
    url_name="pratinjau",
    summary="Naskah yang belum tayang, bagi pemegang token pratinjau",
)
def get_pratinjau(request: HttpRequest, token: Token) -> HttpResponse:
    refuse_unknown(request)
    response = answer(token)
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


def answer(token: str) -> HttpResponse:
    try:
        detail = shown_draft(open_preview(token).draft, token)
    except UnknownTokenError:
        return problem_response(status=404, detail="Pratinjau tidak ditemukan.")
    except PreviewOverError:
        return problem_response(
            status=410,
            detail="Pratinjau ini sudah berakhir. Buka kembali dari editor naskah.",
        )
    return HttpResponse(compact(detail), content_type=JSON)


def shown_draft(draft: NaskahPage, token: str) -> dict[str, Any]:
    """``draft`` as its detail; its files can be fetched with ``token`` too."""
    kind = kind_of(type(draft))
    if kind is None:
        raise UnknownTokenError
    with opened_by(token):
        (values,) = kind.represent([draft])
    shown: dict[str, Any] = kind.detail.model_validate(values).model_dump(mode="json")
    return shown
