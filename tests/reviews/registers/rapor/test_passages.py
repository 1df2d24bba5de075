"""From the trail to the figures."""

from __future__ import annotations

import datetime as dt
import time
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.db import connection
from django.db.models.signals import pre_save
from django.test.utils import CaptureQueriesContext

from reviews.models import Berkas, Jejak, LangkahTaskState
from reviews.registers.rapor.passages import rapor_of
from reviews.registers.rapor.period import parse
from tests.reviews import builders
from tests.reviews.registers.rapor.walked import JAKARTA, NOON, passages, returned

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviews.models import SOP
    from reviews.registers.rapor.lines import BarisLangkah, Rapor

S2 = parse("2026-S2")
assert S2 is not None
MANY = 10_000


def step(rapor: Rapor, nomor: int) -> BarisLangkah:
    return rapor.baris[nomor - 1]


def test_a_step_against_its_mutu_baku(bekasi: SOP) -> None:
    baku = bekasi.isi.langkah_ke(2).waktu_menit
    assert baku
    passages(bekasi, 2, [baku, baku - 1, baku + 1, baku * 3], waited=1500)

    line = step(rapor_of(bekasi, S2), 2)

    assert (line.lintasan, line.diukur, line.tepat, line.persen_tepat) == (4, 4, 2, 50)
    assert (line.median, line.p90) == (baku + 0.5, baku * 3)
    assert line.tunggu_median == "1 hari 1 jam"
    assert (line.dikembalikan, line.mengembalikan) == (0, 0)


def test_only_the_period_and_the_version_count(bekasi: SOP) -> None:
    eve = dt.datetime(2026, 6, 30, 23, 59, tzinfo=JAKARTA)
    for at in (eve, eve + dt.timedelta(minutes=1), NOON):
        passages(bekasi, 2, [10], at=at)
    other = builders.adopted("004", "kantor-lain")
    passages(other, 2, [10])
    assert rapor_of(bekasi, S2).lintasan == 2


def test_returns_count_at_both_ends_with_their_reasons(lampung: SOP) -> None:
    passages(lampung, 2, [5] * 3)
    returned(lampung, 2, 1, "Tambahkan tanggal.")
    returned(lampung, 3, None, "Foto buram.")

    rapor = rapor_of(lampung, S2)

    assert [(b.langkah, b.tujuan, b.alasan) for b in rapor.pengembalian] == [
        (3, None, "Foto buram."),
        (2, 1, "Tambahkan tanggal."),
    ]
    assert [s.mengembalikan for s in rapor.baris][:3] == [0, 1, 1]
    assert [s.dikembalikan for s in rapor.baris][:3] == [1, 0, 0]
    assert step(rapor, 2).lintasan == 4, "a return ends a passage too"


def test_what_nobody_timed_is_not_measured(lampung: SOP) -> None:
    """A drafter's step ends as it begins; a deleted page took its states along."""
    passages(lampung, 1, [0, 0], waited=0)
    passages(lampung, 1, [45], waited=0)  # after a return: timed from that
    passages(lampung, 3, [10])
    LangkahTaskState.objects.filter(menit_kerja=10).delete()

    rapor = rapor_of(lampung, S2)

    assert (step(rapor, 1).lintasan, step(rapor, 1).menit) == (3, (45,))
    assert step(rapor, 1).tunggu_median == ""
    assert (step(rapor, 3).lintasan, step(rapor, 3).median) == (1, None)


def test_a_walk_counts_each_step_once(lampung: SOP, pace: None) -> None:
    """The laporan written with the publication is not a second passage of step 5."""
    page = builders.published(lampung)
    first, second = Jejak.objects.filter(
        naskah__page_id=page.pk, aksi=Jejak.Aksi.SETUJU, langkah=5
    )
    assert (first.data.get(Jejak.BERSAMA), second.data[Jejak.BERSAMA]) == (
        None,
        first.nomor,
    )
    today = parse(f"{first.waktu.astimezone(JAKARTA):%Y-%m}")
    assert today
    rapor = rapor_of(lampung, today)
    assert [line.lintasan for line in rapor.baris] == [1] * 5 + [0] * 6
    assert rapor.tayang == 1
    assert step(rapor, 1).median is None
    assert step(rapor, 1).tunggu == ()
    assert len(step(rapor, 5).tunggu) == 1


@pytest.fixture(params=["frozen", "slow", "own"])
def pace(request: pytest.FixtureRequest) -> Iterator[None]:
    """A machine on which no time passes, one that takes 2 s a row, and this one."""
    if request.param == "own":
        yield
        return

    def pass_time(**kwargs: object) -> None:
        clock.shift(2 if request.param == "slow" else 0)

    with time_machine.travel(NOON, tick=False) as clock:
        pre_save.connect(pass_time)
        try:
            yield
        finally:
            pre_save.disconnect(pass_time)


@time_machine.travel(NOON, tick=False)
def test_a_laporan_asked_for_again_is_a_passage(lampung: SOP) -> None:
    """However fast it is written: the berkas came back to the step, and it waited."""
    page = builders.published(lampung)
    berkas = Berkas.objects.get(naskah__page_id=page.pk)
    builders.return_to(berkas, 5)
    builders.approve(berkas)
    rapor = rapor_of(lampung, S2)
    assert step(rapor, 5).lintasan == 2
    assert step(rapor, 5).tunggu == (0, 0)
    assert step(rapor, 5).menit == (0, 0)


@pytest.mark.parametrize("many", [3, MANY], ids=["few", "many"])
def test_queries_do_not_grow(bekasi: SOP, many: int) -> None:
    passages(bekasi, 2, [20] * many)
    with connection.cursor() as cursor:  # as in any database that has run for a day
        cursor.execute("ANALYZE")
    begun = time.process_time()
    with CaptureQueriesContext(connection) as asked:
        rapor = rapor_of(bekasi, S2)
    assert step(rapor, 2).lintasan == many
    assert len(asked) == 4
    assert time.process_time() - begun < 5, "generous: 0.2 s, other work not counted"
