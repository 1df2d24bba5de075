"""Build the demo office by office; what is there already stays as it is."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, Site

from cms.demo.media import OfficeMedia
from cms.demo.shape import Profil, read_content
from cms.demo.texts import make_page
from cms.demo.walk import DemoWalk
from pages.models import BeritaIndexPage, InformasiPublikIndexPage, InstansiPage
from reviews.offices import DEMO_PASSWORD, adopt_seeds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cms.demo.shape import Naskah
    from reviews.models.sop import SOP

PORTAL_TITLE = "Portal instansi"
ADMIN = "admin"


def build_demo() -> Iterator[tuple[InstansiPage, Naskah | None]]:
    """Make what is missing; yields each office, then each text that was made."""
    make_site()
    content = read_content(timezone.localdate().year)
    for sop in adopt_seeds():
        kantor = content[sop.kode]
        yield sop.instansi, None
        media = OfficeMedia(sop.instansi, kantor)
        give_logo(sop.instansi, media)
        for naskah in (kantor.profil, *kantor.berita, *kantor.informasi):
            if make_naskah(sop, naskah, media):
                yield sop.instansi, naskah


def make_site() -> Site:
    """A default site with a root that has a name; one that somebody set up stays."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        root = Page.objects.get(depth=1)
        home = root.get_children().first() or root.add_child(
            instance=Page(title=PORTAL_TITLE, slug="portal")
        )
        site = Site.objects.create(
            hostname="localhost", root_page=home, is_default_site=True
        )
    if (site.hostname, site.port, site.site_name) == ("localhost", 80, ""):
        address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
        site.hostname = address.hostname or site.hostname
        site.port = address.port or site.port
        site.site_name = settings.WAGTAIL_SITE_NAME
        site.save()
    return site


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
