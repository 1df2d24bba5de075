"""What a completed step asks, and what it leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reviews.engine.actions.disposisi import deadline, next_task, require_able
from reviews.models import Berkas, Disposisi, Jejak, Naskah, Paraf
from tests.reviews.builders import (
    appointed,
    approve,
    at_step,
    changed,
    decider,
    fresh,
    holder_of,
    naskah_of,
    ordered,
    post_of,
    published,
    refused,
    resubmit,
    returned,
    step_of,
    submitted,
    task_at,
    task_state_of,
)

if TYPE_CHECKING:
    from reviews.models import SOP


def row_of(page: Any, nomor: int) -> Jejak:
    found = Jejak.objects.filter(naskah__page_id=page.pk, langkah=nomor, aksi="setuju")
    return found.latest("nomor")


def test_an_incomplete_text_is_not_published(bekasi: SOP) -> None:
    """Finished material passes no drafting step; publication looks at it too."""
    page = at_step(bekasi, 3, ringkasan="")
    with refused(match=r"Naskah belum lengkap\. Isi dahulu: ringkasan"):
        approve(page)
    assert not fresh(page).live


def test_an_incomplete_text_is_not_handed_in(lampung: SOP) -> None:
    with refused(match="Naskah belum lengkap"):
        submitted(lampung, ringkasan="")


def test_a_step_leaves_its_paraf_its_note_and_its_row(lampung: SOP) -> None:
    page = at_step(lampung, 2)
    state = task_state_of(page)
    approve(page, catatan="Sesuai data.")
    row = row_of(page, 2)
    assert row.data == {"catatan": "Sesuai data."}
    assert row.digest == fresh(page).get_latest_revision_as_object().digest()
    paraf = Paraf.objects.get(jejak=row)
    assert (paraf.bentuk, paraf.catatan) == ("paraf", "Sesuai data.")
    done = fresh(state)
    assert (done.status, done.comment) == ("approved", "Sesuai data.")
    assert done.finished_by == holder_of(lampung, 2)
    assert not Disposisi.objects.exists()


def test_a_signature_with_several_kinds_is_given_once(lampung: SOP) -> None:
    """Step 8 signs, takes note of and verifies: one form, the strongest of them."""
    berkas = Berkas.objects.get(naskah__page_id=published(lampung).pk)
    for _ in (6, 7, 8):
        approve(berkas)
    rows = Jejak.objects.filter(langkah__in=(6, 7, 8), aksi="setuju").order_by("nomor")
    forms = [row.paraf.bentuk for row in rows]
    assert forms == ["paraf", "tanda_tangan", "mengetahui"]
    assert all(row.data["cek_situs"]["status"] == 200 for row in rows)
    assert "cek_situs" not in Jejak.objects.filter(langkah=5).latest("nomor").data


def test_the_drafter_is_who_wrote_the_first_text(
    lampung: SOP, setda: SOP, kantor_kepala: SOP
) -> None:
    assert naskah_of(submitted(lampung)).penyusun == holder_of(lampung, 1)
    page = at_step(kantor_kepala, 5)
    drafter = naskah_of(page).penyusun
    changed(page, "Koreksi.").save_revision(user=decider(page))
    approve(page)
    assert naskah_of(page).penyusun == drafter, "who corrects has not drafted"
    page = ordered(setda)
    assert naskah_of(page).penyusun is None
    approve(page)
    assert naskah_of(page).penyusun is None, "who only orders has not drafted"
    writer = decider(page)
    assert task_state_of(page).task.specific.boleh_menyunting
    changed(page, "Teks pertama.").save_revision(user=writer)
    approve(page)
    assert naskah_of(page).penyusun == writer


def test_who_corrects_has_not_drafted_where_nobody_is_left_who_did(
    kantor_kepala: SOP,
) -> None:
    """The drafter's account was deleted: the naskah names no drafter any more."""
    page = at_step(kantor_kepala, 5)
    Naskah.objects.update(penyusun=None)
    changed(page, "Koreksi.").save_revision(user=decider(page))
    approve(page)
    assert naskah_of(page).penyusun is None


def test_the_drafter_is_who_handed_it_in_last(lampung: SOP) -> None:
    """A colleague of the same post takes over what came back."""
    page, colleague = returned(lampung), appointed(post_of(lampung, 1), "rekan")
    changed(page, "Ditulis rekan.").save_revision(user=colleague)
    resubmit(page, user=colleague)
    assert naskah_of(page).penyusun == colleague


def test_a_sheet_leads_to_the_next_step_even_past_publication(lampung: SOP) -> None:
    page = submitted(lampung)
    naskah = naskah_of(page)
    following = next_task(task_at(lampung, 4), naskah)
    assert following is not None
    assert following.nomor == 5
    after = next_task(task_at(lampung, 5), naskah)
    assert after is not None
    assert after.pk == lampung.workflow_berkas.tasks.first().pk
    assert next_task(task_at(lampung, 11), naskah) is None
    naskah.sop = None
    assert next_task(task_at(lampung, 5), naskah) is None
    require_able(None, [])


def test_a_sheet_says_what_its_row_says(lampung: SOP) -> None:
    page = at_step(lampung, 4)
    day = "2099-01-01"
    with refused(match="paling lama"):
        approve(page, batas_waktu=day)
    approve(page, isi="Segera tayangkan.", sifat="terbatas")
    sheet, row = Disposisi.objects.get(), row_of(page, 4)
    assert sheet.jejak == row
    assert sheet.task_tujuan == task_at(lampung, 5).pk
    assert (sheet.isi, sheet.sifat) == ("Segera tayangkan.", "terbatas")
    assert (sheet.tahun, sheet.nomor_agenda) == (row.data["tahun"], 1)
    (to,) = sheet.penerima.all()
    assert row.data["kepada"] == [[to.sebutan, to.nama]]
    assert to.user == holder_of(lampung, 5)
    assert step_of(page) == 5


@pytest.mark.parametrize("value", [None, ""])
def test_a_sheet_need_not_name_a_day(value: str | None) -> None:
    assert deadline(value) is None
    assert str(deadline("2026-08-04")) == "2026-08-04"
