"""What every page that an office publishes has in common."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.locks import ScheduledForPublishLock
from wagtail.models import Page

from pages import gate
from pages.content import canonical
from pages.errors import NaskahError, PublishingDenied
from pages.forms import NaskahPageForm
from pages.models.instansi import InstansiPage
from pages.permissions import NaskahPermissionTester
from pages.preview.mixin import SitePreviewMixin
from pages.signals import page_written
from pages.workflows import LedByGate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.contrib.auth.models import User
    from wagtail.locks import BaseLock
    from wagtail.models import Revision, Workflow

    from pages.content.form import Form

logger = logging.getLogger(__name__)

# What Wagtail's ``publish_scheduled`` says of its own publications.
BY_SCHEDULE = "wagtail.publish.scheduled"


class NaskahPage(LedByGate, SitePreviewMixin, Page):
    """A governed page: its drafts are free, its live text is its workflow's.

    Subclasses list in :attr:`public_fields` what the public gets to read; the
    digest that each paraf binds to is taken of these and of the files they use.
    """

    form: Form
    public_fields: tuple[str, ...] = ()
    required_fields: tuple[str, ...] = ()
    base_form_class = NaskahPageForm

    class Meta:
        abstract = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not args and not self.pk and "live" not in kwargs:
            self.live = False  # Wagtail's default would be refused by the guards

    def get_workflow(self) -> Workflow | None:
        """A round that began goes on, also when its SOP is retired meanwhile."""
        state = self.current_workflow_state
        return state.workflow if state else super().get_workflow()

    @property
    def instansi(self) -> InstansiPage | None:
        """The office whose subtree holds this page (one query)."""
        return InstansiPage.of(self)

    @staticmethod
    def instansi_of_each(pages: Sequence[NaskahPage]) -> list[InstansiPage | None]:
        """The office of each of ``pages`` (one query)."""
        return InstansiPage.of_each(pages)

    def public_content(self) -> dict[str, Any]:
        """All that the public reads of this page, in the form that is kept.

        Files stand with their checksum, so that a swapped image is a changed text.
        """
        return canonical.public_content(self)

    def digest(self) -> str:
        """Hex SHA-256 of :meth:`public_content` (RFC 8785); see ``pages.content.digest``.

        What was put down before an update keeps the digest it was put down under.
        """
        return canonical.digests([self])[self.pk]

    def required_for_publication(self) -> tuple[str, ...]:
        """Names of the fields that may be empty in a draft, but not in public."""
        return self.required_fields

    def missing_fields(self) -> list[str]:
        """Indonesian names of what must still be filled in before publication."""
        return [
            str(self._meta.get_field(name).verbose_name)
            for name in self.required_for_publication()
            if not getattr(self, name)
        ]

    def unpublishable_fields(self) -> dict[str, str]:
        """Why no SOP could ever publish this text, by the field that says so."""
        return {}

    def check_publishable(self) -> None:
        """Raise ``PublishingDenied`` where no SOP could ever publish this page."""
        for reason in self.unpublishable_fields().values():
            raise PublishingDenied(reason)

    def get_admin_display_title(self) -> str:
        """A live page goes by the name that is public.

        Every office may choose it for a link; the title of its next correction is
        its own office's alone.
        """
        return self.title if self.live else super().get_admin_display_title()

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save; what hangs on it (the read rows) is written with it or not at all."""
        result = super().save(*args, **kwargs)
        page_written.send(
            type(self), instance=self, update_fields=kwargs.get("update_fields")
        )
        return result

    def permissions_for_user(self, user: User) -> NaskahPermissionTester:
        return NaskahPermissionTester(user, self)

    @transaction.atomic
    def save_revision(self, user: User | None = None, **kwargs: Any) -> Revision:
        """Save a draft, unless the text lies with a reviewer who is not ``user``."""
        if self.pk:
            gate.current().check_draft(self, user)
        kwargs["approved_go_live_at"] = None  # a schedule is the workflow's to set
        return super().save_revision(user=user, **kwargs)

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish if the gate allows it; at its hour, what is refused is given back.

        Wagtail publishes everything due in one loop: one refusal there would keep
        all later pages from going live.
        """
        publish = partial(super().publish, revision, *args, **kwargs)
        if kwargs.get("log_action") != BY_SCHEDULE:
            publish()
            return
        try:
            with transaction.atomic():
                gate.current().go_live(self, revision, publish)
        except (NaskahError, ValidationError) as error:
            reason = " ".join(getattr(error, "messages", [str(error)]))
            logger.warning("Page %s does not go live at its hour: %s", self.pk, reason)
            with transaction.atomic():
                gate.current().give_back(self, revision, reason)

    def get_lock(self) -> BaseLock | None:
        """Wagtail's; of a text that waits for its hour, in the gate's words."""
        lock: BaseLock | None = super().get_lock()
        if isinstance(lock, ScheduledForPublishLock):
            return gate.current().schedule_lock(self) or lock
        return lock


def is_governed(page: Page) -> bool:
    """Whether ``page`` is of a type that only its workflow may publish."""
    model = page.specific_class or type(page)
    return issubclass(model, NaskahPage)
