"""A text that was approved for a later hour: until then nothing says that it is live."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import (
    CollectionViewRestriction,
    PageViewRestriction,
    Revision,
)

from cms.demo.sample import sample_berita
from pages.models import SiteImage
from reviews.engine.actions.schedule import cancel_schedule
from reviews.engine.actions.withdraw import withdraw_naskah
from reviews.models import Arsip, Berkas, Heartbeat, Jejak, Naskah, Surat
from reviews.tick import publish_due
from reviews.trail import check
from tests.factories import SiteImageFactory
from tests.reviews import builders as b
from tests.reviews.engine.guards.by_hand import made_by_hand

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User

    from pages.models import BeritaPage
    from reviews.models import SOP

pytestmark = pytest.mark.django_db
Status = Naskah.Status
FOUND = 302
XHR = {"x-requested-with": "XMLHttpRequest"}


@pytest.fixture(autouse=True)
def sound_trail() -> Iterator[None]:
    """Whatever was done, the check of the trail finds nothing."""
    yield
    assert check.first_fault() is None


def acts(page: BeritaPage) -> list[str]:
    """What became of the page's rounds, apart from their steps."""
    return [act for act, step, _ in b.trail(page) if step is None][1:]


def kinds_of_mail(page: BeritaPage) -> set[str]:
    return set(
        Surat.objects.filter(naskah__page_id=page.pk, task_state=None).values_list(
            "jenis", flat=True
        )
    )


def proof(code: str | None) -> Any:
    return Client().get(f"/api/v3/verifikasi/{code}/").json()


def write_to_everybody(sop: SOP) -> None:
    for term in sop.instansi.jabatan.all():
        for holder in term.pemangku.all():
            holder.user.email = f"{holder.user.username}@contoh.example"
            holder.user.save()


# Until the hour, and at it --------------------------------------------------------------


def test_a_new_text_is_live_in_nothing_before_its_hour(sungai_penuh: SOP) -> None:
    write_to_everybody(sungai_penuh)
    page = b.scheduled(sungai_penuh)
    naskah = b.naskah_of(page)
    assert (naskah.status, naskah.tayang_pada) == (Status.DIJADWALKAN, None)
    assert naskah.kode_verifikasi is None
    assert not Berkas.objects.exists()
    assert not Arsip.objects.exists()
    assert acts(page) == ["jadwal"]
    assert "jadwal" in kinds_of_mail(page)
    assert "tayang" not in kinds_of_mail(page)
    publish_due()
    assert b.public_answer(page)[0] == 404


def test_at_its_hour_it_is_and_what_follows_begins(sungai_penuh: SOP) -> None:
    write_to_everybody(sungai_penuh)
    page = b.scheduled(sungai_penuh)
    hour = b.naskah_of(page).jadwal_tayang
    with b.at_its_hour(page):
        publish_due()
        publish_due()
        naskah, berkas = b.naskah_of(page), Berkas.objects.get()
        assert b.public_answer(page)[0] == 200
        assert naskah.status == Status.TAYANG
        assert naskah.tayang_pada == hour + dt.timedelta(minutes=1)
        assert proof(naskah.kode_verifikasi)["status"] == "tayang"
        assert acts(page) == ["jadwal", "tayang", "berkas"]
        assert "tayang" in kinds_of_mail(page)
        assert not Arsip.objects.exists()
        b.approve(berkas)
    assert Arsip.objects.get().naskah == naskah
    assert b.fresh(berkas).ditutup_pada is not None


def test_a_text_that_ends_later_goes_live_at_its_hour(bekasi: SOP) -> None:
    page = b.scheduled(bekasi, expire_at=timezone.now() + dt.timedelta(days=9))
    with b.at_its_hour(page):
        publish_due()
        assert b.fresh(page).live


