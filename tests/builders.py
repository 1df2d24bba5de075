"""Situations that tests begin from, named for what they are for."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from pages import gate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User
    from wagtail.models import Page, Workflow

    from pages.models import NaskahPage

P = TypeVar("P", bound="NaskahPage")


class OpenGate:
    """Lets everything through; only for bringing about what a test begins with."""

    def check_draft(self, page: NaskahPage, user: User | None) -> None:
        return

    def check_publication(self, page: NaskahPage, revision: Any) -> None:
        return

    def check_withdrawal(self, page: NaskahPage) -> None:
        return

    def check_removal(self, page: NaskahPage) -> None:
        return

    def kept_digests(self, pages: list[NaskahPage], contents: Any) -> list[str]:
        return [""] * len(pages)

    def contradicted(self, live: Any) -> dict[int, str]:
        return {}

    def may_lead(self, workflow: Workflow, page: Page) -> bool:
        return True

    def may_submit(self, page: NaskahPage, user: User) -> bool:
        return True

    def may_withdraw(self, page: NaskahPage, user: User) -> bool:
        return True


@contextmanager
def installed(other: gate.Gate) -> Iterator[None]:
    """Have ``other`` in charge inside the block."""
    before = gate.current()
    gate.install(other)
    try:
        yield
    finally:
        gate.install(before)


def publish_past_gate(page: P) -> P:
    """``page`` made live as it stands, as if its SOP had been walked."""
    with installed(OpenGate()):
        page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def withdraw_past_gate(page: P) -> P:
    """``page`` taken off the site."""
    with installed(OpenGate()):
        page.unpublish()
    return type(page).objects.get(pk=page.pk)
