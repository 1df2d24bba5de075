"""What the trail and Wagtail's task states say of an SOP over a period.

The trail says what was decided: it outlives the page. The task state says how long
it took; where Wagtail deleted it, the passage counts and its time is not measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from reviews.papers.jejak import Jejak
from reviews.papers.langkah import LangkahTaskState
from reviews.papers.naskah import Naskah
from reviews.papers.sop import SOP
from reviews.registers.rapor.lines import Lintasan, Pengembalian, Rapor, compile_rapor
from reviews.rights.readers import offices_of
from reviews.rounds import progress

if TYPE_CHECKING:
    import datetime as dt

    from django.contrib.auth.models import User
    from django.db.models import QuerySet

    from reviews.registers.rapor.period import Periode


def sops_of(user: User) -> QuerySet[SOP]:
    """The SOPs, every version, of the offices that ``user`` may see."""
    return (
        SOP.objects.filter(instansi__in=offices_of(user))
        .select_related("instansi")
        .defer("dokumen", "teks")
        .order_by("instansi__title", "nama", "-versi")
    )


def rapor_of(sop: SOP, periode: Periode) -> Rapor:
    """The rapor of ``sop``: four queries, however many passages there are."""
    begin, end = periode.bounds(sop.instansi.zona_waktu)
    decisions = Jejak.objects.filter(
        naskah__sop=sop,
        aksi__in=Jejak.DECISIONS,
        langkah__isnull=False,
        waktu__gte=begin,
        waktu__lt=end,
    )
    tayang = Naskah.objects.filter(sop=sop, tayang_pada__gte=begin, tayang_pada__lt=end)
    return compile_rapor(
        sop.isi, passages(sop, decisions), returns(decisions), tayang.count()
    )


def passages(sop: SOP, decisions: QuerySet[Jejak]) -> list[Lintasan]:
    """The decisions with their time, less the halves of a publishing step.

    Seed 002, step 5 publishes and reports by one form: its part after publication is
    done by the same act, and its row in the trail says by which.
    """
    times = {
        pk: (begun, ended, minutes, workflow)
        for pk, begun, ended, minutes, workflow in LangkahTaskState.objects.filter(
            pk__in=decisions.values("task_state")
        ).values_list(
            "pk",
            "started_at",
            "finished_at",
            "menit_kerja",
            "workflow_state__workflow_id",
        )
    }
    leading = {step.nomor for step in progress.leading_among(sop.alur.sebelum_tayang)}
    acts = decisions.exclude(data__has_key=Jejak.BERSAMA)
    found = []
    for langkah, state in acts.values_list("langkah", "task_state"):
        begun, ended, minutes, workflow = times.get(state, (None, None, None, None))
        handed_in = langkah in leading and workflow == sop.workflow_id
        waited = ended - begun if begun and ended and not handed_in else None
        found.append(passage(cast("int", langkah), minutes, waited, handed_in))
    return found


def passage(
    langkah: int, minutes: int | None, waited: dt.timedelta | None, handed_in: bool
) -> Lintasan:
    """A drafter's step ends as it begins; nought minutes then means nobody looked."""
    return Lintasan(
        langkah,
        None if handed_in and not minutes else minutes,
        waited.total_seconds() / 60 if waited is not None else None,
    )


def returns(decisions: QuerySet[Jejak]) -> list[Pengembalian]:
    """The returns, newest first."""
    rows = decisions.filter(aksi=Jejak.Aksi.KEMBALI).order_by("-nomor")
    return [
        Pengembalian(
            langkah=cast("int", langkah),
            tujuan=data.get("tujuan"),
            ke=data.get("ke", ""),
            alasan=data.get("alasan", ""),
            waktu=waktu,
            judul=judul,
        )
        for langkah, data, waktu, judul in rows.values_list(
            "langkah", "data", "waktu", "naskah__judul"
        )
    ]
