"""Who reads, and whose papers he may see: those of the offices he holds a post in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied

from pages.models import InstansiPage
from reviews.papers.jabatan import PemangkuJabatan

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet
    from django.http import HttpRequest


def reader_of(request: HttpRequest) -> User:
    """Who asks; Wagtail's admin lets nobody in who has not logged in."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user


def offices_of(user: User) -> QuerySet[InstansiPage]:
    """The offices whose papers ``user`` may see: all for superusers, else his own."""
    if user.is_superuser:
        return InstansiPage.objects.all()
    return held_offices(user)


def held_offices(user: User) -> QuerySet[InstansiPage]:
    """The offices in which ``user`` holds a post today."""
    posts = terms_of(user).values("jabatan__instansi")
    return InstansiPage.objects.filter(pk__in=posts)


def terms_of(user: User) -> QuerySet[PemangkuJabatan]:
    """What ``user`` holds today, on each office's own calendar (one query)."""
    terms = PemangkuJabatan.objects.serving().filter(user=user)
    return terms.select_related("jabatan__instansi")


def terms_today(user: User) -> list[PemangkuJabatan]:
    """What ``user`` holds today; read once, for a dozen menu items ask on each page."""
    if "terms_today" not in user.__dict__:
        user.__dict__["terms_today"] = list(terms_of(user))
    terms: list[PemangkuJabatan] = user.__dict__["terms_today"]
    return terms


def may_read(user: User, instansi: InstansiPage) -> bool:
    """Whether the papers of ``instansi`` are among those ``user`` may see."""
    return user.is_superuser or any(
        term.jabatan.instansi_id == instansi.pk for term in terms_today(user)
    )


def has_office(user: User) -> bool:
    """Whether there are papers for ``user`` to see at all; remembered as above."""
    if "has_office" not in user.__dict__:
        all_offices = user.is_superuser and InstansiPage.objects.exists()
        user.__dict__["has_office"] = all_offices or bool(terms_today(user))
    return bool(user.__dict__["has_office"])
