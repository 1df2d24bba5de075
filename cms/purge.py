"""Caches in front of the public API are told to forget what has changed.

Wagtail's own receivers (``wagtail.contrib.frontend_cache`` as an installed app) purge
the page's address in the middle of the transaction; here nothing is sent before the
commit, and what is purged are the addresses of the API. Its backends and its task are
used as they are.
"""

from __future__ import annotations

import datetime as dt
import logging
import socket
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.dispatch import receiver
from django.utils import timezone
from django_tasks import task
from wagtail.contrib.frontend_cache import backends
from wagtail.contrib.frontend_cache.tasks import purge_urls_from_cache_task

from cms.export.receivers import details_of, offices_of
from cms.export.tasks import showing
from pages.signals import public_changed

if TYPE_CHECKING:
    from pages.signals import PublicChange

logger = logging.getLogger(__name__)

# A worker may answer from its own cache for a second after a change: a cache that
# asks again before that would keep the answer it has just been told to forget.
AFTER = dt.timedelta(seconds=2)
PRIORITY = 10  # before webhooks, which may wait for slow receivers
TIMEOUT_SECONDS = 10
# Lists with other parameters are too many to name; they end by their ``s-maxage``.
NAMED = {"instansi"}


@receiver(public_changed)
def purge_changed(sender: Any, changes: list[PublicChange], **kwargs: Any) -> None:
    """Queue what shows ``changes``, within the transaction that makes them."""
    if not settings.WAGTAILFRONTENDCACHE:
        return
    stock = [
        f"/api/{version}/pages/{change.page_id}/"
        for change in changes
        for version in ("v2", "v3")
    ]
    later = purge_addresses.using(run_after=timezone.now() + AFTER)
    later.enqueue([*details_of(changes), *stock], offices_of(changes))


@task(backend="antrean", priority=PRIORITY)
def purge_addresses(paths: list[str], offices: list[str] | None) -> None:
    """Have ``paths`` forgotten, and the lists and feeds of these offices (all)."""
    shown = [
        str(address)
        for address in showing(offices)
        if {name for name, _ in address.query} <= NAMED
    ]
    urls = [f"{settings.WAGTAILAPI_BASE_URL}{path}" for path in (*paths, *shown)]
    purge_urls_from_cache_task.call(urls)


class HTTPBackend(backends.HTTPBackend):
    """Wagtail's, but a cache that hangs does not hold up the queue."""

    def purge(self, url: str) -> None:
        before = socket.getdefaulttimeout()
        socket.setdefaulttimeout(TIMEOUT_SECONDS)
        try:
            super().purge(url)
        except OSError as error:
            logger.error("Couldn't purge %r: %s", url, error)
        finally:
            socket.setdefaulttimeout(before)
