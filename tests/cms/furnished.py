"""One office with something behind every door of the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Group
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import APIToken, Collection, GroupApprovalTask, Page, Workflow

from tests import factories
from tests.reviews import builders

if TYPE_CHECKING:
    from reviews.models import SOP


def furnished_office() -> SOP:
    """Seed 002 with texts in each state, files, and what administrators keep."""
    sop = builders.adopted("002")
    builders.drafted(sop, "Konsep loket")
    builders.submitted(sop, "Loket yang ditinjau")
    builders.returned(sop, "Loket yang dikembalikan")
    builders.published(sop, "Loket yang tayang")
    keep_files(sop)
    keep_settings()
    return sop


def keep_files(sop: SOP) -> None:
    owner = builders.holder_of(sop, 1)
    rooms = Collection.objects.filter(name=sop.instansi.title)
    room = rooms.first() or Collection.get_first_root_node()
    factories.SiteImageFactory(uploaded_by_user=owner, collection=room)
    factories.SiteDocumentFactory(uploaded_by_user=owner, collection=room)
    factories.KategoriFactory()


def keep_settings() -> None:
    administrator = builders.superuser()
    APIToken.objects.create(user=administrator, name="Situs")
    Redirect.objects.create(old_path="/lama", redirect_link="/baru")
    workflow = Workflow.objects.create(name="Alur tangan")
    task = GroupApprovalTask.objects.create(name="Persetujuan kepala")
    task.groups.add(Group.objects.create(name="Pemeriksa"))
    workflow.workflow_tasks.create(task=task)
    Page.objects.filter(title="Konsep loket").update(
        locked=True, locked_by=administrator, locked_at="2026-03-02T01:00:00Z"
    )
