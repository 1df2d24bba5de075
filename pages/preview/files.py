"""The images and documents of a draft, for the holder of its token."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from wagtail.images import get_image_model

from pages.content.canonical import references
from pages.preview.tokens import PreviewOverError, UnknownTokenError, open_preview

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User
    from django.http import HttpRequest

    from pages.models import SiteDocument, SiteImage

PARAMETER = "pratinjau"

_token: ContextVar[str] = ContextVar("token", default="")


@contextmanager
def opened_by(token: str) -> Iterator[None]:
    """Addresses of files that are given out meanwhile are opened by ``token``."""
    before = _token.set(token)
    try:
        yield
    finally:
        _token.reset(before)


def file_url(url: str) -> str:
    """``url`` of a file on this server as the present answer is to give it out."""
    token = _token.get()
    return f"{url}?{PARAMETER}={token}" if token and url.startswith("/") else url


def previewer(request: HttpRequest, item: SiteImage | SiteDocument) -> User | None:
    """The editor whose token ``request`` bears, if it is of a draft that uses ``item``.

    Anybody can write any id into a draft: what the editor may not see stays closed.
    """
    token = request.GET.get(PARAMETER)
    if not token:
        return None
    try:
        preview = open_preview(token)
    except (UnknownTokenError, PreviewOverError):
        return None
    used = references(preview.draft)
    pks = used.images if isinstance(item, get_image_model()) else used.documents
    return preview.editor if item.pk in pks else None
