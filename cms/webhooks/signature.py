"""How a receiver knows that a message is ours: Standard Webhooks, HMAC-SHA256.

The secret is derived from ``SECRET_KEY`` and the webhook's salt. A dump of the
database signs nothing, and the secret is shown only to whoever makes a new one.
"""

from __future__ import annotations

import datetime as dt
from base64 import b64encode
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.crypto import salted_hmac
from standardwebhooks import Webhook as Signer

if TYPE_CHECKING:
    from cms.webhooks.models import PengirimanWebhook, Webhook

PREFIX = "whsec_"
AGENT = "Naskah-Webhook/1"


def keys_of(webhook: Webhook) -> list[bytes]:
    """The signing keys, the present one first, then those of ``SECRET_KEY_FALLBACKS``."""
    sources = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return [
        salted_hmac(__name__, webhook.garam, secret=key, algorithm="sha256").digest()
        for key in sources
    ]


def rahasia_of(webhook: Webhook) -> str:
    """The secret as its receiver writes it down."""
    return PREFIX + b64encode(keys_of(webhook)[0]).decode()


def headers_of(message: PengirimanWebhook, body: bytes) -> dict[str, str]:
    """The headers of one attempt; the id stays the same over all of them."""
    identity, now = str(message.pk), dt.datetime.now(dt.UTC)
    signatures = [
        Signer(key).sign(identity, now, body.decode())
        for key in keys_of(message.webhook)
    ]
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": AGENT,
        "webhook-id": identity,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
