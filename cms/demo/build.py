"""Build the demo office by office; what is there already stays as it is."""

from __future__ import annotations

import time
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from cms.demo.media import OfficeMedia
from cms.demo.offices import DEMO_PASSWORD, adopt_seeds
from cms.demo.shape import Profil, read_content
from cms.demo.site import make_site
from cms.demo.texts import make_page
from cms.demo.walk import DemoWalk
from pages.models import BeritaIndexPage, InformasiPublikIndexPage, InstansiPage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wagtail.models import Page

    from cms.demo.shape import Naskah
    from reviews.papers.sop import SOP

ADMIN = "admin"


@dataclass
class Made:
    """A text that was just made: the ``number``-th of the ``total`` of the demo."""

    naskah: Naskah
    number: int
    total: int


def build_demo(pause: float = 0) -> Iterator[InstansiPage | Made]:
    """Make what is missing; yields each office, then each text that was made.

    The pictures of an office come first: the queue makes their sizes while the texts
    walk, and no text holds the database while a picture is encoded. ``pause`` seconds
    between two texts let others write: SQLite has no queue, who waits only looks again.
    """
    make_site()
    content, seeds = read_content(timezone.localdate().year), adopt_seeds()
    total = sum(len(content[sop.kode].naskah) for sop in seeds)
    number = 0
    for sop in seeds:
        kantor = content[sop.kode]
        yield sop.instansi
        media = OfficeMedia(sop.instansi, kantor)
        give_logo(sop.instansi, media)
        media.make_all()
        for naskah in kantor.naskah:
            number += 1
            if make_naskah(sop, naskah, media):
                yield Made(naskah, number, total)
                time.sleep(pause)


def give_logo(instansi: InstansiPage, media: OfficeMedia) -> None:
    if instansi.logo_id is None:
        instansi.logo = media.logo()
        instansi.save()


def make_naskah(sop: SOP, naskah: Naskah, media: OfficeMedia) -> bool:
    """Take ``naskah`` as far as it says, unless its page is there already."""
    parent = parent_of(sop.instansi, naskah)
    slug = "profil" if isinstance(naskah, Profil) else naskah.slug
    if parent.get_children().filter(slug=slug).exists():
        return False
    with whole():
        DemoWalk.of(sop, parent, make_page(naskah, media), naskah).go()
    return True


def whole() -> AbstractContextManager[object]:
    """A text is made entirely or not at all, so that a broken run can be repeated.

    A site check over HTTP reads what other connections see, so with one configured
    every decision stands for itself.
    """
    return nullcontext() if settings.SITE_CHECK_URL else transaction.atomic()


def parent_of(instansi: InstansiPage, naskah: Naskah) -> Page:
    """Where a text of this kind stands in the office."""
    model = PARENTS.get(type(naskah).__name__)
    return model.objects.child_of(instansi).get() if model else instansi


PARENTS: dict[str, type[Page]] = {
    "Berita": BeritaIndexPage,
    "Informasi": InformasiPublikIndexPage,
}


def make_admin() -> None:
    """The superuser of a trial; an existing ``admin`` keeps its password."""
    if not User.objects.filter(username=ADMIN).exists():
        User.objects.create_superuser(
            ADMIN, password=DEMO_PASSWORD, first_name="Administrator"
        )
