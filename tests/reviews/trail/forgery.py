"""Changes that an owner of the database may make: any row of what the trail states.

Each is drawn, carried out by SQL with the triggers off, and undone by its caller.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection, models
from hypothesis import strategies as st
from wagtail.fields import StreamField
from wagtail.models import Page

from pages.models import InstansiPage
from reviews.models import Jejak, Naskah, PenerimaDisposisi
from reviews.trail import triggers
from reviews.trail.fault import place
from reviews.trail.stated import BY_MODEL, ON_ITS_WAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DataObject

MACHINE = "what Wagtail's rounds run by; what they decided stands in rows"
TREE = "where Wagtail keeps a page, and what it notes of drafts"
NOTE = "a note of the queue"
WHEN = "when the database row was made"
KEPT = "how an office keeps its files, but for their bytes and words"
FILE = dict.fromkeys(
    ("collection_id", "created_at", "file_hash", "file_size", "uploaded_by_user_id"),
    KEPT,
)
# Of each table, the columns that no row of the trail states, and what they are.
OUTSIDE: dict[str, dict[str, str]] = {
    "reviews.Jejak": {},
    "reviews.RantaiJejak": {},
    "reviews.IsiNaskah": {},
    "reviews.Paraf": {},
    "reviews.Disposisi": {"task_tujuan": MACHINE},
    "reviews.PenerimaDisposisi": {},
    "reviews.Naskah": {"workflow_state_id": MACHINE},
    "reviews.Berkas": dict.fromkeys(
        (
            *("latest_revision_id", "live_revision_id", "live", "expired"),
            *("has_unpublished_changes", "first_published_at", "last_published_at"),
            *("go_live_at", "expire_at", "locked_at"),
        ),
        MACHINE,
    ),
    "reviews.Arsip": {
        "dibuat_pada": WHEN,
        **dict.fromkeys(("waktu_berikut", "percobaan", "kesalahan"), NOTE),
    },
    "reviews.PemangkuJabatan": {},
    "pages.Kategori": {},
    "pages.BeritaPage": {},
    "pages.InformasiPublikPage": {},
    "pages.LamanPage": {},
    "pages.InstansiPage": {},
    "pages.SiteImage": {"title": KEPT, **FILE},
    "pages.SiteDocument": FILE,
    "wagtailcore.Page": dict.fromkeys(
        (
            *("path", "depth", "numchild", "locale_id", "content_type_id"),
            *("alias_of_id", "latest_revision_id", "has_unpublished_changes"),
            *("live_revision_id", "go_live_at", "expired", "locked", "locked_at"),
            *("locked_by_id", "draft_title", "owner_id"),
            *("latest_revision_created_at", "show_in_menus", "last_published_at"),
        ),
        TREE,
    ),
    "wagtailcore.Site": dict.fromkeys(("is_default_site", "root_page_id"), TREE),
    "pages.ReadRow": {"ditulis_pada": WHEN},
    "pages.ReadBody": {},
    "pages.ReadTag": {},
}
# Of these, a fault names the row that was changed.
NAMED = frozenset(
    {
        *("reviews.Jejak", "reviews.Naskah", "reviews.Berkas", "reviews.Arsip"),
        *("reviews.PenerimaDisposisi", "reviews.PemangkuJabatan", "pages.Kategori"),
        *("reviews.Paraf", "reviews.Disposisi"),
    }
)
# Where these say nothing, the same is read elsewhere: in the file, in its other date.
ELSEWHERE = frozenset({"sha256", "first_published_at"})
AT_STEPS = Naskah.UNDER_WAY - {Naskah.Status.DIJADWALKAN}
# Of an office's page nobody is told them.
UNTOLD = ("seo_title", "search_description")
# Of these, one more that nothing shows is nothing to anybody.
UNSHOWN = frozenset({"pages.SiteImage", "pages.SiteDocument"})
# Of these, the rows that the public reads.
LIVE = {"live": True}
GOVERNED = ("beritapage", "informasipublikpage", "lamanpage", "instansipage")
SHOWN: dict[str, dict[str, Any]] = {
    "pages.BeritaPage": LIVE,
    "pages.InformasiPublikPage": LIVE,
    "pages.LamanPage": LIVE,
    "pages.InstansiPage": LIVE,
    "wagtailcore.Page": {**LIVE, "content_type__model__in": GOVERNED},
}


@dataclass(frozen=True)
class Edit:
    """One statement, or a few that belong together."""

    model: type[models.Model]
    what: str
    statements: tuple[tuple[str, list[Any]], ...]
    rows: tuple[models.Model, ...] = ()  # those changed; of a copy none

    def places(self) -> set[str]:
        """Where the rows stand as they are now, if they are."""
        there = self.model._base_manager.filter(pk__in=[row.pk for row in self.rows])
        return {place for row in there for place in places_of(row)}

    def carry_out(self) -> None:
        triggers.take_off(connection)
        with connection.cursor() as cursor:
            for sql, values in self.statements:
                cursor.execute(sql, values)


def drawn(data: DataObject) -> Edit:
    """A change, a removal, a copy, or two values that change places."""
    model = apps.get_model(data.draw(st.sampled_from(sorted(OUTSIDE)), label="table"))
    shown = SHOWN.get(model._meta.label, {})
    rows = list(model._base_manager.filter(**shown).order_by("pk"))
    row = data.draw(st.sampled_from(rows), label="row")
    kinds = ["change"] * 6 + ["swap", "remove"]
    kinds += [] if model._meta.label in UNSHOWN else ["copy"]
    kind = data.draw(st.sampled_from(kinds))
    if kind == "remove":
        return removal(row)
    if kind == "copy":
        return copied(data, row)
    field = data.draw(st.sampled_from(stated_of(row)), label="column")
    if kind == "swap":
        other = data.draw(st.sampled_from(rows), label="with")
        return swap(row, other, field)
    return change(row, field, other_value(data, field, row, rows))


def places_of(row: Any) -> set[str]:
    """By what a fault of ``row`` names it: itself, or the row of the trail it hangs on."""
    if isinstance(row, Jejak):
        return {place(row.rantai.kantor, row.nomor)}
    if isinstance(row, PenerimaDisposisi):
        return {name_in_trail(row), *places_of(row.disposisi)}
    own = {name_in_trail(row)} if type(row) in BY_MODEL else set()
    return own | (places_of(row.jejak) if hasattr(row, "jejak_id") else set())


def name_in_trail(row: models.Model) -> str:
    return f"{BY_MODEL[type(row)].name} {row.pk}"


def rows_of(model: type[models.Model]) -> list[str]:
    """All that is stated in the table, whichever row it stands in."""
    names = ", ".join(f'"{field.column}"' for field in stated_fields(model))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {model._meta.db_table}")  # noqa: S608
        return sorted(repr([as_stated(value) for value in row]) for row in cursor)


def as_stated(value: Any) -> Any:
    """Of a round at its steps, the trail's own rows tell at which it is."""
    if isinstance(value, memoryview):
        return bytes(value)
    return ON_ITS_WAY if value in AT_STEPS else value


