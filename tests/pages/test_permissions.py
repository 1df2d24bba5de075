"""What the admin offers on a governed page: never to publish, rarely to withdraw."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from pages import gate
from tests.builders import OpenGate, installed, publish_past_gate
from tests.factories import BeritaPageFactory

pytestmark = pytest.mark.django_db


class ForHolder(OpenGate):
    """Somebody holds the post that hands in and withdraws; others do not."""

    def __init__(self, holder: User) -> None:
        self.holder = holder

    def may_submit(self, page: Any, user: User) -> bool:
        return user == self.holder

    def may_withdraw(self, page: Any, user: User) -> bool:
        return user == self.holder


@pytest.fixture
def holder() -> User:
    return User.objects.create_user("pemangku")


def may(page: Any, user: User, what: str) -> bool:
    return bool(getattr(page.permissions_for_user(user), f"can_{what}")())


def test_only_the_post_takes_a_live_page_off_the_site(
    holder: User, admin_user: User
) -> None:
    page, draft = publish_past_gate(BeritaPageFactory()), BeritaPageFactory()
    with installed(ForHolder(holder)):
        for what in ("unpublish", "unschedule"):
            assert may(page, holder, what)
            assert not may(page, admin_user, what)
        assert not may(draft, holder, "unpublish")
        holder.is_active = False
        for what in ("unpublish", "unschedule"):
            assert not may(page, holder, what)


def test_nobody_publishes_and_no_gate_means_nobody_withdraws(admin_user: User) -> None:
    page = publish_past_gate(BeritaPageFactory())
    with installed(OpenGate()):
        assert not may(page, admin_user, "publish")
        assert not may(page.get_parent().specific, admin_user, "publish_subpage")
    with installed(gate.ClosedGate()):
        for what in ("unpublish", "unschedule", "submit_for_moderation"):
            assert not may(page, admin_user, what)


def test_only_an_active_superuser_closes_a_page(holder: User, admin_user: User) -> None:
    page = BeritaPageFactory()
    assert may(page, admin_user, "set_view_restrictions")
    assert not may(page, holder, "set_view_restrictions")
    admin_user.is_active = False
    assert not may(page, admin_user, "set_view_restrictions")
