"""Storage hangs, refuses, is slow, lies or forgets while two offices work.

Over HTTP, by those whose work it is; the storage is a true S3 server behind a proxy.
"""

from __future__ import annotations

import io
import json
import threading
import time
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cms.settings import services
from pages.models import SiteImage
from reviews.models import Arsip, Berkas
from reviews.records.filing import write_due
from reviews.trail import check
from reviews.trail.bag import faults_in
from tests import uploads
from tests.proof import DEEP
from tests.reviews import builders as b
from tests.s3_proxy import Proxy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytest_django.fixtures import SettingsWrapper

    from reviews.models import SOP

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.slow,
    pytest.mark.usefixtures("as_new_afterwards"),
]

BUCKET = "kantor"
FOUND = 302
UNAVAILABLE = 503
TIMEOUT = 1  # second, instead of five
BAD_DAYS = {
    "hangs": "tidak menjawab",
    "refuses": "tidak menjawab",
    "lies": "berbeda dari yang ditulis",
    "forgets": "tidak ditemukan",
}


@pytest.fixture
def storage(
    require: Callable[[str], str],
    monkeypatch: pytest.MonkeyPatch,
    settings: SettingsWrapper,
) -> Iterator[Proxy]:
    """Both storages of the product in a bucket behind a proxy."""
    with Proxy(require("s3")) as proxy:
        for name, value in {
            "S3_ENDPOINT_URL": proxy.url,
            "AWS_ACCESS_KEY_ID": "uji",
            "AWS_SECRET_ACCESS_KEY": "uji",
            "AWS_REGION": "us-east-1",
        }.items():
            monkeypatch.setenv(name, value)
        bucket = boto3.resource("s3", endpoint_url=proxy.url).Bucket(BUCKET)
        bucket.create()
        settings.S3_TIMEOUT = TIMEOUT
        settings.STORAGES = {
            **services.s3_files(BUCKET),
            "staticfiles": settings.STORAGES["staticfiles"],
        }
        yield proxy
        proxy.mood = "well"
        bucket.objects.delete()
        bucket.delete()
        bucket.meta.client.close()


class Act:
    """The decision on the current step of ``obj``, sent by its holder's browser."""

    def __init__(self, obj: Any) -> None:
        self.state = b.task_state_of(obj)
        kind = "pages" if hasattr(obj, "path") else "snippets_reviews_berkas"
        self.address = reverse(
            f"wagtail{'admin_' * (kind == 'pages')}{kind}:workflow_action",
            args=[obj.pk, "approve", self.state.pk],
        )
        self.client = b.logged_in(b.decider(obj))
        self.form = b.filled(obj)

    def __call__(self) -> float:
        """Seconds until it is done."""
        begun = time.monotonic()
        self.answer = self.client.post(self.address, self.form)
        took = time.monotonic() - begun
        self.state.refresh_from_db()
        assert self.state.status == "approved", b.told(self.client, self.answer)
        return took


def before_archive(sop: SOP) -> Berkas:
    page = b.published(sop, "Yang diarsipkan")
    berkas = Berkas.objects.get(naskah__page_id=page.pk)
    while b.step_of(berkas) != sop.isi.langkah[-1].no:
        b.approve(berkas)
    return b.fresh(berkas)


def due_now() -> None:
    Arsip.objects.update(waktu_berikut=timezone.now())


class Worker(threading.Thread):
    """The queue's turn at the archive, beside those who work."""

    def run(self) -> None:
        try:
            due_now()
            write_due.call()
        finally:
            connection.close()


def problems() -> str:
    err = io.StringIO()
    try:
        call_command("check_arsip", stdout=io.StringIO(), stderr=err)
    except CommandError:
        return err.getvalue()
    return ""


def test_two_offices_and_a_storage_on_a_bad_day(storage: Proxy) -> None:
    """What the one office archives holds up neither its own people nor the other's."""
    ours, theirs = b.adopted("003"), b.adopted("004", "kantor-lain")
    berkas = before_archive(ours)
    others = [b.submitted(theirs, f"Naskah {n}") for n in range(6)]
    usual = Act(others.pop())()
    waits = []

    storage.mood = "hangs"
    asked = storage.asked
    Act(berkas)()
    assert b.fresh(berkas).ditutup_pada is not None
    assert storage.asked == asked, "the act itself has asked the storage"
    arsip = Arsip.objects.get()
    assert (arsip.status, arsip.sha256) == ("menunggu", "")
    assert "Dicatat, menunggu ditulis" in register(ours)

    for attempts, (storage.mood, reason) in enumerate(BAD_DAYS.items(), start=1):
        act, worker = Act(others.pop()), Worker()
        worker.start()
        if storage.mood == "hangs":
            assert storage.hanging.acquire(timeout=20)
        waits.append(act() - usual)
        assert storage.mood != "hangs" or worker.is_alive(), "it has waited for storage"
        worker.join(30)
        arsip.refresh_from_db()
        assert (arsip.status, arsip.percobaan) == ("gagal", attempts)
        assert reason in arsip.kesalahan
        assert reason in register(ours)
        assert reason in problems()
        assert arsip.sha256 == ""

    storage.mood = "is slow"
    act, worker = Act(others.pop()), Worker()
    worker.start()
    waits.append(act() - usual)
    worker.join(30)
    storage.mood = "well"
    arsip.refresh_from_db()
    assert (arsip.status, arsip.kesalahan) == ("terarsip", "")
    with storages["private"].open(arsip.berkas) as file:
        assert faults_in(file.read()) == []
    assert problems() == ""
    assert Arsip.objects.count() == 1
    due_now()
    write_due.call()
    assert Arsip.objects.get().percobaan == len(BAD_DAYS) + 1
    assert check.first_fault() is None
    if DEEP:  # elsewhere other work is on the same cores
        assert max(waits) <= 1, waits


def register(sop: SOP) -> str:
    """The register of archives, as its reader sees it."""
    reader = b.logged_in(b.holder_of(sop, sop.isi.langkah[-1].no))
    return reader.get("/admin/naskah/register/arsip/").content.decode()


def test_a_picture_and_a_storage_that_hangs(storage: Proxy) -> None:
    """An upload is refused in a sentence, and a text goes live without its sizes."""
    sop = b.adopted("004")
    page, image = b.illustrated(sop)
    drafter = b.logged_in(page.owner)
    last = sop.isi.langkah[-1].no
    b.go_to(page, last)
    act = Act(page)

    storage.mood = "hangs"
    begun = time.monotonic()
    answer = uploads.single(
        drafter, SiteImage, uploads.named(uploads.photo("PNG"), "loket.png")
    )
    assert time.monotonic() - begun < 15
    assert answer.status_code == UNAVAILABLE
    assert "Penyimpanan berkas tidak menjawab. Perbuatan Anda tidak" in (
        answer.content.decode()
    )
    assert SiteImage.objects.count() == 1

    asked = storage.asked
    act()
    assert storage.asked == asked
    article = json.loads(Client().get(f"/api/v3/berita/{page.pk}/").content)
    blocks = article["isi"]["blocks"]
    (picture,) = [block for block in blocks if block["type"] == "gambar"]
    assert picture["value"]["gambar"]["id"] == image.pk
