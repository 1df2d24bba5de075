from __future__ import annotations

from contextlib import closing

import pytest
from django.core.files.storage import storages
from django.db import OperationalError, connection
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction

from cms import checks, probes
from cms.settings import services
from pages.models import SiteDocument, SiteImage
from tests.builders import publish_past_gate
from tests.factories import BeritaPageFactory

pytestmark = pytest.mark.django_db


def body(response) -> bytes:
    with closing(response):
        return b"".join(response.streaming_content)


def image(collection=None) -> SiteImage:
    collection = collection or Collection.get_first_root_node()
    return SiteImage.objects.create(
        title="Rapat",
        alt="Rapat",
        file=get_test_image_file(filename="rapat.png"),
        collection=collection,
    )


def shown(collection=None) -> SiteImage:
    """An image that a live page uses."""
    picture = image(collection)
    publish_past_gate(BeritaPageFactory(gambar_utama=picture))
    return picture


def private_collection() -> Collection:
    collection = Collection.get_first_root_node().add_child(name="Tertutup")
    CollectionViewRestriction.objects.create(
        collection=collection, restriction_type="login"
    )
    return collection


def test_home_shows_the_way_to_the_api(client):
    assert client.get("/").headers["Location"] == "/api/v3/docs/"


def test_healthz(client):
    assert client.get("/healthz").json() == {"status": "ok"}


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_probes_go_by_any_host(client, path):
    """A container asks itself as 127.0.0.1, a cluster by a number."""
    for host in ("127.0.0.1:8000", "10.0.0.7", "kosong"):
        assert client.get(path, headers={"host": host}).status_code == 200
    assert client.get("/api/v2/pages/", headers={"host": "kosong"}).status_code == 400


def test_readyz(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        told = client.get("/readyz").json()
    parts = {"database": "baik", "disk": "baik", "bucket": "baik", "cache": "baik"}
    assert told == {"status": "ok", "parts": parts}


def refuse() -> None:
    raise OperationalError("no server")


def full() -> None:
    raise probes.ProbeError("penyimpanan hampir penuh")


@pytest.mark.parametrize("part", ["database", "disk", "bucket"])
def test_readyz_names_what_is_missing(client, monkeypatch, part):
    monkeypatch.setitem(probes.PROBES, part, refuse)
    response = client.get("/readyz")
    assert response.status_code == 503
    told = response.json()
    assert (told["status"], told["faults"]) == ("unready", [part])
    assert told["parts"][part] == "tidak menjawab"


def test_without_a_cache_it_is_ready_and_says_so(client, monkeypatch):
    monkeypatch.setitem(probes.PROBES, "cache", refuse)
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json()["parts"]["cache"] == "tidak menjawab"


def test_files_on_disk_and_sqlite_go_together():
    assert checks.check_bucket_beside_sqlite(None) == []


def test_a_full_disk_is_no_place_to_write(client, monkeypatch):
    monkeypatch.setattr(probes, "LEAST_BYTES", 1 << 62)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["parts"]["disk"] == "penyimpanan hampir penuh"


def test_a_bucket_that_is_not_there(client, monkeypatch, require, settings):
    monkeypatch.setitem(probes.PROBES, "bucket", probes.Remembered(probes.bucket))
    monkeypatch.setenv("S3_ENDPOINT_URL", require("s3"))
    for key in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"):
        monkeypatch.setenv(key, "us-east-1")
    settings.STORAGES = {**settings.STORAGES, **services.s3_files("belum-ada")}
    response = client.get("/readyz")
    assert (response.status_code, response.json()["faults"]) == (503, ["bucket"])
    assert [fault.id for fault in checks.check_bucket(None)] == ["cms.E005"]
    warned = [fault.id for fault in checks.check_bucket_beside_sqlite(None)]
    assert warned == (["cms.W006"] if connection.vendor == "sqlite" else [])
    storages["default"].connection.meta.client.close()


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/", "/media/images/a.png"])
def test_nothing_here_is_written(client, path):
    assert client.post(path).status_code == 405


def test_there_is_no_public_site(client):
    assert client.get("/berita/").status_code == 404


def test_images_of_a_public_page_are_served(client):
    rendition = shown().get_rendition("width-40")
    response = client.get(rendition.url)
    assert body(response).startswith(b"\x89PNG")
    assert response.headers["Cache-Control"] == "public, max-age=300"
    assert "Vary" not in response.headers
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_other_images_are_not(client):
    picture = image()
    for url in (picture.file.url, picture.get_rendition("width-40").url):
        response = client.get(url)
        assert response.status_code == 404
        assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("nested", [False, True])
def test_images_of_a_private_collection_are_not(client, nested):
    collection = private_collection()
    if nested:
        collection = collection.add_child(name="Lebih dalam")
    picture = shown(collection)
    rendition = picture.get_rendition("width-40")
    assert client.get(picture.file.url).status_code == 404
    assert client.get(rendition.url).status_code == 404


def test_the_admin_shows_what_is_not_public(admin_client):
    response = admin_client.get(image().file.url)
    assert body(response).startswith(b"\x89PNG")
    assert response.headers["Cache-Control"] == "private, max-age=0"


def test_one_image_costs_few_queries(client, django_assert_max_num_queries):
    url = shown().get_rendition("width-40").url
    with django_assert_max_num_queries(4):
        answer = client.get(url)
    assert body(answer).startswith(b"\x89PNG")


def test_documents_pass_through_the_view_that_asks(client):
    document = SiteDocument.objects.create(
        title="Keputusan", file=get_test_image_file(filename="keputusan.png")
    )
    assert client.get(document.url).status_code == 404
    publish_past_gate(BeritaPageFactory(lampiran=[("dokumen", document)]))
    assert client.get(document.file.url).status_code == 404
    assert body(client.get(document.url)).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "path",
    [
        "/media/images/../../naskah.sqlite3",
        "/media/images/%2e%2e/private/1",
        "/media/images/%00.png",
        "/media/images/",
        "/media/images",
    ],
)
def test_no_way_out_of_the_folder(client, path):
    assert client.get(path).status_code in {400, 404}


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("/api/v3/openapi.json", "default-src 'none'"),
        ("/api/v3/docs/", "default-src 'self'"),
        ("/admin/login/", "object-src 'none'"),
        ("/healthz", "default-src 'none'"),
    ],
)
def test_content_security_policy(client, path, policy):
    response = client.get(path)
    assert response.headers["Content-Security-Policy"].startswith(policy)
    assert response.headers["Referrer-Policy"] == "same-origin"
