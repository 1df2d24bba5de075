"""The pages people come in by: where they lead, and that no other way goes around."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import resolve, reverse
from wagtail.models import Collection, CollectionViewRestriction

from tests.cms import english, queue
from tests.factories import SiteDocumentFactory
from tests.reviews import builders as b
from tests.reviews.builders import PASSWORD

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db

LOGIN = "/admin/login/"
RESET = "/admin/password_reset/"
CSRF = re.compile(r"\b[A-Za-z0-9]{64}\b")
NEW = "kata-sandi-baru-21"
WAGTAILS = (
    ("wagtailadmin_login", []),
    ("wagtailcore_login", []),
    ("wagtailadmin_password_reset", []),
    ("wagtailadmin_password_reset_done", []),
    ("wagtailadmin_password_reset_confirm", ["MQ", "a-b"]),
    ("wagtailadmin_password_reset_complete", []),
)


@pytest.fixture
def holder() -> User:
    user = b.holder_of(b.adopted("002"), 3)
    user.email = "Siti@kabupaten.example"
    user.save()
    return user


def log_in(name: str, password: str = PASSWORD, **form: str) -> str | None:
    """Where the login leads to; None if it does not."""
    answer = Client().post(LOGIN, {"username": name, "password": password, **form})
    return answer.headers.get("Location")


def reset(email: str) -> str:
    """Ask for a new password; what the screen says."""
    answer = Client().post(RESET, {"email": email}, follow=True)
    queue.work()
    assert answer.redirect_chain[-1] == (f"{RESET}done/", 302)
    return CSRF.sub("", answer.text)


def link() -> str:
    found = re.search(r"https?://[^/]+(/\S+)", mail.outbox[-1].body)
    assert found
    return found[1]


@pytest.mark.parametrize(("name", "args"), WAGTAILS)
def test_wagtails_own_views_are_reached_by_nobody(name: str, args: list[str]) -> None:
    view = resolve(reverse(name, args=args)).func.view_class
    assert not view.__module__.startswith("wagtail")


def test_nobody_signs_himself_up(client: Client) -> None:
    for path in ("/admin/signup/", "/accounts/signup/", "/admin/email/"):
        assert client.post(path).status_code in {302, 404}
    assert "signup" not in client.get(LOGIN).text


@pytest.mark.parametrize("name", ["staf", "siti@kabupaten.example", " staf "])
def test_the_name_or_an_address_of_ones_own(holder: User, name: str) -> None:
    assert log_in(name.replace("staf", holder.username)) == "/admin/"


def test_a_shared_address_is_nobodys_name(holder: User) -> None:
    b.superuser()
    User.objects.filter(username=b.superuser().username).update(email=holder.email)
    assert log_in(holder.email) is None
    assert log_in(holder.username) == "/admin/"


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/admin/reports/", "/admin/reports/"),
        ("http://testserver/admin/pages/", "http://testserver/admin/pages/"),
        ("https://luar.example/", "/admin/"),
        ("//luar.example/", "/admin/"),
        ("/\\luar.example", "/admin/"),
        ("http://localhost/admin/", "/admin/"),
        ("javascript:alert(1)", "/admin/"),
        ("", "/admin/"),
    ],
)
def test_it_leads_to_where_people_were_going(
    holder: User, settings: SettingsWrapper, asked: str, led: str
) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://luar.example"]
    assert log_in(holder.username, next=asked) == led


def test_who_may_not_enter_the_admin_is_told_so(client: Client) -> None:
    user = User.objects.create_user("tamu", password=PASSWORD)
    client.force_login(user)
    answer = client.get("/admin/", follow=True)
    assert answer.redirect_chain == [(f"{LOGIN}?next=/admin/", 302)]
    assert 'name="username"' in answer.text
    assert not list(english.in_page(answer.text))


def test_a_closed_document_asks_who_is_there(client: Client) -> None:
    closed = Collection.get_first_root_node().add_child(name="Tertutup")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type="login"
    )
    document = SiteDocumentFactory(collection=closed)
    answer = client.get(document.url)
    assert answer.status_code in {302, 404}
    assert LOGIN in answer.headers.get("Location", LOGIN)


def test_a_new_password_comes_by_mail_and_opens_the_door(holder: User) -> None:
    browser = Client()
    for n in range(11):
        answer = browser.post(LOGIN, {"username": holder.username, "password": f"{n}"})
    assert answer.status_code == 429

    browser.post(RESET, {"email": holder.email.lower()})
    assert not mail.outbox, "nothing is known before the worker has looked"
    queue.work()
    assert mail.outbox[-1].to == [holder.email]
    assert holder.username in mail.outbox[-1].body

    page = browser.get(link(), follow=True)
    assert page.redirect_chain[-1][0].endswith("/set-password/")
    assert not list(english.in_page(page.text))
    form = {"password1": NEW, "password2": NEW}
    done = browser.post(page.redirect_chain[-1][0], form, follow=True)
    assert done.redirect_chain[-1] == (f"{RESET}complete/", 302)
    assert browser.get("/admin/").status_code == 302, "nobody is let in by a link"

    answer = browser.post(LOGIN, {"username": holder.username, "password": NEW})
    assert answer.status_code == 302, "who has shown who he is does not wait"
    assert "tidak berlaku lagi" in Client().get(link()).text


def test_nothing_tells_whether_anybody_has_an_address(holder: User) -> None:
    assert reset(holder.email) == reset("tidak-ada@kabupaten.example")
    assert [message.to for message in mail.outbox] == [[holder.email]]


def test_an_address_that_looks_like_another_gets_nothing(holder: User) -> None:
    reset("s\u0131ti@kabupaten.example")
    assert not mail.outbox


def test_a_link_ends_with_its_account(holder: User) -> None:
    reset(holder.email)
    User.objects.filter(pk=holder.pk).update(is_active=False)
    assert "tidak berlaku lagi" in Client().get(link(), follow=True).text
    mail.outbox.clear()
    reset(holder.email)
    assert not mail.outbox


def test_a_mailbox_is_not_flooded(holder: User, client: Client) -> None:
    found = [client.post(RESET, {"email": holder.email}).status_code for _ in range(7)]
    assert found == [302] * 5 + [429] * 2
    queue.work()
    assert len(mail.outbox) == 5


@pytest.mark.parametrize("uid", ["MQ", "_", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5"])
def test_a_link_that_is_none_is_told(client: Client, uid: str) -> None:
    page = client.get(f"{RESET}confirm/{uid}/x/")
    assert page.status_code == 200
    assert "Minta tautan baru" in page.text
    assert not list(english.in_page(page.text))


def test_nobody_names_another_address_for_himself(holder: User) -> None:
    """Where a new password is sent to is arranged by others."""
    client = b.logged_in(holder)
    before = holder.email
    client.post(reverse("wagtailadmin_account"), {"name_email-email": "lain@a.example"})
    holder.refresh_from_db()
    assert holder.email == before
    assert "name_email-email" not in client.get("/admin/account/").content.decode()


def test_who_is_in_already_is_led_on(holder: User) -> None:
    answer = b.logged_in(holder).get(LOGIN, {"next": "/admin/account/"})
    assert answer.headers["Location"] == "/admin/account/"


def test_whoever_leaves_comes_back_to_the_login(holder: User) -> None:
    answer = b.logged_in(holder).post("/admin/logout/")
    assert (answer.status_code, answer.headers["Location"]) == (302, LOGIN)


def test_the_old_password_is_not_guessed_at_an_unlocked_desk(holder: User) -> None:
    client = b.logged_in(holder)
    typed = {f"password-new_password{n}": NEW for n in (1, 2)}
    refused = {f"password-new_password{n}": "pendek" for n in (1, 2)}
    guesses = [
        client.post("/admin/account/", {**new, "password-old_password": word}).text
        for word, new in [
            *[(PASSWORD, refused)] * 3,
            *[("salah", typed)] * 5,
            (PASSWORD, typed),
        ]
    ]
    assert ["tunggu satu menit" in page for page in guesses] == [False] * 8 + [True]
    assert User.objects.get(pk=holder.pk).check_password(PASSWORD)


def test_the_password_of_a_collection_is_not_guessed(client: Client) -> None:
    closed = Collection.get_first_root_node().add_child(name="Tertutup")
    closed = CollectionViewRestriction.objects.create(
        collection=closed, restriction_type="password", password="kunci"
    )
    path = reverse("wagtaildocs_authenticate_with_password", args=[closed.pk])
    right = {"password": "kunci", "return_url": "/"}
    known = [Client().post(path, right).status_code for _ in range(3)]
    found = [client.post(path, {"password": f"{n}"}).status_code for n in range(61)]
    assert known + found == [302] * 3 + [200] * 60 + [429]
    assert client.post(path, right).status_code == 429
