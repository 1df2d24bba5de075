"""Who may act on a step: the post decides, then its holder of the day.

One place for the whole rule. The admin asks it which buttons to show, and each
action asks it again under lock.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from reviews.models.disposisi import Disposisi
from reviews.models.jabatan import PemangkuJabatan, local_date

if TYPE_CHECKING:
    import datetime as dt

    from django.contrib.auth.models import AnonymousUser, User

    from pages.models import InstansiPage
    from reviews.models.jabatan import PemangkuQuerySet
    from reviews.models.langkah import LangkahTask
    from reviews.models.naskah import Naskah


def holders(task: LangkahTask, at: dt.datetime | None = None) -> PemangkuQuerySet:
    """Everybody who holds one of the task's posts on the day of ``at``."""
    posts = task.jabatan.all()
    office = next((post.instansi for post in posts.select_related("instansi")), None)
    if office is None:
        return PemangkuJabatan.objects.none()
    return (
        PemangkuJabatan.objects.in_office(local_date(office, at))
        .filter(jabatan__in=posts)
        .select_related("jabatan", "user")
    )


def office_holders(
    instansi: InstansiPage, at: dt.datetime | None = None
) -> PemangkuQuerySet:
    """Everybody in office in ``instansi`` on the day of ``at``."""
    return (
        PemangkuJabatan.objects.in_office(local_date(instansi, at))
        .filter(jabatan__instansi=instansi)
        .select_related("jabatan", "user")
    )


@dataclass(frozen=True)
class Verdict:
    """As whom somebody may act on a step, or the reason why he may not."""

    holder: PemangkuJabatan | None
    reason: Literal["boleh", "akun", "jabatan", "disposisi", "penyusun"]


def judge(
    task: LangkahTask,
    naskah: Naskah | None,
    user: User | AnonymousUser,
    at: dt.datetime | None = None,
) -> Verdict:
    """Whether ``user`` may act on ``task`` now, and why or why not.

    ``akun``: not logged in, or not active; ``jabatan``: holds none of the posts today;
    ``disposisi``: the sheet names others; ``penyusun``: it is his own text.
    """
    if not user.is_authenticated or not user.is_active:
        return Verdict(None, "akun")
    mine = [holder for holder in holders(task, at) if holder.user_id == user.pk]
    if not mine:
        return Verdict(None, "jabatan")
    if naskah is not None:
        mine = [holder for holder in mine if is_addressed(task, naskah, holder, at)]
        if is_own_text(task, naskah, user):
            return Verdict(None, "penyusun")
    if not mine:
        return Verdict(None, "disposisi")
    return Verdict(min(mine, key=rank), "boleh")


def acting(
    task: LangkahTask,
    naskah: Naskah | None,
    user: User | AnonymousUser,
    at: dt.datetime | None = None,
) -> PemangkuJabatan | None:
    """In which capacity ``user`` may act on ``task`` now; ``None`` if not at all."""
    return judge(task, naskah, user, at).holder


def rank(holder: PemangkuJabatan) -> int:
    """Sign as appointed before signing as Plt., and as Plt. before Plh."""
    return list(PemangkuJabatan.Kapasitas).index(
        PemangkuJabatan.Kapasitas(holder.kapasitas)
    )


def is_own_text(task: LangkahTask, naskah: Naskah, user: User | AnonymousUser) -> bool:
    """Four eyes: a checking step is not for the drafter, unless the SOP says so.

    The SOP says so by giving the step to a post that also drafts.
    """
    if not task.is_check or naskah.penyusun_id != user.pk:
        return False
    return not task.lets_drafter_check(naskah)


def is_addressed(
    task: LangkahTask,
    naskah: Naskah,
    holder: PemangkuJabatan,
    at: dt.datetime | None = None,
) -> bool:
    """Whether the disposisi that leads here, if there is one, names ``holder``.

    A named person who no longer holds the post is replaced by whoever does.
    """
    sheet = (
        Disposisi.objects.filter(task_tujuan=task.pk, jejak__naskah=naskah)
        .order_by("-pk")
        .first()
    )
    if sheet is None:
        return True
    in_office = {(person.jabatan_id, person.user_id) for person in holders(task, at)}
    named = {(to.jabatan_id, to.user_id) for to in sheet.penerima.all()}
    still_there = named & in_office
    if still_there:
        return (holder.jabatan_id, holder.user_id) in still_there or (
            stands_in(holder) and any(post == holder.jabatan_id for post, _ in named)
        )
    return True


def stands_in(holder: PemangkuJabatan) -> bool:
    """A Plt. or Plh. acts for the post whoever was named in it."""
    return holder.kapasitas != PemangkuJabatan.Kapasitas.DEFINITIF


def responsible(
    instansi: InstansiPage | None,
    user: User | AnonymousUser,
    at: dt.datetime | None = None,
) -> PemangkuJabatan | None:
    """The capacity in which ``user`` answers for the office's public information."""
    if instansi is None or not user.is_authenticated:
        return None
    return (
        office_holders(instansi, at)
        .filter(user_id=user.pk, jabatan__penanggung_jawab=True)
        .first()
    )
