"""Query parameters: known by name, checked by value, never a cause of a 500."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from django.db.models import Q
from ninja import P, PathEx, Schema
from ninja.errors import HttpError
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    field_validator,
    model_validator,
)

from pages.models import InstansiPage
from pages.public import public_pages
from pages.reading.cursors import Place

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Self

    from django.http import HttpRequest, QueryDict
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

MAX_ID = 2**63 - 1
MAX_OFFSET = 10**9
NOBODY = -1  # a page id
MAX_NAMES = 2000  # characters of what is repeated to whoever asked
DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def without_nul(text: str) -> str:
    """PostgreSQL stores no NUL, so nothing can match one."""
    if "\x00" in text:
        raise ValueError("Karakter NUL tidak diperbolehkan.")
    return text


def written_out(value: Any) -> Any:
    """Pydantic reads numbers as seconds since 1970; nobody means that by a date."""
    if isinstance(value, str) and not DATE.fullmatch(value):
        raise ValueError("Harus tanggal yang ada, berbentuk YYYY-MM-DD.")
    return value


NO_NUL = {"pattern": r"^[^\u0000]*$"}  # as the document says it
Text = Annotated[
    str,
    Field(max_length=200, json_schema_extra=NO_NUL),
    AfterValidator(without_nul),
]
Kursor = Annotated[str, Field(max_length=2000), AfterValidator(without_nul)]
Tanggal = Annotated[dt.date, BeforeValidator(written_out)]
PageId = PathEx[int, P(ge=1, le=MAX_ID, description="Nomor halaman.")]


class ListQuery(Schema):
    """What every list understands."""

    item_fields: ClassVar[tuple[str, ...]] = ()
    golongan: ClassVar[str] = ""  # the parameter that chooses by ReadRow.golongan

    q: Text | None = Field(None, description="Kata yang dicari.")
    fields: Text | None = Field(
        None, description="Nama field yang diminta, dipisahkan koma."
    )
    limit: int = Field(20, ge=1, le=100, description="Jumlah butir per halaman.")
    offset: int = Field(
        0, ge=0, le=MAX_OFFSET, description="Jumlah butir yang dilewati."
    )
    kursor: Kursor | None = Field(
        None,
        description="Nilai `kursor` dari jawaban sebelumnya: lanjutan daftar itu.",
    )

    @field_validator("fields")
    @classmethod
    def check_fields(cls, value: str | None) -> str | None:
        unknown = sorted(set(split(value)) - set(cls.item_fields))
        if unknown:
            raise ValueError(
                f"Field tidak dikenal: {', '.join(unknown)}. "
                f"Yang dikenal: {', '.join(cls.item_fields)}."
            )
        return value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """The document says which ``fields`` there are."""
        schema = handler(core)
        shown = handler.resolve_ref_schema(schema)["properties"]["fields"]
        name = rf"\s*({'|'.join(cls.item_fields)})?\s*"
        shown["anyOf"][0]["pattern"] = f"^{name}(,{name})*$"
        return schema

    def wanted(self, default: tuple[str, ...]) -> tuple[str, ...]:
        """Names of the fields to answer with, ``default`` where none were asked."""
        asked = split(self.fields)
        return tuple(n for n in self.item_fields if n in asked) if asked else default

    @model_validator(mode="after")
    def check_kursor(self) -> Self:
        if self.kursor and self.offset:
            raise ValueError("kursor dan offset tidak dapat dipakai bersama.")
        self.place()
        return self

    def place(self) -> Place:
        """The order that was asked for, and where in it the answer begins."""
        return Place.read(getattr(self, "urut", "judul"), self.kursor)

    def filter_value(self, name: str) -> str | None:
        """What the filter ``name`` was given, as text; ``None`` without."""
        value = getattr(self, name, None)
        return None if value is None else str(value)


def split(value: str | None) -> list[str]:
    """The names in a comma-separated list."""
    return [name.strip() for name in (value or "").split(",") if name.strip()]


def refuse_unknown(request: HttpRequest, query: type[Schema] | None = None) -> None:
    """400 for a parameter that ``query`` does not have."""
    if fault := unknown_of(request.GET, list(query.model_fields) if query else []):
        raise HttpError(400, fault)


def unknown_of(query: QueryDict, known: Collection[str]) -> str | None:
    """A misspelt filter must not look like a filter that matched everything."""
    unknown = sorted(set(query) - set(known))
    if not unknown:
        return None
    return (
        f"Parameter tidak dikenal: {', '.join(unknown)[:MAX_NAMES]}. "
        f"Yang dikenal: {', '.join(known) or 'tidak ada'}."
    )


def page_id_of(value: str) -> int:
    """``value`` as a page id; one that nobody has where it is none."""
    plain = value.isascii() and value.isdecimal() and len(value) < 19
    if plain and not value.startswith("0"):
        return int(value)
    return NOBODY


def in_office(value: str) -> Q:
    """Pages of the public office with this slug or id."""
    offices = Q(slug=value) | Q(pk=page_id_of(value))
    places = Q(pk__in=[])
    for path in (
        public_pages(InstansiPage).filter(offices).values_list("path", flat=True)
    ):
        places |= Q(path__startswith=path)
    return places
