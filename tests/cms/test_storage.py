from __future__ import annotations

from urllib.parse import urlsplit

import boto3
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from cms.settings import services
from pages.models import SiteDocument

BUCKET = "naskah"


@pytest.fixture
def bucket(require, monkeypatch, settings):
    """Media in a bucket of a server that speaks S3 over HTTP."""
    endpoint = require("s3")
    monkeypatch.setenv("S3_BUCKET", BUCKET)
    monkeypatch.setenv("S3_ENDPOINT_URL", endpoint)
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    bucket = boto3.resource(
        "s3", endpoint_url=endpoint, region_name="us-east-1"
    ).Bucket(BUCKET)
    bucket.create()
    settings.STORAGES = {
        **services.s3_files(BUCKET),
        "staticfiles": settings.STORAGES["staticfiles"],
    }
    yield bucket
    bucket.objects.delete()
    bucket.delete()
    bucket.meta.client.close()


def read(name: str) -> bytes:
    with storages["private"].open(name) as file:
        return file.read()


def keys(bucket) -> set[str]:
    return {item.key for item in bucket.objects.all()}


@pytest.mark.django_db
def test_image_and_document_go_to_the_public_location(bucket):
    image = get_image_model().objects.create(
        title="Rapat", alt="Rapat", file=get_test_image_file(filename="rapat.png")
    )
    image.get_rendition("width-40")
    SiteDocument.objects.create(
        title="Pengumuman", file=ContentFile(b"%PDF-1.4", "pengumuman.pdf")
    )
    assert keys(bucket) == {
        "public/original_images/rapat.png",
        "public/images/rapat.width-40.png",
        "public/documents/pengumuman.pdf",
    }


def test_archive_goes_to_the_private_location(bucket):
    name = storages["private"].save("arsip/2026/1.zip", ContentFile(b"PK"))
    assert keys(bucket) == {"private/arsip/2026/1.zip"}
    assert read(name) == b"PK"
    url = urlsplit(storages["private"].url(name))
    assert "Expires" in url.query
    assert "Signature" in url.query


def test_public_url_is_plain(bucket):
    name = storages["default"].save("images/a.png", ContentFile(b"png"))
    url = urlsplit(storages["default"].url(name))
    assert url.query == ""
    assert url.path.endswith("public/images/a.png")


def test_nothing_is_overwritten(bucket):
    first = storages["private"].save("arsip/1.zip", ContentFile(b"satu"))
    second = storages["private"].save("arsip/1.zip", ContentFile(b"dua"))
    assert first != second
    assert read(first) == b"satu"


def test_private_folder_has_no_address():
    name = storages["private"].save("arsip/1.zip", ContentFile(b"satu"))
    with pytest.raises(ValueError, match="no URL"):
        storages["private"].url(name)


@pytest.mark.django_db
def test_private_folder_is_not_served(client):
    storages["private"].save("images/1.zip", ContentFile(b"satu"))
    assert client.get("/media/images/1.zip").status_code == 404
