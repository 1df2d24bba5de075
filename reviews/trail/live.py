"""What is on the site, against the rows that put it there or took it off."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from wagtail.models import Page

from pages.reading.kinds import every_kind
from reviews.papers.jejak import Jejak
from reviews.papers.naskah import Naskah
from reviews.trail import signing
from reviews.trail.fault import Fault, Reason, place, whole
from reviews.trail.links import sound, told_by
from reviews.trail.stated import KINDS
from reviews.trail.statements import take_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviews.trail.links import Keys
    from reviews.trail.statements import Things

NAME = next(kind.name for kind in KINDS if kind.model is Naskah)
ANOTHER = "isinya bukan yang disetujui menurut jejak"


def contradicted(live: Mapping[int, str]) -> dict[int, str]:
    """Of live texts (digest by page): those that the trail contradicts, with the reason.

    A text is live by its SOP alone, so one that no row put there is contradicted too.
    """
    rows, known = rows_of(list(live)), signing.believed()
    faults = [(page, unsound(row, known)) for page, row in rows]
    wrong = {page: str(fault) for page, fault in reversed(faults) if fault}
    shown = digests_put([(page, row) for page, row in rows if page not in wrong])
    differ = {page for page in live if shown.get(page) != live[page]}
    return dict.fromkeys(differ, ANOTHER) | wrong


def rows_of(pages: list[int]) -> list[tuple[int, Jejak]]:
    """Of all rounds of ``pages``, in the order of each chain."""
    rows = Jejak.objects.filter(naskah__page__in=pages).order_by("rantai", "nomor")
    found = rows.annotate(halaman=F("naskah__page")).select_related("rantai")
    return [(row.halaman, row) for row in found]


def unsound(row: Jejak, known: Keys) -> Fault | None:
    """What is wrong with one row by itself; what nobody can read is wrong too."""
    at = place(row.rantai.kantor, row.nomor)
    return next(whole(at, sound(row, known)), None)


def digests_put(rows: list[tuple[int, Jejak]]) -> dict[int, str]:
    """By page: what the newest round put there that has not left the site since."""
    pages = Page.objects.filter(pk__in={page for page, _ in rows})
    keys = dict(pages.values_list("pk", "translation_key"))
    told = [told_by(row) for _, row in rows]
    things: Things = {}
    deque(take_in(told, things), maxlen=0)  # the whole check names what is wrong
    found = {}
    for (page, row), (_, said) in zip(rows, told, strict=True):
        stands = stated_of(things, row.naskah_id)
        there = (stands.get("status"), stands.get("halaman"))
        if said.get("aksi") == Jejak.Aksi.TAYANG and there == (
            Naskah.Status.TAYANG,
            str(keys.get(page)),
        ):
            found[page] = said.get("digest", "")
    return found


def stated_of(things: Things, naskah: int | None) -> Mapping[str, Any]:
    said = things.get((NAME, naskah or 0))
    return said.columns if said else {}


def site_faults() -> Iterator[Fault]:
    """Each round that is on the site by its row, and whose page the site does not have.

    That a place above it is closed for a while takes nothing off the site.
    """
    there: set[int] = set()
    for kind in every_kind():
        own = ContentType.objects.get_for_model(kind.model)
        pages = kind.model.objects.live().filter(
            content_type=own, view_restrictions=None
        )
        there.update(pages.values_list("pk", flat=True))
    for pk, page in Naskah.objects.published().values_list("pk", "page_id"):
        if page not in there:
            yield Fault(f"{NAME} {pk}", Reason.DISAGREES, "halamannya tidak tayang")
