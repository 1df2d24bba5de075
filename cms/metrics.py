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

from cms.front.counters import counters
from cms.models import PengirimanWebhook
from pages.models import ReadRow
from pages.reading import state
from reviews.papers.naskah import Naskah

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Numbers for the operator: with ``METRICS_TOKEN``, or from this very host."""
    if not may_read(request):
        raise Http404
    return HttpResponse("\n".join([*lines(), ""]), content_type=CONTENT_TYPE)


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


def lines() -> Iterator[str]:
    """Every metric; counters are this worker's own and say so."""
    yield "# HELP naskah_front_requests_total Public requests by how they ended."
    yield "# TYPE naskah_front_requests_total counter"
    for result, number in vars(counters).items():
        labels = f'worker="{os.getpid()}",result="{result}"'
        yield f"naskah_front_requests_total{{{labels}}} {number}"
    yield "# HELP naskah_read_changed_seconds When the public view last changed."
    yield "# TYPE naskah_read_changed_seconds gauge"
    yield f"naskah_read_changed_seconds {state.current().changed}"
    yield from gauge(
        "naskah_read_rows", "Public pages.", "jenis", counted(ReadRow, "jenis")
    )
    yield from gauge(
        "naskah_rounds", "Rounds by status.", "status", counted(Naskah, "status")
    )
    yield from gauge(
        "naskah_webhook_deliveries",
        "Webhook deliveries by status.",
        "status",
        counted(PengirimanWebhook, "status"),
    )


def gauge(
    name: str, help_text: str, label: str, values: dict[str, int]
) -> Iterator[str]:
    yield f"# HELP {name} {help_text}"
    yield f"# TYPE {name} gauge"
    for value, number in sorted(values.items()):
        yield f'{name}{{{label}="{value}"}} {number}'


def counted(
    model: type[ReadRow | Naskah | PengirimanWebhook], column: str
) -> dict[str, int]:
    """How many rows there are of each value of ``column``."""
    rows = model._default_manager.order_by().values_list(column).annotate(Count("pk"))
    return dict(rows)
