"""The one thing ``pages`` knows of reviews: publishing is the workflow's.

Every governed page asks the installed gate before it changes. Until a workflow
engine installs one, the gate is closed: nothing governed can go live.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from pages.errors import PublishingDenied

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from django.contrib.auth.models import User
    from wagtail.locks import BaseLock
    from wagtail.models import Page, Revision, Workflow

    from pages.content.form import Content
    from pages.models import NaskahPage


class Gate(Protocol):
    """Each check returns quietly or raises a :class:`~pages.errors.NaskahError`."""

    def check_draft(self, page: NaskahPage, user: User | None) -> None:
        """May ``user`` save a changed draft of ``page`` now?"""

    def check_publication(self, page: NaskahPage, revision: Revision | None) -> None:
        """May the live row become what ``page`` holds, taken from ``revision``?"""

    def check_withdrawal(self, page: NaskahPage) -> None:
        """May ``page`` stop being live?"""

    def check_removal(self, page: NaskahPage) -> None:
        """May ``page`` be deleted or moved out of its office?"""

    def go_live(
        self, page: NaskahPage, revision: Revision, publish: Callable[[], object]
    ) -> None:
        """The hour of ``revision`` has come: ``publish`` it, with all that follows."""

    def give_back(self, page: NaskahPage, revision: Revision, reason: str) -> None:
        """``revision`` could not go live at its hour."""

    def schedule_lock(self, page: NaskahPage) -> BaseLock | None:
        """What the editor says of a text that waits for its hour; ``None``: Wagtail's."""

    def kept_digests(
        self, pages: Sequence[NaskahPage], contents: Sequence[Content]
    ) -> list[str]:
        """Under which digest each very text is on record of its page; empty if none."""

    def contradicted(self, live: Mapping[int, str]) -> dict[int, str]:
        """Live texts (digest by page) that are not on record so, with the reason."""

    def may_lead(self, workflow: Workflow, page: Page) -> bool:
        """May a new text at or below ``page`` follow ``workflow``?"""

    def may_submit(self, page: NaskahPage, user: User) -> bool:
        """Is ``user`` the one who hands this text in?"""

    def may_withdraw(self, page: NaskahPage, user: User) -> bool:
        """Does ``user`` hold the post that may take ``page`` off the site?"""


class ClosedGate:
    """Refuses whatever would touch the public site."""

    def check_draft(self, page: NaskahPage, user: User | None) -> None:
        return

    def check_publication(self, page: NaskahPage, revision: Revision | None) -> None:
        raise PublishingDenied(
            "Belum ada SOP yang mengatur penayangan halaman ini. "
            "Minta administrator memberlakukan SOP kantor lebih dahulu."
        )

    def check_withdrawal(self, page: NaskahPage) -> None:
        return

    def check_removal(self, page: NaskahPage) -> None:
        return

    def go_live(
        self, page: NaskahPage, revision: Revision, publish: Callable[[], object]
    ) -> None:
        publish()

    def give_back(self, page: NaskahPage, revision: Revision, reason: str) -> None:
        page.revisions.filter(pk=revision.pk).update(approved_go_live_at=None)

    def schedule_lock(self, page: NaskahPage) -> BaseLock | None:
        return None

    def kept_digests(
        self, pages: Sequence[NaskahPage], contents: Sequence[Content]
    ) -> list[str]:
        return [""] * len(pages)

    def contradicted(self, live: Mapping[int, str]) -> dict[int, str]:
        return {}

    def may_lead(self, workflow: Workflow, page: Page) -> bool:
        return False

    def may_submit(self, page: NaskahPage, user: User) -> bool:
        return False

    def may_withdraw(self, page: NaskahPage, user: User) -> bool:
        return False


_installed: Gate = ClosedGate()


def install(gate: Gate) -> None:
    """Put ``gate`` in charge of every governed page (once, at start-up)."""
    global _installed  # noqa: PLW0603
    _installed = gate


def current() -> Gate:
    """The gate in charge."""
    return _installed
