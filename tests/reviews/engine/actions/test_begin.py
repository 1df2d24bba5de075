"""Handing in: by whom, from where, and what was ticked off before counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cms.demo.sample import sample_berita
from cms.demo.sop_walk import answers
from pages.models import BeritaPage
from reviews.engine.actions.begin import draft_round, tick_of
from reviews.engine.actions.start import complete_langkah, open_steps, start_naskah
from reviews.models import Berkas, Jejak, Naskah
from reviews.trail import check
from tests.factories import site_root
from tests.reviews.builders import (
    approve,
    at_step,
    changed,
    decided,
    drafted,
    fresh,
    holder_of,
    naskah_of,
    news_of,
    overtaken_by_its_hour,
    published,
    refused,
    resubmit,
    return_to,
    state_of,
    step_of,
    submitted,
    superuser,
    task_at,
    trail,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from reviews.models import SOP


def tick(page: Any, sop: SOP, nomor: int, user: User | None = None) -> Jejak:
    task = task_at(sop, nomor)
    data = answers(task, "approve", "-")
    return complete_langkah(page, task, user or holder_of(sop, nomor), data)


# Handing in ---------------------------------------------------------------------------


def test_only_the_drafter_s_post_hands_in(lampung: SOP) -> None:
    page = drafted(lampung)
    for user in (None, superuser(), holder_of(lampung, 2)):
        with refused(match="diajukan oleh pemangku jabatan Pengelola"):
            lampung.workflow.start(page, user)
    assert fresh(page).current_workflow_state is None


def test_a_page_of_no_office_is_handed_in_to_nobody(lampung: SOP) -> None:
    page = site_root().add_child(instance=BeritaPage(title="Lepas", live=False))
    page.save_revision()
    with refused(match="tidak berada di bawah instansi"):
        lampung.workflow.start(page, holder_of(lampung, 1))
    assert not Naskah.objects.exists()


def test_a_round_bears_the_title_of_its_draft_and_its_own_sop(lampung: SOP) -> None:
    page = published(lampung, "Lama")
    draft = changed(page)
    draft.title = "Baru"
    draft.save_revision(user=page.owner)
    lampung.workflow.start(fresh(page), page.owner)
    naskah = naskah_of(page)
    assert (naskah.judul, naskah.sop) == ("Baru", lampung)
    assert naskah.status == Naskah.Status.DITINJAU
    assert Naskah.objects.filter(page_id=page.pk).count() == 2


def test_a_draft_begins_its_round_once(lampung: SOP, bekasi: SOP) -> None:
    page, other = drafted(lampung), drafted(bekasi)
    naskah = draft_round(page, page.owner)
    assert (naskah.status, naskah.penyusun) == (Naskah.Status.DISUSUN, page.owner)
    assert naskah.sop == lampung
    assert draft_round(other, other.owner).sop == bekasi
    assert draft_round(page, page.owner) == naskah
    assert trail(page) == [("mulai", None, "")]
    lampung.workflow.start(page, page.owner)
    assert naskah_of(page) == naskah


# Ticks --------------------------------------------------------------------------------


def test_a_tick_counts_with_the_name_of_who_gave_it(kantor_kepala: SOP) -> None:
    page = drafted(kantor_kepala)
    ticked = [tick(page, kantor_kepala, nomor) for nomor in (1, 2)]
    kantor_kepala.workflow.start(page, holder_of(kantor_kepala, 3))
    rows = Jejak.objects.filter(aksi="setuju").order_by("nomor")
    assert [row.langkah for row in rows] == [1, 2, 3]
    for row, before in zip(rows[:2], ticked, strict=True):
        assert row.data["dicentang_pada"] == before.waktu.isoformat()
        for name in ("pelaku", "nama", "nip", "jabatan", "kapasitas", "jenis"):
            assert getattr(row, name) == getattr(before, name), name
        assert row.digest == fresh(page).get_latest_revision_as_object().digest()
    assert "dicentang_pada" not in rows[2].data
    assert step_of(page) == 4


def test_what_was_handed_in_by_ticks_alone_is_kept(kantor_kepala: SOP) -> None:
    """Each row of the trail answers for a text, and that text can be read again."""
    page = drafted(kantor_kepala)
    for nomor in (1, 2, 3):
        tick(page, kantor_kepala, nomor)
    kantor_kepala.workflow.start(page, holder_of(kantor_kepala, 3))
    assert decided(page) == [1, 2, 3]
    assert check.first_fault() is None


def test_steps_are_ticked_in_order_by_their_own_post(kantor_kepala: SOP) -> None:
    page = drafted(kantor_kepala)
    with refused(match="menurut urutan SOP"):
        tick(page, kantor_kepala, 2)
    with refused(match="bukan langkah Anda"):
        tick(page, kantor_kepala, 1, holder_of(kantor_kepala, 5))
    tick(page, kantor_kepala, 1)
    with refused(match="menurut urutan SOP"):
        tick(page, kantor_kepala, 1)
    naskah = naskah_of(page)
    assert [task.nomor for task in open_steps(page, naskah)] == [2, 3]
    kantor_kepala.workflow.start(page, holder_of(kantor_kepala, 3))
    assert open_steps(fresh(page), naskah) == []


def test_a_return_makes_earlier_ticks_void(kantor_kepala: SOP) -> None:
    page = drafted(kantor_kepala)
    first = tick(page, kantor_kepala, 1)
    kantor_kepala.workflow.start(page, holder_of(kantor_kepala, 3))
    naskah, task = naskah_of(page), task_at(kantor_kepala, 1)
    assert tick_of(naskah, task) == first
    assert tick_of(naskah, task_at(kantor_kepala, 2)) is None
    for times in (2, 3):
        return_to(page, 1)
        assert tick_of(naskah, task) is None
        again = tick(fresh(page), kantor_kepala, 1)
        assert tick_of(naskah, task) == again
        resubmit(page, user=holder_of(kantor_kepala, 3))
        assert step_of(page) == 4
        assert decided(page) == [1, 2, 3] * times


def test_a_tick_hands_another_text_to_who_judged_the_first(kantor_kepala: SOP) -> None:
    page = at_step(kantor_kepala, 5)
    return_to(page, 3)
    changed(page, "Ditulis lain.").save_revision(user=page.owner)
    tick(fresh(page), kantor_kepala, 3)
    resubmit(page)
    assert decided(page) == [1, 2, 3, 4, 3]
    assert step_of(page) == 4


# By order -----------------------------------------------------------------------------


def test_an_order_is_given_by_its_superior_where_the_sop_begins_with_one(
    setda: SOP, lampung: SOP
) -> None:
    blank = sample_berita("Hari jadi")
    with refused(match="dimulai oleh penyusun"):
        start_naskah(lampung, holder_of(lampung, 1), blank, news_of(lampung.instansi))
    with refused(match="Penugasan diberikan oleh pemangku jabatan Kepala Bagian"):
        start_naskah(setda, holder_of(setda, 2), blank, news_of(setda.instansi))
    assert not Naskah.objects.exists()
    superior = holder_of(setda, 1)
    page = start_naskah(setda, superior, blank, news_of(setda.instansi))
    assert (page.owner, naskah_of(page).judul) == (superior, page.title)
    (act, _, post), *_ = trail(page)
    assert (act, post) == ("mulai", task_at(setda, 1).pelaksana)
    assert step_of(page) == 1


# After publication --------------------------------------------------------------------


def test_a_laporan_that_came_back_waits_for_its_writer(lampung: SOP) -> None:
    """With the publication it was written at once; after a return it is asked again."""
    page = published(lampung)
    berkas = Berkas.objects.get(naskah__page_id=page.pk)
    assert step_of(berkas) == 6
    first = fresh(berkas).laporan
    assert first
    return_to(berkas, 5, alasan="Tambahkan tautan.")
    assert step_of(berkas) == 5
    assert state_of(berkas).status == "in_progress"
    approve(berkas, laporan="Tayang di laman, dengan tautan.")
    assert fresh(berkas).laporan == "Tayang di laman, dengan tautan."
    assert step_of(berkas) == 6


def test_who_publishes_is_no_editor_of_the_dossier(sungai_penuh: SOP) -> None:
    """Its step publishes and archives, and is closed to whoever wrote the text."""
    for task in (task_at(sungai_penuh, 6), task_at(sungai_penuh, 6, after=True)):
        type(task).objects.filter(pk=task.pk).update(empat_mata="penyunting")
    page = published(sungai_penuh)
    assert decided(page)[-2:] == [6, 6]
    assert Berkas.objects.get(naskah__page_id=page.pk).ditutup_pada


def test_a_laporan_that_nobody_could_write_yet_waits_for_its_writer(
    lampung: SOP,
) -> None:
    """Its hour was ahead when the publishing step was opened, and came meanwhile."""
    berkas = Berkas.objects.get(naskah__page_id=overtaken_by_its_hour(lampung).pk)
    assert (step_of(berkas), berkas.laporan) == (5, "")


def test_a_step_that_published_nothing_is_not_done_by_publication(bekasi: SOP) -> None:
    assert submitted(bekasi).current_workflow_state is not None
    assert not Jejak.objects.filter(aksi="setuju").exists()
