"""What may be asked of the search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from ninja import Schema
from pydantic import Field

from pages.parameters import Tanggal, Text
from pages.reading.kinds import every_kind
from pages.site import types

MAX_OFFSET = 1_000

types.load()
if TYPE_CHECKING:
    Jenis = str
else:
    Jenis = Literal[tuple(kind.jenis for kind in every_kind())]


class CariQuery(Schema):
    """The parameters of ``/api/v3/cari/``."""

    q: Annotated[Text, Field(min_length=1)] = Field(
        description='Kata yang dicari; "dalam tanda petik" untuk frasa.'
    )
    jenis: Jenis | None = Field(None, description="Hanya halaman dari jenis ini.")
    instansi: Text | None = Field(None, description="Slug atau id instansi.")
    golongan: Text | None = Field(
        None, description="Slug kategori, klasifikasi, atau jenis laman."
    )
    dari: Tanggal | None = Field(None, description="Tanggal paling awal.")
    sampai: Tanggal | None = Field(None, description="Tanggal paling akhir.")
    limit: int = Field(20, ge=1, le=100, description="Jumlah butir per halaman.")
    offset: int = Field(
        0, ge=0, le=MAX_OFFSET, description="Jumlah butir yang dilewati."
    )
