"""Who writes uploads into his office's collection, and nowhere else; over HTTP."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from PIL import Image
from PIL.ExifTags import GPS, IFD
from wagtail.models import GroupCollectionPermission

from pages.models import SiteDocument, SiteImage
from reviews.models import PemangkuJabatan
from reviews.rights.peran import PEMANGKU, PENGUNGGAH, permissions
from reviews.rights.sync import all_drift, office_collection, sync_rights
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


@pytest.mark.parametrize("model", MODELS)
def test_with_a_token_as_in_the_admin(model: Any) -> None:
    sop = b.adopted("002")
    writer, reader = b.holder_of(sop, 1), b.holder_of(sop, 2)
    assert uploads.by_token(writer, model, file_for(model)).status_code == 201
    item = model.objects.get()
    assert item.collection == office_collection(sop.instansi)
    assert item.uploaded_by_user == writer
    assert getattr(item, "alt", uploads.ALT) == uploads.ALT
    assert uploads.by_token(reader, model, file_for(model)).status_code == 403
    assert model.objects.count() == 1


@pytest.mark.parametrize("model", MODELS)
def test_nobody_uploads_into_what_is_not_his_offices(model: Any) -> None:
    sop, client = browser("002", 1)
    own = office_collection(sop.instansi)
    others = [office_collection(b.adopted("000").instansi), own.get_parent()]
    for foreign in others:
        for upload in uploads.UPLOADS:
            upload(client, model, file_for(model), collection=foreign)
        uploads.by_token(
            b.holder_of(sop, 1), model, file_for(model), collection=foreign
        )
        for item in model.objects.filter(uploaded_by_user=b.holder_of(sop, 1)):
            uploads.edit(client, item, collection=foreign)
        assert not model.objects.filter(collection=foreign).exists()


@pytest.mark.parametrize("model", MODELS)
def test_what_others_uploaded_is_not_mine_to_change(model: Any) -> None:
    sop, client = browser("002", 1)
    other = b.adopted("000")
    factory = SiteImageFactory if model is SiteImage else SiteDocumentFactory
    colleague = factory(title="Rekan", collection=office_collection(sop.instansi))
    elsewhere = factory(title="Lain", collection=office_collection(other.instansi))
    for item in (colleague, elsewhere):
        uploads.edit(client, item, title="Direbut")
        item.refresh_from_db()
        assert item.title != "Direbut"
    assert uploads.choosable(client, colleague)
    assert not uploads.choosable(client, elsewhere)


@pytest.mark.parametrize("model", MODELS)
def test_who_left_his_post_loses_his_files(model: Any) -> None:
    sop, client = browser("002", 1)
    uploads.single(client, model, file_for(model))
    item, title = model.objects.get(), model.objects.get().title
    for term in PemangkuJabatan.objects.filter(user=b.holder_of(sop, 1)):
        term.delete()
    for upload in uploads.UPLOADS:
        upload(client, model, file_for(model))
    uploads.edit(client, item, title="Masih milik saya")
    assert list(model.objects.values_list("title", flat=True)) == [title]


def test_what_an_older_version_granted_is_mended() -> None:
    """It gave the permissions of our own models, which open nothing, to everybody."""
    sop = b.adopted("002")
    collection = office_collection(sop.instansi)
    group = Group.objects.get(name=PEMANGKU.group_name(sop.instansi))
    Group.objects.get(name=PENGUNGGAH.group_name(sop.instansi)).delete()
    wrong = ("pages.add_siteimage", "pages.choose_image", "wagtailimages.add_image")
    GroupCollectionPermission.objects.filter(group=group).delete()
    for permission in permissions(wrong):
        GroupCollectionPermission.objects.create(
            group=group, collection=collection, permission=permission
        )
    assert all_drift()
    assert sync_rights(sop.instansi)
    kept = GroupCollectionPermission.objects.filter(group=group)
    assert {
        f"{row.permission.content_type.app_label}.{row.permission.codename}"
        for row in kept
    } == {"wagtailimages.choose_image", "wagtaildocs.choose_document"}
    assert uploads.offers_upload(b.logged_in(b.holder_of(sop, 1)), SiteImage)
    assert not uploads.offers_upload(b.logged_in(b.holder_of(sop, 2)), SiteImage)
    rows = set(GroupCollectionPermission.objects.values_list("pk", flat=True))
    assert all_drift() == []
    assert sync_rights(sop.instansi) == []
    assert set(GroupCollectionPermission.objects.values_list("pk", flat=True)) == rows


def test_a_file_that_a_live_text_uses_is_not_its_uploaders_to_change() -> None:
    sop, client = browser("002", 1)
    uploads.single(client, SiteImage, file_for(SiteImage))
    image = SiteImage.objects.get()
    page = b.published(sop, gambar_utama=image)
    before, answer = image.file.name, b.public_answer(page)
    uploads.edit(client, image, alt="Diganti")
    uploads.edit(client, image, uploads.named(uploads.photo(), "baru.jpg"))
    client.post(reverse("wagtailimages:delete", args=[image.pk]))
    image.refresh_from_db()
    assert (image.alt, image.file.name) == (uploads.ALT, before)
    assert b.public_answer(page) == answer


def test_the_place_goes_whichever_way_a_photo_comes() -> None:
    _, client = browser("002", 1)
    for upload in uploads.UPLOADS:
        upload(client, SiteImage, uploads.named(placed_photo(), "loket.jpg"))
    assert SiteImage.objects.count() == len(uploads.UPLOADS)
    for image in SiteImage.objects.all():
        with image.file.open() as file:
            assert IFD.GPSInfo not in Image.open(file).getexif()


def placed_photo() -> bytes:
    """A photo that says where it was taken."""
    exif = Image.Exif()
    exif[IFD.GPSInfo] = {GPS.GPSLatitudeRef: "S", GPS.GPSLatitude: (5.0, 25.0, 0.0)}
    out = BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()
