"""What a bag still has to take stays until it is taken: over HTTP, by its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from pages.models import SiteDocument, SiteImage
from reviews.models import Arsip, Berkas
from reviews.rights.sync import office_collection
from tests import uploads
from tests.cms.queue import work
from tests.reviews import builders as b

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from reviews.models import SOP

pytestmark = pytest.mark.django_db

AWAITED = "selesai diarsipkan"
MODELS = (SiteImage, SiteDocument)
PDF = (b"%PDF-1.4", "a.pdf")
PICTURE = (uploads.photo(), "foto.jpg")


@pytest.fixture
def writer(lampung: SOP) -> User:
    """Whose files are in a text that is off the site again, its bag yet to be written."""
    return withdrawn(lampung, at=None)


def withdrawn(lampung: SOP, at: int | None) -> User:
    """The same, with its dossier at the step ``at``, or closed."""
    user = b.holder_of(lampung, 1)
    client = b.logged_in(user)
    uploads.single(client, SiteImage, uploads.named(*PICTURE))
    uploads.single(client, SiteDocument, uploads.named(*PDF))
    picture = {"gambar": SiteImage.objects.get(), "keterangan": "Loket", "alt": ""}
    page = b.published(
        lampung,
        isi=[("gambar", picture)],
        lampiran=[("dokumen", SiteDocument.objects.get())],
    )
    berkas = Berkas.objects.get(naskah__page_id=page.pk)
    while b.fresh(berkas).ditutup_pada is None and b.step_of(berkas) != at:
        b.approve(berkas)
    lampung.instansi.jabatan.filter(pk=b.post_of(lampung, 4).pk).update(
        penanggung_jawab=True
    )
    responsible = b.logged_in(b.holder_of(lampung, 4))
    responsible.post(reverse("naskah:tarik", args=[page.pk]), {"alasan": "Keliru."})
    assert not b.fresh(page).live
    return user


def test_a_file_is_held_while_its_archive_is_still_to_come(lampung: SOP) -> None:
    user, item = withdrawn(lampung, at=11), SiteDocument.objects.get()
    client = b.logged_in(user)
    assert AWAITED in b.told(client, client.post(deletion(item)[0]))
    b.approve(Berkas.objects.get())
    work()
    assert Arsip.objects.get().status == Arsip.Status.TERARSIP
    client.post(deletion(item)[0])
    assert not SiteDocument.objects.exists()


def other_file(model: type) -> Any:
    data, name = PDF if model is SiteDocument else (uploads.photo("PNG"), "lain.png")
    return uploads.named(data + b" ", f"lain-{name}")


def deletion(item: Any) -> list[str]:
    app, kind = uploads.app(type(item)), f"site{uploads.kind(type(item))}"
    bulk = reverse("wagtail_bulk_action", args=["pages", kind, "delete"])
    return [reverse(f"{app}:delete", args=[item.pk]), f"{bulk}?id={item.pk}"]


@pytest.mark.parametrize("model", MODELS)
def test_a_file_is_held_until_its_bag_is_written(
    writer: User, lampung: SOP, model: Any
) -> None:
    client, item = b.logged_in(writer), model.objects.get()
    assert AWAITED in b.told(client, uploads.edit(client, item, other_file(model)))
    same_name = model.objects.get()
    same_name.file = ContentFile(other_file(model).read(), item.file.name)
    with b.refused(match=AWAITED):
        same_name.save()
    keeper = b.superuser()
    browser = b.logged_in(keeper)
    for address in deletion(item):
        assert AWAITED in b.told(browser, browser.post(address))
    address = f"{uploads.kind(model)}s/{item.pk}/"
    assert AWAITED in b.problem(b.api("DELETE", address, keeper))
    # What is said of it, and where it lies, is no part of the bag.
    uploads.edit(client, item, title="Judul baru", alt="Warga lain")
    after = b.fresh(item)
    assert (after.title, after.file.name) == ("Judul baru", item.file.name)
    assert after.collection == office_collection(lampung.instansi)

    work()
    assert Arsip.objects.get().status == Arsip.Status.TERARSIP
    assert uploads.edit(client, item, other_file(model)).status_code == 302
    assert b.fresh(item).file.name != item.file.name
    browser.post(deletion(item)[0])
    assert not model.objects.exists()


def test_other_files_are_free_and_a_lost_one_may_be_put_back(writer: User) -> None:
    client, item = b.logged_in(writer), SiteDocument.objects.get()
    uploads.single(client, SiteDocument, uploads.named(*PDF), title="Lain")
    other = SiteDocument.objects.get(title="Lain")
    b.logged_in(b.superuser()).post(deletion(other)[0])
    assert list(SiteDocument.objects.all()) == [item]
    SiteDocument.objects.update(file_hash="0" * 40)
    assert uploads.edit(client, item, uploads.named(*PDF)).status_code == 302
    work()
    assert Arsip.objects.get().status == Arsip.Status.TERARSIP
