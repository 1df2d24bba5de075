"""What lies before whom: the questions that the screens ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from pages.models import InstansiPage
from reviews import authority, rounds
from reviews.models.jabatan import PemangkuJabatan
from reviews.models.jejak import Jejak
from reviews.models.laporan import Berkas
from reviews.models.naskah import Naskah
from reviews.models.sop import SOP

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from pages.models import NaskahPage


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


def has_office(user: User) -> bool:
    """Whether there are papers for ``user`` to see at all; remembered as above."""
    if "has_office" not in user.__dict__:
        all_offices = user.is_superuser and InstansiPage.objects.exists()
        user.__dict__["has_office"] = all_offices or bool(terms_today(user))
    return bool(user.__dict__["has_office"])


def orders_for(user: User) -> list[SOP]:
    """The SOPs that ``user`` may begin with an order (penugasan) today."""
    sops = SOP.objects.in_force().filter(instansi__in=offices_of(user))
    return [
        sop
        for sop in sops.select_related("instansi")
        if sop.begins_with_order
        and authority.acting(rounds.ordered_tasks(sop.workflow)[0], None, user)
    ]


def last_return(naskah: Naskah) -> Jejak | None:
    """Why and by whom a text came back, while it waits for its drafter."""
    if naskah.status != Naskah.Status.DIKEMBALIKAN:
        return None
    return naskah.jejak.filter(aksi__in=Jejak.RETURNS).order_by("-nomor").first()


def as_id(text: str) -> int:
    """The id that ``text`` of a query string names; 0, nobody's, for all else."""
    plain = len(text) < 19 and text.isascii() and text.isdigit()
    return int(text) if plain else 0


def subject_url(obj: NaskahPage | Berkas) -> str:
    """The review screen of ``obj``."""
    return screen_url(obj.pk, berkas=isinstance(obj, Berkas))


def screen_url(pk: int | str, *, berkas: bool = False) -> str:
    kind = "berkas" if berkas else "halaman"
    return reverse(f"naskah:tinjau_{kind}", args=[pk])
