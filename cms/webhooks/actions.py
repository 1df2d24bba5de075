"""What an administrator does to a webhook or its log; each leaves a line in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.webhooks.deliver import LEASE, deliver_due
from cms.webhooks.models import PengirimanWebhook, new_garam
from cms.webhooks.outbox import body_of
from cms.webhooks.signature import rahasia_of
from pages.errors import NaskahError

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from cms.webhooks.models import Webhook

MENUNGGU = PengirimanWebhook.Status.MENUNGGU


@transaction.atomic
def renew_rahasia(webhook: Webhook, user: User) -> str:
    """Give ``webhook`` another secret; the one before signs nothing from now on."""
    webhook.garam = new_garam()
    webhook.save(update_fields=["garam"])
    log(webhook, "naskah.webhook.rahasia", user=user)
    return rahasia_of(webhook)


@transaction.atomic
def send_uji(webhook: Webhook, user: User) -> PengirimanWebhook:
    """Put a message that says nothing on its way to ``webhook``."""
    refuse_inactive(webhook)
    message = PengirimanWebhook.objects.create(
        webhook=webhook,
        peristiwa=PengirimanWebhook.Jenis.UJI,
        isi=body_of(PengirimanWebhook.Jenis.UJI, {}),
    )
    deliver_due.enqueue()
    log(webhook, "naskah.webhook.uji", user=user)
    return message


@transaction.atomic
def resend_pengiriman(message: PengirimanWebhook, user: User) -> None:
    """Send ``message`` anew, under its own number, with all its attempts again."""
    refuse_inactive(message.webhook)
    now = timezone.now()
    row = PengirimanWebhook.objects.select_for_update().get(pk=message.pk)
    if row.status == MENUNGGU and row.dicoba_pada and row.dicoba_pada > now - LEASE:
        raise NaskahError("Pengiriman ini sedang berlangsung. Cobalah semenit lagi.")
    row.status, row.percobaan, row.waktu_berikut = MENUNGGU, 0, now
    row.save(update_fields=["status", "percobaan", "waktu_berikut"])
    deliver_due.enqueue()
    log(message.webhook, "naskah.webhook.ulang", user=user)


def refuse_inactive(webhook: Webhook) -> None:
    if not webhook.aktif:
        raise NaskahError("Webhook ini tidak aktif. Aktifkan dahulu.")
