"""An answer as bytes, before it is anybody's HTTP response."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING

from django.http import HttpResponse

if TYPE_CHECKING:
    from collections.abc import Mapping

JSON = "application/json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """A 200: ``body``, and the same bytes by content coding where they lie ready."""

    body: bytes
    content_type: str = JSON
    etag: str = ""  # without quotes; of ``body`` where empty
    modified: float = 0.0  # epoch seconds; 0: when the read side last changed
    encoded: Mapping[str, bytes] = field(default_factory=dict)

    def to_response(self) -> HttpResponse:
        """The same through Django, for callers whom no cache may serve."""
        return HttpResponse(self.body, content_type=self.content_type)


def etag_of(body: bytes) -> str:
    """A strong validator of ``body``: 32 hex digits."""
    return blake2b(body, digest_size=16).hexdigest()