def stated_fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    outside = {model._meta.pk.attname, *OUTSIDE[model._meta.label]}
    if not isinstance(model._meta.pk, models.AutoField):
        outside.discard(model._meta.pk.attname)
    return [f for f in model._meta.local_concrete_fields if f.attname not in outside]


def stated_of(row: models.Model) -> list[models.Field[Any, Any]]:
    untold = UNTOLD if isinstance(row, Page) and is_office(row) else ()
    return [f for f in stated_fields(type(row)) if f.attname not in untold]


def is_office(page: Page) -> bool:
    return issubclass(page.specific_class, InstansiPage)


def other_value(
    data: DataObject, field: Any, row: models.Model, rows: list[models.Model]
) -> Any:
    """Another row's, none where there may be none, or one that is a little off."""
    own = getattr(row, field.attname)
    others = [getattr(each, field.attname) for each in rows]
    if field.is_relation:
        others += list(field.related_model._base_manager.values_list("pk", flat=True))
    else:
        others.append(data.draw(like(own, field), label="like"))
    others += [None] if field.null else []
    if field.attname in ELSEWHERE:
        others = [each for each in others if each]
    different = [each for each in others if each != own]
    return data.draw(st.sampled_from(different), label="value") if different else own


def like(own: Any, field: Any) -> st.SearchStrategy[Any]:
    """Of the column's kind."""
    for kind, made in LIKE.items():
        if isinstance(field, kind):
            return made(own)
    return text_like(own)


