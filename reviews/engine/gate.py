"""The gate that governed pages ask: answers from the records, not from the caller."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from wagtail.models import Page, WorkflowState

from pages.content.canonical import says_the_same
from pages.errors import EditingDenied, NaskahError, PublishingDenied
from pages.models import InstansiPage
from reviews.engine.actions import schedule
from reviews.papers.kept import kept_digests
from reviews.papers.naskah import Naskah
from reviews.rounds import authority, progress
from reviews.rounds.assignment import may_lead, may_publish
from reviews.rounds.jadwal import JadwalLock
from reviews.rounds.locks import locked
from reviews.trail.live import contradicted

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from django.contrib.auth.models import User
    from wagtail.models import Revision, Workflow

    from pages.content.form import Content
    from pages.models import NaskahPage


class SOPGate:
    """Implements :class:`pages.gate.Gate` with what the SOPs of the offices say."""

    def kept_digests(
        self, pages: Sequence[NaskahPage], contents: Sequence[Content]
    ) -> list[str]:
        """Of the pages' rounds, however the form was written in them."""
        return kept_digests(pages, contents)

    def check_draft(self, page: NaskahPage, user: User | None) -> None:
        """Under review the text changes only at a step whose holder may edit it."""
        locked(Page.objects.filter(pk=page.pk))
        task = page.current_workflow_task
        if task is None or (user is not None and not task.locked_for_user(page, user)):
            return
        latest = page.get_latest_revision()
        if latest is not None and says_the_same(latest.as_object(), page):
            return
        raise EditingDenied(
            f"Naskah sedang berada pada langkah “{task.name}”. Isinya tidak dapat "
            "diubah sampai naskah dikembalikan atau tayang."
        )

    def check_publication(self, page: NaskahPage, revision: Revision | None) -> None:
        """The live text is the one that the latest finished round approved."""
        naskah = progress.latest_finished(page)
        if (
            naskah is None
            or naskah.status != Naskah.Status.TAYANG
            or revision is None
            or naskah.revisi_disetujui_id != revision.pk
            or naskah.digest_disetujui != page.digest()
        ):
            raise PublishingDenied(
                f"“{page.title}” hanya dapat ditayangkan melalui langkah-langkah SOP. "
                "Ajukan naskah, lalu selesaikan setiap langkahnya."
            )

    def check_withdrawal(self, page: NaskahPage) -> None:
        """Off the site by the responsible post with a reason, or by its own expiry."""
        if page.expired and is_over(page):
            return
        naskah = progress.latest_finished(page)
        if naskah is not None and naskah.status == Naskah.Status.TAYANG:
            raise NaskahError(
                "Halaman yang tayang ditarik oleh penanggung jawab informasi, "
                "dengan alasan. Gunakan menu “Tarik dari penayangan”."
            )

    def check_removal(self, page: NaskahPage) -> None:
        """What is live or will be, or lies with its reviewers, is not deleted."""
        if page.live:
            raise NaskahError(
                f"“{page.title}” sedang tayang. Tarik dahulu sebelum menghapusnya."
            )
        if Naskah.objects.scheduled_of(page):
            raise NaskahError(
                f"“{page.title}” sudah disetujui dan dijadwalkan tayang. Batalkan "
                "dahulu jadwal tayangnya."
            )
        if page.current_workflow_state is not None:
            raise NaskahError(
                f"“{page.title}” sedang ditinjau. Batalkan peninjauannya dahulu."
            )

    def go_live(
        self, page: NaskahPage, revision: Revision, publish: Callable[[], object]
    ) -> None:
        schedule.go_live(page, revision, publish)

    def give_back(self, page: NaskahPage, revision: Revision, reason: str) -> None:
        schedule.give_back(page, revision, reason)

    def schedule_lock(self, page: NaskahPage) -> JadwalLock | None:
        naskah = Naskah.objects.scheduled_of(page)
        return JadwalLock(page, naskah) if naskah else None

    def contradicted(self, live: Mapping[int, str]) -> dict[int, str]:
        return contradicted(live)

    def may_lead(self, workflow: Workflow, page: Page) -> bool:
        return may_lead(workflow, InstansiPage.of(page))

    def may_submit(self, page: NaskahPage, user: User) -> bool:
        """The drafter hands in; where the SOP begins with an order, its superior."""
        state = page.current_workflow_state
        if state is not None and not may_publish(state.workflow, page.instansi):
            return False
        if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            return may_resubmit(state, user)
        workflow = page.get_workflow()
        if workflow is None or Naskah.objects.scheduled_of(page):
            return False
        return may_hand_in(workflow, user)

    def may_withdraw(self, page: NaskahPage, user: User) -> bool:
        return authority.responsible(InstansiPage.of(page), user) is not None


def is_over(page: NaskahPage) -> bool:
    """Whether the end that stands in the public row has come."""
    ended = type(page)._base_manager.filter(expire_at__lte=timezone.now())
    return ended.filter(pk=page.pk).exists()


def may_resubmit(state: WorkflowState, user: User) -> bool:
    """A holder of the post that writes; without one, whoever submitted."""
    leading = progress.leading_tasks(state.workflow)
    if leading:
        return authority.acting(leading[-1], None, user) is not None
    return state.requested_by_id == user.pk


def may_hand_in(workflow: Workflow, user: User) -> bool:
    """Whether ``user`` may submit a new naskah to ``workflow``."""
    task = progress.submitting_task(workflow)
    return task is None or authority.acting(task, None, user) is not None
