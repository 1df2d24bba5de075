"""What is on record of a text, by the digest under which it was first put down.

An update may write a form otherwise; a text does not change by that. So it keeps its
digest, and every paraf, archive and proof of it stands as it stood.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pages.content.digest import digest_of
from pages.content.today import as_of_today
from reviews.papers.jejak import IsiNaskah, Jejak

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pages.content.form import Content
    from pages.models import NaskahPage
    from reviews.papers.laporan import Berkas


def kept_digests(pages: Sequence[NaskahPage], contents: Sequence[Content]) -> list[str]:
    """The digest of each of ``contents`` on record of its page; empty if none.

    One query for all; what is on record is read where no digest is the same.
    """
    found: dict[int, list[str]] = {page.pk: [] for page in pages}
    rows = Jejak.objects.filter(naskah__page__in=found).exclude(digest="")
    newest_first = rows.order_by("-pk").values_list("naskah__page", "digest")
    for pk, digest in newest_first:
        found[pk].append(digest)
    return [
        known_as(page, content, found[page.pk])
        for page, content in zip(pages, contents, strict=True)
    ]


def kept_laporan(berkas: Berkas, content: Content) -> str:
    """The same of a laporan, in the rounds that it reports on."""
    rows = Jejak.objects.filter(naskah=berkas.naskah_id).exclude(digest="")
    newest_first = rows.order_by("-pk").values_list("digest", flat=True)
    return known_as(berkas, content, newest_first)


def known_as(
    subject: NaskahPage | Berkas, content: Content, digests: Iterable[str]
) -> str:
    """The first of ``digests`` that ``content`` bears; they are read one by one."""
    once = dict.fromkeys(digests)
    digest = digest_of(content)
    if digest in once:
        return digest
    return next((one for one in once if stands_for(one, subject, content)), "")


def stands_for(digest: str, subject: NaskahPage | Berkas, content: Content) -> bool:
    """Whether what is kept under ``digest`` is unharmed and says what ``content`` says."""
    kept = IsiNaskah.objects.filter(digest=digest).first()
    if kept is None or kept.isi.get("type") != subject.form.name:
        return False
    same = as_of_today(kept.isi, type(subject)) == content
    return same and digest_of(kept.isi) == digest
