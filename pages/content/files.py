"""The files and pages behind a text: what the public sees of them, and who they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from pages.content.form import is_empty
from pages.content.gone import identities_of_gone

if TYPE_CHECKING:
    from collections.abc import Collection

    from pages.content.form import Content
    from pages.content.stream import References
    from pages.models.media import SiteDocument, SiteImage

SAID = ("sha256", "alt", "keterangan", "fokus", "judul")
FOCUS = tuple(f"focal_point_{name}" for name in ("x", "y", "width", "height"))


class Targets:
    """All that some texts point at: one query a kind."""

    def __init__(self, found: Collection[References]) -> None:
        images, documents, pks = (
            {pk for each in found for pk in getattr(each, kind)}
            for kind in ("images", "documents", "pages")
        )
        self.images = get_image_model().objects.in_bulk(images)
        self.documents = get_document_model().objects.in_bulk(documents)
        pages = Page.objects.filter(pk__in=pks) if pks else ()
        self.identities = {
            **{("image", pk): str(each.uuid) for pk, each in self.images.items()},
            **{("document", pk): str(each.uuid) for pk, each in self.documents.items()},
            **{("page", each.pk): str(each.translation_key) for each in pages},
        }
        there = {pk for kind, pk in self.identities if kind == "page"}
        self.identities |= identities_of_gone(pks - there)

    def files(self, shown: References) -> dict[str, Content]:
        """Each by its identity. One that is gone is missing, and so is seen."""
        files: list[SiteImage | SiteDocument] = [
            *(self.images[pk] for pk in shown.images & self.images.keys()),
            *(self.documents[pk] for pk in shown.documents & self.documents.keys()),
        ]
        return {str(each.uuid): said_of(each) for each in files}


def said_of(file: SiteImage | SiteDocument) -> Content:
    """Its bytes, and what stands beside them."""
    said = {"sha256": file.get_sha256(), **said_beside(file)}
    return {name: value for name, value in said.items() if not is_empty(value)}


def said_beside(file: SiteImage | SiteDocument) -> Content:
    """What the public sees of a file beside its bytes."""
    if not isinstance(file, get_image_model()):
        return {"judul": file.title}
    focus = [getattr(file, name) for name in FOCUS] if file.has_focal_point() else None
    return {"alt": file.alt, "keterangan": file.description, "fokus": focus}
