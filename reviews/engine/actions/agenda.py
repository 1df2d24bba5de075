"""A round is entered in the buku agenda: what it is about stands in its first row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviews.papers.jejak import Jejak
from reviews.papers.naskah import Naskah
from reviews.trail.record import record

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from pages.models import InstansiPage
    from reviews.papers.jabatan import PemangkuJabatan


def enter(
    instansi: InstansiPage,
    *,
    user: User | None,
    holder: PemangkuJabatan | None = None,
    **fields: Any,
) -> Naskah:
    """The next number of the office's year, and the row that states it."""
    naskah = Naskah.objects.begin(instansi, **fields)
    record(naskah, Jejak.Aksi.MULAI, user=user, holder=holder)
    return naskah
