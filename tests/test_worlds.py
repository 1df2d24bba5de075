"""A situation that is put back is the one that the real code makes."""

from __future__ import annotations

import datetime as dt
import time
from contextlib import contextmanager
from functools import partial
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
from reviews.papers.langkah import LangkahTaskState
from reviews.trail import check
from tests import shelf, worlds
from tests.builders import OpenGate, installed
from tests.reviews import builders
from tests.rows import every_row
from tests.worlds import once

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
        assert check.first_fault() is None
        return {
            "rows": {name: len(each) for name, each in every_row().items()},
            "trail": builders.trail(page),
            "text": {**page.public_content(), "instansi": None, "files": None},
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
    for later, made in ((0, "45"), (0, ""), (worlds.FRESH + 1, "45")):
        calls.clear()
        with undone(), worlds.within(bool, alone=True):
            with monkeypatch.context() as clock:
                now = partial(float, time.monotonic() + later)
                clock.setattr("tests.rows.time.monotonic", now)
                kategori("4")
            kategori("5")
        assert "".join(calls) == made


def test_a_step_that_is_soon_late_makes_anew_in_time() -> None:
    """Where its holder has five minutes, a test still finds a hundred seconds."""
    with undone():
        builders.submitted(builders.adopted("002"))
        state = LangkahTaskState.objects.get(status="in_progress")
        for left, lasts in ((300, 200), (7200, worlds.FRESH), (-60, worlds.FRESH)):
            state.jatuh_tempo = timezone.now() + dt.timedelta(seconds=left)
            state.save()
            assert worlds.seconds_good() == pytest.approx(lasts, abs=2)


def test_what_another_worker_made_is_put_back(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """And what is made here afterwards takes none of its numbers."""
    calls.clear()
    monkeypatch.setenv(shelf.PLACE, str(tmp_path))
    with worlds.within(bool, alone=True):
        with undone():
            number = kategori("bersama").pk
        as_another_worker(monkeypatch, number)
        with undone():
            assert kategori("bersama").pk == number
            assert Kategori.objects.create(nama="Lain", slug="lain").pk > number
    assert calls == ["bersama"]


def as_another_worker(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """It has made nothing yet, nor has its database given ``number``."""
    monkeypatch.setattr(worlds, "_kept", {})
    if connection.vendor == "postgresql" and number > 1:
        sequence = "pg_get_serial_sequence('pages_kategori', 'id')"
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT setval({sequence}, %s)", [number - 1])


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
