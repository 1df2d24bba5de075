"""The few tables of the project itself."""

from cms.webhooks.models import PengirimanWebhook, Webhook

__all__ = ["PengirimanWebhook", "Webhook"]
