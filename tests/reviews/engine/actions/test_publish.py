"""The end of a round: what is published, what follows, and when a berkas closes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from wagtail.models import Workflow

from pages.errors import NaskahError, PublishingDenied
from reviews.engine.actions.publish import CODE_ALPHABET, finish, new_code, put_live
from reviews.engine.actions.withdraw import withdraw_naskah
from reviews.models import Berkas, Jejak, Naskah
from tests.builders import publish_past_gate
from tests.reviews.builders import (
    adopted,
    approve,
    at_step,
    changed,
    decider,
    drafted,
    filled,
    fresh,
    holder_of,
    logged_in,
    naskah_of,
    news_of,
    public_answer,
    published,
    refused,
    state_of,
    step_of,
    superuser,
    task_state_of,
    trail,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from reviews.models import SOP


def berkas_of(page: Any) -> Berkas:
    return Berkas.objects.get(naskah__page_id=page.pk)


def test_a_code_is_read_from_paper_without_mistake() -> None:
    codes = {new_code() for _ in range(50)}
    assert len(codes) == 50
    letters = f"[{CODE_ALPHABET}]{{4}}"
    assert all(re.fullmatch("-".join([letters] * 3), code) for code in codes)
    assert not set("01ILO") & set(CODE_ALPHABET)


def test_publication_is_written_on_the_round_and_in_the_trail(lampung: SOP) -> None:
    page, other = at_step(lampung, 5), at_step(lampung, 2, "Lain")
    user = holder_of(lampung, 5)
    approve(page, user=user)
    naskah, row = naskah_of(page), Jejak.objects.get(aksi="tayang")
    assert naskah.tayang_pada is not None
    assert row.data == {"kode_verifikasi": naskah.kode_verifikasi}
    assert (row.pelaku, row.revisi) == (user.pk, naskah.revisi_disetujui_id)
    assert step_of(berkas_of(page)) == 6
    assert naskah_of(other).kode_verifikasi is None


def test_a_code_once_given_is_the_code_for_good(lampung: SOP) -> None:
    """It may stand on paper already."""
    page = published(lampung)
    code = naskah_of(page).kode_verifikasi
    put_live(naskah_of(page), None)
    assert naskah_of(page).kode_verifikasi == code


def test_an_sop_that_ends_with_publication_opens_no_berkas(bekasi: SOP) -> None:
    page = published(bekasi)
    assert bekasi.workflow_berkas is None
    assert naskah_of(page).status == Naskah.Status.TAYANG
    assert not Berkas.objects.exists()


def test_a_berkas_closes_with_its_last_step_and_not_before(lampung: SOP) -> None:
    page = published(lampung)
    berkas, user = berkas_of(page), holder_of(lampung, 11)
    state = state_of(berkas)
    with refused(PublishingDenied, match="masih ada langkah terbuka"):
        finish(state, user)
    while step_of(berkas) != 11:
        approve(berkas)
    with refused(PublishingDenied, match="masih ada langkah terbuka"):
        finish(state, user)
    approve(berkas, user=user)
    closed = fresh(berkas)
    assert closed.ditutup_pada is not None
    row = Jejak.objects.get(aksi="selesai")
    assert (row.pelaku, row.digest) == (user.pk, closed.digest())
    assert row.naskah == naskah_of(page)


def test_a_berkas_with_an_undecided_step_does_not_close(lampung: SOP) -> None:
    """Not even where the database says of each step that it was approved once."""
    page = published(lampung)
    berkas = berkas_of(page)
    state = state_of(berkas)
    with refused(PublishingDenied, match="masih ada langkah terbuka"):
        state.task_states.filter(status="in_progress").update(status="cancelled")
        finish(state, None)
    for task in state.workflow.tasks:
        state.task_states.model.objects.create(
            workflow_state=state,
            task=task,
            revision=berkas.get_latest_revision(),
            status="approved",
        )
    with refused(PublishingDenied, match="masih ada langkah terbuka"):
        finish(state, None)
    state.task_states.filter(status="in_progress").update(status="cancelled")
    finish(state, None)
    assert fresh(berkas).ditutup_pada is not None


def test_the_signer_does_not_vouch_for_what_the_site_does_not_show(
    lampung: SOP,
) -> None:
    page = published(lampung)
    Naskah.objects.update(digest_disetujui="0" * 64)
    with refused(match="Cek situs: isi yang tayang belum sesuai"):
        approve(berkas_of(page))
    assert step_of(berkas_of(page)) == 6


def test_what_no_round_brought_to_the_site_is_not_withdrawn_by_one(
    lampung: SOP,
) -> None:
    page = publish_past_gate(drafted(lampung))
    with refused(match="sedang tidak tayang"):
        withdraw_naskah(page, holder_of(lampung, 4), "Data keliru.")
    assert fresh(page).live
    assert not trail(page, "tarik")


@pytest.mark.parametrize("lost", ["naskah", "step"])
def test_a_workflow_whose_round_or_step_is_lost_publishes_nothing(
    lampung: SOP, lost: str
) -> None:
    page = at_step(lampung, 5)
    state = state_of(page)
    if lost == "naskah":
        Naskah.objects.update(workflow_state=None)
    with refused(PublishingDenied, match="tidak memuat|belum dilalui"):
        finish(state, page.owner)
    assert not fresh(page).live


def test_what_no_sop_governs_goes_out_by_wagtails_own_workflow(
    lampung: SOP, root_user: User
) -> None:
    """The list of news of an office, say, whose title somebody looks at before."""
    news = news_of(lampung.instansi)
    news.title = "Kabar kantor"
    news.save_revision(user=root_user)
    Workflow.objects.get(name="Moderators approval").start(news, root_user)
    assert fresh(news).title == "Berita"
    state = state_of(news).current_task_state.specific
    state.task.specific.on_action(state, root_user, "approve")
    assert fresh(news).title == "Kabar kantor"


@pytest.mark.parametrize("kode", ["000", "002", "003", "004"])
def test_published_is_what_was_approved(db: None, kode: str) -> None:
    page = published(adopted(kode))
    naskah = naskah_of(page)
    approval = Jejak.objects.get(aksi="tayang", naskah=naskah)
    assert naskah.status == Naskah.Status.TAYANG
    assert page.live_revision_id == naskah.revisi_disetujui_id == approval.revisi
    assert page.digest() == naskah.digest_disetujui == approval.digest
    assert public_answer(page)[0] == 200


def test_correction_leaves_the_live_text_until_it_is_approved(lampung: SOP) -> None:
    page = published(lampung)
    first = public_answer(page)
    changed(page, "Koreksi.").save_revision(user=page.owner)
    lampung.workflow.start(fresh(page), page.owner)
    for _ in range(3):
        assert public_answer(page) == first
        approve(page)
    approve(page)
    assert public_answer(page) != first
    assert Naskah.objects.filter(page_id=page.pk).count() == 2


def test_last_step_decided_twice_publishes_once(lampung: SOP) -> None:
    page = at_step(lampung, 5)
    state, data, user = task_state_of(page), filled(page), decider(page)
    state.task.specific.on_action(state, user, "approve", **data)
    with pytest.raises(NaskahError, match="sudah diputuskan"):
        state.task.specific.on_action(state, user, "approve", **data)
    assert len(trail(page, "tayang")) == 1
    assert Berkas.objects.filter(naskah__page_id=page.pk).count() == 1


def test_steps_after_publication_are_not_cancelled(lampung: SOP) -> None:
    """Whoever may approve a step may, in stock Wagtail, cancel the lot."""
    berkas = Berkas.objects.get(naskah__page_id=published(lampung).pk)
    user = holder_of(lampung, 6)
    for who in (user, superuser(), None):
        with refused(match="tidak dapat dibatalkan"):
            state_of(berkas).cancel(user=who)
    url = reverse("wagtailsnippets_reviews_berkas:edit", args=[berkas.pk])
    logged_in(user).post(url, {"action-cancel-workflow": "1", "laporan": "Diganti."})
    assert step_of(berkas) == 6
    assert fresh(berkas).laporan == berkas.laporan
