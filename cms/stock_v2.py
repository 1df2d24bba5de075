"""Wagtail's API v2: its shape, for what is public only, and never a 500.

Out of the box it shows a live page's references whatever they point at, knows neither
expiry nor exempt information, and hands what the query says to the database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.serializers import (
    BaseSerializer,
    PageAliasOfField,
    PageSerializer,
    RelatedField,
)
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import BaseAPIViewSet, PagesAPIViewSet
from wagtail.documents.api.v2.serializers import DocumentSerializer
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.serializers import ImageSerializer
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page

from cms.query_bounds import MISFIT, fault_of, is_misfit
from pages.content.public import public_files, public_pages
from pages.models import SiteDocument, SiteImage
from pages.parameters import unknown_of

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet
    from django.http import HttpRequest, HttpResponse

DETAIL_PARAMETERS = frozenset({"fields", "format", "rich_text_format", "_"})


def is_public(target: Model) -> bool:
    """Whether anybody may know of ``target``; what is no page and no file may be."""
    if isinstance(target, Page):
        return public_pages(Page).filter(pk=target.pk).exists()
    if isinstance(target, SiteImage | SiteDocument):
        return public_files(type(target)).filter(pk=target.pk).exists()
    return True


class PublicRelatedField(RelatedField):
    """A reference, or ``null`` where it leads to what is not public."""

    def get_attribute(self, instance: Model) -> Model | None:
        target: Model | None = super().get_attribute(instance)
        return target if target is not None and is_public(target) else None


class PublicAliasOfField(PageAliasOfField):
    def get_attribute(self, instance: Page) -> Page | None:
        source = instance.alias_of
        return source if source is not None and is_public(source) else None


class PublicSerializer(BaseSerializer):
    serializer_related_field = PublicRelatedField


class PublicPageSerializer(PublicSerializer, PageSerializer):
    alias_of = PublicAliasOfField(read_only=True)


class PublicImageSerializer(PublicSerializer, ImageSerializer):
    pass


class PublicDocumentSerializer(PublicSerializer, DocumentSerializer):
    pass


class PublicViewSet(BaseAPIViewSet):
    """Answers everybody alike: a session or a password changes nothing here."""

    authentication_classes = ()
    base_serializer_class = PublicSerializer

    def initial(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        refuse(fault_of(request.GET))

    def check_query_parameters(self, queryset: QuerySet[Model]) -> None:
        fields = self.get_available_fields(queryset.model, db_fields_only=True)
        known = sorted({*fields, *self.known_query_parameters})
        refuse(unknown_of(self.request.GET, known))

    def detail_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        refuse(unknown_of(request.GET, sorted(DETAIL_PARAMETERS)))
        return super().detail_view(request, pk)

    def find_view(self, request: HttpRequest) -> HttpResponse:
        known = DETAIL_PARAMETERS | self.find_query_parameters | {"site"}
        refuse(unknown_of(request.GET, sorted(known)))
        return super().find_view(request)

    def handle_exception(self, exc: Exception) -> HttpResponse:
        if is_misfit(exc):
            exc = BadRequestError(MISFIT)
        return super().handle_exception(exc)


def refuse(fault: str | None) -> None:
    if fault:
        raise BadRequestError(fault)


class PublicPages(PublicViewSet, PagesAPIViewSet):
    base_serializer_class = PublicPageSerializer

    def get_base_queryset(self) -> QuerySet[Page]:
        """As a subquery: search backends filter by ids, not by expiry or joins."""
        return (
            super().get_base_queryset().filter(pk__in=public_pages(Page).values("pk"))
        )


class PublicImages(PublicViewSet, ImagesAPIViewSet):
    base_serializer_class = PublicImageSerializer

    def get_queryset(self) -> QuerySet[SiteImage]:
        return (
            super().get_queryset().filter(pk__in=public_files(SiteImage).values("pk"))
        )


class PublicDocuments(PublicViewSet, DocumentsAPIViewSet):
    base_serializer_class = PublicDocumentSerializer

    def get_queryset(self) -> QuerySet[SiteDocument]:
        shown = public_files(SiteDocument).values("pk")
        return super().get_queryset().filter(pk__in=shown)


class PublicRouter(WagtailAPIRouter):
    """Has objects without an endpoint of their own serialised with the same care."""

    def get_model_endpoint(self, model: type[Model]) -> tuple[str, type]:
        return super().get_model_endpoint(model) or ("", PublicViewSet)

    def get_object_detail_urlpath(self, model: type[Model], pk: int) -> str | None:
        name, _ = self.get_model_endpoint(model)
        return super().get_object_detail_urlpath(model, pk) if name else None
