"""Plt. and Plh.: who may name them, for when, and what they sign as."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from reviews.models import Jejak, PemangkuJabatan
from reviews.papers.jabatan import local_date
from reviews.rounds import authority, progress
from tests.reviews import builders as b

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.http import HttpResponse

    from reviews.models import SOP

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def today(sop: SOP) -> dt.date:
    return local_date(sop.instansi)


def ask(sop: SOP, by: User, name: str = "plh_saya", **changes: Any) -> HttpResponse:
    """The Kabid (step 3) is replaced by the Kasubid (step 2), today and tomorrow."""
    form = {
        "jabatan": b.post_of(sop, 3).pk,
        "user": b.holder_of(sop, 2).pk,
        "kapasitas": "plh",
        "mulai": today(sop).isoformat(),
        "sampai": (today(sop) + DAY).isoformat(),
        "alasan": "Dinas luar",
    }
    return b.logged_in(by).post(reverse(f"organisasi:{name}"), {**form, **changes})


def deputies(sop: SOP) -> list[tuple[str, str]]:
    rows = PemangkuJabatan.objects.exclude(kapasitas="definitif")
    return [(row.sebutan, row.user.username) for row in rows]


def test_the_holder_names_a_plh_who_then_signs(lampung: SOP) -> None:
    kabid, kasubid = b.holder_of(lampung, 3), b.holder_of(lampung, 2)
    page = b.at_step(lampung, 3)
    assert ask(lampung, kabid).status_code == 302
    assert deputies(lampung) == [("Plh. Kabid Dokin", kasubid.username)]
    client = b.logged_in(kasubid)
    html = client.get(reverse("naskah:tinjau_halaman", args=[page.pk])).content.decode()
    assert "Bubuhkan paraf" in html
    state = b.task_state_of(page)
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]
    )
    digest = progress.on_table(b.state_of(page))[1]
    xhr = {"x-requested-with": "XMLHttpRequest"}
    client.post(url, {"digest": digest, "catatan": ""}, headers=xhr)
    row = Jejak.objects.exclude(naskah=None).order_by("pk").last()
    assert (row.langkah, row.jabatan, row.kapasitas, row.pelaku) == (
        3, "Plh. Kabid Dokin", "plh", kasubid.pk,
    )  # fmt: skip


def test_the_trace_says_who_and_when(lampung: SOP) -> None:
    kabid = b.holder_of(lampung, 3)
    ask(lampung, kabid)
    deputy = PemangkuJabatan.objects.get(kapasitas="plh")
    assert (deputy.ditunjuk_oleh, deputy.alasan) == (kabid, "Dinas luar")
    b.logged_in(kabid).post(reverse("organisasi:akhiri", args=[deputy.pk]))
    entries = ModelLogEntry.objects.filter(object_id=str(deputy.pk)).order_by("pk")
    assert [(e.action, e.user_id) for e in entries] == [
        ("reviews.tunjuk", kabid.pk),
        ("reviews.akhiri", kabid.pk),
    ]


def test_it_ends_by_itself(lampung: SOP) -> None:
    ask(lampung, b.holder_of(lampung, 3))
    kasubid, task = b.holder_of(lampung, 2), b.task_at(lampung, 3)
    assert authority.acting(task, None, kasubid)
    with time_machine.travel(dt.datetime.now(dt.UTC) + 3 * DAY, tick=False):
        assert authority.acting(task, None, kasubid) is None


def test_ended_early_it_is_over_at_once_and_stays_as_history(lampung: SOP) -> None:
    kabid = b.holder_of(lampung, 3)
    ask(lampung, kabid)
    deputy = PemangkuJabatan.objects.get(kapasitas="plh")
    end = reverse("organisasi:akhiri", args=[deputy.pk])
    assert b.logged_in(b.holder_of(lampung, 8)).post(end).status_code in (302, 403)
    assert authority.acting(b.task_at(lampung, 3), None, deputy.user)
    assert b.logged_in(kabid).post(end).status_code == 302
    assert authority.acting(b.task_at(lampung, 3), None, deputy.user) is None
    assert PemangkuJabatan.objects.filter(pk=deputy.pk).exists()
    assert ask(lampung, kabid).status_code == 302, "the days are free again"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"mulai": "2020-01-01"}, "sudah lewat"),
        ({"sampai": "2020-01-01"}, "mendahului tanggal mulai"),
        ({"user": "999999"}, "999999"),
        ({"jabatan": "999999"}, "999999"),
        ({"alasan": ""}, "wajib diisi"),
        ({"mulai": "besok"}, "tanggal"),
    ],
    ids=["past", "backwards", "nobody", "no-post", "no-reason", "no-date"],
)
def test_what_is_refused_is_said_and_kept(
    changes: dict[str, str], says: str, lampung: SOP
) -> None:
    html = ask(lampung, b.holder_of(lampung, 3), **changes).content.decode()
    assert says in html
    assert deputies(lampung) == []
    if "alasan" not in changes:
        assert 'value="Dinas luar"' in html


def test_one_plh_at_a_time(lampung: SOP) -> None:
    kabid = b.holder_of(lampung, 3)
    ask(lampung, kabid)
    other = b.holder_of(lampung, 8).pk
    html = ask(lampung, kabid, user=other).content.decode()
    assert "sudah dipangku" in html
    assert len(deputies(lampung)) == 1
    later = {"mulai": today(lampung) + 2 * DAY, "sampai": today(lampung) + 3 * DAY}
    assert ask(lampung, kabid, user=other, **later).status_code == 302


def test_only_the_holder_of_the_post_itself(lampung: SOP, bekasi: SOP) -> None:
    """A deputy names no deputy; another office's people do not appear at all."""
    kabid, kasubid = b.holder_of(lampung, 3), b.holder_of(lampung, 2)
    for by in (b.holder_of(lampung, 8), b.holder_of(bekasi, 1)):
        assert ask(lampung, by).status_code == 200
    assert ask(lampung, kabid, user=b.holder_of(bekasi, 1).pk).status_code == 200
    assert ask(lampung, kabid, user=kabid.pk).status_code == 200
    ask(lampung, kabid)
    kepala = b.holder_of(lampung, 8).pk
    later = {"mulai": today(lampung) + DAY, "sampai": today(lampung) + DAY}
    assert ask(lampung, kasubid, user=kepala, **later).status_code == 200
    assert len(deputies(lampung)) == 1