def test_a_correction_leaves_the_live_round_as_it_is(lampung: SOP) -> None:
    page = b.correction_scheduled(lampung)
    first = Naskah.objects.get(status=Status.TAYANG)
    answer = Client().get(f"/api/v3/berita/{page.pk}/").json()
    assert answer["kode_verifikasi"] == first.kode_verifikasi
    assert (proof(first.kode_verifikasi)["status"], answer["ringkasan"]) != (
        "diperbarui",
        "Dikoreksi.",
    )
    assert proof(first.kode_verifikasi)["sesuai"]
    call_command("rebuild_reading", "--check", stdout=StringIO())
    assert Berkas.objects.count() == 1
    with b.at_its_hour(page):
        publish_due()
        answer = Client().get(f"/api/v3/berita/{page.pk}/").json()
        assert answer["ringkasan"] == "Dikoreksi."
        assert answer["kode_verifikasi"] == b.naskah_of(page).kode_verifikasi
        assert b.naskah_of(page).status == Status.TAYANG
        call_command("rebuild_reading", "--check", stdout=StringIO())
    assert Berkas.objects.count() == 2


def test_the_end_of_the_live_text_ends_no_schedule(bekasi: SOP) -> None:
    """Wagtail clears every schedule of a page that it takes off."""
    page = b.correction_scheduled(bekasi)
    hour = b.naskah_of(page).jadwal_tayang
    b.fresh(page).live_revision.publish()  # what is live already, once more
    type(page).objects.filter(pk=page.pk).update(expire_at=hour - dt.timedelta(days=1))
    with time_machine.travel(hour - dt.timedelta(hours=1), tick=False):
        publish_due()
        assert not b.fresh(page).live
    with b.at_its_hour(page):
        publish_due()
        assert b.fresh(page).live


def test_a_second_round_waits_for_the_hour(bekasi: SOP) -> None:
    page = b.correction_scheduled(bekasi)
    b.changed(page, "Lain lagi.").save_revision(user=page.owner)
    with b.refused(match="sudah disetujui dan dijadwalkan tayang"):
        bekasi.workflow.start(b.fresh(page), page.owner)
    assert (
        not b.fresh(page).permissions_for_user(page.owner).can_submit_for_moderation()
    )


def test_a_laporan_is_asked_when_there_is_something_to_report(lampung: SOP) -> None:
    page = b.at_step(lampung, 5, go_live_at=timezone.now() + dt.timedelta(days=2))
    browser, state = b.logged_in(b.decider(page)), b.task_state_of(page)
    for view in ("workflow_action", "collect_workflow_action_data"):
        address = reverse(
            f"wagtailadmin_pages:{view}", args=[page.pk, "approve", state.pk]
        )
        assert 'name="laporan"' not in browser.get(address).content.decode()
    stale = {"laporan": "Naskah telah ditayangkan."}  # of a form that was open before
    address = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]
    )
    browser.post(address, {**b.filled(page), **stale})
    assert b.naskah_of(page).status == Status.DIJADWALKAN
    assert "laporan" not in Jejak.objects.get(task_state=state.pk).data
    with b.at_its_hour(page):
        publish_due()
        berkas = Berkas.objects.get()
        assert b.step_of(berkas) == 5
        address = reverse(
            "wagtailsnippets_reviews_berkas:workflow_action",
            args=[berkas.pk, "approve", b.task_state_of(berkas).pk],
        )
        browser = b.logged_in(b.decider(berkas))
        assert "laporan" in browser.get(address, headers=XHR).json()["html"]
        browser.post(address, {**b.filled(berkas), "laporan": "Tayang pagi ini."})
        assert b.fresh(berkas).laporan == "Tayang pagi ini."
        assert b.step_of(berkas) == 6


def test_an_hour_that_passes_during_the_last_approval_is_no_fault(bekasi: SOP) -> None:
    page = b.overtaken_by_its_hour(bekasi)
    assert (page.live, b.naskah_of(page).status) == (True, Status.TAYANG)
    assert acts(page) == ["tayang"]


# Taken off ------------------------------------------------------------------------------


