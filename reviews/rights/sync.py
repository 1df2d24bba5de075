"""Wagtail groups and permissions, derived from posts and SOPs in this one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
)

from pages.models import InstansiPage
from reviews.rights.peran import PERAN, Peran, permissions, posts_behind
from reviews.rounds import authority

if TYPE_CHECKING:
    from django.contrib.auth.models import Permission, User
    from django.db.models import QuerySet


def sync_rights(instansi: InstansiPage) -> list[str]:
    """Give today's holders what their posts need, and nobody else; idempotent.

    Everybody in office may enter the admin and choose from the office's files; who
    writes uploads them, and who begins or drafts a naskah may add pages below the
    office (:mod:`reviews.rights.peran`). Reviewers need no page right: their task gives them
    the text while it is theirs. Whatever somebody gave or took by hand is undone.
    Returns what was different, a sentence each.
    """
    found = drift(instansi)
    if found:
        mend(instansi)
    return found


@transaction.atomic
def mend(instansi: InstansiPage) -> None:
    """On SQLite whoever saves meanwhile waits for this: it writes, and looks once."""
    collection = office_collection(instansi)
    held = Group.objects.select_for_update()
    groups = {
        peran: held.get_or_create(name=peran.group_name(instansi))[0] for peran in PERAN
    }
    # Asked under the locks: whose term was saved meanwhile keeps what it gave him.
    for peran, members in members_of(instansi).items():
        group = groups[peran]
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


def sync_all_rights() -> list[str]:
    """Every office, and the groups that offices of another name left behind.

    One after the other and none in one transaction: the pass reads for seconds.
    """
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
    return {
        peran: {holder.user for holder in holders if holder.jabatan_id in posts}
        for peran, posts in posts_behind(instansi).items()
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
    files = {f"{name} pada koleksi {instansi.slug[:255]}" for name in peran.files}
    pages = {f"{name} pada halaman {instansi.pk}" for name in peran.pages}
    return {*peran.admin, *files, *pages}


def rights_given(group: Group) -> set[str]:
    """What ``group`` really has, in the words of :func:`rights_due`."""
    kept = "permission__content_type"
    files = GroupCollectionPermission.objects.filter(group=group)
    pages = GroupPagePermission.objects.filter(group=group).select_related(kept)
    return {
        *map(name_of, group.permissions.select_related("content_type")),
        *(
            f"{name_of(row.permission)} pada koleksi {row.collection.name}"
            for row in files.select_related(kept, "collection")
        ),
        *(f"{name_of(row.permission)} pada halaman {row.page_id}" for row in pages),
    }


def name_of(permission: Permission) -> str:
    """``app.codename``, as :class:`~reviews.rights.peran.Peran` names it."""
    return f"{permission.content_type.app_label}.{permission.codename}"


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


def reset(rows: QuerySet[Any], wanted: list[Any]) -> None:
    """Put ``wanted`` in place of ``rows``."""
    rows.delete()
    for row in wanted:
        row.save()
