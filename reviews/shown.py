"""What the public reads of a round: one rule for its proof, its checks and its end.

It is what the public API answers, so a place that was closed past every guard hides
its texts here too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pages.errors import NaskahError
from pages.public import public_pages
from reviews.jadwal import when
from reviews.models.naskah import Naskah

if TYPE_CHECKING:
    from wagtail.models import Page


def live_page(naskah: Naskah) -> Any:
    """The page of ``naskah`` if anybody may read it now."""
    page: Page | None = naskah.page
    if page is None or page.specific_class is None:
        return None
    return public_pages(page.specific_class).filter(pk=page.pk).first()


def is_shown(naskah: Naskah) -> bool:
    """Whether the public reads just what this round approved."""
    page = live_page(naskah)
    return page is not None and page.digest() == naskah.digest_disetujui


def require_published(naskah: Naskah) -> None:
    """A dossier was begun before its text was live, when there were no schedules."""
    if naskah.status in Naskah.UNDER_WAY:
        hour = f"baru tayang {when(naskah)}" if naskah.jadwal_tayang else "belum tayang"
        raise NaskahError(
            f"Naskah ini {hour}. Langkah sesudah tayang dikerjakan setelah itu."
        )
