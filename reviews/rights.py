"""Wagtail groups and permissions, derived from posts and SOPs in this one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
)

from pages.models import InstansiPage
from reviews import authority, rounds
from reviews.models.sop import SOP
from reviews.sopgate import submitting_task

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import User
    from django.db.models import QuerySet


@dataclass(frozen=True)
class Peran:
    """A derived group of every office: what it opens, by codename."""

    nama: str
    admin: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()

    def group_name(self, instansi: InstansiPage) -> str:
        return f"{self.nama} · {instansi.slug}"[:150]


PEMANGKU = Peran(
    "Pemangku",
    admin=("access_admin",),
    files=(
        "add_siteimage",
        "choose_image",
        "add_sitedocument",
        "choose_document",
    ),
)
PENYUSUN = Peran("Penyusun", pages=("add_page",))
PERAN = (PEMANGKU, PENYUSUN)


@transaction.atomic
def sync_rights(instansi: InstansiPage) -> list[str]:
    """Give today's holders what their posts need, and nobody else; idempotent.

    Everybody in office may enter the admin and use the office's files; those who
    begin or draft a naskah may add pages below the office. Reviewers need no page
    right: their task gives them the text while it is theirs. Whatever somebody gave
    or took by hand is undone. Returns what was different, a sentence each.
    """
    found = drift(instansi)
    if not found:
        return []
    collection = office_collection(instansi)
    for peran, members in members_of(instansi).items():
        group, _ = Group.objects.get_or_create(name=peran.group_name(instansi))
        group.user_set.set(members)
        group.permissions.set(permissions(peran.admin))
        reset(
            GroupPagePermission.objects.filter(group=group),
            [
                GroupPagePermission(group=group, page_id=instansi.pk, permission=right)
                for right in permissions(peran.pages)
            ],
        )
        reset(
            GroupCollectionPermission.objects.filter(group=group),
            [
                GroupCollectionPermission(
                    group=group, collection=collection, permission=right
                )
                for right in permissions(peran.files)
            ],
        )
    return found


@transaction.atomic
def sync_all_rights() -> list[str]:
    """Every office, and the groups that offices of another name left behind."""
    found = [
        line for office in InstansiPage.objects.all() for line in sync_rights(office)
    ]
    for group in abandoned_groups():
        found.append(f"Grup “{group.name}” tidak lagi milik instansi mana pun.")
        group.delete()
    return found


def all_drift() -> list[str]:
    """What :func:`sync_all_rights` would mend."""
    found = [line for office in InstansiPage.objects.all() for line in drift(office)]
    return found + [
        f"Grup “{group.name}” tidak lagi milik instansi mana pun."
        for group in abandoned_groups()
    ]


def members_of(instansi: InstansiPage) -> dict[Peran, set[User]]:
    """Who belongs into each group today."""
    holders = list(authority.office_holders(instansi))
    posts = drafting_posts(instansi)
    return {
        PEMANGKU: {holder.user for holder in holders},
        PENYUSUN: {holder.user for holder in holders if holder.jabatan_id in posts},
    }


def drift(instansi: InstansiPage) -> list[str]:
    """Where the groups differ from what the posts say, a sentence each."""
    found: list[str] = []
    for peran, members in members_of(instansi).items():
        name = peran.group_name(instansi)
        group = Group.objects.filter(name=name).first()
        if group is None:
            found.append(f"Grup “{name}” belum ada.")
            continue
        real = {user.get_username() for user in group.user_set.all()}
        wanted = {user.get_username() for user in members}
        found += [
            f"{who} belum menjadi anggota “{name}”." for who in sorted(wanted - real)
        ]
        found += [
            f"{who} anggota “{name}” tanpa jabatan yang memberinya hak itu."
            for who in sorted(real - wanted)
        ]
        given, due = rights_given(group), rights_due(peran, instansi)
        found += [
            f"“{name}” belum memiliki hak {right}." for right in sorted(due - given)
        ]
        found += [
            f"“{name}” memiliki hak di luar jabatan: {right}."
            for right in sorted(given - due)
        ]
    return found


def rights_due(peran: Peran, instansi: InstansiPage) -> set[str]:
    files = {f"{code} pada koleksi {instansi.slug[:255]}" for code in peran.files}
    pages = {f"{code} pada halaman {instansi.pk}" for code in peran.pages}
    return {*peran.admin, *files, *pages}


def rights_given(group: Group) -> set[str]:
    """What ``group`` really has, in the words of :func:`rights_due`."""
    files = GroupCollectionPermission.objects.filter(group=group)
    files = files.select_related("permission", "collection")
    pages = GroupPagePermission.objects.filter(group=group).select_related("permission")
    return {
        *group.permissions.values_list("codename", flat=True),
        *(
            f"{row.permission.codename} pada koleksi {row.collection.name}"
            for row in files
        ),
        *(f"{row.permission.codename} pada halaman {row.page_id}" for row in pages),
    }


def abandoned_groups() -> list[Group]:
    """Derived groups whose office is gone, or goes by another slug now."""
    known = {
        peran.group_name(office)
        for office in InstansiPage.objects.all()
        for peran in PERAN
    }
    return [
        group
        for peran in PERAN
        for group in Group.objects.filter(name__startswith=f"{peran.nama} · ")
        if group.name not in known
    ]


def office_collection(instansi: InstansiPage) -> Collection:
    """The office's own files, found again by name below the root."""
    root = Collection.get_first_root_node()
    name = instansi.slug[:255]
    return root.get_children().filter(name=name).first() or root.add_child(name=name)


def permissions(codenames: Iterable[str]) -> list[Permission]:
    """Wagtail's permissions of these codenames."""
    return list(
        Permission.objects.filter(
            codename__in=codenames,
            content_type__app_label__in=("wagtailadmin", "wagtailcore", "pages"),
        )
    )


def reset(rows: QuerySet[Any], wanted: list[Any]) -> None:
    """Put ``wanted`` in place of ``rows``."""
    rows.delete()
    for row in wanted:
        row.save()


def drafting_posts(instansi: InstansiPage) -> set[int]:
    """The posts that begin a naskah in the SOPs in force, or whose naskah go on.

    The drafter's steps, or the order an SOP begins with; where an SOP names neither
    (seed 004: finished material comes in), the post that publishes enters it.
    """
    posts: set[int] = set()
    for sop in SOP.objects.in_use().filter(instansi=instansi):
        handing_in = submitting_task(sop.workflow)
        last = rounds.ordered_tasks(sop.workflow)[-1]
        for task in {*rounds.leading_tasks(sop.workflow), handing_in or last}:
            posts.update(task.jabatan.values_list("pk", flat=True))
    return posts
