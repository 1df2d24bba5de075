"""The derived groups of an office: which posts belong into each, and what it opens.

Wagtail asks for the permissions of *its* image and document models, whichever models
a project puts in their place: rights on ours would open nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission
from django.db.models import Q

from reviews.papers.naskah import Naskah
from reviews.papers.sop import SOP
from reviews.rounds import progress
from reviews.rounds.progress import submitting_task

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from wagtail.models import Task

    from pages.models import InstansiPage


@dataclass(frozen=True)
class Peran:
    """A derived group of every office: what it opens, as ``app.codename``."""

    nama: str
    admin: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()

    def group_name(self, instansi: InstansiPage) -> str:
        return f"{self.nama} · {instansi.slug}"[:150]


PEMANGKU = Peran(
    "Pemangku",
    admin=("wagtailadmin.access_admin",),
    files=("wagtailimages.choose_image", "wagtaildocs.choose_document"),
)
PENYUSUN = Peran("Penyusun", pages=("wagtailcore.add_page",))
# Who uploads a file owns it, and Wagtail lets the owner change it while he may add.
PENGUNGGAH = Peran(
    "Pengunggah", files=("wagtailimages.add_image", "wagtaildocs.add_document")
)
PERAN = (PEMANGKU, PENYUSUN, PENGUNGGAH)


def posts_behind(instansi: InstansiPage) -> dict[Peran, set[int]]:
    """The posts that make their holders members, for each derived group.

    Every post enters the admin and chooses files. Those that begin or draft a naskah
    add pages; they and whoever may edit the text at a step upload files for it.
    """
    drafting: set[int] = set()
    editing: set[int] = set()
    for sop in sops_in_use(instansi):
        tasks = progress.ordered_tasks(sop.workflow)
        drafting |= posts_of(drafting_tasks(sop, tasks))
        editing |= posts_of(task for task in tasks if task.boleh_menyunting)
    everybody = set(instansi.jabatan.values_list("pk", flat=True))
    return {PEMANGKU: everybody, PENYUSUN: drafting, PENGUNGGAH: drafting | editing}


def sops_in_use(instansi: InstansiPage) -> QuerySet[SOP]:
    """Those in force, and older or retired ones that a naskah under way still follows."""
    under_way = Naskah.objects.under_way().values("sop")
    return SOP.objects.filter(Q(berlaku=True) | Q(pk__in=under_way), instansi=instansi)


def drafting_tasks(sop: SOP, tasks: list[Task]) -> set[Task]:
    """The steps that begin a naskah, or whose naskah go on.

    The drafter's steps, or the order an SOP begins with; where an SOP names neither
    (seed 004: finished material comes in), the post that publishes enters it.
    """
    handing_in = submitting_task(sop.workflow)
    return {*progress.leading_among(tasks), handing_in or tasks[-1]}


def posts_of(tasks: Iterable[Task]) -> set[int]:
    """The posts of ``tasks``."""
    return {pk for task in tasks for pk in task.jabatan.values_list("pk", flat=True)}


def permissions(names: Iterable[str]) -> list[Permission]:
    """The permissions called ``app.codename``; a codename alone may be of several."""
    wanted = Q(pk__in=[])
    for name in names:
        app, codename = name.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    return list(Permission.objects.filter(wanted))
