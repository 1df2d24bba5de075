"""The invitation to choose a password: a link that works once and for a few days."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_tasks import task
from wagtail.log_actions import log

from pages.errors import NaskahError
from reviews.papers.jabatan import PemangkuJabatan
from reviews.rights.managers import managed_offices
from reviews.trail.record import display_name as name_of


@task(backend="antrean")
def send_invitation(user_id: int) -> None:
    """Mail the link; nobody sees it but the reader of that mailbox."""
    user = User.objects.filter(pk=user_id, is_active=True).exclude(email="").first()
    if user is None or user.has_usable_password():
        return
    days = settings.PASSWORD_RESET_TIMEOUT // 86_400
    send_mail(
        f"Undangan masuk ke {settings.WAGTAIL_SITE_NAME}",
        f"Yth. {name_of(user)},\n\n"
        f"Akun Anda sudah dibuat dengan nama pengguna {user.get_username()}. Buatlah "
        f"kata sandi melalui tautan berikut dalam {days} hari:\n\n"
        f"{password_link(user)}\n\n"
        "Bila tautan tidak berlaku lagi, mintalah undangan baru kepada administrator.\n",
        None,
        [user.email],
    )


def password_link(user: User) -> str:
    """Where ``user`` chooses a password: once, and for ``PASSWORD_RESET_TIMEOUT``."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    path = reverse(
        "account_reset_password_from_key",
        args=[uid, default_token_generator.make_token(user)],
    )
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


def awaits_invitation(user: User) -> bool:
    """Whether ``user`` never came in, has no password to come in with, and a mailbox."""
    never_in = user.last_login is None and not user.has_usable_password()
    return user.is_active and never_in and bool(user.email)


def may_invite(by: User, user: User) -> bool:
    """Whether ``by`` arranges an office in which ``user`` holds a post, now or soon."""
    if not awaits_invitation(user):
        return False
    terms = PemangkuJabatan.objects.during(timezone.localdate(), None)
    offices = managed_offices(by)
    return terms.filter(user=user, jabatan__instansi__in=offices).exists()


@transaction.atomic
def invite_again(user: User, by: User) -> None:
    """Another link for somebody who lost the first; that one ends with its days."""
    if not may_invite(by, user):
        raise NaskahError(
            "Undangan hanya dapat dikirim kepada pemangku jabatan di instansi Anda yang "
            "mempunyai alamat surel dan belum pernah masuk."
        )
    invite([user])
    log(instance=user, action="reviews.undang", user=by)


def invite(people: list[User]) -> int:
    """Queue an invitation for everybody who can get one; return how many."""
    able = [user for user in people if user.email and not user.has_usable_password()]
    for user in able:
        send_invitation.enqueue(user.pk)
    return len(able)