def test_a_plt_is_the_administrators_and_for_a_vacant_post(lampung: SOP) -> None:
    root, kabid = b.superuser(), b.holder_of(lampung, 3)
    ask(lampung, kabid, kapasitas="plt")
    assert deputies(lampung)[0][0] == "Plh. Kabid Dokin", "a holder names no Plt."
    PemangkuJabatan.objects.filter(kapasitas="plh").delete()
    own = {"name": "penunjukan"}
    assert ask(lampung, kabid, **own).status_code in (302, 403)
    assert deputies(lampung) == []
    html = ask(lampung, root, kapasitas="plt", **own).content.decode()
    assert "masih dipangku" in html
    PemangkuJabatan.objects.filter(jabatan=b.post_of(lampung, 3)).delete()
    html = ask(lampung, root, kapasitas="plh", **own).content.decode()
    assert "tunjuk Plt." in html
    assert ask(lampung, root, kapasitas="plt", **own).status_code == 302
    assert deputies(lampung)[0][0] == "Plt. Kabid Dokin"


def test_the_screen_is_for_holders(lampung: SOP) -> None:
    url = reverse("organisasi:plh_saya")
    assert Client().get(url)["Location"].startswith("/admin/login")
    assert b.logged_in(b.superuser()).get(url).status_code in (302, 403)
    assert b.logged_in(b.holder_of(lampung, 3)).get(url).status_code == 200
