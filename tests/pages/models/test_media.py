"""Files that are replaced: by whom it may be done, and what is left of the old one."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from pages.models import SiteDocument, SiteImage
from tests.builders import publish_past_gate
from tests.cms.queue import work
from tests.factories import (
    BeritaPageFactory,
    InstansiPageFactory,
    SiteDocumentFactory,
    SiteImageFactory,
)

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoCaptureOnCommitCallbacks

pytestmark = pytest.mark.django_db


def replace(client: Client, item: SiteImage | SiteDocument, upload: Any) -> None:
    """Upload another file in the admin's form, with everything else as it is."""
    app = "wagtailimages" if isinstance(item, SiteImage) else "wagtaildocs"
    fields = {"title": item.title, "collection": item.collection_id, "file": upload}
    if isinstance(item, SiteImage):
        fields["alt"] = item.alt
    answer = client.post(reverse(f"{app}:edit", args=[item.pk]), fields)
    assert answer.status_code == 302, answer.content


def test_a_replaced_logo_is_shown_whole(
    admin_client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    office = InstansiPageFactory(logo=SiteImageFactory(file__width=50))
    image = office.logo
    before, storage = image.file.name, image.file.storage
    with SiteImageFactory(file__width=60).file.open() as other:
        upload = SimpleUploadedFile("foto.png", other.read(), "image/png")
    with django_capture_on_commit_callbacks(execute=True):
        replace(admin_client, image, upload)
    assert not storage.exists(before)
    work()
    logo = admin_client.get(f"/api/v3/instansi/{office.pk}/").json()["logo"]
    assert logo["lebar"] == logo["renditions"]["kecil"]["lebar"] == 60
    made = {one.url: one.file.name for one in image.renditions.all()}
    assert {size["url"] for size in logo["renditions"].values()} <= made.keys()
    assert all(storage.exists(name) for name in made.values())


def test_a_refused_replacement_leaves_the_file(
    admin_client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    document = SiteDocumentFactory()
    publish_past_gate(BeritaPageFactory(lampiran=[("dokumen", document)]))
    upload = SimpleUploadedFile("lain.pdf", b"%PDF-1.4 lain", "application/pdf")
    with django_capture_on_commit_callbacks(execute=True):
        replace(admin_client, document, upload)
    document.refresh_from_db()
    with document.file.open() as file:
        assert file.read() == b"%PDF-1.4 isi"


def test_the_checksum_is_of_the_file() -> None:
    """Taken when it is uploaded or replaced, or later of rows without it."""
    first, second = (hashlib.sha256(text).hexdigest() for text in (b"satu", b"dua"))
    document = SiteDocumentFactory(file__data=b"satu")
    assert document.sha256 == first
    document.file = ContentFile(b"dua", name="dua.pdf")
    document.save()
    SiteDocument.objects.update(sha256="")
    for _ in range(2):  # the second time it is in the row
        assert SiteDocument.objects.get().get_sha256() == second
        document.file.storage.delete(document.file.name)
    SiteDocument.objects.update(sha256="")
    assert SiteDocument.objects.get().get_sha256() == ""


def photo(place: bool = True) -> bytes:
    """As a telephone takes it: lying on its side, and saying where."""
    exif = Image.Exif()
    exif[Base.Orientation] = 6
    exif[Base.Make] = "Kamera"
    if place:
        exif[IFD.GPSInfo] = {GPS.GPSLatitudeRef: "S", GPS.GPSLatitude: (5.0, 25.0, 0.0)}
    out = BytesIO()
    xmp = b"<x:xmpmeta><exif:GPSLatitude>5,25S</exif:GPSLatitude></x:xmpmeta>"
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG", exif=exif, xmp=xmp)
    return out.getvalue()


def test_a_photo_does_not_say_where_it_was_taken() -> None:
    upload = ContentFile(photo(), "loket.jpg")
    image = SiteImage.objects.create(title="Loket", alt="Loket", file=upload)
    small = image.get_rendition("width-20|format-jpeg")
    for file in (image.file, small.file):
        with file.open() as stored:
            raw = stored.read()
        kept = Image.open(BytesIO(raw)).getexif()
        assert not kept.get_ifd(IFD.GPSInfo)
        assert b"GPSLatitude" not in raw
        assert kept[Base.Make] == "Kamera"
    assert (small.width, small.height) == (20, 30), "upright, as it was held"
    with image.file.open() as stored:
        assert image.file_hash == hashlib.sha1(stored.read()).hexdigest()  # noqa: S324


def test_a_photo_that_names_no_place_stays_as_it_is() -> None:
    upload = ContentFile(photo(place=False), "loket.jpg")
    image = SiteImage.objects.create(title="Loket", alt="Loket", file=upload)
    with image.file.open() as stored:
        assert stored.read() == photo(place=False)
