"""Which entries a DIP has, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from django.db.models import F, Q
from ninja import Schema
from pydantic import Field

from pages.models import ReadRow
from pages.parameters import MAX_OFFSET, Text, page_id_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

TITLE = "Daftar Informasi Publik"


class DipFilter(Schema):
    """Of which office and of which class; without, all."""

    instansi: Text | None = Field(None, description="Slug atau id instansi.")
    klasifikasi: Literal["berkala", "serta-merta", "setiap-saat"] | None = Field(
        None, description="Hanya informasi dari klasifikasi ini."
    )


class DipQuery(DipFilter):
    limit: int = Field(20, ge=1, le=100, description="Jumlah butir per halaman.")
    offset: int = Field(
        0, ge=0, le=MAX_OFFSET, description="Jumlah butir yang dilewati."
    )


def entries() -> QuerySet[ReadRow]:
    """Every public entry."""
    return ReadRow.objects.filter(jenis=ReadRow.Jenis.INFORMASI_PUBLIK)


def chosen(query: DipFilter) -> QuerySet[ReadRow]:
    """The entries that ``query`` asks for, office by office, by their number."""
    rows = entries()
    if query.klasifikasi:
        rows = rows.filter(golongan=query.klasifikasi)
    if query.instansi is not None:
        rows = rows.filter(instansi_id__in=offices(query.instansi).values("pk"))
    return rows.order_by(F("instansi_id").asc(nulls_last=True), "nomor", "pk")


def offices(value: str) -> QuerySet[ReadRow]:
    """The public offices of this slug or id."""
    named = Q(slug=value) | Q(pk=page_id_of(value))
    return ReadRow.objects.filter(named, jenis=ReadRow.Jenis.INSTANSI)


def title_of(query: DipFilter) -> str:
    """What the list is called: whose it is, if it is one office's (one query)."""
    name = offices(query.instansi or "").values_list("judul", flat=True).first()
    return f"{TITLE} {name}" if name else TITLE
