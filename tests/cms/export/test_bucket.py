"""An export in a bucket of a server that speaks S3 over HTTP."""

from __future__ import annotations

import gzip
import json

import boto3
import pytest
from django.core.management import call_command

from cms.export.addresses import Address
from cms.export.exporter import exporter
from cms.settings import services

pytestmark = pytest.mark.django_db
BUCKET = "naskah-ekspor"


@pytest.fixture
def bucket(require, monkeypatch, settings):
    """The bucket of the export's storage, and of the settings."""
    endpoint = require("s3")
    for name, value in {
        "S3_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    made = boto3.resource("s3", endpoint_url=endpoint, region_name="us-east-1").Bucket(
        BUCKET
    )
    made.create()
    storage = services.s3_files(BUCKET)["ekspor"]
    settings.STORAGES = {**settings.STORAGES, "ekspor": storage}
    settings.EXPORT_TARGET, settings.EXPORT_PAGES = "storage:ekspor", 1
    yield made
    made.objects.delete()
    made.delete()
    made.meta.client.close()


def headers(bucket, name: str) -> tuple[str, str | None, str]:
    found = bucket.Object(f"ekspor/{name}").get()
    return found["ContentType"], found.get("ContentEncoding"), found["CacheControl"]


def test_objects_are_served_as_they_are(office, bucket, settings):
    call_command("export_api")
    call_command("export_api", "--check")
    name = f"api/v3/berita/{office.berita.pk}/index.json"
    kept = settings.READ_CACHE_CONTROL
    kind = "application/json; charset=utf-8"
    assert headers(bucket, name) == (kind, None, kept)
    assert headers(bucket, f"{name}.gz") == (kind, "gzip", kept)
    assert headers(bucket, f"{name}.br") == (kind, "br", kept)
    assert headers(bucket, f"{name}.zst") == (kind, "zstd", kept)
    packed = bucket.Object(f"ekspor/{name}.gz").get()["Body"].read()
    assert json.loads(gzip.decompress(packed))["id"] == office.berita.pk


def test_a_second_run_puts_nothing(office, bucket):
    call_command("export_api")
    before = {item.key: item.last_modified for item in bucket.objects.all()}
    with exporter() as work:
        assert work.renew() == 0
    assert {item.key: item.last_modified for item in bucket.objects.all()} == before


def test_surplus_is_deleted(office, bucket):
    call_command("export_api")
    bucket.put_object(Key="ekspor/kueri/api/v3/berita/index,instansi=lama.json")
    bucket.put_object(Key="ekspor/api/v3/berita/999/index.json.gz")
    with exporter() as work:
        work.update([])
    keys = {item.key for item in bucket.objects.all()}
    assert "ekspor/kueri/api/v3/berita/index,instansi=lama.json" not in keys
    assert "ekspor/api/v3/berita/999/index.json.gz" in keys
    call_command("export_api")
    keys = {item.key for item in bucket.objects.all()}
    assert "ekspor/api/v3/berita/999/index.json.gz" not in keys


def test_a_withdrawn_page_leaves_no_object(office, bucket):
    call_command("export_api")
    with exporter() as work:
        work.remove([Address(f"/api/v3/berita/{office.berita.pk}/")])
    prefix = f"ekspor/api/v3/berita/{office.berita.pk}/"
    assert list(bucket.objects.filter(Prefix=prefix)) == []
