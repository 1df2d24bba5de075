"""The screens of this product in the admin: who sees what, and what a click does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from lxml import html
from wagtail.rich_text import RichText

from pages.models import BeritaPage
from reviews.models import Berkas, Jejak, Naskah
from reviews.rounds import authority, progress
from tests.reviews import builders as b

if TYPE_CHECKING:
    from reviews.models import SOP

pytestmark = pytest.mark.django_db
XHR = {"x-requested-with": "XMLHttpRequest"}


def screen(page: BeritaPage) -> str:
    return reverse("naskah:tinjau_halaman", args=[page.pk])


class TestReviewScreen:
    def test_the_holder_of_the_step_has_its_buttons(self, lampung: SOP) -> None:
        page = b.at_step(lampung, 3)
        html = b.logged_in(b.holder_of(lampung, 3)).get(screen(page)).content.decode()
        assert "Bubuhkan paraf" in html
        assert "Kembalikan untuk diperbaiki" in html
        assert "Langkah 11: Pengarsipan" in html

    def test_others_of_the_office_see_where_it_stands(self, lampung: SOP) -> None:
        page = b.at_step(lampung, 3)
        html = b.logged_in(b.holder_of(lampung, 2)).get(screen(page)).content.decode()
        assert "menunggu pemangku jabatan lain" in html
        assert "data-workflow-action-url" not in html

    def test_another_office_sees_nothing(self, lampung: SOP, bekasi: SOP) -> None:
        page = b.at_step(lampung, 3, judul="Rahasia kantor")
        own, stranger = b.logged_in(page.owner), b.logged_in(b.holder_of(bekasi, 1))
        for url in (screen(page), reverse("naskah:pratinjau", args=[page.pk])):
            assert "Rahasia kantor" in own.get(url).content.decode()
            response = stranger.get(url, follow=True)
            assert "Rahasia kantor" not in response.content.decode()

    def test_the_preview_shows_the_latest_draft(self, lampung: SOP) -> None:
        page = b.at_step(lampung, 2, isi=[("teks", RichText("<p>Alinea satu.</p>"))])
        response = b.logged_in(b.holder_of(lampung, 2)).get(
            reverse("naskah:pratinjau", args=[page.pk])
        )
        assert "Alinea satu." in response.content.decode()
        assert response["X-Frame-Options"] == "SAMEORIGIN"

    def test_the_drafter_reads_why_it_came_back(self, lampung: SOP) -> None:
        page = b.submitted(lampung)
        b.return_to(page, 1, alasan="Tanggal belum ada.")
        html = b.logged_in(page.owner).get(screen(page)).content.decode()
        assert "Tanggal belum ada." in html
        assert "Sunting naskah" in html

    def test_after_publication_the_berkas_has_the_screen(self, lampung: SOP) -> None:
        page = b.published(lampung)
        berkas = Berkas.objects.get(naskah__page_id=page.pk)
        url = reverse("naskah:tinjau_berkas", args=[berkas.pk])
        html = b.logged_in(b.holder_of(lampung, 6)).get(url).content.decode()
        assert "Laporan hasil penayangan" in html
        assert "Bubuhkan paraf" in html

    def test_the_text_is_never_markup(self, lampung: SOP) -> None:
        page = b.at_step(lampung, 2, judul="<script>alert(1)</script>")
        html = b.logged_in(b.holder_of(lampung, 2)).get(screen(page)).content.decode()
        assert "<script>alert(1)" not in html


class TestHome:
    def test_what_waits_is_on_the_home_screen(self, lampung: SOP) -> None:
        b.at_step(lampung, 3, judul="Mutasi pegawai")
        home = reverse("wagtailadmin_home")
        waiting = b.logged_in(b.holder_of(lampung, 3)).get(home).content.decode()
        assert "Menunggu Anda" in waiting
        assert "Mutasi pegawai" in waiting
        other = b.logged_in(b.holder_of(lampung, 2)).get(home).content.decode()
        assert "Menunggu Anda" not in other

    def test_what_came_back_is_there_for_its_drafter(self, lampung: SOP) -> None:
        page = b.returned(lampung, "Kenaikan gaji berkala")
        html = b.logged_in(page.owner).get(reverse("wagtailadmin_home")).content
        assert "Dikembalikan untuk diperbaiki" in html.decode()


class TestDecidingByClick:
    def test_the_modal_carries_the_digest_in_view(self, lampung: SOP) -> None:
        page = b.at_step(lampung, 2)
        client = b.logged_in(b.holder_of(lampung, 2))
        state = b.task_state_of(page)
        url = reverse(
            "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]
        )
        html = client.get(url, headers=XHR).json()["html"]
        digest = progress.on_table(b.state_of(page))[1]
        assert f'value="{digest}"' in html
        answer = client.post(url, {"digest": digest, "catatan": ""}, headers=XHR)
        assert answer.json()["step"] == "success"
        assert b.step_of(page) == 3

    def test_a_sheet_is_addressed_to_who_goes_on_until_others_are_ticked(
        self, bekasi: SOP
    ) -> None:
        page = b.submitted(bekasi)
        url = reverse(
            "wagtailadmin_pages:workflow_action",
            args=[page.pk, "approve", b.task_state_of(page).pk],
        )
        shown = b.logged_in(b.decider(page)).get(url, headers=XHR).json()["html"]
        boxes = html.fromstring(shown).xpath(
            "//input[@name='penerima'][@checked]/@value"
        )
        following = b.task_at(bekasi, b.step_of(page) + 1)
        assert boxes == [str(one.pk) for one in authority.holders(following)]
        assert boxes

    def test_a_return_without_a_reason_is_asked_again(self, lampung: SOP) -> None:
        page = b.at_step(lampung, 2)
        client = b.logged_in(b.holder_of(lampung, 2))
        state = b.task_state_of(page)
        url = reverse(
            "wagtailadmin_pages:workflow_action", args=[page.pk, "reject", state.pk]
        )
        digest = progress.on_table(b.state_of(page))[1]
        answer = client.post(url, {"digest": digest, "alasan": ""}, headers=XHR).json()
        assert "Tuliskan alasan pengembalian." in answer["html"]
        assert b.step_of(page) == 2


class TestTicks:
    def test_steps_are_ticked_in_order_with_what_must_be_at_hand(
        self, kantor_kepala: SOP
    ) -> None:
        page = b.drafted(kantor_kepala)
        client = b.logged_in(page.owner)
        first, second = (b.task_at(kantor_kepala, n) for n in (1, 2))
        url = reverse("naskah:centang", args=[page.pk, first.pk])
        assert "Tandai selesai" in client.get(screen(page)).content.decode()
        refused = client.post(url, {"digest": "-"})
        assert "Centang setiap kelengkapan" in refused.content.decode()
        every = [str(at) for at in range(len(first.kelengkapan))]
        client.post(url, {"digest": "-", "kelengkapan": every})
        assert b.trail(page, Jejak.Aksi.CENTANG) == [
            ("centang", 1, str(first.pelaksana))
        ]
        assert second.name in client.get(screen(page)).content.decode()

    def test_nobody_ticks_for_the_drafter(self, kantor_kepala: SOP) -> None:
        page = b.drafted(kantor_kepala)
        task = b.task_at(kantor_kepala, 1)
        url = reverse("naskah:centang", args=[page.pk, task.pk])
        every = [str(at) for at in range(len(task.kelengkapan))]
        client = b.logged_in(b.holder_of(kantor_kepala, 5))
        client.post(url, {"digest": "-", "kelengkapan": every})
        assert b.trail(page, Jejak.Aksi.CENTANG) == []


class TestPenugasan:
    def test_an_order_opens_a_naskah_at_the_first_step(self, setda: SOP) -> None:
        client = b.logged_in(b.holder_of(setda, 1))
        url = reverse("naskah:penugasan")
        response = client.post(url, {"hal": "Panen raya", "menurut": setda.pk})
        page = BeritaPage.objects.get(title="Panen raya")
        assert response["Location"] == screen(page)
        assert b.step_of(page) == 1
        assert Naskah.objects.latest_of(page).penyusun is None

    def test_only_its_superior_gives_it(self, setda: SOP) -> None:
        client = b.logged_in(b.holder_of(setda, 2))
        url = reverse("naskah:penugasan")
        client.post(url, {"hal": "Panen raya", "menurut": setda.pk})
        assert not BeritaPage.objects.filter(title="Panen raya").exists()
        assert "Penugasan baru" not in client.get("/admin/").content.decode()


class TestWithdrawal:
    def test_wagtails_unpublish_asks_for_the_reason(self, lampung: SOP) -> None:
        page = b.published(lampung)
        user = b.holder_of(lampung, 4)
        post = b.post_of(lampung, 4)
        post.penanggung_jawab = True
        post.save()
        client = b.logged_in(user)
        stock = reverse("wagtailadmin_pages:unpublish", args=[page.pk])
        url = reverse("naskah:tarik", args=[page.pk])
        assert client.post(stock)["Location"] == url
        assert "Tuliskan alasan" in client.post(url, {"alasan": ""}).content.decode()
        client.post(url, {"alasan": "Data pribadi terbuka."})
        assert not b.fresh(page).live
        assert b.trail(page, Jejak.Aksi.TARIK) == [("tarik", None, post.nama)]


class TestHandingIn:
    def test_an_incomplete_text_is_marked_and_kept(self, lampung: SOP) -> None:
        page = b.drafted(lampung)
        client = b.logged_in(page.owner)
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        form = {
            "title": page.title,
            "slug": page.slug,
            "tanggal": "2026-11-21",
            "ringkasan": "",
            "isi-count": "0",
            "lampiran-count": "0",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            "penulis": "Bagian Humas",
            "action-submit": "1",
        }
        html = client.post(url, form).content.decode()
        assert "Wajib diisi sebelum naskah diajukan." in html
        assert "Bagian Humas" in html
        assert b.fresh(page).current_workflow_state is None
