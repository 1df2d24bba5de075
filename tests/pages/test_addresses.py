"""Absolute addresses: pages on the public site, files on this server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from wagtail.models import Site

from pages import addresses
from pages.addresses import absolute_html, filled_in, here, site_base, there
from tests.factories import InstansiPageFactory

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

SITE = "https://www.kota.example"


@pytest.fixture(autouse=True)
def elsewhere(settings: SettingsWrapper) -> None:
    settings.PUBLIC_SITE_URL = f"{SITE}/"
    settings.WAGTAILAPI_BASE_URL = "https://api.kota.example"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="/dinas/">d</a>', f'<a href="{SITE}/dinas/">d</a>'),
        (
            '<a href="/documents/3/a%20b.pdf">d</a>',
            '<a href="https://api.kota.example/documents/3/a%20b.pdf">d</a>',
        ),
        # An office may be called so; pages end in a slash, files never.
        ('<a href="/media/berita/">d</a>', f'<a href="{SITE}/media/berita/">d</a>'),
        (
            '<img src="/media/x.jpg"/>',
            '<img src="https://api.kota.example/media/x.jpg"/>',
        ),
        ('<a href="https://x.example/?a&amp;b">d</a>',) * 2,
        ('<a href="mailto:a@b.example">d</a>',) * 2,
        ("<a>tanpa alamat</a>",) * 2,
        ('<p>src="/media/x.jpg" &lt;b&gt;</p>',) * 2,
        (
            '<source srcset="/media/a.webp 480w, /media/b.webp 960w"/>',
            '<source srcset="https://api.kota.example/media/a.webp 480w, '
            'https://api.kota.example/media/b.webp 960w"/>',
        ),
    ],
)
def test_absolute_html(before: str, after: str) -> None:
    kept = absolute_html(before, addresses.SITE)
    assert SITE not in kept
    assert "kota.example" not in kept
    assert filled_in(kept.encode()).decode() == after


@pytest.mark.parametrize(
    ("site", "api", "shown"),
    [
        # Where these stand today, and nothing of their paths: pages begin at the root.
        (
            "https://kota.example/portal/",
            "http://10.0.0.7:81/",
            b"http://10.0.0.7:81/x",
        ),
        ("http://localhost:3000", "http://[::1]:9377", b"http://[::1]:9377/x"),
    ],
)
def test_rows_follow_the_settings(
    settings: SettingsWrapper, site: str, api: str, shown: bytes
) -> None:
    """A row is written once, and read wherever the servers stand by then."""
    kept = f"{addresses.kept_here('/x')} {there('/y/', addresses.SITE)}".encode()
    settings.PUBLIC_SITE_URL, settings.WAGTAILAPI_BASE_URL = site, api
    assert filled_in(kept) == shown + b" " + there("/y/", site).encode()


def test_ascii() -> None:
    assert there("/berita/kabar-é/", SITE) == f"{SITE}/berita/kabar-%C3%A9/"
    assert here("https://cdn.example/a b.jpg") == "https://cdn.example/a%20b.jpg"


@pytest.mark.django_db
def test_site_base() -> None:
    """One site is the public one; of several, those with a host say their own."""
    office, other = InstansiPageFactory(), InstansiPageFactory()
    assert site_base(office.url_path) == SITE
    Site.objects.create(hostname="badan.example", port=443, root_page=office)
    assert site_base(office.url_path) == "https://badan.example"
    assert site_base(f"{office.url_path}berita/") == "https://badan.example"
    assert site_base(other.url_path) == SITE
    assert site_base("") == SITE
