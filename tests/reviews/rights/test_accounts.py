"""Nobody but a superuser makes himself another, or more than he is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.urls import reverse
from wagtail.models import APIToken

from tests.reviews import builders as b

if TYPE_CHECKING:
    from django.test import Client

    from reviews.models import SOP

pytestmark = pytest.mark.django_db


@pytest.fixture
def personalia(lampung: SOP) -> User:
    """A holder who was given all rights on accounts, groups and tokens."""
    user = b.holder_of(lampung, 1)
    models = ("user", "group", "apitoken")
    user.user_permissions.set(Permission.objects.filter(content_type__model__in=models))
    return user


@pytest.fixture
def browser(personalia: User) -> Client:
    return b.logged_in(personalia)


def form_of(user: User, **changes: object) -> dict[str, object]:
    whole = {
        "username": user.username,
        "email": user.email or "baru@contoh.example",
        "first_name": user.first_name,
        "last_name": user.last_name,
        "is_active": "on",
    }
    return {**whole, **changes}


def edit(client: Client, user: User, **changes: object) -> int:
    url = reverse("wagtailusers_users:edit", args=[user.pk])
    return int(client.post(url, form_of(user, **changes)).status_code)


def outsiders(lampung: SOP, bekasi: SOP) -> dict[str, User]:
    """Each beyond the reach of an office's administrator, by another reason."""
    above, direct = b.holder_of(lampung, 2), b.holder_of(lampung, 3)
    above.groups.add(Group.objects.create(name="Administrator pusat"))
    direct.user_permissions.add(Permission.objects.get(codename="change_drafsop"))
    return {
        "superuser": b.superuser(),
        "other office": b.holder_of(bekasi, 2),
        "two offices": b.appointed(
            b.post_of(bekasi, 3), b.appointed(b.post_of(lampung, 5), "rangkap").username,
            kapasitas="plt",
        ),
        "a group of its own": above,
        "a right of its own": direct,
        "no office": User.objects.create_user("lepas"),
    }  # fmt: skip


SCREENS = ("edit", "delete", "history", "usage", "copy")


def test_accounts_beyond_the_office_or_above_it_are_not_there(
    lampung: SOP, bekasi: SOP, browser: Client
) -> None:
    others = outsiders(lampung, bekasi)
    listed = browser.get(reverse("wagtailusers_users:index_results")).content.decode()
    for reason, user in others.items():
        before = User.objects.filter(pk=user.pk).values().get()
        assert f"/users/edit/{user.pk}/" not in listed, reason
        for screen in SCREENS:
            url = reverse(f"wagtailusers_users:{screen}", args=[user.pk])
            assert browser.get(url).status_code == 404, (reason, screen)
        changes = {"password1": "sandi-lain-99", "password2": "sandi-lain-99"}
        assert edit(browser, user, **changes, is_superuser="on") == 404, reason
        for act in ("delete", "set_active_state"):
            url = reverse("wagtail_bulk_action", args=["auth", "user", act])
            url += f"?id={user.pk}"
            answer = browser.post(url, {"mark_as_active": "False"})
            assert answer.status_code == 404, (reason, act)
        assert User.objects.filter(pk=user.pk).values().get() == before, reason


def test_a_colleague_is_renamed_and_switched_off_but_never_taken_over(
    lampung: SOP, browser: Client
) -> None:
    head = b.holder_of(lampung, 4)
    group = Group.objects.create(name="Lain")
    before = User.objects.get(pk=head.pk)
    said = browser.get(reverse("wagtailusers_users:edit", args=[head.pk]))
    assert "password1" not in said.content.decode()
    status = edit(
        browser,
        head,
        first_name="Sari",
        last_name="",
        username="lain",
        email="saya@contoh.example",
        password1="sandi-lain-99",
        password2="sandi-lain-99",
        is_superuser="on",
        groups=[group.pk],
    )
    after = User.objects.get(pk=head.pk)
    assert status == 302
    assert (after.first_name, after.last_name) == ("Sari", "")
    for name in ("username", "email", "password", "is_superuser"):
        assert getattr(after, name) == getattr(before, name), name
    assert group not in after.groups.all()
    assert edit(browser, after, is_active="") == 302
    assert not User.objects.get(pk=head.pk).is_active


def test_many_are_switched_off_of_ones_own_office_alone(
    lampung: SOP, bekasi: SOP, browser: Client
) -> None:
    colleague, stranger = b.holder_of(lampung, 4), b.holder_of(bekasi, 2)
    url = reverse("wagtail_bulk_action", args=["auth", "user", "set_active_state"])
    browser.post(f"{url}?id=all", {"mark_as_active": "False"})
    assert not User.objects.get(pk=colleague.pk).is_active
    assert User.objects.get(pk=stranger.pk).is_active
    assert User.objects.get(pk=b.superuser().pk).is_active


def test_nobody_gives_himself_or_others_a_group(
    lampung: SOP, personalia: User, browser: Client
) -> None:
    group = Group.objects.create(name="Berkuasa")
    url = reverse("wagtail_bulk_action", args=["auth", "user", "assign_role"])
    for user in (personalia, b.holder_of(lampung, 4)):
        browser.post(f"{url}?id={user.pk}", {"role": group.pk})
        assert group not in User.objects.get(pk=user.pk).groups.all()
    for name in ("index", "add"):
        answer = browser.get(reverse(f"wagtailusers_groups:{name}"))
        assert answer.status_code == 302, name
    answer = browser.post(
        reverse("wagtailusers_groups:edit", args=[group.pk]), {"name": "Milik saya"}
    )
    assert Group.objects.get(pk=group.pk).name == "Berkuasa"
    assert browser.get(reverse("wagtailusers_users:add")).status_code == 302


def test_a_token_is_made_for_oneself_alone(
    lampung: SOP, personalia: User, browser: Client
) -> None:
    url, head = reverse("wagtailusers_api_tokens:add"), b.holder_of(lampung, 4)
    kept, _ = APIToken.create_token(user=head, name="Milik kepala")
    for owner in (head, personalia):
        browser.post(url, {"name": "Uji", "user": owner.pk})
    assert [t.user for t in APIToken.objects.filter(name="Uji")] == [personalia]
    for screen in ("edit", "delete", "history", "usage"):
        address = reverse(f"wagtailusers_api_tokens:{screen}", args=[kept.pk])
        assert browser.get(address).status_code == 404, screen


def test_a_superuser_does_all_that(lampung: SOP) -> None:
    browser, user = b.logged_in(b.superuser()), b.holder_of(lampung, 4)
    group = Group.objects.create(name="Lain")
    fields = {"password1": "sandi-lain-99", "password2": "sandi-lain-99"}
    assert edit(browser, user, groups=[group.pk], is_superuser="on", **fields) == 302
    after = User.objects.get(pk=user.pk)
    assert after.is_superuser
    assert after.check_password("sandi-lain-99")
    assert list(after.groups.all()) == [group]
