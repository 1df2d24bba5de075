"""Messages are written in the transaction that changes what the public sees.

So there is a message exactly when there is a change. The queue's tables are in the
same database, so the task that sends them is part of that transaction too, and a
worker finds it at the commit: nothing can be lost between the two.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.dispatch import receiver
from django.utils import timezone

from cms.webhooks.deliver import deliver_due
from cms.webhooks.models import PengirimanWebhook, Webhook
from pages.signals import public_changed

if TYPE_CHECKING:
    from pages.signals import PublicChange


@receiver(public_changed)
def write_pengiriman(sender: Any, changes: list[PublicChange], **kwargs: Any) -> None:
    """One message for every change and every receiver that asked for it."""
    webhooks = list(Webhook.objects.filter(aktif=True))
    messages = [
        PengirimanWebhook(
            webhook=webhook,
            peristiwa=change.peristiwa,
            page_id=change.page_id,
            isi=body_of(change.peristiwa, describe(change)),
        )
        for change in changes
        for webhook in webhooks
        if webhook.wants(change)
    ]
    if messages:
        PengirimanWebhook.objects.bulk_create(messages)
        deliver_due.enqueue()


def describe(change: PublicChange) -> dict[str, Any]:
    """Which page, and where to read it; not what it says.

    A message may arrive a day late. The receiver asks the API, which knows whether
    the page has been withdrawn since.
    """
    return {
        "id": change.page_id,
        "jenis": change.jenis,
        "instansi_id": change.instansi_id,
        "url": change.path,
        "url_sebelum": change.path_sebelum,
        "digest": change.digest,
        "api": f"{settings.WAGTAILAPI_BASE_URL}/api/v3/{change.jenis}/{change.page_id}/",
    }


def body_of(peristiwa: str, data: dict[str, Any]) -> str:
    """The payload of Standard Webhooks: type, timestamp, data."""
    payload = {
        "type": str(peristiwa),
        "timestamp": timezone.now().isoformat(),
        "data": data,
    }
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
