"""A draft on the public site: what its token opens, for whom, and how long."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.contrib.auth.models import Group, Permission, User
from django.core.signing import TimestampSigner
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction, GroupPagePermission
from wagtail_headless_preview.models import PagePreview

from pages.models import BeritaPage
from tests.builders import publish_past_gate
from tests.factories import (
    BeritaPageFactory,
    InformasiPublikPageFactory,
    LamanPageFactory,
    PengumumanPageFactory,
    SiteDocumentFactory,
    SiteImageFactory,
)
from tests.pages.site.preview_link import look

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

    from pages.models import NaskahPage

pytestmark = pytest.mark.django_db

URL = "/api/v3/pratinjau/"
PROBLEM = "application/problem+json"


def editor_of(*pages: NaskahPage, name: str = "penyusun") -> User:
    """Somebody who may edit these pages, and nothing else."""
    group = Group.objects.create(name=name)
    change = Permission.objects.get(codename="change_page")
    for page in pages:
        GroupPagePermission.objects.create(group=group, page=page, permission=change)
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    user = User.objects.create_user(name, password="lama")
    user.groups.add(group)
    return user


def assert_gone(client: Client, path: str, status: int = 410) -> None:
    answer = client.get(path)
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == PROBLEM
    assert answer.headers["Cache-Control"] == "no-store"


def drafted(page: Any, **changes: Any) -> Any:
    """``page`` live as it was, with a draft that says something else."""
    live = publish_past_gate(page)
    for name, value in changes.items():
        setattr(live, name, value)
    live.save_revision()
    return live


def test_the_draft_has_the_shape_of_the_page(client: Client) -> None:
    page = publish_past_gate(BeritaPageFactory(title="Tayang", bergambar=True))
    public = client.get(f"/api/v3/berita/{page.pk}/").json()
    page.title = "Konsep"
    page.tags.add("baru")
    page.save_revision()
    answer = client.get(look(client, page, editor_of(page)))
    body = answer.json()
    assert body.keys() == public.keys()
    assert (body["judul"], body["tag"]) == ("Konsep", ["baru"])
    assert body["digest"] == page.get_latest_revision_as_object().digest()
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert client.get(f"/api/v3/berita/{page.pk}/").json() == public


@pytest.mark.parametrize(
    "factory", [InformasiPublikPageFactory, LamanPageFactory, PengumumanPageFactory]
)
def test_every_kind(client: Client, factory: Any) -> None:
    page = drafted(factory(), title="Konsep")
    assert client.get(look(client, page, editor_of(page))).json()["judul"] == "Konsep"


def test_the_link_leads_to_the_site(
    admin_client: Client, settings: SettingsWrapper
) -> None:
    settings.WAGTAIL_HEADLESS_PREVIEW = {
        "CLIENT_URLS": {"default": "https://dinas.example.go.id/pratinjau/"}
    }
    page = BeritaPageFactory()
    page.save_revision()
    view = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    html = admin_client.get(view, {"mode": "situs"}).content.decode()
    start = "https://dinas.example.go.id/pratinjau/?content_type=pages.beritapage"
    assert f'href="{start}&amp;token=' in html


def test_the_preview_in_the_admin_stays(admin_client: Client) -> None:
    page = BeritaPageFactory(ringkasan="Ringkasan konsep")
    page.save_revision()
    view = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    assert "Ringkasan konsep" in admin_client.get(view).content.decode()
    assert not PagePreview.objects.exists()


def test_it_ends_after_half_an_hour(client: Client) -> None:
    page = BeritaPageFactory()
    page.save_revision()
    start = datetime.datetime(2026, 3, 2, 3, 0, tzinfo=datetime.UTC)
    user = editor_of(page)
    with time_machine.travel(start, tick=False) as clock:
        path = look(client, page, user)
        clock.shift(30 * 60)
        assert client.get(path).status_code == 200
        clock.shift(1)
        assert_gone(client, path)


def test_it_is_of_one_text(client: Client) -> None:
    """Whoever was shown a text does not see what is written afterwards."""
    page = BeritaPageFactory(title="Pertama")
    page.save_revision()
    user = editor_of(page)
    first = look(client, page, user)
    page.title = "Kedua"
    page.save_revision()
    assert client.get(first).json()["judul"] == "Pertama"
    second = look(client, page, user)
    assert_gone(client, first)
    assert client.get(second).json()["judul"] == "Kedua"


def test_it_is_of_one_page_and_one_editor(client: Client) -> None:
    one, other = BeritaPageFactory(title="Satu"), BeritaPageFactory(title="Dua")
    for page in (one, other):
        page.save_revision()
    user, colleague = editor_of(one, other), editor_of(one, name="rekan")
    paths = [look(client, one, user), look(client, other, user)]
    paths.append(look(client, one, colleague))
    assert [client.get(path).json()["id"] for path in paths] == [
        one.pk,
        other.pk,
        one.pk,
    ]
    colleague.is_active = False
    colleague.save()
    assert_gone(client, paths[2])
    assert client.get(paths[0]).status_code == 200


def test_a_text_that_is_swapped_in_the_store_is_not_shown(client: Client) -> None:
    one, other = BeritaPageFactory(title="Satu"), BeritaPageFactory(title="Dua")
    one.save_revision()
    path = look(client, one, editor_of(one))
    PagePreview.objects.update(content_json=other.to_json())
    assert_gone(client, path)


def deactivate(user: User) -> None:
    user.is_active = False
    user.save()


def leave(user: User) -> None:
    user.groups.clear()


def change_password(user: User) -> None:
    user.set_password("baru")
    user.save()


def test_it_does_not_come_back_with_its_editor(client: Client) -> None:
    page = BeritaPageFactory()
    page.save_revision()
    user = editor_of(page)
    path = look(client, page, user)
    deactivate(user)
    user.is_active = True
    user.save()
    assert_gone(client, path)


@pytest.mark.parametrize("lose", [deactivate, leave, change_password, User.delete])
def test_it_is_worth_no_more_than_its_editor(client: Client, lose: Any) -> None:
    page = BeritaPageFactory()
    page.save_revision()
    user = editor_of(page)
    path = look(client, page, user)
    assert client.get(path).status_code == 200
    lose(user)
    assert_gone(client, path)


def test_of_a_deleted_page(client: Client) -> None:
    page = BeritaPageFactory()
    page.save_revision()
    path = look(client, page, editor_of(page))
    BeritaPage.objects.get(pk=page.pk).delete()
    assert_gone(client, path)


@pytest.mark.parametrize(
    "token",
    [
        "x",
        "a:b:c",
        "%00",
        "\u00e9:a:b",
        "x" * 500,
        TimestampSigner(salt="lain").sign_object({"page": 1, "user": 1}),
    ],
    ids=["one letter", "three parts", "nul", "accent", "long", "another salt"],
)
def test_forged(client: Client, token: str) -> None:
    assert client.get(f"{URL}{token}/").status_code in {400, 404, 422}


def test_every_changed_letter_is_noticed(client: Client) -> None:
    page = BeritaPageFactory()
    page.save_revision()
    path = look(client, page, editor_of(page)).rstrip("/")
    for place in range(len(URL), len(path), 7):
        letter = "A" if path[place] != "A" else "B"
        changed = f"{path[:place]}{letter}{path[place + 1 :]}/"
        assert client.get(changed).status_code == 404, place


def test_exempt_information_is_for_those_who_edit_it(client: Client) -> None:
    page = InformasiPublikPageFactory(title="Rahasia", dikecualikan=True)
    page.save_revision()
    client.force_login(editor_of(BeritaPageFactory(), name="orang lain"))
    view = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
    assert client.get(view, {"mode": "situs"}).status_code == 404
    assert not PagePreview.objects.exists()
    client.logout()
    path = look(client, page, editor_of(page))
    assert client.get(path).json()["judul"] == "Rahasia"
    assert client.get(f"/api/v3/informasi-publik/{page.pk}/").status_code == 404


def test_the_files_of_a_draft(client: Client) -> None:
    document, image = SiteDocumentFactory(), SiteImageFactory()
    page = BeritaPageFactory(gambar_utama=image, lampiran=[("dokumen", document)])
    page.save_revision()
    user = editor_of(page)
    may_choose(user, Collection.get_first_root_node())
    body = client.get(look(client, page, user)).json()
    urls = [
        body["gambar"]["renditions"]["kecil"]["url"],
        body["gambar"]["sumber"][0]["srcset"].split(" ")[0],
        body["lampiran"][0]["url"],
    ]
    for url in urls:
        assert client.get(url.partition("?")[0]).status_code in {302, 403, 404}
        assert fetched(client, url).status_code == 200
    assert "private" in fetched(client, urls[0]).headers["Cache-Control"]
    other = SiteDocumentFactory()
    foreign = other.url + "?" + urls[2].partition("?")[2]
    assert client.get(foreign).status_code in {302, 403, 404}
    deactivate(user)
    assert client.get(urls[2]).status_code in {302, 403, 404}


def test_files_that_the_editor_may_not_see_stay_closed(client: Client) -> None:
    """Anybody can write the id of any document into a draft."""
    document = SiteDocumentFactory()
    page = BeritaPageFactory(lampiran=[("dokumen", document)])
    page.save_revision()
    path = look(client, page, editor_of(page))
    url = f"{document.url}?pratinjau={path.removeprefix(URL).rstrip('/')}"
    assert client.get(url).status_code in {302, 403, 404}


def test_closed_files_are_not_in_the_answer(client: Client) -> None:
    closed = Collection.get_first_root_node().add_child(name="Tertutup")
    CollectionViewRestriction.objects.create(
        collection=closed, restriction_type=CollectionViewRestriction.LOGIN
    )
    document = SiteDocumentFactory(title="Rahasia", collection=closed)
    page = BeritaPageFactory(lampiran=[("dokumen", document)])
    page.save_revision()
    body = client.get(look(client, page, editor_of(page))).json()
    assert body["lampiran"] == []


def fetched(client: Client, url: str) -> HttpResponseBase:
    """The answer, its file read to the end: that closes it."""
    answer = client.get(url)
    assert b"".join(answer.streaming_content)
    return answer


def may_choose(user: User, collection: Collection) -> None:
    """Let ``user`` choose the images and documents of ``collection``."""
    (group,) = user.groups.all()
    for codename in ("choose_image", "choose_document"):
        permission = Permission.objects.get(
            codename=codename, content_type__app_label="pages"
        )
        group.collection_permissions.create(
            collection=collection, permission=permission
        )