def test_a_text_that_never_was_live_is_not_withdrawn(lampung: SOP) -> None:
    page, user = b.scheduled(lampung), b.responsible(lampung)
    browser, address = b.logged_in(user), reverse("naskah:tarik", args=[page.pk])
    assert "jadwal" in browser.get(address).headers["Location"]
    said = b.told(browser, browser.post(address, {"alasan": "Acara ditunda."}))
    assert said == "Jadwal tayang dibatalkan; naskahnya menjadi konsep lagi."
    assert (b.naskah_of(page).status, acts(page)) == (
        Status.BATAL,
        ["jadwal", "batal_jadwal"],
    )
    row = Jejak.objects.get(aksi="batal_jadwal")
    assert (row.data["alasan"], row.pelaku) == ("Acara ditunda.", user.pk)
    with time_machine.travel(timezone.now() + dt.timedelta(days=3)):
        publish_due()
    assert not b.fresh(page).live
    lampung.workflow.start(b.fresh(page), page.owner)
    assert b.naskah_of(page).status == Status.DITINJAU


def test_a_live_page_is_withdrawn_with_its_scheduled_correction(bekasi: SOP) -> None:
    page = b.correction_scheduled(bekasi)
    first, second = Naskah.objects.order_by("pk")
    withdraw_naskah(page, b.responsible(bekasi), "Data keliru.")
    assert b.fresh(first).status == Status.DITARIK
    assert b.fresh(second).status == Status.BATAL
    with time_machine.travel(timezone.now() + dt.timedelta(days=3)):
        publish_due()
    assert not b.fresh(page).live


def test_only_the_correction_is_called_off(bekasi: SOP) -> None:
    page = b.correction_scheduled(bekasi)
    cancel_schedule(page, b.responsible(bekasi), "Belum perlu.")
    assert b.fresh(page).live
    assert [n.status for n in Naskah.objects.order_by("pk")] == ["tayang", "batal"]
    with b.refused(match="sedang tidak dijadwalkan"):
        cancel_schedule(page, b.responsible(bekasi), "Sekali lagi.")


def test_it_is_called_off_by_its_post_with_a_reason(bekasi: SOP) -> None:
    page, user = b.scheduled(bekasi), b.responsible(bekasi)
    address = reverse("naskah:batal_jadwal", args=[page.pk])
    stranger = b.logged_in(page.owner)
    said = b.told(stranger, stranger.post(address, {"alasan": "Saya saja."}))
    assert "Hanya penanggung jawab" in said
    browser = b.logged_in(user)
    journey = browser.get(reverse("perjalanan:halaman", args=[page.pk]))
    assert address in journey.content.decode()
    empty = browser.post(address, {"alasan": " "}).content.decode()
    assert "Tuliskan alasan pembatalan." in empty
    assert b.naskah_of(page).status == Status.DIJADWALKAN
    assert browser.post(address, {"alasan": "Ditunda."}).status_code == FOUND
    assert b.naskah_of(page).status == Status.BATAL


@pytest.mark.parametrize("who", ["drafter", "responsible", "superuser"])
def test_wagtails_screens_take_no_schedule_off(
    bekasi: SOP, root_user: User, who: str
) -> None:
    page = b.scheduled(bekasi)
    people = {"drafter": page.owner, "responsible": b.responsible(bekasi)}
    user = people.get(who, root_user)
    browser, revision = b.logged_in(user), b.naskah_of(page).revisi_disetujui
    assert revision is not None
    address = reverse(
        "wagtailadmin_pages:revisions_unschedule", args=[page.pk, revision.pk]
    )
    form = reverse("naskah:batal_jadwal", args=[page.pk])
    for method in (browser.get, browser.post):
        assert method(address).headers["Location"] == form
    state = b.naskah_of(page).workflow_state
    assert state is not None
    browser.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    browser.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    browser.post(
        reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=[page.pk])
    )
    assert b.api("POST", f"pages/{page.pk}/actions/unpublish/", user).status_code >= 400
    assert b.api("DELETE", f"pages/{page.pk}/", user).status_code >= 400
    assert b.naskah_of(page).status == Status.DIJADWALKAN
    assert b.fresh(revision).approved_go_live_at == b.naskah_of(page).jadwal_tayang
    assert acts(page) == ["jadwal"]


def test_wagtails_screen_is_there_for_pages_that_no_sop_governs(
    bekasi: SOP, root_user: User
) -> None:
    revision = b.news_of(bekasi.instansi).save_revision()
    pk = revision.content_object.pk
    address = reverse("wagtailadmin_pages:revisions_unschedule", args=[pk, revision.pk])
    assert b.logged_in(root_user).get(address).status_code == 200
    assert Client().get(address).status_code == FOUND


