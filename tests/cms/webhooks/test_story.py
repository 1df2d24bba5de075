"""The whole way: an office walks its SOP, and its receiver hears of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from cms.models import PengirimanWebhook
from cms.webhooks.signature import rahasia_of
from reviews.engine.actions.withdraw import withdraw_naskah
from reviews.rounds import authority
from tests.cms.queue import work
from tests.reviews import builders as b

if TYPE_CHECKING:
    from tests.cms.webhooks.receiver import Receiver


pytestmark = pytest.mark.django_db


def heard(receiver: Receiver) -> list[tuple[str, dict[str, Any]]]:
    """The messages since the last look, once the worker is done."""
    work()
    bodies = [json.loads(request.body) for request in receiver.got]
    receiver.got.clear()
    return [(body["type"], body["data"]) for body in bodies]


def test_published_corrected_withdrawn(webhook, receiver, verify) -> None:
    sop = b.adopted("002")
    PengirimanWebhook.objects.all().delete()  # of the new office
    page = b.submitted(sop, "Judul yang tidak ikut dikirim")
    while not b.fresh(page).live:
        assert heard(receiver) == []
        b.approve(page)
    work()
    (request,) = receiver.got
    assert verify(rahasia_of(webhook), request.headers, request.body)
    ((event, first),) = heard(receiver)
    assert (event, first["id"], first["instansi_id"]) == (
        "tayang",
        page.pk,
        sop.instansi.pk,
    )
    assert "Judul" not in json.dumps(first)
    assert Client().get(first["api"]).json()["digest"] == first["digest"]

    b.changed(page, "Koreksi.").save_revision(user=page.owner)
    sop.workflow.start(b.fresh(page), page.owner)
    for _ in range(4):
        assert heard(receiver) == []
        b.approve(page)
    ((event, second),) = heard(receiver)
    assert event == "koreksi"
    assert second["digest"] == b.fresh(page).digest() != first["digest"]

    responsible = next(
        holder.user
        for holder in authority.office_holders(sop.instansi)
        if holder.jabatan.penanggung_jawab
    )
    withdraw_naskah(b.fresh(page), responsible, "Data pribadi terbuka.")
    ((event, third),) = heard(receiver)
    assert event == "tarik"
    assert (third["url"], third["url_sebelum"]) == ("", first["url"])
    assert "Data pribadi" not in json.dumps(third)
    assert Client().get(third["api"]).status_code == 404
