"""What one worker counts, the other knows: as ``make run`` and production serve."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from tests.cms.login.browser import Browser
from tests.reviews.builders import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def username(settings, transactional_db, django_db_serialized_rollback) -> str:
    """With a hash that the server's own settings can read."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    return User.objects.create_superuser("pengelola", password=PASSWORD).username


def test_two_workers_count_together(username: str, port: int) -> None:
    url = f"http://127.0.0.1:{port}"
    stranger = Browser(url, "127.0.0.2")
    found = [stranger.log_in(username, "salah").status for _ in range(14)]
    assert found == [200] * 10 + [429] * 4
    assert Browser(url, "127.0.0.2").log_in(username, PASSWORD).status == 429
    assert Browser(url, "127.0.0.3").log_in(username, PASSWORD).status == 302
