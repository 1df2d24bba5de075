"""Bags after BagIt (RFC 8493): payload, manifest, and nothing outside to need."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from django.core.files.storage import storages
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from reviews.papers.jejak import IsiNaskah, Jejak

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviews.papers.laporan import Arsip

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
# A zip entry without a clock: the same bag has the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)


class BagError(Exception):
    """A bag cannot be packed whole; the message says what is missing."""


def pack_bag(arsip: Arsip) -> bytes:
    """The zipped bag of what was at hand when ``arsip`` was recorded.

    Text, laporan, attachments, and the trail as far as it went.
    """
    payload = dict(payload_of(arsip))
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


def payload_of(arsip: Arsip) -> Iterator[tuple[str, bytes]]:
    """Name and content of each file of the bag.

    After publication the step stood before the berkas, which names its text.
    """
    table = kept(arsip.jejak.digest)
    text = kept(table["naskah"]) if "naskah" in table else table
    yield "data/naskah.json", as_json(text)
    yield from attachments(text)
    if laporan := table.get("laporan"):
        yield "data/laporan.txt", laporan.encode()
    trail = Jejak.objects.filter(
        naskah_id=arsip.naskah_id, nomor__lte=arsip.jejak.nomor
    )
    yield "data/jejak.json", as_json([jejak_row(row) for row in trail])


def kept(digest: str) -> dict[str, Any]:
    """What was on the table, by its digest."""
    row = IsiNaskah.objects.filter(digest=digest).first()
    if row is None:
        raise BagError(f"isi naskah {digest[:12]}… tidak ditemukan")
    return row.isi


def attachments(content: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """The images and documents that the text used, byte by byte as they then were."""
    for uuid, told in sorted(content.get("files", {}).items()):
        item = file_of(uuid)
        if item is None:
            raise BagError(f"lampiran {uuid} tidak ditemukan")
        with item.file.open("rb") as file:
            data = file.read()
        if hashlib.sha256(data).hexdigest() != told["sha256"]:
            raise BagError(f"lampiran “{item.title}” bukan lagi yang disetujui")
        name = item.file.name.rsplit("/", 1)[-1]
        yield f"data/lampiran/{uuid}-{name}", data


def file_of(uuid: str) -> Any:
    """The image or document that a text names so; None if it is gone."""
    models = (get_image_model(), get_document_model())
    found = (model._default_manager.filter(uuid=uuid).first() for model in models)
    return next(filter(None, found), None)


def jejak_row(row: Jejak) -> dict[str, Any]:
    """A row as it was written, with what proves it (see ``reviews.trail.export``)."""
    return row.as_row().exported()


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


def read(name: str) -> bytes | None:
    """What lies under ``name`` in private storage, if anything."""
    try:
        with storages["private"].open(name, "rb") as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None