def test_code_that_asks_nobody_is_refused(bekasi: SOP) -> None:
    page = b.scheduled(bekasi)
    revision = Revision.objects.get(pk=b.naskah_of(page).revisi_disetujui_id)
    later = timezone.now() + dt.timedelta(days=9)
    for hour in (None, later):
        revision.approved_go_live_at = hour
        with b.refused(match="penanggung jawab informasi"):
            revision.save(update_fields=["approved_go_live_at"])
    unchanged = b.fresh(revision)
    unchanged.save()
    with b.refused(match="penanggung jawab informasi"):
        unchanged.delete()
    with b.refused(match="dijadwalkan tayang"):
        page.delete()
    with b.refused(PermissionDenied):
        b.naskah_of(page).workflow_state.cancel()


# What it is made of ---------------------------------------------------------------------


@pytest.mark.parametrize("live", [False, True])
def test_its_files_are_kept(bekasi: SOP, live: bool) -> None:
    image = SiteImageFactory(title="Loket")
    isi = [("gambar", {"gambar": image, "keterangan": "Loket", "alt": ""})]
    if live:
        page = b.published(bekasi)
        draft = b.changed(page)
        draft.isi, draft.go_live_at = isi, timezone.now() + dt.timedelta(days=2)
        draft.save_revision(user=page.owner)
        bekasi.workflow.start(b.fresh(page), page.owner)
        while b.fresh(page).current_workflow_state:
            b.approve(page)
    else:
        page = b.scheduled(bekasi, isi=isi)
    image.alt = "Bukan ini."
    with b.refused(match="sudah disetujui dan dijadwalkan tayang"):
        image.save()
    with b.refused(match="dijadwalkan"):
        SiteImage.objects.get(pk=image.pk).delete()
    with b.refused(match="dijadwalkan"):
        CollectionViewRestriction.objects.create(
            collection=image.collection, restriction_type="login"
        )
    if not live:
        with b.refused(match="dijadwalkan"):
            PageViewRestriction.objects.create(
                page=page.get_parent(), restriction_type="login"
            )
    cancel_schedule(page, b.responsible(bekasi), "Gambarnya diganti.")
    image.save()


@pytest.mark.parametrize("kode", ["000", "004", "001"])
def test_a_text_that_cannot_go_live_goes_back_and_people_are_told(
    db: None, kode: str
) -> None:
    """Somebody who owns the database changed the picture; the others go live."""
    sop = b.adopted(kode)
    write_to_everybody(sop)
    image = SiteImageFactory(title="Loket")
    isi = [("gambar", {"gambar": image, "keterangan": "Loket", "alt": ""})]
    page = ordered_for_later(sop, isi) if kode == "001" else b.scheduled(sop, isi=isi)
    other = b.scheduled(sop, "Lain") if kode == "004" else None
    number = b.naskah_of(page).nomor_agenda
    SiteImage.objects.filter(pk=image.pk).update(alt="Diubah.")
    with b.at_its_hour(page):
        publish_due()
        assert not b.fresh(page).live
        assert other is None or b.fresh(other).live
        naskah = b.naskah_of(page)
        assert naskah.jadwal_tayang is None
        assert naskah.status in (Status.DIKEMBALIKAN, Status.DITINJAU)
        row = Jejak.objects.get(aksi="gagal")
        assert "berubah sesudah disetujui" in row.data["alasan"]
        told = set(
            Surat.objects.filter(jenis="gagal").values_list("penerima", flat=True)
        )
        assert {naskah.penyusun_id} <= told
        posts = sop.instansi.jabatan.filter(penanggung_jawab=True)
        assert set(posts.values_list("pemangku__user", flat=True)) & told
        screen = b.logged_in(page.owner).get(
            reverse("naskah:tinjau_halaman", args=[page.pk])
        )
        assert "dijadwalkan tayang" not in screen.content.decode()
        if naskah.status == Status.DIKEMBALIKAN:
            assert "Tidak dapat tayang pada jadwalnya" in screen.content.decode()
            b.resubmit(page, naskah.workflow_state.requested_by)
        while b.fresh(page).current_workflow_state:
            b.approve(page)
        assert b.fresh(page).live
        assert b.naskah_of(page).nomor_agenda == number


