"""Where an SOP is in force nothing else publishes: no workflow is put in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from wagtail.models import (
    GroupApprovalTask,
    PageLogEntry,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from pages.errors import NaskahError, PublishingDenied
from pages.models import BeritaPage, Kategori
from reviews.engine.adoption.adopt import adopt_sop
from reviews.engine.adoption.draf import retire_sop
from reviews.models import Naskah, PublikasiTask
from tests.reviews import builders as b
from tests.reviews.engine.guards.by_hand import begun_before, workflow_form

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from django.contrib.auth.models import User
    from wagtail.models import Page

    from reviews.models import SOP

    Unchanged = Callable[[Page], AbstractContextManager[None]]


@pytest.fixture
def shortcut(lampung: SOP) -> Workflow:
    """One step that publishes, done by the drafter's own post."""
    workflow = Workflow.objects.create(name="Jalan pintas")
    task = PublikasiTask.objects.create(name="Tayang")
    task.jabatan.add(b.post_of(lampung, 1))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow


def assigned(workflow: Workflow, page: Any) -> dict[str, Any]:
    """What Settings → Workflows posts to assign ``workflow`` to ``page`` too."""
    data = workflow_form(workflow, list(workflow.workflow_tasks.all()))
    at = data["pages-TOTAL_FORMS"]
    return {**data, "pages-TOTAL_FORMS": at + 1, f"pages-{at}-page": page.pk}


def url_of(name: str, *args: object) -> str:
    return reverse(f"wagtailadmin_workflows:{name}", args=args)


@pytest.mark.parametrize("place", ["office", "index", "page"])
def test_no_workflow_made_by_hand_is_assigned_where_an_sop_is_in_force(
    lampung: SOP, root_user: User, shortcut: Workflow, place: str
) -> None:
    page = b.drafted(lampung)
    places = {"office": lampung.instansi, "index": page.get_parent(), "page": page}
    target = places[place]
    client = b.logged_in(root_user)
    rows = list(WorkflowPage.objects.values_list("page", "workflow"))
    answer = client.post(url_of("edit", shortcut.pk), assigned(shortcut, target))
    assert "penayangan hanya melalui SOP" in answer.content.decode()
    new = {**assigned(shortcut, target), "name": "Jalan lain"}
    answer = client.post(url_of("add"), {**new, "workflow_tasks-INITIAL_FORMS": 0})
    assert "penayangan hanya melalui SOP" in answer.content.decode()
    assert not Workflow.objects.filter(name="Jalan lain").exists()
    for act in (
        lambda: WorkflowPage(page_id=target.pk, workflow=shortcut).save(),
        lambda: WorkflowPage.objects.update_or_create(
            page_id=target.pk, defaults={"workflow": shortcut}
        ),
    ):
        with b.refused(NaskahError, match="penayangan hanya melalui SOP"):
            act()
    assert list(WorkflowPage.objects.values_list("page", "workflow")) == rows
    assert b.fresh(page).get_workflow() == lampung.workflow


def test_an_sop_in_force_is_not_taken_off_its_office(
    lampung: SOP, root_user: User
) -> None:
    client = b.logged_in(root_user)
    form = workflow_form(lampung.workflow, list(lampung.workflow.workflow_tasks.all()))
    for url, data in (
        (url_of("remove", lampung.instansi.pk), {}),
        (url_of("remove", lampung.instansi.pk, lampung.workflow_id), {}),
        (
            url_of("edit", lampung.workflow_id),
            {
                **form,
                "pages-INITIAL_FORMS": 1,
                "pages-0-DELETE": "on",
                "pages-0-id": lampung.instansi.pk,
            },
        ),
    ):
        answer = client.post(url, data)
        assert "Hentikan SOP itu" in b.told(client, answer), url
    assert WorkflowPage.objects.get(page=lampung.instansi).workflow == lampung.workflow
    news = b.news_of(lampung.instansi)
    WorkflowPage.objects.create(page_id=news.pk, workflow=lampung.workflow)
    client.post(url_of("remove", news.pk, lampung.workflow_id))
    assert not WorkflowPage.objects.filter(page=news).exists(), "it still leads there"


