"""Who writes uploads into his office's collection, and nowhere else; over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from pages.models import SiteDocument, SiteImage
from reviews.rights import office_collection
from tests import uploads
from tests.factories import SiteDocumentFactory, SiteImageFactory
from tests.reviews import builders as b

if TYPE_CHECKING:
    from django.test import Client

    from reviews.models import SOP

pytestmark = pytest.mark.django_db

# Who writes text: the drafter, and whoever may edit it at his step (003/5).
WRITERS = [("000", 1), ("001", 3), ("002", 1), ("003", 3), ("003", 5), ("004", 3)]
# Who only checks, initials or directs.
READERS = [("000", 2), ("000", 5), ("002", 2), ("002", 3), ("003", 4), ("004", 1)]
MODELS = (SiteImage, SiteDocument)
DATA = {SiteImage: (uploads.photo(), "foto.jpg"), SiteDocument: (b"%PDF-1.4", "a.pdf")}


def file_for(model: type) -> Any:
    return uploads.named(*DATA[model])


def browser(kode: str, nomor: int) -> tuple[SOP, Client]:
    sop = b.adopted(kode)
    return sop, b.logged_in(b.holder_of(sop, nomor))


@pytest.mark.parametrize(("kode", "nomor"), WRITERS)
@pytest.mark.parametrize("model", MODELS)
def test_who_writes_uploads_chooses_and_mends(
    kode: str, nomor: int, model: Any
) -> None:
    sop, client = browser(kode, nomor)
    assert uploads.offers_upload(client, model)
    for number, upload in enumerate(uploads.UPLOADS):
        title = f"Berkas {number}"
        upload(client, model, file_for(model), title=title)
        item = model.objects.get(title=title)
        assert item.collection == office_collection(sop.instansi)
        assert item.uploaded_by_user == b.holder_of(sop, nomor)
        assert uploads.choosable(client, item)
        other = uploads.named(uploads.photo("PNG"), "lain.png")
        if model is SiteDocument:
            other = uploads.named(b"%PDF-1.4 lain", "lain.pdf")
        before = item.file.name
        assert uploads.edit(client, item, other, title="Diganti").status_code == 302
        item.refresh_from_db()
        assert item.title == "Diganti"
        assert item.file.name != before


@pytest.mark.parametrize(("kode", "nomor"), READERS)
@pytest.mark.parametrize("model", MODELS)
def test_who_only_reads_chooses(kode: str, nomor: int, model: Any) -> None:
    sop, client = browser(kode, nomor)
    before = uploads.everything()
    assert not uploads.offers_upload(client, model)
    for upload in uploads.UPLOADS:
        upload(
            client, model, file_for(model), collection=office_collection(sop.instansi)
        )
    assert uploads.everything() == before
    factory = SiteImageFactory if model is SiteImage else SiteDocumentFactory
    item = factory(collection=office_collection(sop.instansi))
    assert uploads.choosable(client, item)
    uploads.edit(client, item, title="Bukan milik saya")
    item.refresh_from_db()
    assert item.title != "Bukan milik saya"
