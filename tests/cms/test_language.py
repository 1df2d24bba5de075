from __future__ import annotations

import pytest
from django.conf import settings
from django.utils.translation import gettext, override


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Dashboard", "Dasbor"),  # wagtail.admin, catalogue id_ID
        ("Save draft", "Simpan konsep"),
        ("Enter a valid URL.", "Masukkan URL yang valid."),  # django, catalogue id
    ],
)
def test_indonesian_finds_both_catalogues(message, expected):
    with override("id"):
        assert gettext(message) == expected


def test_admin_offers_both_languages():
    from wagtail.admin.localization import get_available_admin_languages

    assert [code for code, _ in get_available_admin_languages()] == ["id", "en"]
    assert settings.LANGUAGE_CODE == "id"
    assert settings.TIME_ZONE == "Asia/Jakarta"