def test_a_nearer_assignment_of_before_leads_nobody(
    lampung: SOP, root_user: User, shortcut: Workflow, public_unchanged: Unchanged
) -> None:
    """Rows that an earlier version let in are passed over; their rounds end nowhere."""
    page = b.drafted(lampung)
    row = WorkflowPage(page_id=page.get_parent().pk, workflow=shortcut)
    WorkflowPage.objects.bulk_create([row])
    assert b.fresh(page).get_workflow() == lampung.workflow
    client = b.logged_in(page.owner)
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert shortcut.name not in client.get(editor).content.decode()
    with b.refused(PublishingDenied, match="hanya melalui SOP yang berlaku"):
        shortcut.start(page, page.owner)
    begun_before(shortcut, page, PublikasiTask.objects.get(name="Tayang"), page.owner)
    Naskah.objects.begin(
        lampung.instansi,
        page_id=page.pk,
        judul=page.title,
        penyusun=page.owner,
        status="ditinjau",
        workflow_state=page.current_workflow_state,
    )
    url = reverse(
        "wagtailadmin_pages:workflow_action",
        args=[page.pk, "approve", b.task_state_of(page).pk],
    )
    with public_unchanged(page):
        told = b.told(client, client.post(url, b.filled(page)))
    assert "hanya melalui SOP yang berlaku" in told
    assert "Pilih “Batalkan alur”" in client.get(editor).content.decode()
    b.filled_in(client, editor, **{"action-cancel-workflow": "1"})
    assert b.fresh(page).current_workflow_state is None


def test_adopting_an_sop_ends_what_was_assigned_by_hand(
    root_user: User, lampung: SOP, shortcut: Workflow
) -> None:
    page, office = b.drafted(lampung), lampung.instansi
    lampung.berlaku = False
    lampung.save()
    WorkflowPage.objects.filter(page=office).update(workflow=shortcut)
    WorkflowPage.objects.create(page_id=page.get_parent().pk, workflow=shortcut)
    assert b.fresh(page).get_workflow() == shortcut
    sop, _ = adopt_sop(b.seed("002"), office)
    assert b.fresh(page).get_workflow() == sop.workflow
    assert not WorkflowPage.objects.filter(workflow=shortcut).exists()
    acts = PageLogEntry.objects.filter(action__startswith="reviews.alur.")
    own = acts.filter(page=office).order_by("pk")
    assert list(own.values_list("action", "data__alur")) == [
        ("reviews.alur.tetapkan", lampung.workflow.name),
        ("reviews.alur.lepaskan", shortcut.name),
        ("reviews.alur.tetapkan", sop.workflow.name),
    ]


def test_an_sops_step_stands_in_no_other_workflow(
    lampung: SOP, root_user: User, shortcut: Workflow
) -> None:
    with b.refused(NaskahError, match="berasal dari SOP"):
        WorkflowTask.objects.create(
            workflow=shortcut, task=b.task_at(lampung, 3), sort_order=1
        )
    stock = GroupApprovalTask.objects.create(name="Persetujuan")
    WorkflowTask.objects.create(workflow=shortcut, task=stock, sort_order=1)


def test_another_offices_sop_leads_nobody(lampung: SOP, bekasi: SOP) -> None:
    page = b.drafted(lampung)
    with b.refused(NaskahError, match="penayangan hanya melalui SOP"):
        WorkflowPage.objects.create(page_id=page.pk, workflow=bekasi.workflow)
    with b.refused(PublishingDenied):
        bekasi.workflow.start(page, page.owner)


# Without an SOP in force --------------------------------------------------------------


@pytest.fixture
def retired(lampung: SOP, root_user: User) -> SOP:
    retire_sop(lampung, root_user)
    return lampung


