"""Sessions, tokens and previews end with the password and with the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import APIToken

from cms.login.models import AccountSession
from tests.cms.login.browser import Browser
from tests.reviews import builders as b
from tests.reviews.builders import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django.fixtures import SettingsWrapper

    Change = Callable[[Browser, User, bool], None]

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

PERSON = {
    "first_name": "Siti",
    "last_name": "Rahma",
    "email": "siti@kabupaten.example",
}
NEW = "kata-sandi-baru-21"


def by_save(admin: Browser, user: User, active: bool) -> None:
    user = User.objects.get(pk=user.pk)
    user.is_active = active
    user.save()


def by_save_of_one_field(admin: Browser, user: User, active: bool) -> None:
    user = User.objects.get(pk=user.pk)
    user.is_active = active
    user.save(update_fields=["is_active"])


def by_user_form(admin: Browser, user: User, active: bool) -> None:
    path = reverse("wagtailusers_users:edit", args=[user.pk])
    answer = admin.send(path, **PERSON, is_active="on" if active else None)
    assert answer.status == 302


def by_bulk_action(admin: Browser, user: User, active: bool) -> None:
    path = reverse("wagtail_bulk_action", args=["auth", "user", "set_active_state"])
    answer = admin.send(f"{path}?id={user.pk}", mark_as_active=str(active))
    assert answer.status == 302


WAYS = [by_save, by_save_of_one_field, by_user_form, by_bulk_action]


@pytest.fixture
def admin(url: str) -> Browser:
    return entered(url, b.superuser())


@pytest.fixture
def own(url: str, holder: User) -> Browser:
    return entered(url, holder)


def is_in(browser: Browser) -> bool:
    return browser.ask("/admin/").status == 200


def opens(browser: Browser, token: str) -> bool:
    path = reverse("wagtailapi_v3:whoami")
    return browser.ask(path, Authorization=f"Bearer {token}").status == 200


def entered(url: str, user: User) -> Browser:
    browser = Browser(url)
    assert browser.log_in(user.username, PASSWORD).status == 302
    return browser


def test_what_ended_stays_ended(url: str, admin: Browser, holder: User) -> None:
    for change in WAYS:
        own = entered(url, holder)
        token = APIToken.create_token(user=holder, name="program")[1]
        assert is_in(own), change
        assert opens(Browser(url), token), change
        change(admin, holder, False)
        assert not is_in(own), change
        assert not opens(Browser(url), token), change
        assert Browser(url).log_in(holder.username, PASSWORD).status == 200

        change(admin, holder, True)
        assert User.objects.get(pk=holder.pk).is_active
        assert not is_in(own), change
        assert not opens(Browser(url), token), change
        assert is_in(admin)


def by_admin(admin: Browser, user: User) -> None:
    path = reverse("wagtailusers_users:edit", args=[user.pk])
    answer = admin.send(path, **PERSON, password1=NEW, password2=NEW)
    assert answer.status == 302


def by_set_password(admin: Browser, user: User) -> None:
    user.set_password(NEW)
    user.save(update_fields=["password"])


def by_closing_it(admin: Browser, user: User) -> None:
    user.set_unusable_password()
    user.save()


def test_a_new_password_ends_what_the_old_one_opened(
    url: str, admin: Browser, holder: User
) -> None:
    for change in (by_admin, by_set_password, by_closing_it):
        holder.set_password(PASSWORD)
        holder.save()
        own = entered(url, holder)
        token = APIToken.create_token(user=holder, name="program")[1]
        change(admin, holder)
        assert not is_in(own), change
        assert not opens(Browser(url), token), change
        assert Browser(url).log_in(holder.username, PASSWORD).status == 200
        holder.refresh_from_db()
    by_admin(admin, b.superuser())
    assert is_in(admin), "an administrator keeps the browser he changes his own with"


def test_whoever_changes_his_own_keeps_the_browser_he_does_it_with(
    url: str, own: Browser, holder: User
) -> None:
    other = Browser(url)
    assert other.log_in(holder.username, PASSWORD).status == 302
    token = APIToken.create_token(user=holder, name="program")[1]
    before = own.cookies["sessionid"]
    typed = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    one_name = {**PERSON, "last_name": ""}
    person = {f"name_email-{name}": value for name, value in one_name.items()}
    answer = own.send(
        "/admin/account/",
        **{f"password-{name}": value for name, value in typed.items()},
        **person,
    )
    assert answer.status == 302, answer.text
    assert is_in(own)
    assert own.cookies["sessionid"] != before
    assert not is_in(other)
    assert not opens(Browser(url), token)


def test_what_changes_neither_ends_nothing(
    url: str, own: Browser, holder: User, settings: SettingsWrapper
) -> None:
    token = APIToken.create_token(user=holder, name="program")[1]
    user = User.objects.get(pk=holder.pk)
    user.first_name = "Lain"
    user.save()
    assert is_in(own)
    # A login that stores the same password under another hash.
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
        *settings.PASSWORD_HASHERS,
    ]
    assert Browser(url).log_in(holder.username, PASSWORD).status == 302
    assert User.objects.get(pk=holder.pk).password.startswith("pbkdf2")
    assert opens(Browser(url), token)


def test_sessions_of_the_past_are_cleared_as_ever(own: Browser) -> None:
    assert AccountSession.objects.get().user_id
    AccountSession.objects.update(expire_date="2020-01-01T00:00Z")
    call_command("clearsessions")
    assert not AccountSession.objects.exists()
