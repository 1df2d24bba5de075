"""Archive: one bag per naskah with its text, files, laporan and trail."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import storages

from reviews.bag import pack_bag
from reviews.models.laporan import Arsip

if TYPE_CHECKING:
    from reviews.actions.putusan import Putusan
    from reviews.models.jejak import Jejak


def archive_berkas(putusan: Putusan, jejak: Jejak) -> None:
    """Write the bag to private storage and remember its checksum.

    The file is written before the row: a crash between leaves a file nobody
    refers to, never a row without its file.
    """
    content = pack_bag(putusan.naskah)
    name = f"arsip/{putusan.naskah.instansi.slug}/{putusan.naskah.pk}-{jejak.nomor}.zip"
    stored = storages["private"].save(name, ContentFile(content))
    Arsip.objects.create(
        naskah=putusan.naskah,
        jejak=jejak,
        berkas=stored,
        ukuran=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
