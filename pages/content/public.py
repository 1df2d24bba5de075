"""What anonymous readers may see; every public answer begins here."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import BigIntegerField, CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import (
    CollectionViewRestriction,
    Page,
    ReferenceIndex,
    Site,
)

if TYPE_CHECKING:
    import datetime

    from django.db.models import QuerySet

    from pages.models import SiteDocument, SiteImage

P = TypeVar("P", bound=Page)
F = TypeVar("F", "SiteImage", "SiteDocument")

CLOSED = (
    "SELECT p.path FROM wagtailcore_pageviewrestriction r"
    " JOIN wagtailcore_page p ON p.id = r.page_id"
)
# Public information of this class is never public; where a page says of which it is.
DIKECUALIKAN = "dikecualikan"
KLASIFIKASI = {
    "informasipublikpage": "klasifikasi",
    "page": "informasipublikpage__klasifikasi",
}


def public_pages(model: type[P], at: datetime.datetime | None = None) -> QuerySet[P]:
    """Live, open, not expired and not exempt pages of ``model`` at ``at`` (now)."""
    unexpired = Q(expire_at__isnull=True) | Q(expire_at__gt=at or timezone.now())
    pages = model.objects.live().filter(unexpired)
    for path in closed_paths():
        pages = pages.exclude(path__startswith=path)
    said = KLASIFIKASI.get(str(model._meta.model_name))
    return pages.exclude(**{said: DIKECUALIKAN}) if said else pages


def closed_paths() -> list[str]:
    """Tree paths of the pages that bear a view restriction.

    In SQL, for it is asked several times in each publication: the ORM takes ten times
    as long to word this as the database to answer.
    """
    with connection.cursor() as cursor:
        cursor.execute(CLOSED)
        return [path for (path,) in cursor.fetchall()]


def open_files(model: type[F]) -> QuerySet[F]:
    """Files outside every closed collection; whether anybody shows them or not."""
    files = model.objects.all()
    closed = CollectionViewRestriction.objects.values_list(
        "collection__path", flat=True
    )
    for path in closed:
        files = files.exclude(collection__path__startswith=path)
    return files


def public_files(model: type[F]) -> QuerySet[F]:
    """Open files that a public page shows: in its text, attached, or as its logo.

    Wagtail's reference index knows which page uses what, by the text that is live.
    For one file this is three look-ups by index, and two of short tables.
    """
    uses = references(model).filter(to_object_id=Cast(OuterRef("pk"), CharField()))
    return open_files(model).filter(Exists(uses))


def references(model: type[F]) -> QuerySet[ReferenceIndex]:
    """What public pages say of files of ``model``."""
    kinds = ContentType.objects.get_for_models(model, Page, for_concrete_models=False)
    page = public_pages(Page).filter(pk=Cast(OuterRef("object_id"), BigIntegerField()))
    return ReferenceIndex.objects.filter(
        Exists(page), base_content_type=kinds[Page], to_content_type=kinds[model]
    )


def public_path(page: Page) -> str:
    """Where ``page`` stands on its public site: an absolute path, no host.

    The front end is served elsewhere, so no address of this server is in it.
    """
    for root in Site.get_site_root_paths():
        if page.url_path.startswith(root.root_path):
            return page.url_path[len(root.root_path) - 1 :]
    return page.url_path
