"""What the rest of the system may hear of the read side."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.dispatch import Signal


class Peristiwa(StrEnum):
    """What happened to a public page."""

    TAYANG = "tayang"  # it appeared
    KOREKSI = "koreksi"  # its own text is another one
    BERUBAH = "berubah"  # something it shows changed: office, category, link, path
    TARIK = "tarik"  # it is gone


@dataclass(frozen=True)
class PublicChange:
    """One change of what the public sees; ``path`` is the new one, if there is one."""

    peristiwa: Peristiwa
    page_id: int
    jenis: str
    instansi_id: int | None
    path: str
    path_sebelum: str
    digest: str


# ``changes``: a list of PublicChange; sent inside the transaction that changes the
# rows, so a receiver's own rows stand or fall with them. Slow work: on_commit.
public_changed = Signal()
