"""Exact sets of people around a round, from the rules that decide who may act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import User

from reviews.papers.jabatan import Jabatan
from reviews.papers.jejak import Jejak
from reviews.rounds import authority

if TYPE_CHECKING:
    import datetime as dt

    from pages.models import InstansiPage
    from reviews.papers.langkah import LangkahTask
    from reviews.papers.naskah import Naskah


def drafters(naskah: Naskah) -> list[User]:
    """Who wrote the text, if he is still in this office."""
    return in_office(naskah.instansi, {naskah.penyusun_id})


def participants(naskah: Naskah) -> list[User]:
    """The drafter and all who completed a step of this round, still in this office."""
    acted = naskah.jejak.filter(aksi=Jejak.Aksi.SETUJU).values_list("pelaku", flat=True)
    return in_office(naskah.instansi, {naskah.penyusun_id, *acted})


def in_charge(instansi: InstansiPage) -> list[User]:
    """Who answers for the public information of ``instansi`` today."""
    holders = authority.office_holders(instansi).filter(jabatan__penanggung_jawab=True)
    return list({holder.user_id: holder.user for holder in holders}.values())


def in_office(instansi: InstansiPage, ids: set[int | None]) -> list[User]:
    """Those of ``ids`` who hold a post of ``instansi`` today."""
    today = authority.office_holders(instansi).values("user")
    known = [pk for pk in ids if pk is not None]
    people = User.objects.filter(pk__in=today).filter(pk__in=known)
    return list(people.order_by("pk"))


def superiors(
    task: LangkahTask, naskah: Naskah, at: dt.datetime | None = None
) -> list[User]:
    """Who answers for those who do not act: the holders of the post above.

    Where nobody holds it, or only those who should have acted, the one above that;
    at the top, the post that answers for the office's public information.
    """
    late = {user.pk for user in authority.able(task, naskah, at)}
    in_charge = authority.office_holders(naskah.instansi, at).exclude(user__in=late)
    posts = set(task.jabatan.values_list("pk", flat=True))
    seen: set[int] = set()
    while posts - seen:
        seen |= posts
        above = Jabatan.objects.filter(bawahan__in=posts, instansi=naskah.instansi)
        posts = set(above.values_list("pk", flat=True))
        found = {h.user_id: h.user for h in in_charge.filter(jabatan__in=posts)}
        if found:
            return list(found.values())
    responsible = in_charge.filter(jabatan__penanggung_jawab=True)
    return list({h.user_id: h.user for h in responsible}.values())
