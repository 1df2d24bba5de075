"""Who gets an image or a document: everybody what is public, its office the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db.models import Q
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from pages.content.canonical import references
from pages.content.public import public_files
from pages.preview.files import previewer

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from pages.models import NaskahPage, SiteDocument, SiteImage

F = TypeVar("F", "SiteImage", "SiteDocument")

FOR_EVERYBODY = "public"
FOR_THE_OFFICE = "private"
# A name always means the same bytes, but whether they are public changes with every
# withdrawal: no cache may answer longer than this without asking again.
MAX_AGE = 300


def audience(request: HttpRequest, item: SiteImage | SiteDocument) -> str | None:
    """For whom ``item`` would be served to ``request``; ``None``: not at all.

    Who is asking is looked at only where that matters: so public answers do not
    depend on cookies.
    """
    if public_files(type(item)).filter(pk=item.pk).exists():
        return FOR_EVERYBODY
    if may_choose(request.user, item):
        return FOR_THE_OFFICE
    editor = previewer(request, item)
    return FOR_THE_OFFICE if editor and may_choose(editor, item) else None


def may_choose(user: User | AnonymousUser, item: SiteImage | SiteDocument) -> bool:
    """Whether ``user`` meets ``item`` in the admin: in a chooser, a preview, a draft."""
    if not user.has_perm("wagtailadmin.access_admin"):
        return False
    policy = policy_registry.get_by_type(type(item))
    return bool(
        policy.user_has_any_permission_for_instance(user, {"choose", "change"}, item)
    )


def visible_files(user: User | AnonymousUser, model: type[F]) -> QuerySet[F]:
    """What is public, and what ``user`` meets in the admin."""
    seen = Q(pk__in=public_files(model).values("pk"))
    if user.is_authenticated:
        own = policy_registry.get_by_type(model).instances_user_has_any_permission_for(
            user, {"choose", "change"}
        )
        seen |= Q(pk__in=own.values("pk"))
    return model.objects.filter(seen)


def unknown_files(user: User, page: NaskahPage) -> list[SiteImage | SiteDocument]:
    """Files new to the draft ``page`` that are not for ``user`` to choose."""
    stored = type(page)._base_manager.filter(pk=page.pk).first()
    before = references(stored.get_latest_revision_as_object()) if stored else None
    used = references(page)
    images = used.images - (before.images if before else set())
    documents = used.documents - (before.documents if before else set())
    return [
        *hidden(user, get_image_model(), images),
        *hidden(user, get_document_model(), documents),
    ]


def hidden(user: User, model: type[F], keys: set[int]) -> QuerySet[F]:
    """Those of ``keys`` that ``user`` may not know of."""
    seen = visible_files(user, model).filter(pk__in=keys)
    return model.objects.filter(pk__in=keys).exclude(pk__in=seen.values("pk"))


def cache_control(whom: str) -> str:
    """How long a file may be kept, and by whose caches."""
    return f"{whom}, max-age={MAX_AGE if whom == FOR_EVERYBODY else 0}"
