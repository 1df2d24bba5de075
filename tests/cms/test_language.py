from __future__ import annotations

import gettext as stdlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext, override
from django.utils.translation.trans_real import DjangoTranslation
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from tests.cms import catalogues

OWN = catalogues.own()


def ids(file: Path) -> str:
    return f"{file.parents[2].name}-{file.stem}"


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("Dashboard", "Meja kerja"),  # ours, over wagtail.admin's id_ID
        ("Save draft", "Simpan konsep"),  # wagtail.admin, catalogue id_ID
        ("Enter a valid URL.", "Masukkan URL yang valid."),  # django, catalogue id
    ],
)
def test_indonesian_finds_all_catalogues(message, expected):
    with override("id"):
        assert gettext(message) == expected


@pytest.mark.parametrize("number", [0, 1, 2])
def test_indonesian_has_one_plural_form(number):
    with override("id"):
        text = ngettext("1 page", "%(counter)s pages", number)
    assert text == "%(counter)s halaman"


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_no_message_of_an_installed_package_is_left_in_english(domain):
    """A new release of Wagtail that says something new fails here."""
    options = {"domain": domain}
    if domain == "djangojs":  # as Wagtail's own view asks for it
        import wagtail.admin

        options["localedirs"] = [str(Path(wagtail.admin.__file__).parent / "locale")]
    known = set(DjangoTranslation("id", **options)._catalog.keys())
    assert [
        message.source
        for message in catalogues.english(domain)
        if message.key not in known
    ] == []


@pytest.mark.parametrize("file", OWN, ids=ids)
def test_placeholders_and_tags_come_through_whole(file):
    assert [fault for entry in catalogues.read(file) for fault in entry.faults()] == []


@pytest.mark.parametrize("file", OWN, ids=ids)
def test_the_compiled_catalogue_is_the_written_one(file):
    """See docs/reference/language.md for the command that compiles them."""
    written = {message.key: message.text for message in catalogues.read(file)}
    with file.with_suffix(".mo").open("rb") as compiled:
        catalogue = dict(stdlib.GNUTranslations(compiled)._catalog)
    del catalogue[""]
    assert catalogue == written


def test_nothing_is_said_twice():
    """The second would win or lose by the order of folders."""
    seen: dict[object, str] = {}
    for file in OWN:
        for message in catalogues.read(file):
            key = (file.stem, message.key)
            assert key not in seen, f"{message.source!r}: {seen[key]} and {ids(file)}"
            seen[key] = ids(file)


def test_admin_offers_both_languages():
    from wagtail.admin.localization import get_available_admin_languages

    assert [code for code, _ in get_available_admin_languages()] == ["id", "en"]
    assert settings.LANGUAGE_CODE == "id"
    assert settings.TIME_ZONE == "Asia/Jakarta"


def test_dates_and_numbers_follow_the_language():
    noon = datetime(2026, 8, 17, 5, tzinfo=UTC)
    shown = {}
    for language in ("id", "en"):
        with override(language):
            shown[language] = (
                formats.date_format(timezone.localtime(noon), "DATETIME_FORMAT"),
                formats.number_format(1234.5, force_grouping=True),
            )
    assert shown == {
        "id": ("17 Agustus 2026, 12.00", "1.234,5"),
        "en": ("Aug. 17, 2026, noon", "1,234.5"),
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "menu", "script"),
    [("id", "Meja kerja", "Menu utama"), ("en", "Dashboard", "{}")],
)
def test_each_person_chooses_a_language(
    admin_client, admin_user, language, menu, script
):
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(admin_user)
    profile.preferred_language = language
    profile.save()
    home = admin_client.get("/admin/")
    assert f'lang="{language}"' in home.text
    assert menu in home.text
    assert script in admin_client.get("/admin/jsi18n/").text


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_the_calendars_write_is_understood(language: str) -> None:
    noon = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
    for field, widget, value in (
        (forms.DateTimeField(), AdminDateTimeInput(), noon),
        (forms.DateField(), AdminDateInput(), noon.date()),
        (forms.TimeField(), AdminTimeInput(), noon.time()),
    ):
        with override(language):
            written = widget.format_value(value)
            assert widget.format_value(field.clean(written)) == written


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_month_never_comes_first(language: str) -> None:
    with override(language), pytest.raises(ValidationError):
        forms.DateField().clean("11/22/2026")
