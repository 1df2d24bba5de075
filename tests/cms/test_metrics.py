"""``/metrics``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.builders import publish_past_gate
from tests.factories import BeritaPageFactory

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
LINE = re.compile(r'[a-z_]+(\{([a-z]+="[^"]*",?)+\})? [0-9.e+]+')


def test_every_line_is_a_metric(client: Client) -> None:
    publish_past_gate(BeritaPageFactory())
    answer = client.get("/metrics")
    assert answer.headers["Content-Type"].startswith("text/plain; version=0.0.4")
    text = answer.content.decode()
    assert 'naskah_read_rows{jenis="berita"} 1.0' in text.splitlines()
    assert "# TYPE naskah_front_requests_total counter" in text.splitlines()
    for line in text.splitlines():
        assert line.startswith("# ") or LINE.fullmatch(line), line


def test_strangers_see_nothing(client: Client, settings: SettingsWrapper) -> None:
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.1").status_code == 404
    forwarded = client.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"})
    assert forwarded.status_code == 404
    settings.METRICS_TOKEN = "panjang-dan-acak"
    assert client.get("/metrics").status_code == 404
    headers = {"Authorization": "Bearer panjang-dan-acak"}
    assert client.get("/metrics", headers=headers).status_code == 200
