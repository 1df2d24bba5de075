"""Those who go everywhere: an office's people, from nobody to its administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from reviews.models import Jabatan
from reviews.rights.sync import office_collection
from tests.reviews import builders as b

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from reviews.models import SOP

PAGE_RIGHTS = ("add", "change", "publish", "lock", "unlock", "bulk_delete")
FILE_RIGHTS = (
    "add_image", "change_image", "choose_image",
    "add_document", "change_document", "choose_document",
    "add_collection", "change_collection", "delete_collection",
)  # fmt: skip


def people_of(sop: SOP) -> dict[str, User]:
    """One for each role that an office knows, of seed 003."""
    return {
        "administrator": administrator(sop),
        "penyusun": b.holder_of(sop, 1),
        "pembaca": newcomer(sop, "pembaca"),
        "pemeriksa": b.holder_of(sop, 4),
        "kepala": b.holder_of(sop, 5),
    }


def newcomer(sop: SOP, name: str) -> User:
    """Somebody in office whose post stands in no step."""
    post, _ = Jabatan.objects.get_or_create(instansi=sop.instansi, nama=name.title())
    return b.appointed(post, name)


def administrator(sop: SOP) -> User:
    """All rights that can be given short of the superuser's, in his office alone.

    Rights on models know no office in Wagtail: it is ours to hold them to one.
    """
    user, office = newcomer(sop, "administrator"), sop.instansi
    group, _ = Group.objects.get_or_create(name="Administrator")
    group.permissions.set(Permission.objects.exclude(codename__in=FILE_RIGHTS))
    for right in PAGE_RIGHTS:
        GroupPagePermission.objects.create(
            group=group, page=office, permission=permission(f"{right}_page")
        )
    for right in FILE_RIGHTS:
        GroupCollectionPermission.objects.create(
            group=group,
            collection=office_collection(office),
            permission=permission(right),
        )
    user.groups.add(group)
    return user


def permission(codename: str) -> Permission:
    """Wagtail's own; the custom models have others of the same name."""
    return Permission.objects.get(
        codename=codename,
        content_type__app_label__in=("wagtailcore", "wagtailimages", "wagtaildocs"),
    )


def browsers(people: dict[str, User]) -> dict[str, Client]:
    """Everybody's browser, and the program that carries the administrator's token."""
    found = {name: signed_in(user) for name, user in people.items()}
    program = Client(
        raise_request_exception=False, headers=b.bearer(people["administrator"])
    )
    return {
        "siapa pun": Client(raise_request_exception=False),
        **found,
        "token": program,
    }


def signed_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client
