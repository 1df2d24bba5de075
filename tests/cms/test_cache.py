"""The cache is a help: without Redis, or with one that hangs, all goes on."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING

import pytest
from django.core.cache import cache
from wagtail.models import Site

from cms.settings import services
from tests.conftest import free_port
from tests.reviews import builders as b

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

    from reviews.models import SOP


@pytest.fixture(params=["refuses", "hangs"])
def no_redis(
    request: pytest.FixtureRequest,
    settings: SettingsWrapper,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[None]:
    """``REDIS_URL`` names a port where nobody answers."""
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(100)
        port = deaf.getsockname()[1] if request.param == "hangs" else free_port()
        monkeypatch.setenv("REDIS_URL", f"redis://127.0.0.1:{port}/0")
        settings.CACHES = services.cache()
        yield


@pytest.mark.django_db
def test_a_naskah_goes_live_and_is_read(no_redis: None, client: Client) -> None:
    sop: SOP = b.adopted("004")
    page = b.submitted(sop)
    Site.clear_site_root_paths_cache()
    begun = time.monotonic()
    for _ in range(2):
        drafter = b.logged_in(page.owner)
        assert drafter.get("/admin/").status_code == 200
        assert drafter.get(f"/admin/pages/{page.pk}/edit/").status_code == 200
    page = b.published(sop, "Tanpa Redis")
    assert client.get(f"/api/v3/berita/{page.pk}/").status_code == 200
    assert client.get("/readyz").status_code == 200
    assert time.monotonic() - begun < 30


def test_it_forgets_and_says_so(no_redis: None) -> None:
    cache.set("langkah", 3)
    assert cache.get("langkah", 7) == 7
    assert cache.get_many(["langkah"]) == {}
    assert cache.add("langkah", 3) is False
    assert cache.delete("langkah") is False
    with pytest.raises(ValueError, match="langkah"):
        cache.incr("langkah")
