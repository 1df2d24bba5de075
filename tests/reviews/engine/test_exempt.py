"""Exempt information is told at hand-in that no SOP publishes it; it is never both."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from pages.models import InformasiPublikIndexPage, InformasiPublikPage
from reviews.engine.actions.withdraw import withdraw_naskah
from reviews.models import Jejak, Naskah
from tests.factories import InformasiPublikPageFactory
from tests.reviews import builders as b

if TYPE_CHECKING:
    from wagtail.models import Page

    from reviews.models import SOP

TESTED = {
    "dasar_hukum": "17h",
    "konsekuensi": "Data pribadi terbuka.",
    "batas_waktu": "2030-01-01",
    "nomor_keputusan": "12/2026",
}
REGISTER = "/admin/naskah/register/dikecualikan/"


def entry(sop: SOP, **fields: Any) -> InformasiPublikPage:
    index = InformasiPublikIndexPage.objects.child_of(sop.instansi).get()
    page = InformasiPublikPageFactory.build(owner=b.holder_of(sop, 1), **fields)
    page.live = False
    index.add_child(instance=page)
    page.save_revision(user=page.owner)
    return b.fresh(page)


def exempted(page: Page) -> InformasiPublikPage:
    draft = b.fresh(page).get_latest_revision_as_object()
    draft.klasifikasi = "dikecualikan"
    for name, value in {**TESTED, "batas_waktu": dt.date(2030, 1, 1)}.items():
        setattr(draft, name, value)
    draft.save_revision(user=page.owner)
    return b.fresh(page)


def test_an_exempt_entry_is_told_at_its_field_when_it_is_handed_in(
    lampung: SOP,
) -> None:
    page = exempted(entry(lampung))
    client = b.logged_in(page.owner)
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = b.filled_in(client, editor, **{"action-submit": "1"})
    assert "tidak dapat diajukan untuk ditayangkan" in answer.content.decode()
    assert b.fresh(page).current_workflow_state is None
    b.filled_in(client, editor, title="Disimpan saja")
    assert b.fresh(page).draft_title == "Disimpan saja"
    with b.refused(match="tidak dapat diajukan"):
        lampung.workflow.start(page, page.owner)
    assert not Naskah.objects.filter(page_id=page.pk).exists()
    assert "Disimpan saja" in client.get(REGISTER).content.decode()


def test_a_live_entry_becomes_exempt_by_withdrawing_it_first(lampung: SOP) -> None:
    page = entry(lampung)
    lampung.workflow.start(page, page.owner)
    while not b.fresh(page).live:
        b.approve(page)
    exempted(page)
    client = b.logged_in(page.owner)
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    answer = b.filled_in(client, editor, **{"action-submit": "1"})
    assert "Tarik dahulu halaman yang sedang tayang" in answer.content.decode()
    assert b.fresh(page).live
    assert page.title not in client.get(REGISTER).content.decode()
    post = b.post_of(lampung, 4)
    post.penanggung_jawab = True
    post.save()
    withdraw_naskah(b.fresh(page), b.holder_of(lampung, 4), "Dikecualikan.")
    assert page.title in client.get(REGISTER).content.decode()
    public = client.get(f"/api/v3/informasi-publik/{page.pk}/")
    assert public.status_code == 404


@pytest.mark.parametrize("step", [2, 5])
def test_one_that_is_under_way_already_goes_no_further_and_comes_back(
    lampung: SOP, step: int
) -> None:
    """Handed in before this version: said at the next step, which may return it."""
    page = entry(lampung)
    lampung.workflow.start(page, page.owner)
    b.go_to(page, step)
    revision = b.fresh(page).latest_revision
    revision.content = {**revision.content, "klasifikasi": "dikecualikan"}
    revision.save()
    rows = Jejak.objects.count()
    with b.refused(match="tidak dapat diajukan|berubah sesudah"):
        b.approve(page)
    assert Jejak.objects.count() == rows
    if step == 2:
        b.return_to(page, 1)
    else:
        b.state_of(page).cancel(user=page.owner)
