"""Tokens on Wagtail's own endpoints: what is no token, and what a token adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import Group, Permission, User
from wagtail.models import APIToken, GroupPagePermission, Page

from tests.builders import publish_past_gate
from tests.factories import BeritaPageFactory, SiteImageFactory

if TYPE_CHECKING:
    from django.test import Client

    from pages.models import BeritaPage

pytestmark = pytest.mark.django_db
PAGES = "/api/v3/pages/"


def token_of(user: User) -> dict[str, str]:
    _, key = APIToken.create_token(user=user, name="uji")
    return {"Authorization": f"Bearer {key}"}


def ids(client: Client, path: str, headers: dict[str, str]) -> set[int]:
    answer = client.get(f"{path}?limit=100", headers=headers)
    assert answer.status_code == 200, answer.content
    return {item["id"] for item in answer.json()["items"]}


@pytest.fixture
def stranger() -> dict[str, str]:
    """The token of somebody without any right to a page."""
    return token_of(User.objects.create_user("tamu"))


@pytest.fixture
def editor() -> dict[str, str]:
    """The token of somebody who may change everything."""
    user = User.objects.create_user("penyunting")
    group = Group.objects.create(name="Penyunting")
    user.groups.add(group)
    GroupPagePermission.objects.create(
        group=group,
        page=Page.objects.get(depth=1),
        permission=Permission.objects.get(codename="change_page"),
    )
    return token_of(user)


@pytest.fixture
def corrected() -> BeritaPage:
    """A live article whose next text is a draft."""
    page = publish_past_gate(BeritaPageFactory(title="Tayang"))
    page.title = "Konsep"
    page.save_revision()
    return page


@pytest.mark.parametrize("path", [PAGES, "/api/v3/images/", "/api/v3/berita/"])
@pytest.mark.parametrize("token", ["salah", "", "%00", "x" * 5000])
def test_what_is_no_token_is_401(client: Client, path: str, token: str) -> None:
    answer = client.get(path, headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_token_sees_no_less_than_nobody(
    client: Client, corrected: BeritaPage, stranger: dict[str, str]
) -> None:
    assert ids(client, PAGES, stranger) == ids(client, PAGES, {}) >= {corrected.pk}


def test_a_token_adds_what_its_holder_may_edit(
    client: Client, editor: dict[str, str]
) -> None:
    draft = BeritaPageFactory()
    assert draft.pk in ids(client, PAGES, editor) - ids(client, PAGES, {})


def test_a_draft_is_for_those_who_may_edit_it(
    client: Client,
    corrected: BeritaPage,
    stranger: dict[str, str],
    editor: dict[str, str],
) -> None:
    url = f"{PAGES}{corrected.pk}/?version=draft"
    assert client.get(url).json()["title"] == "Tayang"
    assert client.get(url, headers=stranger).status_code == 404
    twice = f"{url}&version=live"
    assert client.get(twice, headers=stranger).status_code == 404
    assert client.get(url, headers=editor).json()["title"] == "Konsep"


def test_a_parent_that_is_not_public_is_not_named(client: Client) -> None:
    page = publish_past_gate(BeritaPageFactory())
    parent = page.get_parent()
    url = f"{PAGES}{page.pk}/"
    assert client.get(url).json()["meta"]["parent"]["id"] == parent.pk
    Page.objects.filter(pk=parent.pk).update(live=False)
    assert client.get(url).json()["meta"]["parent"] is None


def test_images_are_listed_to_those_who_may_choose_them(
    client: Client, stranger: dict[str, str]
) -> None:
    image = SiteImageFactory()
    chief = token_of(User.objects.create_superuser("kepala"))
    assert ids(client, "/api/v3/images/", {}) == set()
    assert ids(client, "/api/v3/images/", stranger) == set()
    assert ids(client, "/api/v3/images/", chief) == {image.pk}


def test_redirects_are_read_by_who_may_change_them(
    client: Client, stranger: dict[str, str]
) -> None:
    chief = token_of(User.objects.create_superuser("kepala"))
    assert client.get("/api/v3/redirects/").status_code == 401
    assert client.get("/api/v3/redirects/", headers=stranger).status_code == 403
    assert client.get("/api/v3/redirects/", headers=chief).status_code == 200
