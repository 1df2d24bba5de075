"""What every text says beside its own fields: which it is, where it lies, who stands for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pages.content.canonical import digests
from pages.content.public import public_path
from pages.site.api.ancestors import Ancestors
from pages.site.api.hooks import verification_codes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pages.models import NaskahPage


def common_of(pages: Sequence[NaskahPage]) -> dict[int, dict[str, Any]]:
    """By page id; queries do not add up."""
    ancestors, digest = Ancestors.of(pages), digests(pages)
    codes = verification_codes([page.pk for page in pages])
    return {
        page.pk: {
            "id": page.pk,
            "judul": page.title,
            "slug": page.slug,
            "instansi": ancestors.offices.get(page.pk),
            "url": public_path(page),
            "remah": ancestors.crumbs[page.pk],
            "digest": digest[page.pk],
            "kode_verifikasi": codes.get(page.pk),
        }
        for page in pages
    }
