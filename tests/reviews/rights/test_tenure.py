"""Who enters the admin follows from the posts, with nobody running a command."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in

from reviews.models import PemangkuJabatan
from tests.reviews.builders import adopted

if TYPE_CHECKING:
    from reviews.models import SOP, Jabatan

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


@pytest.fixture
def sop() -> SOP:
    return adopted("002")


def post(sop: SOP) -> Jabatan:
    return sop.instansi.jabatan.get(nama="Pengelola Informasi Kepegawaian")


def appoint(jabatan: Jabatan, **term: dt.date) -> PemangkuJabatan:
    user = User.objects.create(username="pegawai.baru")
    term.setdefault("mulai", dt.date(2020, 1, 1))
    return PemangkuJabatan.objects.create(jabatan=jabatan, user=user, **term)


def groups(holder: PemangkuJabatan) -> set[str]:
    names = User.objects.get(pk=holder.user_id).groups.values_list("name", flat=True)
    return {name.split(" · ")[0] for name in names}


def log_in(holder: PemangkuJabatan) -> None:
    user = User.objects.get(pk=holder.user_id)
    user_logged_in.send(sender=User, request=None, user=user)


def test_appointed_enters(sop: SOP) -> None:
    holder = appoint(post(sop))
    assert groups(holder) == {"Pemangku", "Pengunggah", "Penyusun"}
    assert User.objects.get(pk=holder.user_id).has_perm("wagtailadmin.access_admin")


def test_dismissed_leaves(sop: SOP) -> None:
    holder = appoint(post(sop))
    holder.delete()
    assert groups(holder) == set()


def test_moved_to_another_office_leaves_the_first(sop: SOP) -> None:
    other = adopted("002", slug="kantor-lain")
    holder = appoint(post(sop))
    holder.jabatan = post(other)
    holder.save()
    names = set(holder.user.groups.values_list("name", flat=True))
    assert names == {
        "Pemangku · kantor-lain",
        "Pengunggah · kantor-lain",
        "Penyusun · kantor-lain",
    }


def test_a_term_begins_and_ends_at_login(sop: SOP) -> None:
    day = dt.timedelta(days=1)
    with time_machine.travel(dt.datetime(2026, 3, 2, 5, tzinfo=dt.UTC), tick=False):
        holder = appoint(post(sop), mulai=TODAY + day, sampai=TODAY + 2 * day)
        log_in(holder)
        assert groups(holder) == set()
    with time_machine.travel(dt.datetime(2026, 3, 3, 5, tzinfo=dt.UTC), tick=False):
        log_in(holder)
        assert groups(holder) == {"Pemangku", "Pengunggah", "Penyusun"}
    with time_machine.travel(dt.datetime(2026, 3, 5, 5, tzinfo=dt.UTC), tick=False):
        log_in(holder)
        assert groups(holder) == set()
