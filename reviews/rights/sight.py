"""What a person may know of: what is public, and the affairs of his own offices.

One rule for each kind of thing. Everything that lists or names such things to people
asks here (``cms.doors`` for the ids of addresses, ``cms.stock_admin`` for Wagtail's
lists and choices); superusers see all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from taggit.models import Tag, TaggedItem
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.permissions import policy_registry

from pages.content.public import public_pages
from pages.file_access import visible_files
from pages.models import BeritaTag, SiteDocument, SiteImage
from reviews.papers.laporan import Berkas
from reviews.rights.peran import PERAN
from reviews.rights.readers import offices_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model, QuerySet

    Rule = Callable[[User], QuerySet[Any]]


def visible(user: User, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those of ``rows`` that ``user`` may know of; all, where no rule says whose."""
    rule = rule_for(rows.model)
    if user.is_superuser or rule is None:
        return rows
    return rows.filter(pk__in=rule(user).order_by().values("pk"))


def rule_for(model: type[Model]) -> Rule | None:
    """By the class or the nearest of those it is made of: a page type is a page."""
    return next((RULES[kind] for kind in model.__mro__ if kind in RULES), None)


def pages(user: User) -> QuerySet[Page]:
    """What is public, and his own."""
    return public_pages(Page) | own_pages(user)


def own_pages(user: User) -> QuerySet[Page]:
    """Those of his offices, and where he was given a right on pages."""
    own: QuerySet[Page] = policy_registry.get_by_type(Page).explorable_instances(user)
    for office in offices_of(user):
        own |= Page.objects.descendant_of(office, inclusive=True)
    return own


def people(user: User) -> QuerySet[User]:
    """Himself, and whoever holds or held a post in his offices."""
    colleagues = Q(jabatan_dipangku__jabatan__instansi__in=offices_of(user))
    return User.objects.filter(colleagues | Q(pk=user.pk))


def groups(user: User) -> QuerySet[Group]:
    """His own, and those derived from the posts of his offices."""
    derived = [
        peran.group_name(office) for office in offices_of(user) for peran in PERAN
    ]
    return Group.objects.filter(Q(name__in=derived) | Q(user=user))


def tags(user: User) -> QuerySet[Tag]:
    """Those of pages and files that he may know of."""
    used = Q(
        pk__in=BeritaTag.objects.filter(
            content_object__in=pages(user).values("pk")
        ).values("tag")
    )
    for files in (visible_files(user, SiteImage), visible_files(user, SiteDocument)):
        kind = ContentType.objects.get_for_model(files.model)
        items = TaggedItem.objects.filter(content_type=kind)
        used |= Q(pk__in=items.filter(object_id__in=files.values("pk")).values("tag"))
    return Tag.objects.filter(used)


def dossiers(user: User) -> QuerySet[Berkas]:
    return Berkas.objects.filter(naskah__instansi__in=offices_of(user))


def rounds(user: User) -> QuerySet[WorkflowState]:
    """Those of his offices' pages and dossiers: what is public has rounds that are not."""
    about = Q()
    for model, own in ((Page, own_pages(user)), (Berkas, dossiers(user))):
        ids = own.order_by().annotate(key=Cast("pk", CharField())).values("key")
        kind = ContentType.objects.get_for_model(model)
        about |= Q(base_content_type=kind, object_id__in=ids)
    return WorkflowState.objects.filter(about)


def steps(user: User) -> QuerySet[TaskState]:
    return TaskState.objects.filter(workflow_state__in=rounds(user).values("pk"))


RULES: dict[type[Model], Rule] = {
    Page: pages,
    SiteImage: lambda user: visible_files(user, SiteImage),
    SiteDocument: lambda user: visible_files(user, SiteDocument),
    User: people,
    Group: groups,
    Tag: tags,
    Berkas: dossiers,
    WorkflowState: rounds,
    TaskState: steps,
}
