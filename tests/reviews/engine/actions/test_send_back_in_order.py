"""Returns: to the steps offered, with a reason, and then in the order of the SOP."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Comment, Task

from pages.errors import EditingDenied, NaskahError
from reviews.engine.actions.withdraw import withdraw_naskah
from reviews.models import IsiNaskah, Jejak, Naskah, Paraf
from reviews.rounds import progress
from reviews.trail.check import first_fault
from tests.reviews.builders import (
    adopted,
    api,
    approve,
    at_step,
    changed,
    decided,
    decider,
    filled,
    fresh,
    holder_of,
    illustrated,
    logged_in,
    naskah_of,
    picture,
    problem,
    public_answer,
    published,
    refused,
    resubmit,
    return_to,
    returned,
    state_of,
    step_of,
    superuser,
    task_at,
    task_state_of,
    told,
    trail,
)
from tests.reviews.editor import editor_data

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from wagtail.models import Page

    from pages.models import SiteImage
    from reviews.models import SOP

    Unchanged = Callable[[Page], AbstractContextManager[None]]


def mended(page: Page) -> None:
    """The drafter changes the text that came back to him."""
    changed(page, "Sudah diperbaiki.").save_revision(user=page.owner)


# Order --------------------------------------------------------------------------------


@pytest.mark.parametrize("at", [2, 3, 4])
def test_posts_are_asked_again_in_order(sungai_penuh: SOP, at: int) -> None:
    page = at_step(sungai_penuh, at)
    return_to(page, 1)
    assert naskah_of(page).status == Naskah.Status.DIKEMBALIKAN
    mended(page)
    resubmit(page)
    while not fresh(page).live:
        approve(page)
    assert decided(page)[:-1] == [*range(1, at), 1, 2, 3, 4, 5, 6]


def test_nobody_is_asked_again_about_an_unchanged_text(sungai_penuh: SOP) -> None:
    """The Sekretaris returns, the drafter explains, the two before him stand."""
    page = at_step(sungai_penuh, 4)
    return_to(page, 1)
    fresh(page).get_latest_revision_as_object().save_revision(user=page.owner)
    resubmit(page)
    assert step_of(page) == 4
    approve(page)
    assert decided(page) == [1, 2, 3, 1, 4]


def test_return_to_a_post_in_between(lampung: SOP) -> None:
    """Seed 002: the Kabid returns to the Kasubid, who looks again; then the Kabid."""
    page = at_step(lampung, 3)
    return_to(page, 2)
    assert step_of(page) == 2
    approve(page)
    assert step_of(page) == 3
    assert decided(page) == [1, 2, 2]


def test_the_sops_own_target_is_offered_first(kantor_kepala: SOP) -> None:
    targets = task_at(kantor_kepala, 5).return_targets()
    assert [target.specific.nomor for target in targets] == [3, 4, 2, 1]


def test_target_that_is_not_offered(lampung: SOP) -> None:
    page = at_step(lampung, 3)
    other = adopted("000")
    wrong = [
        task_at(lampung, 3),
        task_at(lampung, 4),
        task_at(lampung, 5),
        task_at(lampung, 8),
        task_at(other, 1),
    ]
    task = task_at(lampung, 3)
    for target in [str(each.pk) for each in wrong] + ["", "0", "-1", "abc"]:
        data = {"tujuan": target, "alasan": "Perbaiki."}
        with pytest.raises(NaskahError):
            decide(page, task, data)
    assert step_of(page) == 3
    assert not trail(page, "kembali")


def decide(page: Page, task: Task, data: dict[str, str]) -> None:
    digest = progress.on_table(state_of(page))[1]
    task.on_action(task_state_of(page), decider(page), "reject", digest=digest, **data)


@pytest.mark.parametrize("alasan", ["", "   ", "x" * 5000])
def test_reason_is_asked(lampung: SOP, alasan: str) -> None:
    page = at_step(lampung, 3)
    with pytest.raises(NaskahError):
        return_to(page, 2, alasan=alasan)
    assert step_of(page) == 3


def test_only_the_drafter_hands_in_again(lampung: SOP) -> None:
    page = returned(lampung)
    for user in (superuser(), holder_of(lampung, 3)):
        with refused():
            resubmit(page, user=user)
    resubmit(page)
    assert step_of(page) == 2


# The text under review ----------------------------------------------------------------


def reviewers(sop: SOP, page: Page) -> list:
    return [page.owner, holder_of(sop, 3), decider(page), superuser()]


def test_text_under_review_is_locked_in_code(lampung: SOP) -> None:
    page = at_step(lampung, 3)
    for user in (*reviewers(lampung, page), None):
        with pytest.raises(EditingDenied, match="sedang berada pada langkah"):
            changed(page).save_revision(user=user)
    assert fresh(page).latest_revision_id == page.latest_revision_id


def test_text_under_review_is_locked_in_the_editor(lampung: SOP) -> None:
    page = at_step(lampung, 3)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    for user in reviewers(lampung, page):
        client = logged_in(user)
        assert told(client, client.post(url, editor_data(page)))
    assert fresh(page).latest_revision_id == page.latest_revision_id


def test_text_under_review_is_locked_in_the_api(lampung: SOP) -> None:
    page = at_step(lampung, 3)
    body = {"meta": {"type": "pages.BeritaPage"}, "ringkasan": "Lewat API."}
    for user in reviewers(lampung, page):
        assert problem(api("patch", f"pages/{page.pk}/", user, body))
    assert fresh(page).latest_revision_id == page.latest_revision_id


def test_saving_what_did_not_change_asks_nobody_again(lampung: SOP) -> None:
    page = at_step(lampung, 3)
    fresh(page).get_latest_revision_as_object().save_revision(
        user=holder_of(lampung, 3)
    )
    assert step_of(page) == 3
    while not fresh(page).live:
        approve(page)
    assert decided(page)[:5] == [1, 2, 3, 4, 5]


def test_comments_are_not_text(lampung: SOP) -> None:
    page = at_step(lampung, 3)
    before = page.get_latest_revision_as_object().digest()
    draft = page.get_latest_revision_as_object()
    draft.wagtail_admin_comments.add(
        Comment(
            page=draft, user=page.owner, text="Mohon dicek.", contentpath="ringkasan"
        )
    )
    draft.save_revision(user=holder_of(lampung, 3))
    latest = fresh(page).get_latest_revision_as_object()
    assert latest.wagtail_admin_comments.count() == 1
    assert latest.digest() == before
    while not fresh(page).live:
        approve(page)
    assert decided(page)[:5] == [1, 2, 3, 4, 5]


def replaced(image: SiteImage) -> None:
    """Another picture under the name of the one that was initialled."""
    image.file = picture()
    image.save()


@pytest.mark.parametrize("at", [3, 4, 5])
def test_picture_replaced_after_a_paraf(
    lampung: SOP, public_unchanged: Unchanged, at: int
) -> None:
    """The file is not part of the page, and still part of the text."""
    page, image = illustrated(lampung)
    while step_of(page) != at:
        approve(page)
    replaced(image)
    with public_unchanged(page), refused(match="diparaf"):
        approve(page)
    page.current_workflow_state.cancel(user=page.owner)
    lampung.workflow.start(fresh(page), page.owner)
    while not fresh(page).live:
        approve(page)
    approved = naskah_of(page).digest_disetujui
    given = Jejak.objects.filter(paraf__isnull=False, naskah=naskah_of(page))
    assert set(given.values_list("digest", flat=True)) == {approved}
    assert fresh(page).digest() == approved


def test_picture_replaced_and_the_text_returned(lampung: SOP) -> None:
    page, image = illustrated(lampung)
    approve(page)
    replaced(image)
    return_to(page, 1)
    resubmit(page)
    assert step_of(page) == 2
    while not fresh(page).live:
        approve(page)
    assert decided(page)[:-1] == [1, 2, 1, 2, 3, 4, 5]


# A step whose holder may edit ---------------------------------------------------------


def test_kepala_corrects_and_earlier_decisions_stand(kantor_kepala: SOP) -> None:
    page = at_step(kantor_kepala, 5)
    before = fresh(page).get_latest_revision_as_object().digest()
    changed(page, "Dikoreksi Kepala.").save_revision(user=decider(page))
    approve(page)
    approve(page)
    assert fresh(page).ringkasan == "Dikoreksi Kepala."
    assert decided(page)[:6] == [1, 2, 3, 4, 5, 6]
    rows = {row.langkah: row.digest for row in Jejak.objects.filter(aksi="setuju")}
    assert rows[4] == before != rows[5]
    assert IsiNaskah.objects.filter(digest__in=[rows[4], rows[5]]).count() == 2


def test_kepala_corrects_in_the_editor_and_approves(kantor_kepala: SOP) -> None:
    page = at_step(kantor_kepala, 5)
    client = logged_in(decider(page))
    data = editor_data(
        page,
        **{
            "action-workflow-action": "true",
            "workflow-action-name": "approve",
            "workflow-action-extra-data": json.dumps(filled(page)),
        },
    )
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert client.post(url, data).status_code == 302
    assert step_of(page) == 6
    approve(page)
    assert fresh(page).ringkasan == "Diubah di penyunting."


def test_others_do_not_correct_at_the_step_of_the_kepala(kantor_kepala: SOP) -> None:
    page = at_step(kantor_kepala, 5)
    for user in (holder_of(kantor_kepala, 4), holder_of(kantor_kepala, 6), page.owner):
        with pytest.raises(EditingDenied):
            changed(page).save_revision(user=user)


def test_text_changed_after_the_kepala(
    kantor_kepala: SOP, public_unchanged: Unchanged
) -> None:
    page = at_step(kantor_kepala, 6)
    for user in (holder_of(kantor_kepala, 5), holder_of(kantor_kepala, 6), None):
        with public_unchanged(page), pytest.raises(EditingDenied):
            changed(page).save_revision(user=user)


# What lasts ---------------------------------------------------------------------------


def parafs(naskah: Naskah) -> list[tuple[str, str]]:
    """Who initialled what in the round, as it is kept."""
    rows = Paraf.objects.filter(jejak__naskah_id=naskah.pk).select_related("jejak")
    return [(row.jejak.jabatan, row.isi_id) for row in rows]


def test_purging_revisions_during_a_round(lampung: SOP) -> None:
    page = at_step(lampung, 3)
    return_to(page, 1)
    mended(page)
    resubmit(page)
    approve(page)
    naskah = naskah_of(page)
    before = parafs(naskah)
    call_command("purge_revisions")
    assert parafs(naskah) == before
    while not fresh(page).live:
        approve(page)
    call_command("purge_revisions")
    assert len(parafs(naskah)) == len(before) + 1
    assert first_fault() is None
    assert public_answer(page)[0] == 200


def test_deleting_users(lampung: SOP) -> None:
    page = published(lampung)
    naskah = naskah_of(page)
    before = parafs(naskah)
    names = list(naskah.jejak.values_list("nama", "jabatan"))
    for nomor in (1, 2, 3):
        user = holder_of(lampung, nomor)
        user.delete()
    assert parafs(naskah) == before
    assert list(naskah.jejak.values_list("nama", "jabatan")) == names
    assert first_fault() is None
    assert public_answer(page)[0] == 200


def test_deleting_withdrawn_pages(lampung: SOP) -> None:
    page = published(lampung)
    naskah = naskah_of(page)
    before = parafs(naskah)
    withdraw_naskah(page, holder_of(lampung, 4), "Data keliru.")
    fresh(page).delete()
    assert parafs(naskah) == before != []
    assert first_fault() is None


def test_drafter_cancels(lampung: SOP) -> None:
    """He takes the text back in the editor; the next round asks everybody."""
    page = at_step(lampung, 3)
    client = logged_in(page.owner)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = client.post(url, editor_data(page, **{"action-cancel-workflow": "1"}))
    assert told(client, answer)
    assert naskah_of(page).status == Naskah.Status.BATAL
    assert fresh(page).current_workflow_state is None
    lampung.workflow.start(fresh(page), page.owner)
    assert step_of(page) == 2
    assert decided(page) == [1, 2, 1]


def test_stranger_does_not_cancel(lampung: SOP) -> None:
    page = at_step(lampung, 3)
    client = logged_in(superuser())
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client.post(url, editor_data(page, **{"action-cancel-workflow": "1"}))
    assert step_of(page) == 3
