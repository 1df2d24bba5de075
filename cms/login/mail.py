"""The mail with the way to a new password."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import send_mail
from django_tasks import task

from cms.login.backend import people_at
from reviews.rights.invitations import password_link
from reviews.trail.record import display_name


@task(backend="antrean")
def send_reset(email: str) -> None:
    """To the mailbox of every active account with that address, as it is written there."""
    for user in people_at(email):
        if not user.is_active:
            continue
        send_mail(
            f"Kata sandi baru untuk {settings.WAGTAIL_SITE_NAME}",
            f"Yth. {display_name(user)},\n\n"
            "Seseorang, semoga Anda sendiri, meminta kata sandi baru untuk akun "
            f"{user.get_username()}. Buatlah kata sandi itu melalui tautan berikut:\n\n"
            f"{password_link(user)}\n\n"
            "Bila bukan Anda yang meminta, abaikan surel ini: kata sandi Anda tetap.\n",
            None,
            [user.email],
        )
