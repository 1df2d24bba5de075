"""``manage.py rebuild_reading``: finds what came past the signals, and mends it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult

from pages.models import BeritaPage, ReadBody, ReadRow, SearchText, SearchWord
from pages.reading import version
from tests.builders import OpenGate, installed, publish_past_gate
from tests.factories import BeritaPageFactory, SiteImageFactory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def unproven() -> Iterator[None]:
    """These texts came past the gate; what the trail says of one, test_proof tries."""
    with installed(OpenGate()):
        yield


def rename_by_sql(page: BeritaPage) -> None:
    BeritaPage.objects.filter(pk=page.pk).update(ringkasan="Diubah lewat SQL")


def lose_row(page: BeritaPage) -> None:
    ReadRow.objects.filter(pk=page.pk).delete()


def spoil_body(page: BeritaPage) -> None:
    ReadBody.objects.filter(row=page.pk, bentuk="rss").update(isi=b"rusak")


def lose_coding(page: BeritaPage) -> None:
    ReadBody.objects.filter(row=page.pk, bentuk="br").delete()


def hide_by_sql(page: BeritaPage) -> None:
    BeritaPage.objects.filter(pk=page.pk).update(live=False)


def spoil_index(page: BeritaPage) -> None:
    SearchText.objects.filter(page=page.pk).update(isi="lain sama sekali")


def spoil_vocabulary(page: BeritaPage) -> None:
    SearchWord.objects.update(jumlah=99)


def rebuild(*options: str) -> str:
    out, err = io.StringIO(), io.StringIO()
    call_command("rebuild_reading", *options, stdout=out, stderr=err)
    return err.getvalue() + out.getvalue()


def test_nothing_to_mend() -> None:
    publish_past_gate(BeritaPageFactory())
    before = version.current()
    assert "0 perbedaan" in rebuild("--check")
    assert "0 perbedaan" in rebuild()
    assert version.current() == before


def test_a_check_asks_nothing_of_the_queue() -> None:
    """Sizes that are not made yet are ordered by whoever shows the page, but not here."""
    page = BeritaPageFactory(gambar_utama=SiteImageFactory())
    publish_past_gate(page)
    DBTaskResult.objects.all().delete()
    rebuild("--check")
    assert not DBTaskResult.objects.exists()
    lose_row(page)
    rebuild()
    assert DBTaskResult.objects.exists()


@pytest.mark.parametrize(
    "damage",
    [
        rename_by_sql,
        lose_row,
        spoil_body,
        lose_coding,
        hide_by_sql,
        spoil_index,
        spoil_vocabulary,
    ],
)
def test_found_and_mended(damage: Callable[[BeritaPage], None]) -> None:
    page = publish_past_gate(BeritaPageFactory(title="Loket baru"))
    publish_past_gate(BeritaPageFactory())
    damage(page)
    before = version.current()
    with pytest.raises(CommandError, match="perbedaan"):
        rebuild("--check")
    assert version.current() == before
    assert "semua diperbaiki" in rebuild()
    assert version.current() != before
    assert "0 perbedaan" in rebuild("--check")
