"""What anybody may do with a governed page: stock Wagtail, less publishing.

Wagtail asks ``can_publish`` on every path (editor, bulk action, API v3, copy), so
the answer "no" here is what keeps publishing with the workflow. The guards in
:mod:`pages.guards` hold the same line where no permission is asked at all.
"""

from __future__ import annotations

from wagtail.models import PagePermissionTester

from pages import gate


class ParentPermissionTester(PagePermissionTester):
    """For pages that hold governed pages: nothing below is born published."""

    def can_publish_subpage(self) -> bool:
        return False


class NaskahPermissionTester(ParentPermissionTester):
    """For governed pages: only the workflow publishes, only its post withdraws."""

    def can_publish(self) -> bool:
        return False

    def can_unpublish(self) -> bool:
        return bool(
            self.user.is_active
            and self.page.live
            and gate.current().may_withdraw(self.page, self.user)
        )

    def can_unschedule(self) -> bool:
        return bool(
            self.user.is_active and gate.current().may_withdraw(self.page, self.user)
        )

    def can_set_view_restrictions(self) -> bool:
        return bool(self.user.is_active and self.user.is_superuser)

    def can_submit_for_moderation(self) -> bool:
        return bool(
            super().can_submit_for_moderation()
            and gate.current().may_submit(self.page, self.user)
        )
