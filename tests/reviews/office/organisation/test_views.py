"""The chart, posts and terms, and who may arrange them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import ValidationError
from django.urls import reverse

from reviews.models import Jabatan, PemangkuJabatan
from reviews.rights.sync import sync_rights
from tests.reviews import builders as b
from tests.reviews.office.organisation.people import office_admin

if TYPE_CHECKING:
    from reviews.models import SOP

pytestmark = pytest.mark.django_db


class TestPosts:
    def test_superiors_do_not_go_round(self, lampung: SOP) -> None:
        kepala = lampung.instansi.jabatan.get(nama="Kepala BKD")
        kepala.atasan = lampung.instansi.jabatan.get(nama="Kasubid II")
        with pytest.raises(
            ValidationError, match=r"Kepala BKD → Kasubid II → .* → Kepala BKD"
        ):
            kepala.full_clean()

    def test_a_superior_is_of_the_same_office(self, lampung: SOP, bekasi: SOP) -> None:
        post = b.post_of(lampung, 2)
        post.atasan = b.post_of(bekasi, 1)
        with pytest.raises(ValidationError, match="instansi ini"):
            post.full_clean()

    def test_one_definitive_holder_at_a_time(self, lampung: SOP) -> None:
        post = b.post_of(lampung, 3)
        second = PemangkuJabatan(
            jabatan=post, user=b.holder_of(lampung, 2), mulai=dt.date(2026, 1, 1)
        )
        with pytest.raises(ValidationError, match="sudah dipangku"):
            second.full_clean()
        post.jamak = True
        second.full_clean()


class TestChart:
    def test_it_marks_vacancies_deputies_and_the_responsible(
        self, lampung: SOP
    ) -> None:
        b.post_of(lampung, 3).pemangku.all().delete()
        b.appointed(
            b.post_of(lampung, 3), "wakil", kapasitas="plt", sampai=dt.date(2099, 1, 1)
        )
        url = reverse("organisasi:bagan")
        html = b.logged_in(b.holder_of(lampung, 2)).get(url).content.decode()
        assert html.count("Kosong") == 1
        assert "Plt." in html
        assert "Penanggung jawab informasi" in html
        html = html[html.index('class="bagan"') :]
        assert (
            html.index("Kepala BKD")
            < html.index("Kabid Dokin")
            < html.index("Kasubid II")
        )

    def test_each_office_its_own(self, lampung: SOP, bekasi: SOP) -> None:
        stranger = b.logged_in(b.holder_of(bekasi, 1))
        own = b.logged_in(b.holder_of(lampung, 3))
        post = b.post_of(lampung, 3)
        for url in (
            f"{reverse('organisasi:bagan')}?instansi={lampung.instansi.pk}",
            f"{reverse('organisasi:hak')}?instansi={lampung.instansi.pk}",
            f"{reverse('organisasi:hak')}?orang={b.holder_of(lampung, 3).pk}",
            reverse("organisasi:riwayat_jabatan", args=[post.pk]),
            reverse("organisasi:riwayat_orang", args=[b.holder_of(lampung, 3).pk]),
        ):
            assert "Kabid Dokin" in own.get(url).content.decode(), url
            answer = stranger.get(url, follow=True)
            assert "Kabid Dokin" not in answer.content.decode(), url

    def test_history_keeps_those_who_left(self, lampung: SOP) -> None:
        post = b.post_of(lampung, 3)
        b.appointed(
            post, "pendahulu", mulai=dt.date(2015, 1, 1), sampai=dt.date(2019, 1, 1)
        )
        url = reverse("organisasi:riwayat_jabatan", args=[post.pk])
        html = b.logged_in(b.holder_of(lampung, 2)).get(url).content.decode()
        assert "Pendahulu" in html
        assert "1 Januari 2015 sampai 1 Januari 2019" in html


class TestAdministrators:
    def test_an_office_admin_arranges_his_own_office_only(
        self, lampung: SOP, bekasi: SOP
    ) -> None:
        client = b.logged_in(office_admin(lampung))
        listing = client.get(reverse("jabatan:index")).content.decode()
        assert "Kabid Dokin" in listing
        foreign = b.post_of(bekasi, 1)
        assert foreign.nama not in listing
        term = foreign.pemangku.get()
        for url in (
            reverse("jabatan:edit", args=[foreign.pk]),
            reverse("jabatan:delete", args=[foreign.pk]),
            reverse("jabatan:history", args=[foreign.pk]),
            reverse("pemangku:edit", args=[term.pk]),
            reverse("pemangku:delete", args=[term.pk]),
        ):
            assert client.get(url).status_code in (302, 403), url
            assert client.post(url, {"nama": "Diambil"}).status_code in (
                302,
                403,
                405,
            ), url
        form = {"instansi": bekasi.instansi.pk, "nama": "Titipan"}
        client.post(reverse("jabatan:add"), form)
        assert not Jabatan.objects.filter(nama="Titipan").exists()
        form = {"instansi": lampung.instansi.pk, "nama": "Sekretaris"}
        client.post(reverse("jabatan:add"), form)
        assert Jabatan.objects.filter(nama="Sekretaris").exists()

    def test_a_holder_without_the_right_arranges_nothing(self, lampung: SOP) -> None:
        client = b.logged_in(b.holder_of(lampung, 2))
        for name in ("penunjukan", "impor"):
            url = reverse(f"organisasi:{name}")
            assert client.get(url).status_code in (302, 403)
            assert client.post(url).status_code in (302, 403)


class TestRightsExplained:
    def test_each_group_step_and_reason_is_a_sentence(self, lampung: SOP) -> None:
        page = b.at_step(lampung, 3)
        kasubid = b.holder_of(lampung, 2)
        url = f"{reverse('organisasi:hak')}?halaman={page.pk}"
        html = b.logged_in(kasubid).get(url).content.decode()
        assert "karena memangku Kasubid II" in html
        assert "masuk ke admin" in html
        assert "ia tidak memangku Kabid Dokin hari ini" in html
        assert "sebagai Kasubid II." in html

    def test_what_a_colleague_does_in_another_office_is_not_told(
        self, lampung: SOP, bekasi: SOP
    ) -> None:
        colleague = b.holder_of(lampung, 2)
        b.appointed(b.post_of(bekasi, 3), colleague.username, kapasitas="plt")
        admin = b.logged_in(office_admin(lampung))
        for address in (
            f"{reverse('organisasi:hak')}?orang={colleague.pk}",
            reverse("organisasi:riwayat_orang", args=[colleague.pk]),
        ):
            html = admin.get(address).content.decode()
            assert "Kasubid II" in html
            assert bekasi.instansi.slug not in html
            assert b.post_of(bekasi, 3).nama not in html

    def test_drift_is_shown_and_repaired_by_one_button(self, lampung: SOP) -> None:
        colleague = b.logged_in(b.holder_of(lampung, 2))
        stranger = User.objects.create_user("titipan")
        group = b.holder_of(lampung, 2).groups.get()
        group.user_set.add(stranger)
        group.permissions.add(Permission.objects.get(codename="change_user"))
        url = f"{reverse('organisasi:hak')}?instansi={lampung.instansi.pk}"
        root = b.logged_in(b.superuser())
        html = root.get(url).content.decode()
        assert "titipan anggota" in html
        assert "change_user" in html
        assert colleague.post(url).status_code in (302, 403)
        assert stranger.groups.exists()
        root.post(url)
        assert not stranger.groups.exists()
        assert "sesuai dengan jabatan hari ini" in root.get(url).content.decode()
        assert sync_rights(lampung.instansi) == []


def test_before_the_first_office_the_menu_leads_nowhere_it_refuses() -> None:
    home = b.logged_in(b.superuser()).get("/admin/").content.decode()
    for name in ("bagan", "penunjukan", "impor", "hak"):
        assert reverse(f"organisasi:{name}") not in home
    assert reverse("sop:daftar") not in home
