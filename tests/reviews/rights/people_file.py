"""People in a table, as an office sends them in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reviews.rights.people_table import KOLOM
from tests.reviews import builders as b

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from reviews.models import SOP


GOOD = {
    "nama": "Siti Rahma",
    "nip": "198501012010012001",
    "username": "siti.rahma",
    "email": "siti@kantor.example",
    "jabatan": "Sekretaris",
    "atasan": "Kepala BKD",
    "mulai": "2026-01-02",
}


def table(*rows: dict[str, str], delimiter: str = ";") -> bytes:
    lines = [KOLOM, *[[row.get(name, "") for name in KOLOM] for row in rows]]
    return "\r\n".join(delimiter.join(line) for line in lines).encode()


def upload(
    sop: SOP, raw: bytes, name: str = "orang.csv", by: User | None = None
) -> str:
    url = f"{reverse('organisasi:impor')}?instansi={sop.instansi.pk}"
    file = SimpleUploadedFile(name, raw)
    return b.logged_in(by or b.superuser()).post(url, {"berkas": file}).content.decode()
