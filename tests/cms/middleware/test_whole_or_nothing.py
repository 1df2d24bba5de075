"""Acts through Wagtail's own views: whole, or as if nobody had asked."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.models import (
    APIToken,
    GroupApprovalTask,
    Page,
    Revision,
    Workflow,
    WorkflowTask,
)
from wagtail.test.utils.form_data import nested_form_data

from pages.errors import NaskahError
from pages.models import BeritaIndexPage, InstansiPage

pytestmark = pytest.mark.django_db

MESSAGE = "Langkah ini sudah diputuskan oleh orang lain."
XHR = {"X-Requested-With": "XMLHttpRequest"}
JSON = {"Accept": "application/json"}


@pytest.fixture
def admin(client) -> User:
    user = User.objects.create_superuser("admin", "admin@go.id", "demo")
    client.force_login(user)
    return user


@pytest.fixture
def page(admin) -> Page:
    """A page on the first step of a workflow of Wagtail's own."""
    root = Page.objects.get(depth=1)
    instansi = root.add_child(instance=InstansiPage(title="Dinas", slug="dinas"))
    page = instansi.add_child(instance=BeritaIndexPage(title="Berita", slug="berita"))
    task = GroupApprovalTask.objects.create(name="Paraf")
    workflow = Workflow.objects.create(name="SOP")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    page.save_revision(user=admin)
    workflow.start(page, admin)
    return page


@pytest.fixture
def refuse(monkeypatch):
    """Make the task refuse every decision with the given error."""

    def refuse(error: Exception) -> None:
        def on_action(self, task_state, user, action_name, **kwargs):
            Page.objects.filter(pk=task_state.revision.object_id).update(
                search_description="setengah jadi"
            )
            raise error

        monkeypatch.setattr(GroupApprovalTask, "on_action", on_action)

    return refuse


def approve_url(page: Page) -> str:
    state = page.current_workflow_task_state
    return reverse(
        "wagtailadmin_pages:workflow_action", args=(page.pk, "approve", state.pk)
    )


def edit_url(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=(page.pk,))


def edit_and_approve(page: Page) -> dict:
    """What the editor posts when a reviewer corrects the text and approves it."""
    return nested_form_data(
        {
            "title": "Berita, dibetulkan",
            "slug": "berita",
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
            "action-workflow-action": "true",
            "workflow-action-name": "approve",
        }
    )


def untouched(page: Page) -> bool:
    page.refresh_from_db()
    state = page.current_workflow_task_state
    return state.status == "in_progress" and page.search_description == ""


def latest_title(page: Page) -> str:
    return Page.objects.get(pk=page.pk).get_latest_revision_as_object().title


def shown(client) -> str:
    return client.get(reverse("wagtailadmin_home")).content.decode()


def test_refusal_is_shown_where_the_reader_came_from(client, page, refuse):
    refuse(NaskahError(MESSAGE))
    came_from = "http://testserver" + edit_url(page)
    response = client.post(approve_url(page), headers={"Referer": came_from})
    assert response.headers["Location"] == came_from
    assert MESSAGE in client.get(edit_url(page)).content.decode()
    assert untouched(page)


@pytest.mark.parametrize(
    "referer", ["", "https://jahat.example/admin/", "javascript:1"]
)
def test_refusal_never_leads_elsewhere(client, page, refuse, referer):
    refuse(NaskahError(MESSAGE))
    response = client.post(approve_url(page), headers={"Referer": referer})
    assert response.headers["Location"] == reverse("wagtailadmin_home")
    assert MESSAGE in shown(client)


def test_message_is_escaped(client, page, refuse):
    refuse(NaskahError("<script>alert(1)</script>"))
    client.post(approve_url(page))
    assert "<script>alert(1)</script>" not in shown(client)


def test_refusal_in_a_modal_is_shown_by_the_modal(client, page, refuse):
    refuse(NaskahError(MESSAGE))
    response = client.post(approve_url(page), headers=XHR)
    answer = response.json()
    assert response.status_code == 200  # ModalWorkflow shows nothing of any other
    assert answer["step"] == "refused"
    assert MESSAGE in answer["html"]
    assert untouched(page)


def test_refusal_to_a_script_is_json(client, page, refuse):
    refuse(NaskahError(MESSAGE))
    response = client.post(approve_url(page), headers=JSON)
    assert response.status_code == 409
    assert response.json() == {
        "success": False,
        "error_code": "sop",
        "error_message": MESSAGE,
        "title": "Tidak sesuai SOP",
    }
    assert untouched(page)


@pytest.mark.parametrize("error", [NaskahError(MESSAGE), PermissionDenied()])
def test_reviewers_own_edit_goes_with_the_refused_decision(client, page, refuse, error):
    """The editor saves the edit first; ``require_admin_access`` eats the denial."""
    refuse(error)
    before = Revision.objects.count()
    response = client.post(edit_url(page), edit_and_approve(page))
    assert response.status_code == 302
    assert Revision.objects.count() == before
    assert latest_title(page) == "Berita"
    assert untouched(page)


def test_accepted_decision_is_kept(client, page):
    response = client.post(edit_url(page), edit_and_approve(page))
    assert response.status_code == 302
    assert latest_title(page) == "Berita, dibetulkan"


def test_error_undoes_the_act(client, page, refuse):
    refuse(ZeroDivisionError())
    client.raise_request_exception = False
    assert client.post(approve_url(page)).status_code == 500
    assert untouched(page)


def test_refused_read_is_shown_too(client, page, monkeypatch):
    def refuse(self, user):
        raise NaskahError(MESSAGE)

    monkeypatch.setattr(BeritaIndexPage, "permissions_for_user", refuse)
    response = client.get(
        edit_url(page), headers={"Referer": "http://testserver" + edit_url(page)}
    )
    assert response.headers["Location"] == reverse("wagtailadmin_home")


# API v3 ---------------------------------------------------------------------------


@pytest.fixture
def token(admin) -> dict[str, str]:
    _, key = APIToken.create_token(user=admin, name="uji")
    return {"Authorization": f"Bearer {key}"}


def patch(client, page: Page, token: dict[str, str]):
    return client.patch(
        f"/api/v3/pages/{page.pk}/",
        json.dumps(
            {"meta": {"type": page.specific_class._meta.label}, "title": "Lain"}
        ),
        content_type="application/json",
        headers=token,
    )


@pytest.mark.parametrize(
    ("error", "status"),
    [(NaskahError(MESSAGE), 409), (PermissionDenied("jangan"), 403)],
)
def test_api_refusal_leaves_nothing(client, page, token, monkeypatch, error, status):
    save_revision = BeritaIndexPage.save_revision

    def save_then_refuse(self, **kwargs):
        save_revision(self, **kwargs)
        raise error

    monkeypatch.setattr(BeritaIndexPage, "save_revision", save_then_refuse)
    before = Revision.objects.count()
    response = patch(client, page, token)
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    assert Revision.objects.count() == before


def test_api_refusal_names_the_sop(client, page, token, monkeypatch):
    def refuse(self, **kwargs):
        raise NaskahError(MESSAGE)

    monkeypatch.setattr(BeritaIndexPage, "save_revision", refuse)
    assert patch(client, page, token).json() == {
        "type": "about:blank",
        "title": "Tidak sesuai SOP",
        "status": 409,
        "detail": MESSAGE,
    }
