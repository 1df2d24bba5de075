"""Browsers that somebody has come in with: they count their failures for themselves.

Whoever guesses at an account from the same address, or from anywhere, does not keep its
owner out of his own browser. (OWASP, "Slow Down Online Guessing Attacks with Device
Cookies".)
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.crypto import get_random_string, salted_hmac

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest, HttpResponse

COOKIE = "naskah_peramban"
SALT = "cms.login.devices"
YEAR = 365 * 86_400
MOST = 16  # names; an office's shared computer


class Device(NamedTuple):
    key: str
    names: list[str]  # of those who came in with it, unreadable


def device_of(request: HttpRequest) -> Device:
    """The browser of ``request``, or a new one."""
    try:
        signed = request.COOKIES.get(COOKIE, "")
        return Device(*signing.loads(signed, salt=SALT, max_age=YEAR))
    except signing.BadSignature:
        return Device(get_random_string(22), [])


def known_to(request: HttpRequest, name: str) -> str:
    """The key of the browser if the account ``name`` has come in with it, else nothing."""
    device = device_of(request)
    return device.key if unreadable(name) in device.names else ""


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """``user`` has shown on this browser who he is."""
    device = device_of(request)
    own = unreadable(user.get_username())
    names = list(dict.fromkeys([own, *device.names]))[:MOST]
    response.set_cookie(
        COOKIE,
        signing.dumps([device.key, names], salt=SALT),
        max_age=YEAR,
        path=reverse("wagtailadmin_home"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def unreadable(name: str) -> str:
    return salted_hmac(SALT, name.lower()).hexdigest()[:16]