def test_it_goes_back_to_the_last_of_its_drafter_s_steps(kantor_kepala: SOP) -> None:
    """There the text is written; what was gathered for it before is as it was."""
    image = SiteImageFactory(title="Loket")
    isi = [("gambar", {"gambar": image, "keterangan": "Loket", "alt": ""})]
    page = b.scheduled(kantor_kepala, isi=isi)
    SiteImage.objects.filter(pk=image.pk).update(alt="Diubah.")
    with b.at_its_hour(page):
        publish_due()
        assert b.naskah_of(page).status == Status.DIKEMBALIKAN
        assert b.step_of(page) == 3


def test_a_text_of_a_workflow_made_by_hand_goes_back_likewise(lampung: SOP) -> None:
    workflow, image = made_by_hand(lampung), SiteImageFactory(title="Loket")
    page = b.drafted(
        lampung,
        isi=[("gambar", {"gambar": image, "keterangan": "Loket", "alt": ""})],
        go_live_at=timezone.now() + dt.timedelta(days=2),
    )
    workflow.start(page, page.owner)
    b.approve(b.approve(page))
    SiteImage.objects.filter(pk=image.pk).update(alt="Diubah.")
    with b.at_its_hour(page):
        publish_due()
        assert b.naskah_of(page).status == Status.DIKEMBALIKAN
        b.resubmit(page)
        assert b.approve(b.approve(page)).live


def ordered_for_later(sop: SOP, isi: Any) -> BeritaPage:
    """Seed 001: the text is written at its publishing step."""
    page = b.ordered(sop)
    b.go_to(page, 3)
    draft = b.fresh(page).get_latest_revision_as_object()
    whole = sample_berita("Hari jadi")
    for name in ("ringkasan", "kategori", "tanggal", "gambar_utama"):
        setattr(draft, name, getattr(whole, name))
    draft.isi = isi
    draft.go_live_at = timezone.now() + dt.timedelta(days=2)
    draft.save_revision(user=b.decider(page))
    b.approve(page)
    return b.fresh(page)


# What people read -----------------------------------------------------------------------


def test_screens_say_when_and_that_nobody_keeps_the_hour(lampung: SOP) -> None:
    page = b.scheduled(lampung)
    browser = b.logged_in(page.owner)
    for address in (
        reverse("perjalanan:halaman", args=[page.pk]),
        reverse("perjalanan:saya"),
        reverse("naskah:tinjau_halaman", args=[page.pk]),
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
    ):
        html = browser.get(address).content.decode()
        assert "WIB" in html, address
        assert "otomatis tidak berjalan" in html, address
        assert "beri tahu administrator" in html, address


def test_screens_say_that_its_hour_has_passed(bekasi: SOP) -> None:
    page = b.scheduled(bekasi)
    hour = b.naskah_of(page).jadwal_tayang
    with time_machine.travel(hour + dt.timedelta(minutes=5), tick=False):
        assert Heartbeat.claim(Heartbeat.PENAYANGAN, dt.timedelta())
        screen = reverse("perjalanan:halaman", args=[page.pk])
        html = b.logged_in(page.owner).get(screen).content.decode()
    assert "Waktunya sudah lewat" in html
    assert "tidak berjalan" not in html


def test_the_walk_leaves_going_live_to_the_worker(sungai_penuh: SOP) -> None:
    out = StringIO()
    call_command(
        "walk_sop", sungai_penuh.kode, "--publish-in", "3600", stdout=out, no_color=True
    )
    last = out.getvalue().splitlines()[-1]
    naskah = Naskah.objects.get()
    assert last == f"halaman {naskah.page_id}"
    assert naskah.status == Status.DIJADWALKAN
    ahead = naskah.jadwal_tayang - timezone.now()
    assert dt.timedelta(minutes=55) < ahead < dt.timedelta(hours=1)
    with pytest.raises(CommandError):
        call_command("walk_sop", sungai_penuh.kode, "--publish-in", "besok")
