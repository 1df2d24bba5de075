"""Who may act on a step: the post decides, then its holder of the day.

One place for the whole rule. :func:`weigh` is the rule, over facts that somebody has
read: :func:`judge` reads them for one step (buttons, and each action again under
lock), :mod:`reviews.rounds.waiting` for everything that lies before one person.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Literal

from wagtail.models import Page

from pages.once import once, once_an_answer
from reviews.papers.disposisi import Disposisi
from reviews.papers.jabatan import PemangkuJabatan
from reviews.papers.laporan import Berkas
from reviews.rounds.progress import ordered_tasks, writers_among

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser, User

    from pages.models import InstansiPage
    from reviews.papers.jabatan import PemangkuQuerySet
    from reviews.papers.langkah import LangkahTask
    from reviews.papers.naskah import Naskah
    from reviews.papers.sop import SOP

# A post and the person who is named, or serves, in it.
Seat = tuple[int, int | None]


@dataclass(frozen=True)
class Grounds:
    """All that the rule looks at, for one step of one naskah.

    ``holders`` are in office in the step's posts; ``named`` are those whom the
    disposisi that leads here names; ``barred`` are the users that four eyes keep out.
    """

    holders: tuple[PemangkuJabatan, ...]
    named: frozenset[Seat] = frozenset()
    barred: frozenset[int | None] = frozenset()


@dataclass(frozen=True)
class Verdict:
    """As whom somebody may act on a step, or the reason why he may not.

    ``akun``: not logged in, or not active; ``jabatan``: holds none of the posts today;
    ``disposisi``: the sheet names others; ``penyusun``: four eyes keep him out.
    """

    holder: PemangkuJabatan | None
    reason: Literal["boleh", "akun", "jabatan", "disposisi", "penyusun"]


def weigh(user_id: int, grounds: Grounds) -> Verdict:
    """The rule itself: no query, no clock."""
    mine = [holder for holder in grounds.holders if holder.user_id == user_id]
    if not mine:
        return Verdict(None, "jabatan")
    if user_id in grounds.barred:
        return Verdict(None, "penyusun")
    able = [holder for holder in mine if is_addressed(holder, grounds)]
    return Verdict(min(able, key=rank), "boleh") if able else Verdict(None, "disposisi")


def is_addressed(holder: PemangkuJabatan, grounds: Grounds) -> bool:
    """Whether the disposisi that leads here, if there is one, names ``holder``.

    A named person who no longer holds the post is replaced by whoever does.
    """
    present = {(person.jabatan_id, person.user_id) for person in grounds.holders}
    still_there = grounds.named & present
    if not still_there or (holder.jabatan_id, holder.user_id) in still_there:
        return True
    posts = {post for post, _ in grounds.named}
    return stands_in(holder) and holder.jabatan_id in posts


def stands_in(holder: PemangkuJabatan) -> bool:
    """A Plt. or Plh. acts for the post whoever was named in it."""
    return holder.kapasitas != PemangkuJabatan.Kapasitas.DEFINITIF


def rank(holder: PemangkuJabatan) -> int:
    """Sign as appointed before signing as Plt., and as Plt. before Plh."""
    return list(PemangkuJabatan.Kapasitas).index(
        PemangkuJabatan.Kapasitas(holder.kapasitas)
    )


def kept_out(
    rule: str,
    *,
    is_check: bool,
    shares_post: bool,
    drafter: int | None,
    editors: Iterable[int | None],
) -> frozenset[int | None]:
    """Four eyes: whom the step's ``rule`` (``LangkahTask.empat_mata``) keeps out.

    As a rule a checking step is not for the drafter, unless the SOP says so by giving
    it to a post that also drafts (``shares_post``).
    """
    if rule == "tanpa":
        return frozenset()
    if rule == "penyunting":
        return frozenset({drafter, *editors})
    return frozenset({drafter} if is_check and not shares_post else ())


# Reading the facts ---------------------------------------------------------------


def judge(
    task: LangkahTask,
    naskah: Naskah | None,
    user: User | AnonymousUser,
    at: dt.datetime | None = None,
) -> Verdict:
    """Whether ``user`` may act on ``task`` now, and why or why not."""
    if not user.is_authenticated or not user.is_active:
        return Verdict(None, "akun")
    return weigh(user.pk, grounds(task, naskah, at))


def grounds(
    task: LangkahTask, naskah: Naskah | None, at: dt.datetime | None = None
) -> Grounds:
    """What the rule looks at, read once for however many people it is asked about."""
    key = ("grounds", task.pk, naskah and naskah.pk, at)
    return once_an_answer(key, partial(read_grounds, task, naskah, at))


def read_grounds(
    task: LangkahTask, naskah: Naskah | None, at: dt.datetime | None
) -> Grounds:
    people = tuple(holders(task, at))
    if naskah is None:
        return Grounds(people)
    return Grounds(people, named(task, naskah), barred(task, naskah))


def able(
    task: LangkahTask, naskah: Naskah | None, at: dt.datetime | None = None
) -> list[User]:
    """Everybody who may act on ``task`` now."""
    return among(grounds(task, naskah, at))


def among(facts: Grounds) -> list[User]:
    """Those of the holders who may act."""
    people = {holder.user_id: holder.user for holder in facts.holders}
    return [
        user
        for user in people.values()
        if user.is_active and weigh(user.pk, facts).holder
    ]


def acting(
    task: LangkahTask,
    naskah: Naskah | None,
    user: User | AnonymousUser,
    at: dt.datetime | None = None,
) -> PemangkuJabatan | None:
    """In which capacity ``user`` may act on ``task`` now; ``None`` if not at all."""
    return judge(task, naskah, user, at).holder


def named(task: LangkahTask, naskah: Naskah) -> frozenset[Seat]:
    """Whom the latest disposisi that leads to ``task`` names."""
    sheets = Disposisi.objects.filter(task_tujuan=task.pk, jejak__naskah=naskah)
    sheet = sheets.order_by("-pk").first()
    if sheet is None:
        return frozenset()
    return frozenset(sheet.penerima.named().values_list("jabatan_id", "user_id"))


def barred(task: LangkahTask, naskah: Naskah) -> frozenset[int | None]:
    """Whom four eyes keep out of ``task`` on ``naskah``."""
    return kept_out(
        task.empat_mata,
        is_check=task.is_check,
        shares_post=bool(task.is_check and shares_post(task, naskah)),
        drafter=naskah.penyusun_id,
        editors=last_editors(naskah) if task.empat_mata == "penyunting" else (),
    )


def shares_post(task: LangkahTask, naskah: Naskah) -> bool:
    """Whether the SOP gives ``task`` to a post that also writes the text.

    A hand-made workflow says nothing of the kind; there four eyes are the rule.
    """
    sop = naskah.sop
    return sop is not None and once(
        ("shares post", task.pk, sop.pk), partial(read_shared, task, sop)
    )


def read_shared(task: LangkahTask, sop: SOP) -> bool:
    mine = set(task.jabatan.values_list("pk", flat=True))
    return any(
        mine & set(writer.jabatan.values_list("pk", flat=True))
        for writer in writers_among(ordered_tasks(sop.workflow))
    )


def last_editors(naskah: Naskah) -> set[int | None]:
    """Who saved the latest draft of the text, and of the laporan on it."""
    latest = "latest_revision__user"
    text = Page.objects.filter(pk=naskah.page_id).values_list(latest, flat=True)
    report = Berkas.objects.filter(naskah=naskah).values_list(latest, flat=True)
    return {*text, *report}


def holders(task: LangkahTask, at: dt.datetime | None = None) -> PemangkuQuerySet:
    """Everybody who holds one of the task's posts on the day of ``at``."""
    return (
        PemangkuJabatan.objects.serving(at)
        .filter(jabatan__in=task.jabatan.all())
        .select_related("jabatan", "user")
    )


def office_holders(
    instansi: InstansiPage | None, at: dt.datetime | None = None
) -> PemangkuQuerySet:
    """Everybody in office in ``instansi`` on the day of ``at``."""
    return (
        PemangkuJabatan.objects.serving(at)
        .filter(jabatan__instansi=instansi)
        .select_related("jabatan", "user")
    )


def responsible(
    instansi: InstansiPage | None,
    user: User | AnonymousUser,
    at: dt.datetime | None = None,
) -> PemangkuJabatan | None:
    """The capacity in which ``user`` answers for the office's public information."""
    if not user.is_authenticated:
        return None
    return (
        office_holders(instansi, at)
        .filter(user_id=user.pk, jabatan__penanggung_jawab=True)
        .first()
    )
