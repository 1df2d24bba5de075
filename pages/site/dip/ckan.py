"""Entries as open data portals know them: the package of CKAN's action API.

See docs.ckan.org, "API guide": ``package_show``. What CKAN has no field for stands in
``extras``.
"""

from __future__ import annotations

import datetime as dt
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from pages import addresses

if TYPE_CHECKING:
    from pages.models import ReadRow

PREFIX = "dip-"
# No office says under which licence; CKAN has a word for that.
LICENSE = "notspecified"
EXTRAS = (
    "nomor",
    "klasifikasi",
    "waktu_pembuatan",
    "tempat_pembuatan",
    "bentuk",
    "jangka_simpan",
    "periode",
    "berlaku_mulai",
    "berlaku_sampai",
    "digest",
    "kode_verifikasi",
)


def name_of(page_id: int) -> str:
    """The package's name: unique, and of the letters that CKAN allows."""
    return f"{PREFIX}{page_id}"


def package(row: ReadRow, detail: dict[str, Any]) -> dict[str, Any]:
    """``row`` as a package; ``detail`` in the shape of ``InformasiPublikDetail``."""
    base = addresses.site_base(row.page.url_path)
    files = [resource(row.pk, *found) for found in enumerate(detail["berkas"])]
    tags = [{"name": detail["klasifikasi"], "display_name": detail["klasifikasi"]}]
    return {
        "id": str(row.pk),
        "name": name_of(row.pk),
        "title": detail["judul"],
        "notes": detail["ringkasan"],
        "url": addresses.there(detail["url"], base),
        "type": "dataset",
        "state": "active",
        "private": False,
        "license_id": LICENSE,
        "author": detail["penanggung_jawab"],
        "maintainer": detail["pejabat_penguasa"],
        "metadata_created": written(row.terbit_pada),
        "metadata_modified": written(row.diperbarui_pada),
        **organization(detail["instansi"]),
        "num_resources": len(files),
        "resources": files,
        "num_tags": len(tags),
        "tags": tags,
        "extras": [
            {"key": key, "value": str(detail[key])} for key in EXTRAS if detail[key]
        ],
    }


def organization(office: dict[str, Any] | None) -> dict[str, Any]:
    if office is None:
        return {"owner_org": None, "organization": None}
    shown = {
        "id": str(office["id"]),
        "name": office["slug"],
        "title": office["nama"],
        "type": "organization",
        "is_organization": True,
        "state": "active",
    }
    return {"owner_org": shown["id"], "organization": shown}


def resource(page_id: int, position: int, file: dict[str, Any]) -> dict[str, Any]:
    """One file; its ``hash`` is a SHA-1, in hex."""
    return {
        "id": str(file["id"]),
        "package_id": str(page_id),
        "name": file["judul"],
        "url": addresses.here(file["url"]),
        "format": PurePosixPath(file["nama_berkas"]).suffix.lstrip(".").upper(),
        "mimetype": file["jenis"],
        "size": file["ukuran"],
        "hash": file["sha1"],
        "position": position,
        "state": "active",
    }


def written(at: dt.datetime | None) -> str | None:
    """``at`` as CKAN writes times: UTC, without saying so."""
    return at.astimezone(dt.UTC).replace(tzinfo=None).isoformat() if at else None
