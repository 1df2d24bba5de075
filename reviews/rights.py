"""Wagtail groups and permissions, derived from posts and SOPs in this one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
)

from reviews import authority, rounds
from reviews.models.sop import SOP
from reviews.sopgate import submitting_task

if TYPE_CHECKING:
    from pages.models import InstansiPage

FILE_PERMISSIONS = (
    "add_siteimage",
    "choose_siteimage",
    "add_sitedocument",
    "choose_sitedocument",
)


@transaction.atomic
def sync_rights(instansi: InstansiPage) -> None:
    """Give today's holders what their posts need, and nobody else; idempotent.

    Everybody in office may enter the admin and use the office's files; those who
    begin or draft a naskah may add pages below the office. Reviewers need no page
    right: their task gives them the text while it is theirs.
    """
    everybody = office_group(instansi, "Pemangku")
    drafters = office_group(instansi, "Penyusun")
    everybody.permissions.add(Permission.objects.get(codename="access_admin"))
    allow_files(everybody, office_collection(instansi))
    GroupPagePermission.objects.get_or_create(
        group=drafters,
        page_id=instansi.pk,
        permission=Permission.objects.get(
            content_type__app_label="wagtailcore", codename="add_page"
        ),
    )
    holders = authority.office_holders(instansi)
    everybody.user_set.set({holder.user for holder in holders})
    posts = drafting_posts(instansi)
    drafters.user_set.set({h.user for h in holders if h.jabatan_id in posts})


def office_group(instansi: InstansiPage, role: str) -> Group:
    group, _ = Group.objects.get_or_create(name=f"{role} · {instansi.slug}"[:150])
    return group


def office_collection(instansi: InstansiPage) -> Collection:
    """The office's own files, found again by name below the root."""
    root = Collection.get_first_root_node()
    name = instansi.slug[:255]
    return root.get_children().filter(name=name).first() or root.add_child(name=name)


def allow_files(group: Group, collection: Collection) -> None:
    for permission in Permission.objects.filter(codename__in=FILE_PERMISSIONS):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )


def drafting_posts(instansi: InstansiPage) -> set[int]:
    """The posts that begin a naskah in the SOPs in force.

    The drafter's steps, or the order an SOP begins with; where an SOP names neither
    (seed 004: finished material comes in), the post that publishes enters it.
    """
    posts: set[int] = set()
    for sop in SOP.objects.in_force().filter(instansi=instansi):
        handing_in = submitting_task(sop.workflow)
        last = rounds.ordered_tasks(sop.workflow)[-1]
        for task in {*rounds.leading_tasks(sop.workflow), handing_in or last}:
            posts.update(task.jabatan.values_list("pk", flat=True))
    return posts
