"""An anonymous reader goes everywhere and finds no secret, by no query."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from django.urls import get_resolver

from tests.proof import a_share
from tests.whole.canaries import WORD, build, secret

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse
    from django.test import Client

    from tests.whole.canaries import Site

pytestmark = pytest.mark.django_db

LISTS = (
    *("berita", "informasi-publik", "instansi", "laman", "pengumuman", "sop"),
    "pages",
)
V2 = ("pages", "images", "documents")
PUBLIC_TYPES = (
    *("pages.BeritaPage", "pages.InformasiPublikPage", "pages.LamanPage"),
    "pages.PengumumanPage",
)
# Whatever the version, a format of rich text must not say more than another one.
FORMATS = ("db_html", "html", "db_markdown", "markdown")
# A secret is asked for in every way that could show that it is there.
SECRETS = [
    secret(name)
    for name in (
        "konsep-judul",
        "konsep-slug",
        "konsep-tag",
        "konsep-kategori",
        "konsep-isi",
        "konsep-taggambar",
        "kedaluwarsa-slug",
        "dikecualikan-judul",
        "dikecualikan-nomor",
        "tertutup",
        "koleksi-gambar",
        "koreksi-ringkasan",
        "koreksi-tag",
    )
] + [WORD]


@pytest.fixture
def site() -> Site:
    return build()


def text_of(response: HttpResponse) -> str:
    """Body and headers, as far as they go out."""
    parts = getattr(response, "streaming_content", None)
    body = b"".join(parts) if parts is not None else response.content
    return f"{response.headers} {body.decode(errors='replace')}"


def v3_paths(client: Client, ids: list[int]) -> Iterator[str]:
    """Every GET of the OpenAPI document, with every id where it takes one."""
    paths = client.get("/api/v3/openapi.json").json()["paths"]
    for path, item in paths.items():
        if "get" in item:
            is_open = {} in item["get"].get("security", [{}])
            yield from filled(path, ids if is_open else ids[:1])


def filled(path: str, ids: list[int]) -> Iterator[str]:
    """``path`` with each id, and each secret, in the place of its parameter."""
    if "{" not in path:
        yield path
        return
    before, _, rest = path.partition("{")
    after = rest.partition("}")[2]
    for value in (*ids, WORD, secret("konsep-slug")):
        yield from filled(f"{before}{value}{after}", ids[:1])


def other_paths(site: Site) -> Iterator[str]:
    for endpoint, pk in itertools.product(V2, site.ids()):
        yield f"/api/v2/{endpoint}/{pk}/"
        yield f"/api/v2/{endpoint}/find/?id={pk}"
    for page in (*site.public.values(), *site.secret_pages):
        yield f"/api/v2/pages/find/?html_path={page.url_path}"
        yield f"/api/v3/pages/find/?html_path={page.url_path}"
        yield page.url_path


def top_paths() -> Iterator[str]:
    """Everything else the URL configuration has that takes no parameter."""
    for pattern in get_resolver().url_patterns:
        route = str(pattern.pattern)
        if not route.startswith(("admin/", "api/")) and "<" not in route:
            yield f"/{route}"


def file_paths(site: Site) -> Iterator[str]:
    for picture in site.secret_images:
        yield picture.file.url
        yield from (made.url for made in picture.renditions.all())
    for paper in site.secret_documents:
        yield paper.url
        yield paper.file.url


def queries() -> Iterator[str]:
    """What can be asked of Wagtail's lists."""
    for form in FORMATS:
        yield f"?rich_text_format={form}"
    for kind in PUBLIC_TYPES:
        yield from (
            f"?type={kind}&fields=*",
            f"?type={kind}",
            f"?type={kind}&order=title",
        )
    yield from ("?fields=*", "?fields=*,parent(*),alias_of(*)", "?order=-title")
    yield "?limit=100&fields=*,tags"


def test_nothing_secret_is_said(client: Client, site: Site) -> None:
    paths = itertools.chain(
        v3_paths(client, site.ids()),
        other_paths(site),
        top_paths(),
        (f"/api/v2/{name}/{query}" for name in V2 for query in queries()),
        (f"/api/v3/pages/{query}" for query in queries()),
        details(site),
    )
    for path in paths:
        response = client.get(path)
        assert response.status_code < 500, path
        said = text_of(response).replace(path, "")
        assert WORD not in without_echo(said, path), path


def without_echo(said: str, path: str) -> str:
    """An answer may say back what it was asked; that is no news."""
    for word in (*SECRETS, secret("konsep-slug")):
        if word in path:
            said = said.replace(word, "")
    return said


def details(site: Site) -> Iterator[str]:
    """The public pages in every form that a query can ask for."""
    for page, form in itertools.product(site.public.values(), FORMATS):
        yield f"/api/v2/pages/{page.pk}/?rich_text_format={form}&fields=*"
        yield f"/api/v2/pages/{page.pk}/?fields=*,parent,alias_of"
        yield f"/api/v3/pages/{page.pk}/?rich_text_format={form}"
        yield f"/api/v3/pages/{page.pk}/?version=draft&rich_text_format={form}"


def test_no_secret_file_is_served(client: Client, site: Site) -> None:
    for path in file_paths(site):
        response = client.get(path)
        assert response.status_code == 404, path
        assert response.headers.get("ETag") is None


def asking(word: str) -> Iterator[str]:
    """Ways to ask every list for ``word``."""
    for name in ("search", "title", "slug", "nomor", "ringkasan", "tags", "seo_title"):
        for endpoint in V2:
            yield f"/api/v2/{endpoint}/?{name}={word}"
        yield f"/api/v3/pages/?{name}={word}"
        for kind in PUBLIC_TYPES:
            yield f"/api/v2/pages/?type={kind}&{name}={word}"
            yield f"/api/v3/pages/?type={kind}&{name}={word}"
    for name in ("q", "tag", "kategori", "instansi"):
        for endpoint in LISTS[:-1]:
            yield f"/api/v3/{endpoint}/?{name}={word}"
    yield f"/api/v3/cari/?q={word}"


def outcome(client: Client, path: str, word: str) -> tuple[int, str]:
    """The status, and the body without the word that was asked for."""
    response = client.get(path)
    return response.status_code, response.content.decode().replace(word, "")


def test_no_filter_tells_a_secret_from_nonsense(client: Client, site: Site) -> None:
    nonsense = "qwzx"
    expected = [outcome(client, path, nonsense) for path in asking(nonsense)]
    for word in SECRETS:
        for path, answer in a_share(zip(asking(word), expected, strict=True)):
            assert outcome(client, path, word) == answer, path


def relations(pk: int) -> Iterator[str]:
    for name in ("child_of", "descendant_of", "ancestor_of", "translation_of"):
        yield f"/api/v2/pages/?{name}={pk}"
        yield f"/api/v3/pages/?{name}={pk}"
    yield f"/api/v2/pages/?id={pk}"
    yield f"/api/v3/pages/?id={pk}"
    yield f"/api/v3/berita/?instansi={pk}"


def test_no_relation_tells_that_a_page_is_there(client: Client, site: Site) -> None:
    absent = 987_654_321
    for page in site.secret_pages:
        for path, other in zip(relations(page.pk), relations(absent), strict=True):
            assert outcome(client, path, str(page.pk)) == outcome(
                client, other, str(absent)
            ), path
