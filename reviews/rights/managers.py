"""Who arranges an office's posts and holders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.errors import NaskahError
from pages.models import InstansiPage
from reviews.papers.jabatan import PemangkuJabatan
from reviews.rights import readers

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet

PERMISSION = "reviews.change_pemangkujabatan"


def managed_offices(user: User) -> QuerySet[InstansiPage]:
    """All for superusers; else his own, for holders with the right to change holders."""
    if user.is_superuser:
        return InstansiPage.objects.all()
    if not user.has_perm(PERMISSION):
        return InstansiPage.objects.none()
    return readers.held_offices(user)


def manages_any(user: User) -> bool:
    """The same question as a yes or no, without another query."""
    return user.has_perm(PERMISSION) and readers.has_office(user)


def require_other(by: User, term: PemangkuJabatan) -> None:
    """Nobody gives himself a post, whichever screen he uses, nor more of one.

    Who arranges an office's posts would else initial and sign as its head. The
    system's administrator may: somebody has to be the first.
    """
    if term.user_id != by.pk or by.is_superuser:
        return
    stored = PemangkuJabatan.objects.filter(pk=term.pk).first() if term.pk else None
    same = ("user_id", "jabatan_id", "kapasitas", "mulai", "sampai")
    if stored is None or any(getattr(stored, n) != getattr(term, n) for n in same):
        raise NaskahError(
            "Anda tidak dapat menunjuk diri sendiri. Mintalah administrator lain."
        )


def manages(user: User, instansi: InstansiPage) -> bool:
    return managed_offices(user).filter(pk=instansi.pk).exists()
