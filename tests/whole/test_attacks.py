"""What outsiders, leavers and the ambitious try on the desk, each a small test."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from reviews.desk.desk import Desk
from reviews.engine.actions.disposisi import name_of
from reviews.engine.actions.pass_on import part_holder
from reviews.engine.forms import DeadlineField
from reviews.models import Disposisi, PemangkuJabatan, PenerimaDisposisi
from reviews.notices.content import render
from reviews.rights.sync import sync_rights
from tests.reviews import builders as b

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from reviews.models import SOP

pytestmark = pytest.mark.django_db
HUGE = "9" * 30
NASKAH = "/admin/naskah"


def office_admin(sop: SOP) -> User:
    """A holder who also arranges posts and holders."""
    user = b.holder_of(sop, 8)
    user.user_permissions.set(
        Permission.objects.filter(
            content_type__app_label="reviews",
            content_type__model__in=("jabatan", "pemangkujabatan"),
        )
    )
    return user


def leave(user: User) -> None:
    """Yesterday was the last day."""
    for term in PemangkuJabatan.objects.filter(user=user):
        term.sampai = timezone.localdate() - dt.timedelta(days=1)
        term.save()


class TestAddresses:
    """Garbage in an address is "not found" or "no", never an error of the server."""

    @pytest.mark.parametrize(
        "address",
        [
            f"{NASKAH}/sop/baru/{HUGE}/",
            f"{NASKAH}/organisasi/riwayat/orang/{HUGE}/",
            f"{NASKAH}/register/agenda/inspect/abc/",
            f"{NASKAH}/register/dikecualikan/inspect/{HUGE}/",
            f"{NASKAH}/berkas/0/",
            "/admin/snippets/choose/reviews/berkas/",
        ],
    )
    def test_of_no_row(self, root_user: User, address: str) -> None:
        assert b.logged_in(root_user).get(address).status_code == 404

    @pytest.mark.parametrize("asked", ["²", HUGE, "9" * 5000, "-1", "abc"])
    def test_of_no_office(self, root_user: User, asked: str) -> None:
        client = b.logged_in(root_user)
        for name in ("bagan", "hak", "impor", "penunjukan"):
            response = client.get(reverse(f"organisasi:{name}"), {"instansi": asked})
            assert response.status_code == 302, name

    def test_of_a_row_that_a_form_names(self, root_user: User) -> None:
        client = b.logged_in(root_user)
        # A number that no id can have is an error of SQLite's alone.
        for value, told in ((HUGE, {200, 400}), ("\x00", {400}), ("0", {200})):
            response = client.post("/admin/jabatan/new/", {"instansi": value})
            assert response.status_code in told, value

    def test_of_a_dossier_made_or_chosen_by_hand(self, lampung: SOP) -> None:
        client = b.logged_in(b.superuser())
        add = client.post("/admin/snippets/reviews/berkas/add/")
        assert add.status_code == 302
        holder = b.logged_in(b.holder_of(lampung, 3))
        chooser = holder.get("/admin/snippets/choose/reviews/berkas/")
        assert chooser.status_code == 404

    def test_with_nul(self, root_user: User) -> None:
        response = b.logged_in(root_user).get("/admin/pages/search/?q=a%00b")
        assert response.status_code == 400

    @pytest.mark.parametrize("last", ["9999-12-31", "2100-01-01"])
    def test_of_a_period_at_the_end_of_time(self, bekasi: SOP, last: str) -> None:
        client = b.logged_in(b.superuser())
        span = {"periode": "bebas", "dari": "0001-01-01", "sampai": last}
        html = client.get(f"{NASKAH}/rapor/", span).content.decode()
        assert "antara tahun 2000 dan 2099" in html
        assert client.get(f"{NASKAH}/rapor/ekspor.csv", span).status_code == 302


class TestLeavers:
    def test_nothing_of_the_office_stays_on_the_desk(self, lampung: SOP) -> None:
        page = b.at_step(lampung, 5)
        kasubid, drafter = b.holder_of(lampung, 4), b.holder_of(lampung, 1)
        desk = Desk(kasubid)
        assert [row.naskah.page_id for row in desk.sent] == [page.pk]
        PenerimaDisposisi.objects.update(user=drafter, dibaca_pada=None)
        assert Desk(drafter).unread
        leave(kasubid)
        leave(drafter)
        assert not Desk(kasubid).sent
        assert not Desk(drafter).unread

    def test_who_came_after_completes_the_disposisi(self, lampung: SOP) -> None:
        b.at_step(lampung, 5)
        part = PenerimaDisposisi.objects.select_related("disposisi").get()
        assert part.user is not None
        leave(part.user)
        successor = b.appointed(part.jabatan, "pengganti")
        assert part_holder(part, part.user) is None
        assert part_holder(part, successor) is not None

    def test_an_ended_term_is_not_made_longer(self, lampung: SOP) -> None:
        deputy = PemangkuJabatan.objects.get(
            user=b.appointed(
                b.post_of(lampung, 3),
                "plh",
                kapasitas="plh",
                sampai=timezone.localdate() + dt.timedelta(days=9),
            )
        )
        deputy.diakhiri_pada = timezone.now()
        deputy.sampai = timezone.localdate()
        deputy.full_clean()
        deputy.sampai += dt.timedelta(days=9)
        with pytest.raises(ValidationError, match="sudah diakhiri"):
            deputy.full_clean()


class TestAmbition:
    def test_an_office_admin_gives_himself_no_post(self, lampung: SOP) -> None:
        admin, post = office_admin(lampung), b.post_of(lampung, 3)
        post.pemangku.all().delete()
        data = {
            "jabatan": post.pk,
            "user": admin.pk,
            "kapasitas": "definitif",
            "mulai": "2026-01-01",
        }
        client = b.logged_in(admin)
        html = client.post("/admin/pemangku/new/", data).content.decode()
        assert "tidak dapat menunjuk diri sendiri" in html
        assert not post.pemangku.exists()
        own = admin.jabatan_dipangku.get()
        url = f"/admin/pemangku/edit/{own.pk}/"
        client.post(url, {**data, "mulai": own.mulai.isoformat()})
        assert admin.jabatan_dipangku.get().jabatan_id == own.jabatan_id

    def test_a_long_name_stops_nobody(self, lampung: SOP) -> None:
        holder = PemangkuJabatan.objects.filter(jabatan__instansi=lampung.instansi)[0]
        holder.user.first_name = holder.user.last_name = "x" * 150
        assert len(name_of(holder)) == 255


class TestDisposisi:
    def test_a_deadline_at_the_end_of_time_is_refused(self) -> None:
        field = DeadlineField(dt.date(2028, 2, 29))
        assert field.clean("2030-02-28") == "2030-02-28"
        with pytest.raises(ValidationError, match="paling lama"):
            field.clean("9999-12-31")

    @pytest.mark.parametrize("sifat", ["biasa", "rahasia", "sangat_rahasia"])
    def test_secret_words_do_not_travel_by_mail(self, lampung: SOP, sifat: str) -> None:
        get_user_model().objects.update(email="a@kantor.example")
        b.at_step(lampung, 5)
        Disposisi.objects.update(sifat=sifat, isi="KATA-RAHASIA")
        sheet = Disposisi.objects.get()
        letter: Any = sheet.jejak.naskah.surat.filter(
            task_state__task=sheet.task_tujuan
        ).first()
        told = [sifat == "biasa"] * 2
        assert ["KATA-RAHASIA" in text for text in render(letter)[1:]] == told

    def test_a_step_of_wagtails_own_cannot_be_claimed(self, lampung: SOP) -> None:
        page = b.news_of(lampung.instansi)  # no SOP governs it
        page.save_revision()
        workflow = Workflow.objects.create(name="Tangan")
        task = GroupApprovalTask.objects.create(name="Paraf")
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
        state = workflow.start(page, b.superuser()).current_task_state
        url = reverse("meja:periksa", args=[state.pk])
        sync_rights(lampung.instansi)
        client = b.logged_in(b.holder_of(lampung, 3))
        client.raise_request_exception = False
        assert client.post(url).status_code == 302