def test_without_an_sop_the_nearest_workflow_made_by_hand_leads(
    retired: SOP, bekasi: SOP, root_user: User, shortcut: Workflow
) -> None:
    """In its own office alone; two at once, as an office and its news may have."""
    retire_sop(bekasi, root_user)
    page, elsewhere = b.drafted(retired), b.drafted(bekasi)
    WorkflowPage.objects.create(page_id=retired.instansi_id, workflow=shortcut)
    assert b.fresh(page).get_workflow() == shortcut
    nearer = Workflow.objects.create(name="Alur berita")
    task = PublikasiTask.objects.create(name="Muat")
    WorkflowTask.objects.create(workflow=nearer, task=task, sort_order=0)
    WorkflowPage.objects.create(page_id=page.get_parent().pk, workflow=nearer)
    assert b.fresh(page).get_workflow() == nearer
    assert b.fresh(elsewhere).get_workflow() is None


def test_a_workflow_that_was_switched_off_leads_nobody(
    retired: SOP, shortcut: Workflow
) -> None:
    """Whoever did so by code may have left it where it was assigned."""
    page = b.drafted(retired)
    WorkflowPage.objects.create(page_id=retired.instansi_id, workflow=shortcut)
    shortcut.active = False
    shortcut.save()
    assert b.fresh(page).get_workflow() is None


def test_without_an_sop_a_new_text_waits_as_a_draft(retired: SOP) -> None:
    """Wagtail's own workflow stands at the root; it would lock the page for ever."""
    news = b.news_of(retired.instansi)
    client = b.logged_in(b.superuser())
    adding = reverse("wagtailadmin_pages:add", args=["pages", "beritapage", news.pk])
    shown = client.get(adding).content.decode()
    assert "Belum ada SOP yang berlaku" in shown
    assert "action-submit" not in shown
    typed = {
        "title": "Menunggu SOP",
        "slug": "menunggu",
        "ringkasan": "Loket.",
        "kategori": Kategori.objects.create(nama="Layanan", slug="layanan").pk,
    }
    b.filled_in(client, adding, **typed, **{"action-submit": "1"})
    page = BeritaPage.objects.get(slug="menunggu")
    assert page.current_workflow_state is None
    for name in ("wagtailadmin_pages:edit", "naskah:tinjau_halaman"):
        shown = client.get(reverse(name, args=[page.pk])).content.decode()
        assert "Belum ada SOP yang berlaku" in shown
        assert "action-submit" not in shown


def test_a_page_that_wagtails_own_workflow_locked_comes_out(
    lampung: SOP, root_user: User
) -> None:
    page, _ = b.drafted(lampung), b.submitted(lampung, "Lain")
    retire_sop(lampung, root_user)
    stock = Workflow.objects.get(name="Moderators approval")
    with b.refused(PublishingDenied, match="tidak dapat menayangkan"):
        stock.start(page, page.owner)
    begun_before(stock, page, stock.tasks.get(), page.owner)
    client = b.logged_in(page.owner)
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    shown = client.get(editor).content.decode()
    assert "tidak dapat menayangkannya" in shown
    assert "action-cancel-workflow" in shown
    b.filled_in(client, editor, **{"action-cancel-workflow": "1"})
    b.filled_in(client, editor, ringkasan="Ditulis lagi.")
    assert b.fresh(page).get_latest_revision_as_object().ringkasan == "Ditulis lagi."


def test_a_round_goes_on_though_its_sop_was_retired(
    lampung: SOP, root_user: User
) -> None:
    page = b.returned(lampung)
    retire_sop(lampung, root_user)
    client = b.logged_in(page.owner)
    editor = reverse("wagtailadmin_pages:edit", args=[page.pk])
    shown = client.get(editor).content.decode()
    assert "Belum ada SOP" not in shown
    restart = b.filled_in(client, editor, **{"action-restart-workflow": "1"})
    assert "tidak dapat diulang dari awal" in b.told(client, restart)
    b.filled_in(client, editor, **{"action-submit": "1"})
    assert b.step_of(page) == 2
    while not b.fresh(page).live:
        b.approve(page)
