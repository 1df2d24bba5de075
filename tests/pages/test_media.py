"""Files that are replaced: by whom it may be done, and what is left of the old one."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pages.models import SiteDocument, SiteImage
from tests.builders import publish_past_gate
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