def moment_like(own: dt.datetime | None) -> st.SearchStrategy[dt.datetime]:
    moment = own or dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
    return st.integers(1, 10**9).map(lambda n: moment + dt.timedelta(microseconds=n))


def bytes_like(own: bytes) -> st.SearchStrategy[bytes]:
    """One bit is another."""
    at = st.integers(0, max(len(own) - 1, 0))
    return at.map(lambda n: bytes(own[:n]) + bytes([own[n] ^ 1]) + bytes(own[n + 1 :]))


def text_like(own: Any) -> st.SearchStrategy[str]:
    text = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12)
    return text if not own else text | st.just(own[:-1]) | st.just(own[::-1])


def json_like(own: Any) -> Any:
    if isinstance(own, dict):
        return {**own, "lain": 1} if len(own) % 2 else dict(list(own.items())[1:])
    return [*own, "lain"] if isinstance(own, list) else "lain"


# The first that fits; a relation is given a row that is there.
LIKE: dict[type[models.Field[Any, Any]], Callable[[Any], st.SearchStrategy[Any]]] = {
    StreamField: st.just,  # another row's will do
    models.FileField: lambda own: text_like(own.name),
    models.JSONField: lambda own: st.just(json_like(own)),
    models.BooleanField: lambda own: st.just(not own),
    models.IntegerField: lambda own: st.integers(0, 30_000),
    models.ForeignKey: lambda own: st.integers(0, 30_000),
    models.DateTimeField: moment_like,
    models.DateField: lambda own: st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)),
    models.UUIDField: lambda own: st.just(uuid.uuid4()),
    models.BinaryField: bytes_like,
}


def change(row: models.Model, field: Any, value: Any) -> Edit:
    what = f"{named(row)}: {field.attname} {getattr(row, field.attname)!r} → {value!r}"
    return Edit(type(row), what, (update(row, field, value),), (row,))


def swap(one: models.Model, two: models.Model, field: Any) -> Edit:
    """What stands in one row stands in the other."""
    mine, yours = (getattr(row, field.attname) for row in (one, two))
    return Edit(
        type(one),
        f"{named(one)} and {named(two)}: {field.attname} changed places",
        (update(two, field, mine), update(one, field, yours)),
        (one, two),
    )


def removal(row: models.Model) -> Edit:
    sql = f"DELETE FROM {row._meta.db_table} WHERE {row._meta.pk.column} = %s"  # noqa: S608
    statement = (sql, [stored(row._meta.pk, row.pk)])
    return Edit(type(row), f"{named(row)} removed", (statement,), (row,))


def copied(data: DataObject, row: models.Model) -> Edit:
    """The same once more, with other values where there may be one of a kind."""
    fields = [f for f in row._meta.local_concrete_fields if not is_counted(f)]
    values = [
        data.draw(like(getattr(row, f.attname), f))
        if f.unique and not f.is_relation
        else getattr(row, f.attname)
        for f in fields
    ]
    names = ", ".join(f'"{f.column}"' for f in fields)
    marks = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {row._meta.db_table} ({names}) VALUES ({marks})"  # noqa: S608
    plain = [stored(f, value) for f, value in zip(fields, values, strict=True)]
    return Edit(type(row), f"{named(row)} copied", ((sql, plain),))


def is_counted(field: Any) -> bool:
    return isinstance(field, models.AutoField)


def update(row: models.Model, field: Any, value: Any) -> tuple[str, list[Any]]:
    key = row._meta.pk
    sql = (
        f'UPDATE {row._meta.db_table} SET "{field.column}" = %s WHERE {key.column} = %s'  # noqa: S608
    )
    return sql, [stored(field, value), stored(key, row.pk)]


def stored(field: Any, value: Any) -> Any:
    """``value`` as the column keeps it."""
    if isinstance(field, models.JSONField):
        return json.dumps(value)
    return field.get_db_prep_save(value, connection)


def named(row: models.Model) -> str:
    return f"{row._meta.label} {row.pk}"
