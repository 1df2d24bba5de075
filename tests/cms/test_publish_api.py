"""Publishing by API v3 token is refused in words that show the way."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from wagtail.models import APIToken, Page

from pages.models import BeritaIndexPage, BeritaPage, InstansiPage

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> BeritaPage:
    root = Page.objects.get(depth=1)
    instansi = root.add_child(instance=InstansiPage(title="Dinas", slug="dinas"))
    index = instansi.add_child(instance=BeritaIndexPage(title="Berita", slug="berita"))
    draft = BeritaPage(
        title="Rapat", slug="rapat", live=False, tanggal=datetime.date(2026, 1, 5)
    )
    index.add_child(instance=draft)
    draft.save_revision()
    return draft


@pytest.fixture
def token() -> dict[str, str]:
    user = User.objects.create_superuser("admin", "admin@go.id", "demo")
    _, key = APIToken.create_token(user=user, name="uji")
    return {"Authorization": f"Bearer {key}"}


def publish(client, page: Page, headers: dict[str, str]):
    url = f"/api/v3/pages/{page.pk}/actions/publish/"
    return client.post(url, "{}", content_type="application/json", headers=headers)


def test_superusers_token_does_not_publish(client, draft, token):
    response = publish(client, draft, token)
    assert response.status_code == 403
    assert response.headers["Content-Type"] == "application/problem+json"
    assert "melalui alur SOP" in response.json()["detail"]
    draft.refresh_from_db()
    assert not draft.live


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer salah"}])
def test_nobody_publishes_unnamed(client, draft, headers):
    assert publish(client, draft, headers).status_code == 401
    draft.refresh_from_db()
    assert not draft.live
