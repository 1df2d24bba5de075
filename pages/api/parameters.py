"""Query parameters: known by name, checked by value, never a cause of a 500."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from django.db.models import Q
from ninja import Schema
from ninja.errors import HttpError
from pydantic import AfterValidator, Field, field_validator

from pages.models import InstansiPage
from pages.public import public_pages

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

MAX_ID = 2**63 - 1
MAX_OFFSET = 10**9


def without_nul(text: str) -> str:
    """PostgreSQL stores no NUL, so nothing can match one."""
    if "\x00" in text:
        raise ValueError("Karakter NUL tidak diperbolehkan.")
    return text


Text = Annotated[str, Field(max_length=200), AfterValidator(without_nul)]
PageId = Annotated[int, Field(ge=1, le=MAX_ID)]


class ListQuery(Schema):
    """What every list understands."""

    item_fields: ClassVar[tuple[str, ...]] = ()

    q: Text | None = Field(None, description="Kata yang dicari.")
    fields: Text | None = Field(
        None, description="Nama field yang diminta, dipisahkan koma."
    )
    limit: int = Field(20, ge=1, le=100)
    offset: int = Field(0, ge=0, le=MAX_OFFSET)

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

    def wanted(self, default: tuple[str, ...]) -> tuple[str, ...]:
        """Names of the fields to answer with, ``default`` where none were asked."""
        asked = split(self.fields)
        return tuple(n for n in self.item_fields if n in asked) if asked else default

    def slice(self, queryset: QuerySet[Any]) -> list[Any]:
        """The part of ``queryset`` that was asked for."""
        return list(queryset[self.offset : self.offset + self.limit])


def split(value: str | None) -> list[str]:
    """The names in a comma-separated list."""
    return [name.strip() for name in (value or "").split(",") if name.strip()]


def refuse_unknown(request: HttpRequest, query: type[Schema] | None = None) -> None:
    """A misspelt filter must not look like a filter that matched everything."""
    known = list(query.model_fields) if query else []
    unknown = sorted(set(request.GET) - set(known))
    if unknown:
        raise HttpError(
            400,
            f"Parameter tidak dikenal: {', '.join(unknown)}. "
            f"Yang dikenal: {', '.join(known) or 'tidak ada'}.",
        )


def in_office(value: str) -> Q:
    """Pages of the public office with this slug or id."""
    offices = Q(slug=value)
    if value.isascii() and value.isdecimal() and int(value) <= MAX_ID:
        offices |= Q(pk=int(value))
    places = Q(pk__in=[])
    for path in (
        public_pages(InstansiPage).filter(offices).values_list("path", flat=True)
    ):
        places |= Q(path__startswith=path)
    return places
