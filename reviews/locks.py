"""The lock of a text under review, in words that say who has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.locks import WorkflowLock

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractBaseUser


class LangkahLock(WorkflowLock):
    """Wagtail's workflow lock; ``Task.locked_for_user`` decides for whom."""

    def get_message(self, user: AbstractBaseUser) -> str | None:
        if not self.for_user(user):
            return None
        posts = ", ".join(str(post) for post in self.task.jabatan.all())
        return (
            f"Naskah sedang berada pada langkah “{self.task.name}” ({posts}). "
            "Isinya tidak dapat diubah sampai naskah dikembalikan atau tayang."
        )

    def get_locked_by(self, user: AbstractBaseUser, can_lock: bool = False) -> str:
        return "Terkunci selama peninjauan"

    def get_description(self, user: AbstractBaseUser, can_lock: bool = False) -> str:
        return "Naskah terkunci selama berada pada langkah peninjauan ini."
