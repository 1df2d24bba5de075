"""Everybody has an address, and a mail server takes what is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.reviews.notices.sink import Sink, listening

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.fixtures import SettingsWrapper


@pytest.fixture
def sink(settings: SettingsWrapper) -> Iterator[Sink]:
    with listening() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address[:2]
        settings.WAGTAILADMIN_BASE_URL = "https://naskah.example"
        yield server
