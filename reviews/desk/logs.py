"""Which rows of Wagtail's log of all models a person may read.

By what a row is about, and by who did it: somebody with posts in two offices leaves rows
of both. Of what is deleted, and of what no rule says whose it is, superusers read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from wagtail.permissions import policy_registry

from pages.models import Kategori, SiteDocument, SiteImage
from reviews.papers.draf import DrafSOP
from reviews.papers.jabatan import Jabatan, PemangkuJabatan
from reviews.papers.laporan import Berkas
from reviews.papers.sop import SOP
from reviews.rights import sight
from reviews.rights.readers import offices_of
from reviews.worktime.models import KalenderKerja

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet
    from wagtail.models import ModelLogEntry

# The way from a thing to the office that it belongs to.
OFFICE: dict[type[Model], str] = {
    DrafSOP: "instansi",
    Jabatan: "instansi",
    KalenderKerja: "instansi",
    PemangkuJabatan: "jabatan__instansi",
    SOP: "instansi",
}
FILES = frozenset({SiteImage, SiteDocument})
# Everybody's, and those of which the rule for other screens says whose they are.
RULED = frozenset({Kategori, User, Group, Berkas})


def readable(user: User, rows: QuerySet[ModelLogEntry]) -> QuerySet[ModelLogEntry]:
    """Those of ``rows`` about his offices' own, by people he may know of."""
    if user.is_superuser:
        return rows
    about = Q(pk__in=[])
    kinds = rows.order_by().values("content_type").distinct()
    for kind in ContentType.objects.filter(pk__in=kinds):
        own = own_of(user, kind.model_class())
        if own is not None:
            keys = own.order_by().annotate(key=Cast("pk", CharField())).values("key")
            about |= Q(content_type=kind, object_id__in=keys)
    return by_known(user, rows.filter(about))


def by_known(user: User, rows: QuerySet[ModelLogEntry]) -> QuerySet[ModelLogEntry]:
    """Done by colleagues, by those who administer the system, or by the system."""
    if user.is_superuser:
        return rows
    known = Q(pk__in=sight.people(user).values("pk")) | Q(is_superuser=True)
    return rows.exclude(user__in=User.objects.exclude(known))


def own_of(user: User, model: type[Model] | None) -> QuerySet[Any] | None:
    """What of ``model`` is of his offices; ``None`` where that is not known.

    A file that the public sees has a history all the same, and it is its office's.
    """
    if model in FILES:
        policy = policy_registry.get_by_type(model)
        rights = {"choose", "change"}
        return policy.instances_user_has_any_permission_for(user, rights)
    if model in OFFICE:
        return model._default_manager.filter(
            **{f"{OFFICE[model]}__in": offices_of(user)}
        )
    if model in RULED:
        return sight.visible(user, model._default_manager.all())
    return None
