"""A situation that is put back is the one that the real code makes."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import send_mail
from django.db import connection, transaction
from django.utils import timezone

from pages.models import Kategori
from reviews import chain
from tests import worlds
from tests.builders import OpenGate, installed
from tests.reviews import builders
from tests.worlds import every_row, once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.fixtures import SettingsWrapper

pytestmark = pytest.mark.django_db
calls: list[str] = []


@contextmanager
def undone() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@once
def kategori(nama: str, also: object = None) -> Kategori:
    """A situation of one row; the name says what else it does."""
    calls.append(nama)
    if nama == "berkas":
        default_storage.save("catatan.txt", ContentFile(b"isi"))
    if nama == "surat":
        send_mail("Hal", "Isi", None, ["pengelola@instansi.example"])
    if nama == "nanti":
        transaction.on_commit(lambda: None)
    return Kategori.objects.create(nama=nama, slug=nama)


def times_made(nama: str, also: object = None) -> int:
    """How often the real code runs for the same situation, wanted again."""
    calls.clear()
    with undone():
        kategori(nama, also)
    with undone():
        assert kategori(nama, also).slug == nama
    return len(calls)


def seen() -> dict[str, object]:
    """An SOP and a published text of it, as tables and as people see them."""
    with undone():
        page = builders.published(builders.adopted("002"))
        assert chain.first_fault() is None
        return {
            "rows": {name: len(each) for name, each in every_row().items()},
            "trail": builders.trail(page),
            "text": page.digest(),
            "holder": builders.holder_of(builders.naskah_of(page).sop, 3).username,
            "steps": [row.data.keys() for row in builders.naskah_of(page).jejak.all()],
        }


def test_put_back_is_as_made(monkeypatch: pytest.MonkeyPatch) -> None:
    seen()
    put_back = seen()
    monkeypatch.setattr(worlds, "ANEW", True)
    assert put_back == seen()


def test_the_same_is_made_once() -> None:
    assert times_made("sekali") == 1
    assert times_made("sekali") == 0
    assert times_made("sekali", "lagi") > 0


@pytest.mark.parametrize("nama", ["berkas", "surat", "nanti"])
def test_what_is_more_than_rows_is_made_anew(nama: str) -> None:
    assert times_made(nama) == 2


def test_what_nothing_tells_apart_is_made_anew() -> None:
    assert times_made("daftar", ["a"]) == 2


def test_another_database_is_another_situation() -> None:
    times_made("biasa")
    Kategori.objects.create(nama="Lain", slug="lain")
    assert times_made("biasa") > 0


def test_another_clock_makes_anew() -> None:
    times_made("biasa")
    with time_machine.travel(timezone.now() - dt.timedelta(days=40)):
        assert times_made("biasa") == 2


def test_a_replaced_part_makes_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    times_made("biasa")
    monkeypatch.setattr("pages.reading.state.MAX_AGE", 0.0)
    assert times_made("biasa") == 2


def test_other_settings_and_another_gate_are_other_situations(
    settings: SettingsWrapper,
) -> None:
    times_made("biasa")
    settings.PUBLIC_SITE_URL = "https://kantor.example"
    assert times_made("biasa") > 0
    with installed(OpenGate()):
        assert times_made("biasa") > 0


def test_a_chain_of_situations_is_put_back_whole() -> None:
    for made in (["a", "b", "c"], []):
        calls.clear()
        with undone():
            for nama in "abc":
                kategori(nama)
            assert Kategori.objects.filter(slug__in="abc").count() == 3
        assert calls == made


def test_after_a_situation_made_again_the_next_is_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fresh = worlds.FRESH
    for limit, made in ((fresh, "45"), (fresh, ""), (-1, "45")):
        calls.clear()
        with undone(), worlds.within(bool, alone=True):
            monkeypatch.setattr(worlds, "FRESH", limit)
            kategori("4")
            monkeypatch.setattr(worlds, "FRESH", fresh)
            kategori("5")
        assert "".join(calls) == made


def test_whoever_writes_in_between_is_not_lost() -> None:
    with undone():
        kategori("satu")
        kategori("dua")
    with undone():
        kategori("satu").delete()
        kategori("dua")
        assert not Kategori.objects.filter(slug="satu").exists()


@pytest.mark.parametrize(
    ("sql", "untouched"),
    [("BEGIN IMMEDIATE", True), ("SELECT 1", True), ("UPDATE t SET a = 1", False)],
)
def test_what_opens_a_transaction_writes_nothing(sql: str, untouched: bool) -> None:
    """Fixtures may ask for the database after the watch over it began."""
    watched = worlds.Test()
    watched.watch(lambda *args: None, sql, (), False, {})
    assert watched.untouched is untouched


def test_beside_another_thread_everything_is_real() -> None:
    times_made("biasa")
    found: list[bool] = []
    thread = Thread(target=lambda: found.append(worlds.is_ordinary()))
    thread.start()
    thread.join()
    assert found == [False]
    assert connection.in_atomic_block
