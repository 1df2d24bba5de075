"""Files are locked while a text that uses them is decided, and while they change.

A paraf is given on a picture as much as on words. Without a lock, a new picture saved
while the last approval runs would go live with it: the approval had read the old one,
and the guard of the file had found no live text yet. Whoever comes second waits here,
and then sees what the first one did.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from pages.content.canonical import references
from pages.models import NaskahPage, SiteDocument, SiteImage


def held(rows: Any) -> Any:
    """``rows``, locked where a transaction is open to hold the lock.

    Not their keys: sizes of an image may be made meanwhile.
    """
    in_transaction = transaction.get_connection(rows.db).in_atomic_block
    return rows.select_for_update(no_key=True) if in_transaction else rows


def hold_files(page: Any) -> None:
    """Lock every file that the text of ``page`` shows or attaches, one query a kind."""
    if not isinstance(page, NaskahPage):
        return
    found = references(page)
    for model, pks in ((SiteImage, found.images), (SiteDocument, found.documents)):
        if pks:
            rows = model._base_manager.filter(pk__in=pks).order_by("pk")
            list(held(rows).values_list("pk", flat=True))
