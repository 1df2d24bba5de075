"""Where allauth asks us: who is let in, how often, and where to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal import ratelimit
from django.conf import settings
from django.core.cache import caches
from django.utils.connection import ConnectionProxy
from django.utils.http import url_has_allowed_host_and_scheme

from cms.front.replies import address_of
from cms.login import devices
from cms.login.backend import username_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpRequest, HttpResponse

TOO_MANY = "too_many_login_attempts"

# allauth counts in the default cache, which is each process's own without Redis.
ratelimit.cache = ConnectionProxy(caches, "login")


class AccountAdapter(DefaultAccountAdapter):
    """Failures are counted for a name and an address together.

    Counted for the name alone they would lock its owner out from wherever he is, for the
    address alone a whole office. A browser he has come in with before counts apart.
    """

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": (
            "Nama pengguna atau kata sandi tidak sesuai. Silakan periksa, lalu coba lagi."
        ),
        TOO_MANY: (
            "Kata sandi sudah terlalu sering salah. Mohon tunggu "
            f"{settings.LOGIN_WAIT_MINUTES} menit, lalu coba lagi, atau buat kata sandi "
            "baru melalui “Lupa kata sandi?”."
        ),
    }

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        name = username_of(credentials["username"]).lower()
        device = devices.known_to(request, name)
        count = partial(
            ratelimit.consume,
            request,
            app="allauth.account",
            action="login_failed_known" if device else "login_failed",
            key=f"{name} {device or self.get_client_ip(request)}",
        )
        # Asked first: what the address's count refuses is none of the name's.
        usage = count(dry_run=True) and count()
        if usage is None:
            raise self.validation_error(TOO_MANY)
        self._login_failed_rl_usage = usage  # given back after the right password

    def post_login(
        self, request: HttpRequest, user: User, **kwargs: Any
    ) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        devices.remember(request, response, user)
        return response

    def get_client_ip(self, request: HttpRequest) -> str:
        """The one rule of whom to believe (``TRUST_PROXY``)."""
        return address_of(request.META)

    def is_safe_url(self, url: str) -> bool:
        """After the login people stay on this host."""
        return url_has_allowed_host_and_scheme(
            url, {self.request.get_host()}, require_https=self.request.is_secure()
        )

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """What happened is plain from the screen that comes next."""
