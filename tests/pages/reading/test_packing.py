"""How bodies are packed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from types import SimpleNamespace

import pytest
import zstandard
from django.apps import apps
from django.db import connection

from pages.models import ReadBody
from pages.reading.packing import pack, unpack
from pages.reading.rebuild import differences
from tests.builders import publish_past_gate
from tests.factories import BeritaPageFactory


def test_what_was_packed_comes_back() -> None:
    for body in (b"", b"{}", "é".encode() * 5_000):
        assert unpack(pack(body)) == body


def test_it_is_what_http_calls_zstd() -> None:
    body = b"Selamat datang. " * 100
    assert zstandard.ZstdDecompressor().decompress(pack(body)) == body
    assert len(pack(body)) < len(body) / 10


def test_many_threads_at_once() -> None:
    bodies = [f"{number} ".encode() * 3_000 for number in range(64)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(unpack, pool.map(pack, bodies))) == bodies


@pytest.mark.django_db
def test_bodies_of_before_are_packed() -> None:
    """As migration 0008 found them: plain entries of feeds, and a plain detail."""
    page = publish_past_gate(BeritaPageFactory())
    bodies = ReadBody.objects.filter(row=page.pk)
    for body in bodies.filter(bentuk__in=("rss", "atom", "jsonfeed")):
        bodies.filter(pk=body.pk).update(isi=unpack(body.isi))
    ReadBody.objects.create(row_id=page.pk, bentuk="json", isi=b"{}")
    assert list(differences([page.pk]))
    migration = import_module("pages.migrations.0008_packed_bodies")
    migration.pack_bodies(apps, SimpleNamespace(connection=connection))
    assert list(differences([page.pk])) == []
