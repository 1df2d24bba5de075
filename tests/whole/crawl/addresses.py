"""Every pattern of the resolver, filled with what the other office has.

A pattern is filled by the names of its parameters; one that names something unknown
here is a failure: whoever adds an address says what it is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import chain, product
from math import prod
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group, User
from django.urls import URLPattern, get_resolver
from django.utils.encoding import iri_to_uri
from django.utils.regex_helper import normalize
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import (
    APIToken,
    Collection,
    CollectionViewRestriction,
    Page,
    Revision,
    Site,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
    WorkflowState,
)

from cms.webhooks.models import PengirimanWebhook, Webhook
from pages.models import InstansiPage, Kategori, SiteDocument, SiteImage
from reviews.models import (
    SOP,
    Arsip,
    Berkas,
    Disposisi,
    DrafSOP,
    FormPemantauan,
    Jabatan,
    Jejak,
    KalenderKerja,
    Naskah,
    PemangkuJabatan,
    PenerimaDisposisi,
)
from tests.whole.crawl.world import SOUGHT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import Model

    from tests.whole.crawl.world import World

# Which row of the other office a parameter names, by its name ...
BY_NAME: dict[str, type[Model]] = {
    "page_id": Page,
    "parent_page_id": Page,
    "page_to_move_id": Page,
    "destination_id": Page,
    "page_pk": Page,
    "object_id": Page,
    "revision_id": Revision,
    "revision_id_a": Revision,
    "revision_id_b": Revision,
    "task_id": Task,
    "task_state_id": TaskState,
    "workflow_state_id": WorkflowState,
    "state_id": WorkflowState,
    "workflow_pk": Workflow,
    "image_id": SiteImage,
    "document_id": SiteDocument,
    "doc_id": SiteDocument,
    "uploaded_file_id": UploadedFile,
    "collection_id": Collection,
    "restriction_id": CollectionViewRestriction,
    "session_id": EditingSession,
    "sop_id": SOP,
    "draf_id": DrafSOP,
    "instansi_id": InstansiPage,
    "berkas_id": Berkas,
    "penerima_id": PenerimaDisposisi,
    "redirect_id": Redirect,
    "site_id": Site,
}
# ... or, where it is called ``pk``, by what stands before it.
BY_PLACE: dict[str, type[Model]] = {
    "admin/api/main/pages/": Page,
    "admin/api/main/images/": SiteImage,
    "admin/api/main/documents/": SiteDocument,
    "admin/pages/": Page,
    "admin/collections/": Collection,
    "admin/workflows/tasks/": Task,
    "admin/workflows/": Workflow,
    "admin/naskah/organisasi/penunjukan/": PemangkuJabatan,
    "admin/naskah/organisasi/riwayat/jabatan/": Jabatan,
    "admin/naskah/organisasi/riwayat/orang/": User,
    "admin/naskah/organisasi/undang/": User,
    "admin/naskah/rapor/pemantauan/": FormPemantauan,
    "admin/naskah/kalender/": KalenderKerja,
    "admin/naskah/register/agenda/": Naskah,
    "admin/naskah/register/disposisi/": Disposisi,
    "admin/naskah/register/laporan/": Berkas,
    "admin/naskah/register/arsip/": Arsip,
    "admin/naskah/register/jejak/": Jejak,
    "admin/naskah/register/dikecualikan/": Page,
    "admin/snippets/reviews/berkas/": Berkas,
    "admin/snippets/pages/kategori/": Kategori,
    "admin/snippets/choose/pages/kategori/": Kategori,
    "admin/webhook/": Webhook,
    "admin/pengiriman_webhook/": PengirimanWebhook,
    "admin/jabatan/": Jabatan,
    "admin/pemangku/": PemangkuJabatan,
    "admin/sites/": Site,
    "admin/users/": User,
    "admin/groups/": Group,
    "admin/api-tokens/": APIToken,
    "admin/documents/": SiteDocument,
    "admin/images/": SiteImage,
    "api/v2/pages/": Page,
    "api/v2/images/": SiteImage,
    "api/v2/documents/": SiteDocument,
    "api/v3/snippets/": Berkas,
    "documents/": SiteDocument,
}
KEYS = frozenset({"pk", "instance_pk", "_0"})
# Words of an address that name nothing of anybody's.
WORDS: dict[str, tuple[str, ...]] = {
    "app_label": ("wagtailcore", "pages", "auth"),
    "model_name": ("page", "beritapage", "siteimage", "sitedocument", "user"),
    "app_name": ("taggit",),
    "content_type_app_name": ("pages",),
    "content_type_model_name": ("beritapage",),
    "action": (
        "delete", "move", "publish", "unpublish", "add_tags", "add_to_collection",
        "assign_role", "set_active_state",
    ),
    "action_name": ("approve", "reject", "copy"),
    "filter_spec": ("max-100x100",),
    "jenis": ("csv", "xlsx"),
    "kind": ("csv", "xlsx"),
    "tahun": ("2026",),
    "nomor": ("1",),
    "type": ("reviews.Berkas", "pages.Kategori"),
    "type_name": ("pages.BeritaPage",),
    "kode": ("ABCD",),
    "token": ("abc-def",),
    "uidb64": ("MQ",),
    "uidb36": ("1",),
    "key": ("abc-def",),
    "_1": (f"{SOUGHT}.pdf",),
}  # fmt: skip
# What lists take: words to look for, rows to act on, another format.
LISTS = re.compile(r"^(admin/(?!bulk|pages/usage)([^%]*|tag-.*)|api/v[23]/[a-z-]+/)$")
CHOICES = re.compile(r"/bulk/.*$")
# One is there to fail, after the other nobody goes on.
FEW, MANY = 3, 40  # combinations for a pattern, in the short crawl and the deep one
LEFT_OUT = frozenset({"wagtailadmin_error_test", "wagtailadmin_logout"})


@dataclass(frozen=True)
class Pattern:
    """One way that the resolver takes, with a hole for each parameter."""

    template: str
    names: tuple[str, ...]


@cache
def patterns() -> tuple[Pattern, ...]:
    """Whatever the resolver knows, Wagtail's and ours, each once."""
    return tuple(dict.fromkeys(below(get_resolver())))


