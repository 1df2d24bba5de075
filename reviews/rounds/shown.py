"""What the public reads of a round: one rule for its proof, its checks and its end.

It is what the public API answers, so a place that was closed past every guard hides
its texts here too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pages.content.public import public_pages

if TYPE_CHECKING:
    from wagtail.models import Page

    from reviews.papers.naskah import Naskah


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
