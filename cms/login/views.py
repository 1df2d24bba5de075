"""allauth's pages on Wagtail's screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import views as stock
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.transaction import non_atomic_requests
from wagtail.documents.views.serve import authenticate_with_password

from cms.login import devices
from cms.login.adapter import TOO_MANY

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

FOUND, TOO_MANY_REQUESTS = 302, 429


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


@non_atomic_requests
def collection_password(request: HttpRequest, restriction_id: int) -> HttpResponse:
    """Wagtail's form for a closed collection; wrong passwords of one address come to an end."""
    usage = ratelimit.consume(
        request, app="allauth.account", action="document_password"
    )
    if usage is None:
        return ratelimit.respond_429(request)
    response = authenticate_with_password(request, restriction_id)
    if response.status_code == FOUND:
        usage.rollback()
    return response