def below(resolver: Any, before: str = "") -> Iterator[Pattern]:
    for entry in resolver.url_patterns:
        if getattr(entry, "name", None) in LEFT_OUT:
            continue
        own = entry.pattern.regex.pattern.removeprefix("^").removeprefix("\\A")
        if isinstance(entry, URLPattern):
            for template, names in normalize(before + own):
                yield Pattern(template, tuple(names))
        else:
            yield from below(entry, before + own)


def addresses(world: World, *, few: bool) -> list[str]:
    """Each pattern with what may stand in it; ``few``: one of each kind."""
    each = (filled(pattern, world, few=few) for pattern in patterns())
    return list(dict.fromkeys(chain.from_iterable(each)))


def swapped(world: World, own: Page) -> list[str]:
    """One's own page, with what hangs on another office's."""
    found = []
    for pattern in patterns():
        kinds = [kind_of(name, pattern.template) for name in pattern.names]
        if len(set(kinds) - {None}) > 1 and Page in kinds:
            for turn in range(MANY):
                values = [
                    own.pk if kind is Page else turned(name, pattern, world, turn)
                    for name, kind in zip(pattern.names, kinds, strict=True)
                ]
                found.append(address_of(pattern, values))
    return list(dict.fromkeys(found))


def turned(name: str, pattern: Pattern, world: World, turn: int) -> Any:
    values = values_of(name, pattern.template, world)
    return values[turn % len(values)]


def address_of(pattern: Pattern, values: Iterable[Any]) -> str:
    given = dict(zip(pattern.names, values, strict=True))
    return "/" + iri_to_uri(pattern.template % given)


def filled(pattern: Pattern, world: World, *, few: bool) -> Iterator[str]:
    values = [values_of(name, pattern.template, world) for name in pattern.names]
    for combination in combinations(values, few=few):
        address = address_of(pattern, combination)
        yield address
        yield from (address + query for query in queries(pattern, address, world))


def combinations(values: list[list[Any]], *, few: bool) -> Iterator[tuple[Any, ...]]:
    """Each with each, as far as that is not too many; then each with some other.

    ``few``: of the many only the first.
    """
    if not few and prod(map(len, values)) <= MANY:
        yield from product(*values)
        return
    longest = max(map(len, values), default=1)
    for turn in range(min(longest, FEW) if few else MANY):
        yield tuple(each[turn % len(each)] for each in values)


def values_of(name: str, template: str, world: World) -> list[Any]:
    """What of the other office may stand for ``name``."""
    if name in WORDS:
        return list(WORDS[name])
    if name == "path":
        return [item.file.name for item in world.things[SiteImage]]
    model = kind_of(name, template)
    assert model is not None, f"the crawl cannot fill {name} of {template}"
    return world.ids(model)


def kind_of(name: str, template: str) -> type[Model] | None:
    """What ``name`` names there; ``None`` for words."""
    if name == "page_id" and "/instansi/" in template:
        return InstansiPage
    return by_place(template) if name in KEYS else BY_NAME.get(name)


def by_place(template: str) -> type[Model] | None:
    """The most specific of ``BY_PLACE``."""
    places = [place for place in BY_PLACE if template.startswith(place)]
    return BY_PLACE[max(places, key=len)] if places else None


def queries(pattern: Pattern, address: str, world: World) -> Iterator[str]:
    if address.endswith("chosen-multiple/"):
        yield "?" + "&".join(f"id={pk}" for pk in chosen(address, world))
    elif CHOICES.search(address):
        yield "?" + "&".join(f"id={pk}" for pk in chosen(address, world))
        yield "?id=all"
    elif LISTS.match(pattern.template) and not has_results(pattern):
        words = {"/api/": "search", "/admin/api/": "search", "/admin/tag": "term"}
        word = next((words[at] for at in words if address.startswith(at)), "q")
        yield f"?{word}={SOUGHT}"
        if "/reports/" in address:
            yield "?export=csv"


def has_results(pattern: Pattern) -> bool:
    """Whether the same rows are given apart, without the screen around them."""
    return any(other.template == f"{pattern.template}results/" for other in patterns())


def chosen(address: str, world: World) -> list[Any]:
    """Rows of the kind that the address acts on."""
    for word, model in (
        ("image", SiteImage),
        ("document", SiteDocument),
        ("user", User),
        ("kategori", Kategori),
    ):
        if word in address:
            return world.ids(model)
    return world.ids(Page)
