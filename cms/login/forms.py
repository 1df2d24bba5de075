"""The forms of allauth's pages, in our words."""

from __future__ import annotations

import binascii
from typing import TYPE_CHECKING, Any

from allauth.account import forms as stock
from allauth.core import context
from allauth.core.internal import ratelimit
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.http import urlsafe_base64_decode
from wagtail.admin.forms.auth import PasswordChangeForm as WagtailPasswordChangeForm

from cms.login.mail import send_reset

if TYPE_CHECKING:
    from django.http import HttpRequest


class LoginForm(stock.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, password.label = "Nama pengguna atau surel", "Kata sandi"
        login.widget.attrs.update(placeholder="", autofocus="")
        password.widget.attrs["placeholder"] = ""
        password.help_text = ""  # the way to a new one stands below

    def add_prefix(self, field_name: str) -> str:
        """The name under which browsers have kept people's passwords."""
        return super().add_prefix("username" if field_name == "login" else field_name)


class ResetPasswordForm(stock.ResetPasswordForm):
    """Says and does the same whether anybody has that address; the worker looks."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Surel Anda"
        self.fields["email"].widget.attrs["placeholder"] = ""

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        email: str = self.cleaned_data["email"]
        send_reset.enqueue(email)
        return email


class ResetPasswordKeyForm(stock.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, second = self.fields["password1"], self.fields["password2"]
        first.label, second.label = "Kata sandi baru", "Kata sandi baru, sekali lagi"
        for field in (first, second):
            field.widget.attrs["placeholder"] = ""


class PasswordChangeForm(WagtailPasswordChangeForm):
    """Of one's own account: who finds a desk unlocked does not guess the old one."""

    def clean_old_password(self) -> str:
        usage = ratelimit.consume(
            context.request,
            app="allauth.account",
            action="change_password",
            user=self.user,
        )
        if usage is None:
            raise ValidationError("Mohon tunggu satu menit, lalu coba lagi.")
        password: str = super().clean_old_password()
        usage.rollback()  # it was the right one
        return password


class UserTokenForm(stock.UserTokenForm):
    """Links as Django makes them, of invitations too; for active accounts only."""

    def _get_user(self, uid: str) -> User | None:
        try:
            pk = int(urlsafe_base64_decode(uid))
        except (ValueError, binascii.Error):
            return None
        return User.objects.filter(pk=pk, is_active=True).first()
