"""allauth's pages on Wagtail's screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import views as stock
from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from cms.login import devices
from cms.login.adapter import TOO_MANY

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

TOO_MANY_REQUESTS = 429


class LoginView(stock.LoginView):
    template_name = "wagtailadmin/login.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Who is logged in but may not enter the admin would be sent round in circles."""
        if not request.user.has_perm("wagtailadmin.access_admin"):
            request.user = AnonymousUser()
        return super().dispatch(request, *args, **kwargs)

    def form_invalid(self, form: Form) -> HttpResponse:
        response = super().form_invalid(form)
        if form.has_error("__all__", TOO_MANY):
            response.status_code = TOO_MANY_REQUESTS
            response.headers["Retry-After"] = str(60 * settings.LOGIN_WAIT_MINUTES)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            **kwargs, next=self.get_next_url(), show_password_reset=True
        )


class NewPasswordView(stock.PasswordResetFromKeyView):
    template_name = "cms/login/new_password.html"

    def form_valid(self, form: Form) -> HttpResponse:
        """Whoever reads that mailbox need not wait for others' wrong guesses."""
        response = super().form_valid(form)
        devices.remember(self.request, response, self.reset_user)
        return response
