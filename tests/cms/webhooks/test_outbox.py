from __future__ import annotations

import json

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from cms.models import PengirimanWebhook, Webhook
from cms.webhooks.outbox import write_pengiriman
from pages.signals import Peristiwa
from tests.cms.queue import work
from tests.cms.webhooks.builders import change, log, tell
from tests.factories import InstansiPageFactory

pytestmark = pytest.mark.django_db


def test_the_message_names_the_page_and_not_its_words(webhook, settings) -> None:
    settings.WAGTAILAPI_BASE_URL = "https://naskah.example"
    write_pengiriman(None, changes=[change(path_sebelum="/dinas/berita/loket/")])
    message = PengirimanWebhook.objects.get()
    body = json.loads(message.isi)
    assert body.pop("timestamp").endswith("+00:00")
    assert body == {
        "type": "tayang",
        "data": {
            "id": 12,
            "jenis": "berita",
            "instansi_id": 4,
            "url": "/dinas/berita/loket-baru/",
            "url_sebelum": "/dinas/berita/loket/",
            "digest": "d" * 64,
            "api": "https://naskah.example/api/v3/berita/12/",
        },
    }
    assert (message.peristiwa, message.page_id) == ("tayang", 12)


def test_only_what_was_asked_for(webhook) -> None:
    tell(*(change(n, event) for n, event in enumerate(Peristiwa)))
    assert [row[0] for row in log()] == ["tayang", "koreksi", "tarik"]
    webhook.saat_tayang = webhook.saat_koreksi = webhook.saat_tarik = False
    webhook.saat_berubah = True
    webhook.save()
    PengirimanWebhook.objects.all().delete()
    tell(*(change(n, event) for n, event in enumerate(Peristiwa)))
    assert [row[0] for row in log()] == ["berubah"]


def test_only_of_its_own_office(webhook) -> None:
    office, other = InstansiPageFactory(), InstansiPageFactory()
    webhook.instansi = office
    webhook.save()
    PengirimanWebhook.objects.all().delete()  # of the new offices themselves
    tell(*(change(n, instansi_id=of) for n, of in ((1, office.pk), (2, other.pk))))
    tell(change(3, instansi_id=None))
    assert [row.page_id for row in PengirimanWebhook.objects.all()] == [1]


def test_one_for_each_receiver(webhook) -> None:
    Webhook.objects.create(alamat="https://lain.example/")
    tell(change(1), change(2))
    assert PengirimanWebhook.objects.count() == 4


def test_a_change_that_is_undone_is_told_to_nobody(webhook, receiver) -> None:
    with transaction.atomic():
        tell(change())
        transaction.set_rollback(True)
    work()
    assert log() == []
    assert not DBTaskResult.objects.exists()
    assert receiver.got == []


def test_nobody_asked_costs_one_query(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        write_pengiriman(sender=None, changes=[change(1), change(2)])
    assert not DBTaskResult.objects.exists()


def test_an_inactive_webhook_is_not_written_to(webhook) -> None:
    Webhook.objects.update(aktif=False)
    tell(change())
    assert log() == []
