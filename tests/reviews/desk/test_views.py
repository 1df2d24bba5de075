"""Bulk paraf, claims, and what a recipient does with his disposisi."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from reviews.desk.desk import Desk
from reviews.models import Berkas, Jejak, Klaim, Naskah, PenerimaDisposisi, Surat
from reviews.notices.content import render
from reviews.rounds import progress
from tests.reviews import builders as b

if TYPE_CHECKING:
    from reviews.models import SOP

pytestmark = pytest.mark.django_db
XHR = {"x-requested-with": "XMLHttpRequest"}


def screen(page: Any, user: User) -> str:
    url = reverse("naskah:tinjau_halaman", args=[page.pk])
    return b.logged_in(user).get(url).content.decode()


def test_a_refusal_of_one_leaves_the_others_done(lampung: SOP) -> None:
    pages = [b.at_step(lampung, 3, judul=f"Naskah {n}") for n in (1, 2)]
    states = [b.task_state_of(page) for page in pages]
    digests = [progress.on_table(b.state_of(page))[1] for page in pages]
    client = b.logged_in(b.holder_of(lampung, 3))
    url = reverse("meja:bersama")
    shown = client.get(url, {"langkah": [s.pk for s in states]}).content.decode()
    assert all(digest in shown for digest in digests)
    data = {
        "baca": [state.pk for state in states],
        f"digest-{states[0].pk}": "teks lain",
        f"digest-{states[1].pk}": digests[1],
    }
    html = client.post(url, data).content.decode()
    assert "berubah sejak Anda membukanya" in html
    assert "putusan Anda tercatat" in html
    assert [b.step_of(page) for page in pages] == [3, 4]


def test_nothing_of_anothers_desk_is_decided_together(lampung: SOP) -> None:
    page = b.at_step(lampung, 3)
    state = b.task_state_of(page)
    digest = progress.on_table(b.state_of(page))[1]
    client = b.logged_in(b.holder_of(lampung, 2))
    data = {"baca": [state.pk], f"digest-{state.pk}": digest}
    html = client.post(reverse("meja:bersama"), data).content.decode()
    assert "tidak lagi menunggu Anda" in html
    assert page.title not in html
    assert b.step_of(page) == 3


def test_a_claim_is_seen_and_does_not_block(lampung: SOP) -> None:
    page = b.at_step(lampung, 3)
    user = b.holder_of(lampung, 3)
    other = b.appointed(b.post_of(lampung, 3), "rekan")
    url = reverse("meja:periksa", args=[b.task_state_of(page).pk])
    b.logged_in(user).post(url)
    assert "Sedang diperiksa" in screen(page, other)
    b.logged_in(other).post(url)
    assert Klaim.objects.get().user == user
    b.logged_in(b.holder_of(lampung, 2)).post(url, {"lepas": "1"})
    assert Klaim.objects.standing().exists()
    b.approve(page, user=other)
    assert not Klaim.objects.standing().exists()


def disposed(lampung: SOP) -> tuple[Any, PenerimaDisposisi]:
    page = b.at_step(lampung, 4)
    b.approve(page)
    return page, PenerimaDisposisi.objects.get()


def test_opening_the_screen_is_the_read_receipt(lampung: SOP) -> None:
    page, to = disposed(lampung)
    screen(page, b.holder_of(lampung, 2))
    assert b.fresh(to).dibaca_pada is None
    screen(page, to.user)
    assert b.fresh(to).dibaca_pada is not None


def test_a_recipient_passes_on_and_completes(lampung: SOP) -> None:
    page, to = disposed(lampung)
    below = b.post_of(lampung, 2)
    below.atasan = to.jabatan
    below.save()
    person = below.pemangku.get()
    User.objects.filter(pk=person.user_id).update(email="bawah@kantor.example")
    client = b.logged_in(to.user)
    url = reverse("meja:teruskan", args=[to.pk])
    asked = client.post(url, {"pesan": "Siapkan foto."}, headers=XHR).json()
    assert "Pilih sedikitnya satu bawahan." in asked["html"]
    data = {"penerima": [person.pk], "pesan": "Siapkan foto."}
    assert client.post(url, data, headers=XHR).json()["step"] == "success"
    assert PenerimaDisposisi.objects.get(diteruskan_oleh=to).user == person.user
    letter = Surat.objects.get(jenis="disposisi", penerima=person.user)
    assert "Siapkan foto." in render(letter)[1]
    done = {"catatan": "Foto sudah ada."}
    client.post(reverse("meja:selesai", args=[to.pk]), done)
    assert b.fresh(to).selesai_pada is not None
    assert [aksi for aksi, *_ in b.trail(page, "teruskan", "tuntas")] == [
        Jejak.Aksi.TERUSKAN,
        Jejak.Aksi.TUNTAS,
    ]
    assert b.decider(page) == to.user  # the step stays with whom the sheet names
    register = client.get("/admin/naskah/register/disposisi/").content.decode()
    assert f"belum dibaca, diteruskan kepada {person.sebutan}, selesai " in register
    assert f"{person.sebutan}: belum dibaca" in register


def test_what_is_withdrawn_is_not_to_be_read(lampung: SOP) -> None:
    page, to = disposed(lampung)
    assert len(Desk(to.user).unread) == 1
    for status in (Naskah.Status.DITARIK, Naskah.Status.BATAL, Naskah.Status.TAYANG):
        Naskah.objects.update(status=status)
        assert Desk(to.user).unread == []
    berkas = Berkas.objects.create(naskah=b.naskah_of(page))
    assert len(Desk(to.user).unread) == 1
    berkas.ditutup_pada = timezone.now()
    berkas.save()
    assert Desk(to.user).unread == []


def test_what_is_the_same_is_said_once(lampung: SOP) -> None:
    page = b.published(lampung)
    lampung.workflow.start(page, page.owner)
    html = screen(page, b.holder_of(lampung, 2))
    assert html.count("Tidak ada yang berubah") == 1
    assert "terakhir memutuskan dan dibandingkan dengan yang tayang." in html


def test_nobody_acts_on_anothers_part(lampung: SOP, bekasi: SOP) -> None:
    _, to = disposed(lampung)
    for user in (b.holder_of(lampung, 2), b.holder_of(bekasi, 1)):
        client = b.logged_in(user)
        client.post(reverse("meja:selesai", args=[to.pk]), {"catatan": "Beres."})
    assert b.fresh(to).selesai_pada is None
