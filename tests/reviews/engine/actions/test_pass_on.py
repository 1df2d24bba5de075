"""What the recipient of a disposisi does is his own, and of this sheet alone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from reviews.engine.actions.pass_on import (
    complete_disposisi,
    mark_read,
    pass_on_disposisi,
    subordinates,
)
from reviews.models import Jejak, PemangkuJabatan, PenerimaDisposisi
from reviews.trail import check
from tests.reviews.builders import (
    appointed,
    approve,
    at_step,
    fresh,
    holder_of,
    naskah_of,
    post_of,
    refused,
    trail,
)

if TYPE_CHECKING:
    from reviews.models import SOP


@pytest.fixture
def sheets(lampung: SOP) -> list[tuple[Any, PenerimaDisposisi]]:
    """Two naskah with a disposisi each, both to the same person."""
    pages = [at_step(lampung, 4, title) for title in ("Satu", "Dua")]
    for page in pages:
        approve(page)
    return list(zip(pages, PenerimaDisposisi.objects.order_by("pk"), strict=True))


Sheets = list[tuple[Any, PenerimaDisposisi]]


def test_a_read_receipt_is_of_the_sheet_that_was_opened(sheets: Sheets) -> None:
    (page, one), (_, two) = sheets
    assert one.user is not None
    mark_read(naskah_of(page), one.user)
    read = fresh(one).dibaca_pada
    assert read is not None
    assert fresh(two).dibaca_pada is None
    mark_read(naskah_of(page), one.user)
    assert fresh(one).dibaca_pada == read, "the first reading is the receipt"


def test_a_sheet_goes_on_to_those_below_and_to_no_others(
    lampung: SOP, sheets: Sheets
) -> None:
    (_, to), (other, untouched) = sheets
    below = post_of(lampung, 2)
    below.atasan = to.jabatan
    below.save()
    second = appointed(below, "staf.kedua")
    people = subordinates(to)
    assert {each.user_id for each in people} == {holder_of(lampung, 2).pk, second.pk}
    assert to.user is not None
    beside = [each.pk for each in post_of(lampung, 3).pemangku.all()]
    with refused(match="sedikitnya satu bawahan"):
        pass_on_disposisi(to, to.user, beside, "")
    chosen = [each.pk for each in people if each.user_id == second.pk]
    row = pass_on_disposisi(to, to.user, [*chosen, *beside], "Siapkan foto.")
    assert [each.user for each in to.bawahan.all()] == [second]
    assert row.aksi == Jejak.Aksi.TERUSKAN
    assert row.data["kepada"] == [[below.nama, "Staf.Kedua"]]
    assert row.data["pesan"] == "Siapkan foto."
    assert not untouched.bawahan.exists()
    assert not trail(other, "teruskan")
    assert check.first_fault() is None
    to.bawahan.update(nama="Orang lain")
    fault = check.first_fault()
    assert fault is not None
    row = to.disposisi.jejak
    assert fault.place == f"rantai {row.rantai.kantor}, jejak {row.nomor}"
    assert fault.what == "penerusan disposisi"


def test_a_part_is_completed_once_by_its_own_holder(
    lampung: SOP, sheets: Sheets
) -> None:
    (page, to), (_, other) = sheets
    assert to.user is not None
    with refused(match="pemangku jabatan lain"):
        complete_disposisi(to, holder_of(lampung, 3), "Beres.")
    row = complete_disposisi(to, to.user, "Beres.")
    done = fresh(to)
    assert (done.catatan_selesai, row.data["catatan"]) == ("Beres.", "Beres.")
    assert row.data["nomor_agenda"] == to.disposisi.nomor_agenda
    with refused(match="sudah dinyatakan selesai"):
        complete_disposisi(to, to.user, "Lagi.")
    assert fresh(to).catatan_selesai == "Beres."
    assert fresh(other).selesai_pada is None
    assert len(trail(page, "tuntas")) == 1


def test_the_part_of_one_who_left_is_his_post_s_alone(
    lampung: SOP, sheets: Sheets
) -> None:
    _, to = sheets[0]
    after = appointed(to.jabatan, "penerus")
    PemangkuJabatan.objects.filter(user=to.user).update(sampai=dt.date(2026, 1, 1))
    with refused(match="pemangku jabatan lain"):
        complete_disposisi(to, holder_of(lampung, 3), "Beres.")
    complete_disposisi(to, after, "Beres.")
    assert fresh(to).catatan_selesai == "Beres."


def test_a_sheet_that_is_gone_is_nobody_s(sheets: Sheets) -> None:
    _, to = sheets[0]
    assert to.user is not None
    PenerimaDisposisi.objects.filter(pk=to.pk).delete()
    with refused(match="pemangku jabatan lain"):
        complete_disposisi(to, to.user, "Beres.")
