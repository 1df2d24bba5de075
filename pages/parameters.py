"""Query parameters: known by name, checked by value, never a cause of a 500."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Annotated, Any

from ninja import P, PathEx, Schema
from ninja.errors import HttpError
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import HttpRequest, QueryDict

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
Tanggal = Annotated[dt.date, BeforeValidator(written_out)]
PageId = PathEx[int, P(ge=1, le=MAX_ID, description="Nomor halaman.")]


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
