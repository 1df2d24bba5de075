"""Who gets a file, and how long it may be kept on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.test import RequestFactory
from wagtail.models import Collection, GroupCollectionPermission

from pages.file_access import audience, cache_control, may_choose, unknown_files
from tests.builders import publish_past_gate
from tests.factories import BeritaPageFactory, SiteImageFactory

if TYPE_CHECKING:
    from pages.models import SiteImage

pytestmark = pytest.mark.django_db


def asked(user: User | AnonymousUser, image: SiteImage) -> str | None:
    request = RequestFactory().get("/media/gambar.png")
    request.user = user
    return audience(request, image)


def chooser(*, admin: bool = True) -> User:
    """Somebody whose group may choose images; and, it may be, enter the admin."""
    user, group = User.objects.create_user("pegawai"), Group.objects.create(name="p")
    user.groups.add(group)
    if admin:
        group.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupCollectionPermission.objects.create(
        group=group,
        collection=Collection.get_first_root_node(),
        permission=Permission.objects.get(
            codename="choose_image", content_type__app_label="wagtailimages"
        ),
    )
    return user


def test_an_unpublished_file_is_for_those_who_meet_it_in_the_admin() -> None:
    image, user = SiteImageFactory(), chooser()
    assert asked(user, image) == "private"
    assert asked(AnonymousUser(), image) is None
    assert asked(User.objects.create_user("tanpa.hak"), image) is None


def test_a_right_to_choose_is_worth_nothing_outside_the_admin() -> None:
    assert not may_choose(chooser(admin=False), SiteImageFactory())


def test_a_published_file_is_for_everybody_whoever_asks() -> None:
    image = SiteImageFactory()
    publish_past_gate(BeritaPageFactory(gambar_utama=image))
    assert asked(AnonymousUser(), image) == "public"
    assert asked(chooser(), image) == "public"


def test_a_draft_is_asked_about_the_files_that_are_new_to_it() -> None:
    old, new, _elsewhere = SiteImageFactory(), SiteImageFactory(), SiteImageFactory()
    page = BeritaPageFactory(gambar_utama=old)
    page.save_revision()
    stranger = User.objects.create_user("tanpa.hak")
    assert unknown_files(stranger, page) == []
    page.gambar_utama = new
    assert unknown_files(stranger, page) == [new]
    assert unknown_files(chooser(), page) == []


def test_only_what_is_public_is_kept_on_the_way() -> None:
    assert cache_control("public") == "public, max-age=300"
    assert cache_control("private") == "private, max-age=0"
