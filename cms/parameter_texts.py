"""What the OpenAPI document says of parameters whose own definition says nothing.

Wagtail describes none of its own, and states no bounds where it has some: a client
made from the document would send what is then refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from cms.query_bounds import MAX_LENGTH, MAX_SEARCH
from pages.parameters import MAX_ID, MAX_OFFSET

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = {
    "ancestor_of": "Hanya leluhur halaman dengan nomor ini.",
    "approved_go_live_at_from": "Dijadwalkan tayang paling awal.",
    "approved_go_live_at_to": "Dijadwalkan tayang paling akhir.",
    "child_of": "Hanya anak langsung halaman dengan nomor ini, atau root.",
    "created_at_from": "Dibuat paling awal.",
    "created_at_to": "Dibuat paling akhir.",
    "descendant_of": "Hanya keturunan halaman dengan nomor ini, atau root.",
    "document_id": "Nomor dokumen.",
    "html_path": "Alamat halaman di situs.",
    "id": "Nomor yang dicari.",
    "image_id": "Nomor gambar.",
    "limit": "Jumlah butir per halaman.",
    "locale": "Kode bahasa.",
    "object_str": "Kata dalam judul versi.",
    "offset": "Jumlah butir yang dilewati.",
    "order": "Nama field urutan; tanda - membalik; random untuk acak.",
    "page_id": "Nomor halaman.",
    "pk": "Nomor cuplikan.",
    "redirect_id": "Nomor pengalihan.",
    "revision_id": "Nomor versi.",
    "rich_text_format": "Bentuk teks kaya dalam jawaban.",
    "search": "Kata yang dicari.",
    "search_operator": "Semua kata (and) atau salah satunya (or).",
    "site": "Nama host situs, bila perlu dengan porta.",
    "site_id": "Nomor situs.",
    "translation_of": "Hanya terjemahan dari nomor ini, atau root.",
    "type": "Jenis konten.",
    "type_name": "Jenis konten.",
    "user_id": "Nomor pengguna yang menyimpan.",
    "version": "Versi tayang (live) atau konsep terakhir (draft).",
}


def bounds() -> dict[str, dict[str, Any]]:
    """What the values of a parameter keep to, beside their type."""
    pages = {"maximum": settings.WAGTAILAPI_LIMIT_MAX}
    words = {"maxLength": MAX_SEARCH, "pattern": "^[^\\x00]*$"}
    text = {"maxLength": MAX_LENGTH, "pattern": "^[^\\x00]*$"}
    return {
        "limit": pages,
        "offset": {"maximum": MAX_OFFSET},
        "search": words,
        **dict.fromkeys(("html_path", "site", "locale", "object_str"), text),
    }


def describe(operation: dict[str, Any]) -> None:
    """Say what each parameter of ``operation`` is and takes, where nothing says so."""
    limits = bounds()
    for parameter in operation.get("parameters", []):
        name = parameter["name"]
        schema = parameter["schema"]
        text = schema.get("description") or TEXTS.get(name)
        if text:
            parameter.setdefault("description", text)
        for plain in alternatives(schema):
            own = {"maximum": MAX_ID} if plain.get("type") == "integer" else {}
            for bound, value in {**own, **limits.get(name, {})}.items():
                if fits(bound, plain):
                    plain.setdefault(bound, value)


def alternatives(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """``schema`` itself, or each of those it may be."""
    yield from schema.get("anyOf", [schema])


def fits(bound: str, schema: dict[str, Any]) -> bool:
    """Whether ``bound`` says anything about values of this type."""
    kind = "integer" if bound == "maximum" else "string"
    return bool(schema.get("type") == kind)
