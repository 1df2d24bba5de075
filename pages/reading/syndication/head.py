"""What a feed says of itself, in whatever format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

LANGUAGE = "id"


@dataclass(frozen=True)
class Head:
    """What a feed says of itself; ``pages`` by relation: first, previous, next, last."""

    judul: str
    home: str
    url: str
    updated: dt.datetime
    pages: dict[str, str] = field(default_factory=dict)

    @property
    def description(self) -> str:
        return f"{self.judul}, yang terbaru lebih dahulu."
