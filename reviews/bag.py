"""Bags after BagIt (RFC 8493): payload, manifest, and nothing outside to need."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from reviews.models.jejak import IsiNaskah, Jejak

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviews.models.naskah import Naskah

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
# A zip entry without a clock: the same bag has the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)


def pack_bag(naskah: Naskah) -> bytes:
    """The zipped bag of ``naskah``: text, laporan, attachments, trail so far."""
    payload = dict(payload_of(naskah))
    manifest = "".join(
        f"{hashlib.sha256(data).hexdigest()}  {name}\n"
        for name, data in sorted(payload.items())
    )
    entries = {
        "bagit.txt": DECLARATION,
        "manifest-sha256.txt": manifest.encode(),
        **payload,
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bag:
        for name, data in entries.items():
            bag.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def payload_of(naskah: Naskah) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file of the bag."""
    content = IsiNaskah.objects.filter(digest=naskah.digest_disetujui).first()
    if content is not None:
        yield "data/naskah.json", as_json(content.isi)
        yield from attachments(content.isi)
    berkas = getattr(naskah, "berkas", None)
    if berkas is not None and berkas.laporan:
        yield "data/laporan.txt", berkas.laporan.encode()
    trail = Jejak.objects.filter(naskah=naskah)
    yield "data/jejak.json", as_json([jejak_row(row) for row in trail])


def attachments(content: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """The images and documents that the text used, by their reference."""
    models = {"image": get_image_model(), "document": get_document_model()}
    for reference in content.get("files", {}):
        kind, _, pk = reference.partition(":")
        item = models[kind].objects.filter(pk=pk).first() if kind in models else None
        if item is not None:
            with item.file.open("rb") as file:
                name = item.file.name.rsplit("/", 1)[-1]
                yield f"data/lampiran/{kind}-{pk}-{name}", file.read()


def jejak_row(row: Jejak) -> dict[str, Any]:
    """A trail row as it stands in the table, so that its hash can be recomputed."""
    values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields}
    return {**values, "waktu": row.waktu.isoformat()}


def as_json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True).encode()


def faults_in(bag_bytes: bytes) -> list[str]:
    """What is wrong with a bag: each file against the manifest, both ways."""
    try:
        with zipfile.ZipFile(io.BytesIO(bag_bytes)) as bag:
            manifest = bag.read("manifest-sha256.txt").decode()
            promised = {
                name: digest
                for digest, _, name in (
                    line.partition("  ") for line in manifest.splitlines()
                )
            }
            found = {name for name in bag.namelist() if name.startswith("data/")}
            return compare(bag, promised, found)
    except Exception as error:  # noqa: BLE001 - a changed byte can make it any
        return [f"arsip tidak terbaca ({str(error) or type(error).__name__})"]


def compare(
    bag: zipfile.ZipFile, promised: dict[str, str], found: set[str]
) -> list[str]:
    """Missing, extra and changed files, one line each."""
    faults = [f"{name}: hilang dari arsip" for name in sorted(set(promised) - found)]
    faults += [
        f"{name}: tidak ada di manifes" for name in sorted(found - set(promised))
    ]
    for name in sorted(found & set(promised)):
        if hashlib.sha256(bag.read(name)).hexdigest() != promised[name]:
            faults.append(f"{name}: isi berbeda dari manifes")
    return faults
