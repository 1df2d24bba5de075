"""What every list of the API understands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from ninja import Schema
from pydantic import AfterValidator, Field, field_validator, model_validator

from pages.parameters import MAX_OFFSET, Text, split, without_nul
from pages.reading.cursors import Place

if TYPE_CHECKING:
    from typing import Self

    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


Kursor = Annotated[str, Field(max_length=2000), AfterValidator(without_nul)]


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
