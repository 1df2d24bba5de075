"""The bucket has another address: what was published before names it, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.storage import storages

from cms.moved_files import rebuild_where_files_moved
from cms.settings import services
from pages.models import ReadVersion
from tests.builders import OpenGate, installed, publish_past_gate
from tests.cms.queue import work
from tests.factories import BeritaPageFactory, SiteImageFactory

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db


def test_answers_follow_the_bucket(
    client: Client, settings: SettingsWrapper, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = publish_past_gate(BeritaPageFactory(gambar_utama=SiteImageFactory()))
    work()

    def told() -> str:
        answer = client.get(f"/api/v3/berita/{page.pk}/").json()
        return str(answer["gambar"]["renditions"]["kecil"]["url"])

    here = told()
    assert here.startswith("/media/images/")
    before = ReadVersion.objects.get().nomor
    rebuild_where_files_moved()
    assert ReadVersion.objects.get().nomor == before, "nothing has moved"

    for domain in ("berkas.go.id", "berkas.kantor.go.id"):
        monkeypatch.setenv("S3_PUBLIC_DOMAIN", domain)
        settings.STORAGES = {**storages.backends, **services.s3_files("naskah")}
        with installed(OpenGate()):  # which knows of no trail
            rebuild_where_files_moved()
        assert told().startswith(f"https://{domain}/public/images/")
