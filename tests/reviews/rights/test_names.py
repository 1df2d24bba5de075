"""No account is named after another, whichever way it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.urls import reverse

from reviews.rights import names
from tests.reviews import builders as b
from tests.reviews.office.organisation.people import office_admin
from tests.reviews.rights.people_file import GOOD, table, upload

if TYPE_CHECKING:
    from reviews.models import SOP

pytestmark = pytest.mark.django_db

EMAIL = "Kepala@kantor.example"
WIDE = "ｋｅｐａｌａ"  # noqa: RUF001
# A name and an address that a new account might want, and why it does not get them.
WRONG = {
    (EMAIL.lower(), "baru@kantor.example"): names.TAKEN,
    ("kEPALA", "baru@kantor.example"): names.TAKEN,
    (WIDE, "baru@kantor.example"): names.TAKEN,
    ("kepаla", "baru@kantor.example"): names.PLAIN,  # noqa: RUF001 - Cyrillic
    ("baru", "Bagian@umum.example"): names.ANOTHERS,
}


@pytest.fixture
def people(db: None) -> None:
    for name, email in (("kepala", EMAIL), ("bagian@umum.example", "")):
        User.objects.create_user(name, email)


@pytest.mark.parametrize(("name", "email"), WRONG)
@pytest.mark.usefixtures("people")
def test_a_form_refuses_it(name: str, email: str) -> None:
    client = b.logged_in(b.superuser())
    names = {"first_name": "A", "last_name": "B", "is_active": "on"}
    words = {"password1": "sandi-lain-99", "password2": "sandi-lain-99"}
    typed = {"username": name, "email": email, **names}
    before = User.objects.count()
    answer = client.post(reverse("wagtailusers_users:add"), {**typed, **words})
    assert answer.status_code == 200
    if name != WIDE:  # Wagtail's own sentence
        assert WRONG[name, email] in answer.content.decode()
    assert User.objects.count() == before
    other = User.objects.create_user("lama", "lama@kantor.example")
    url = reverse("wagtailusers_users:edit", args=[other.pk])
    assert client.post(url, typed).status_code == 200
    assert User.objects.get(pk=other.pk).email == other.email


@pytest.mark.usefixtures("people")
def test_an_import_refuses_it(lampung: SOP) -> None:
    admin = office_admin(lampung)
    before = User.objects.count()
    for (name, email), fault in WRONG.items():
        row = {**GOOD, "username": name, "email": email}
        page = upload(lampung, table(row), by=admin)
        elsewhere = "username sudah dipakai orang di luar instansi ini"
        assert fault in page or elsewhere in page
        assert 'name="terapkan"' not in page
    assert User.objects.count() == before


@pytest.mark.parametrize(("name", "email"), WRONG)
@pytest.mark.usefixtures("people")
def test_a_command_refuses_it(name: str, email: str) -> None:
    before = User.objects.count()
    options = {"username": name, "email": email, "interactive": False}
    with pytest.raises(CommandError) as caught:
        call_command("createsuperuser", **options)
    if name != WIDE:  # Django's own sentence
        assert str(caught.value) == WRONG[name, email]
    assert User.objects.count() == before


@pytest.mark.usefixtures("people")
def test_old_accounts_keep_what_they_have() -> None:
    User.objects.filter(username="kepala").update(username="kepаla")  # noqa: RUF001
    old = User.objects.get(email=EMAIL)
    old.first_name = "Sari"
    old.save()
    url = reverse("wagtailusers_users:edit", args=[old.pk])
    names = {"username": old.username, "email": EMAIL, "first_name": "Siti"}
    answer = b.logged_in(b.superuser()).post(url, {**names, "is_active": "on"})
    assert answer.status_code == 302
    assert User.objects.get(pk=old.pk).first_name == "Siti"
    new = {**names, "email": "kepala@kantor.example", "is_active": "on"}
    assert b.logged_in(b.superuser()).post(url, new).status_code == 302
    assert User.objects.get(pk=old.pk).email == "kepala@kantor.example"


def test_whoever_has_no_address_is_deactivated_all_the_same(lampung: SOP) -> None:
    holder = b.holder_of(lampung, 1)
    User.objects.filter(pk=holder.pk).update(email="")
    url = reverse("wagtailusers_users:edit", args=[holder.pk])
    typed = {"username": holder.username, "first_name": "Staf", "email": ""}
    assert b.logged_in(b.superuser()).post(url, typed).status_code == 302
    assert not User.objects.get(pk=holder.pk).is_active
