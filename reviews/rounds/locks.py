"""The lock of a text under review, in words that say who has it; and of its row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from wagtail.locks import WorkflowLock

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class LangkahLock(WorkflowLock):
    """Wagtail's workflow lock; ``Task.locked_for_user`` decides for whom."""

    def get_message(self, user: User) -> str | None:
        if not self.for_user(user):
            return None
        return (
            f"Naskah sedang berada pada langkah “{self.task.name}” ({self.task.pelaksana}). "
            "Isinya tidak dapat diubah sampai naskah dikembalikan atau tayang."
        )

    def get_locked_by(self, user: User, can_lock: bool = False) -> str:
        return "Terkunci selama peninjauan"

    def get_description(self, user: User, can_lock: bool = False) -> str:
        return "Naskah terkunci selama berada pada langkah peninjauan ini."


def locked(rows: Any) -> Any:
    """The one row of ``rows``, locked where a transaction is open to hold the lock.

    Rows are locked in one order, so that acts wait and never block each other for
    good: the round and those of the dossiers it ends, its page or berkas, the files of
    its text (:mod:`pages.file_locks`), a recipient of a disposisi or a bag, the head of the
    trail, a register.
    """
    in_transaction = transaction.get_connection(rows.db).in_atomic_block
    return (rows.select_for_update() if in_transaction else rows).first()
