"""Keeping an export current: what the queue does after a change."""

from __future__ import annotations

import datetime as dt
import logging
from typing import TYPE_CHECKING

from django.utils import timezone
from django_tasks import task

from cms.export.addresses import Address, collections
from cms.export.exporter import exporter

if TYPE_CHECKING:
    from collections.abc import Iterator

logger = logging.getLogger(__name__)

PATIENCE = 1  # seconds that a withdrawal waits for what others write
ATTEMPTS = 10  # over eight and a half hours; then ``export_api`` repairs
FIRST_DELAY = dt.timedelta(minutes=1)


@task(backend="antrean")
def update_files(paths: list[str], offices: list[str] | None, attempt: int = 1) -> None:
    """Bring ``paths`` up to date, and what shows the pages of these ``offices``.

    ``None`` is every office. A bucket that is down is tried again, ever less often.
    """
    try:
        with exporter() as work:
            work.update([*map(Address, paths), *showing(offices)])
    except Exception:
        if attempt < ATTEMPTS:
            later = timezone.now() + FIRST_DELAY * 2 ** (attempt - 1)
            update_files.using(run_after=later).enqueue(paths, offices, attempt + 1)
        raise


def showing(offices: list[str] | None) -> Iterator[Address]:
    """Lists, feeds and documents of the whole site, and of these offices."""
    for address in collections():
        if offices is None or address.instansi is None or address.instansi in offices:
            yield address


def remove_files(paths: list[str]) -> None:
    """Take ``paths`` off now, in the process of the withdrawal itself.

    The queued update removes them too, should this process end here, or another one
    stand before a bucket that hangs.
    """
    with exporter(patience=PATIENCE) as work:
        work.remove(map(Address, paths))
    logger.info("Removed from the export: %s", ", ".join(paths))
