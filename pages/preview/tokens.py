"""Tokens that open one draft, for half an hour at most.

A token names the page, its editor and the very text, and is worth no more than the
editor: it dies when the editor is deactivated, gets a new password or may no longer
edit the page, and when the editor looks at another text of it.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.utils.crypto import constant_time_compare
from wagtail.models import Page
from wagtail_headless_preview.models import PagePreview

if TYPE_CHECKING:
    from typing import Any

    from django.contrib.auth.models import User

    from pages.models import NaskahPage

LIFETIME = timedelta(minutes=30)
SALT = "pages.preview"


@dataclass(frozen=True)
class Preview:
    """A draft, and whose eyes it is seen with."""

    draft: NaskahPage
    editor: User


class UnknownTokenError(Exception):
    """Nobody here has given out this token."""


class PreviewOverError(Exception):
    """The token was good once."""


def issue(page: NaskahPage, user: User) -> str:
    """Keep ``page`` as it lies before ``user``, and give a token for that text.

    One text is kept for each page and editor, until the next one or the next day.
    """
    PagePreview.garbage_collect()
    preview, _ = page.update_page_preview(key(page.pk, user.pk))
    claim = {
        "page": page.pk,
        "user": user.pk,
        "text": fingerprint(preview.content_json),
        "login": login_of(user),
    }
    return str(TimestampSigner(salt=SALT).sign_object(claim))


def open_preview(token: str) -> Preview:
    """What ``token`` opens; :class:`UnknownTokenError`, :class:`PreviewOverError`."""
    claim = read_claim(token)
    editor = editor_of(claim)
    page = Page.objects.filter(pk=claim["page"]).first()
    kept = PagePreview.objects.filter(token=key(claim["page"], claim["user"])).first()
    if editor is None or page is None or kept is None:
        raise PreviewOverError
    specific = page.specific
    may_edit = specific.permissions_for_user(editor).can_edit()
    if not may_edit or fingerprint(kept.content_json) != claim["text"]:
        raise PreviewOverError
    return Preview(specific.with_content_json(json.loads(kept.content_json)), editor)


def read_claim(token: str) -> dict[str, Any]:
    try:
        claim: dict[str, Any] = TimestampSigner(salt=SALT).unsign_object(
            token, max_age=LIFETIME
        )
    except SignatureExpired as error:
        raise PreviewOverError from error
    except BadSignature as error:
        raise UnknownTokenError from error
    return claim


def editor_of(claim: dict[str, Any]) -> User | None:
    """Who was given the token, unless deactivated or with another password since."""
    editor = get_user_model().objects.filter(pk=claim["user"], is_active=True).first()
    if editor and constant_time_compare(login_of(editor), claim["login"]):
        return editor
    return None


def end_previews(user_id: int) -> None:
    """No token that ``user_id`` was given opens anything from now on."""
    PagePreview.objects.filter(token__endswith=key("", user_id)).delete()


def key(page_id: int | str, user_id: int) -> str:
    return f"{page_id}:{user_id}"


def login_of(user: User) -> str:
    """Another one after every change of the password."""
    return fingerprint(user.get_session_auth_hash())


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]
