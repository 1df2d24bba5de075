"""The site is looked at while nobody waits for the answer, and may answer anything."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import connection, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import path, reverse
from wagtail.models import WorkflowState

from cms.urls import urlpatterns as site_urls
from reviews.engine import site_check
from reviews.models import Berkas, Jejak, Naskah
from reviews.papers.rantai import RantaiJejak
from tests.reviews import builders as b
from tests.reviews.engine.foreign_site import drop, say, site

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from pytest_django.fixtures import SettingsWrapper

    Answer = Callable[[Any], None]

FOUND = 302


def while_others_work(handler: Any) -> None:
    """What was approved, if others may write now: this round, and the trail."""
    code = handler.path.split("/")[-2]
    try:
        with transaction.atomic():
            if connection.vendor == "sqlite":
                connection.cursor().execute("PRAGMA busy_timeout = 200")
            else:
                connection.cursor().execute("SET LOCAL lock_timeout = 200")
            list(WorkflowState.objects.select_for_update())
            naskah = Naskah.objects.get(kode_verifikasi=code)
            RantaiJejak.lock(naskah.instansi)
            say(handler, 200, {"digest_tayang": naskah.digest_disetujui})
    except Exception as error:  # noqa: BLE001 - told to who asks
        say(handler, 503, {"title": str(error)})
    finally:
        connection.close()


@pytest.mark.usefixtures("as_new_afterwards")
@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_others_work_while_the_site_answers(settings: SettingsWrapper) -> None:
    sop = b.adopted("002")
    pages = [b.published(sop, judul) for judul in ("Satu", "Dua", "Tiga")]
    one, *several = [Berkas.objects.get(naskah__page_id=page.pk) for page in pages]
    browser = b.logged_in(b.decider(one))
    states = {each: b.task_state_of(each) for each in (one, *several)}
    with site(while_others_work) as settings.SITE_CHECK_URL:
        action = reverse(
            "wagtailsnippets_reviews_berkas:workflow_action",
            args=[one.pk, "approve", states[one].pk],
        )
        for nobody in (Client(), b.logged_in(pages[0].owner)):
            assert nobody.post(action, b.filled(one)).status_code == FOUND
        browser.post(action, b.filled(one))
        together = {"baca": [states[each].pk for each in several]}
        together |= {f"digest-{states[e].pk}": e.digest() for e in several}
        browser.post(reverse("meja:bersama"), together)
    assert [b.step_of(each) for each in (one, *several)] == [7, 7, 7]
    seen = Jejak.objects.filter(aksi="setuju", langkah=6).values_list("data", flat=True)
    assert {row["cek_situs"]["status"] for row in seen} == {200}


@pytest.mark.django_db
def test_what_left_the_site_meanwhile_is_not_signed(settings: SettingsWrapper) -> None:
    """The site said yes; the page is withdrawn before the signature is."""
    page = b.published(b.adopted("002"))
    berkas = Berkas.objects.get(naskah__page_id=page.pk)
    task_state, user, data = (
        b.task_state_of(berkas),
        b.decider(berkas),
        b.filled(berkas),
    )
    said = {"digest_tayang": berkas.naskah.digest_disetujui}
    with site(lambda handler: say(handler, 200, said)) as settings.SITE_CHECK_URL:
        type(page).objects.filter(pk=page.pk).update(live=False)
        with b.refused(match="halaman tidak tayang"):
            task_state.task.specific.on_action(task_state, user, "approve", **data)
    assert b.step_of(berkas) == 6


def trickle(handler: Any) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(50):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def hang(handler: Any) -> None:
    handler.send_response(200)
    handler.end_headers()
    handler.wfile.write(b"{")
    handler.wfile.flush()
    time.sleep(1)


@pytest.mark.parametrize("answer", [drop, trickle, hang])
def test_a_site_that_fails_is_a_plain_answer(
    settings: SettingsWrapper, monkeypatch: pytest.MonkeyPatch, answer: Answer
) -> None:
    monkeypatch.setattr(site_check, "TIMEOUT_SECONDS", 0.3)
    with site(answer) as settings.SITE_CHECK_URL:
        begun = time.monotonic()
        assert site_check.fetch("/")[1] == {}
        assert time.monotonic() - begun < 1


def whole(request: HttpRequest) -> HttpResponse:
    meta = request.META["HTTP_HOST"], request.is_secure(), request.user.is_anonymous
    return HttpResponse(json.dumps({"diminta": meta}))


def in_parts(request: HttpRequest) -> StreamingHttpResponse:
    return StreamingHttpResponse(iter([b'{"bagian"', b": 2}"]))


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


urlpatterns = [
    *site_urls,
    path("utuh/", whole),
    path("bagian/", in_parts),
    path("rusak/", broken),
]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        ("/utuh/", (200, {"diminta": ["situs.example", True, True]})),
        ("/bagian/", (200, {"bagian": 2})),
        ("/rusak/", (500, {})),
        ("/tidak-ada/", (404, {})),
    ],
)
def test_this_server_answers_within_another_request(
    settings: SettingsWrapper, asked: str, answer: tuple[int, dict[str, Any]]
) -> None:
    """It neither begins nor ends one: the connections of that other stay open."""
    settings.SITE_CHECK_URL, settings.ALLOWED_HOSTS = "", [".situs.example"]
    sent: list[object] = []

    def note(signal: object, **kwargs: object) -> None:
        sent.append(signal)

    signals = (request_started, request_finished)
    for signal in signals:
        signal.connect(note)
    try:
        assert site_check.fetch(asked) == answer
    finally:
        for signal in signals:
            signal.disconnect(note)
    assert sent == []
