"""``/metrics`` in Prometheus' text format."""

from __future__ import annotations

import os
from ipaddress import ip_address
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

from cms.front.counters import counters
from cms.models import PengirimanWebhook
from pages.models import ReadRow
from pages.reading import state
from reviews.papers.naskah import Naskah

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest
    from prometheus_client.metrics_core import Metric


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Numbers for the operator: with ``METRICS_TOKEN``, or from this very host."""
    if not may_read(request):
        raise Http404
    return HttpResponse(generate_latest(NaskahMetrics()), CONTENT_TYPE_PLAIN_0_0_4)


def may_read(request: HttpRequest) -> bool:
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.METRICS_TOKEN:
        return constant_time_compare(token, settings.METRICS_TOKEN)
    forwarded = "X-Forwarded-For" in request.headers
    return not forwarded and is_loopback(request.META.get("REMOTE_ADDR", ""))


def is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


class NaskahMetrics(Collector):
    """Every metric, counted when it is asked for."""

    def collect(self) -> Iterator[Metric]:
        """Counters are this worker's own and say so."""
        requests = CounterMetricFamily(
            "naskah_front_requests",
            "Public requests by how they ended.",
            labels=["worker", "result"],
        )
        for result, number in vars(counters).items():
            requests.add_metric([str(os.getpid()), result], number)
        yield requests
        yield GaugeMetricFamily(
            "naskah_read_changed_seconds",
            "When the public view last changed.",
            state.current().changed,
        )
        yield gauge("naskah_read_rows", "Public pages.", ReadRow, "jenis")
        yield gauge("naskah_rounds", "Rounds by status.", Naskah, "status")
        yield gauge(
            "naskah_webhook_deliveries",
            "Webhook deliveries by status.",
            PengirimanWebhook,
            "status",
        )


def gauge(
    name: str,
    help_text: str,
    model: type[ReadRow | Naskah | PengirimanWebhook],
    column: str,
) -> GaugeMetricFamily:
    """How many rows there are of each value of ``column``."""
    family = GaugeMetricFamily(name, help_text, labels=[column])
    rows = model._default_manager.order_by(column).values_list(column)
    for value, number in rows.annotate(Count("pk")):
        family.add_metric([value], number)
    return family
