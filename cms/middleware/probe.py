"""Who asks whether the process lives is answered under any name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    GetResponse = Callable[[HttpRequest], HttpResponse]

PROBES = frozenset({"/healthz", "/readyz"})


class ProbeMiddleware:
    """Who asks whether the process lives need not know the name of the site.

    A container asks itself by 127.0.0.1 and a balancer by a number; neither answer
    says anything of the site, or sends anybody anywhere.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path in PROBES:
            request.get_host = lambda: "localhost"  # type: ignore[method-assign]
        return self.get_response(request)
