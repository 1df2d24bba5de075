"""Decisions written straight to the tables, with the times that a test asks for.

The only tests that do so: a rapor is about months, and no walk lasts that long.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import F, Max, QuerySet
from wagtail.models import Revision, TaskState, WorkflowState

from reviews.models import Jejak, LangkahTaskState, Naskah, RantaiJejak
from tests.reviews import builders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviews.models import SOP

JAKARTA = ZoneInfo("Asia/Jakarta")
NOON = dt.datetime(2026, 9, 15, 12, tzinfo=JAKARTA)


def naskah_of(sop: SOP, judul: str = "Loket baru") -> Naskah:
    """A round of ``sop`` without a page: it was deleted since."""
    return Naskah.objects.begin(sop.instansi, sop=sop, judul=judul)


def passages(
    sop: SOP,
    nomor: int,
    minutes: Sequence[int | None],
    *,
    at: dt.datetime = NOON,
    waited: int = 600,
) -> Naskah:
    """Step ``nomor`` completed as many times as there are ``minutes``.

    Each waited ``waited`` calendar minutes and was decided at ``at``.
    """
    naskah = naskah_of(sop)
    states = made_states(sop, nomor, minutes, at, waited)
    write(naskah, nomor, states, at)
    return naskah


def made_states(
    sop: SOP, nomor: int, minutes: Sequence[int | None], at: dt.datetime, waited: int
) -> list[int]:
    """Ended task states, in few statements; multi-table rows know no bulk insert."""
    task = builders.task_at(sop, nomor)
    kind = ContentType.objects.get_for_model(Naskah)
    about = {
        "content_type": kind,
        "base_content_type": kind,
        "object_id": str(WorkflowState.objects.count()),
    }
    round_ = WorkflowState.objects.create(
        workflow=task.workflows.get(), status=WorkflowState.STATUS_APPROVED, **about
    )
    revision = Revision.objects.create(content={}, created_at=at, **about)
    own = ContentType.objects.get_for_model(LangkahTaskState)
    first = (TaskState.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
    TaskState.objects.bulk_create(
        TaskState(
            pk=first + place,
            workflow_state=round_,
            task_id=task.pk,
            revision=revision,
            content_type=own,
            finished_at=at,
            status=TaskState.STATUS_APPROVED,
        )
        for place in range(len(minutes))
    )
    ids = list(range(first, first + len(minutes)))
    TaskState.objects.filter(pk__gte=first).update(
        started_at=F("finished_at") - dt.timedelta(minutes=waited)
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO reviews_langkahtaskstate (taskstate_ptr_id, menit_kerja)"
            " VALUES (%s, %s)",
            list(zip(ids, minutes, strict=True)),
        )
    return ids


def write(naskah: Naskah, nomor: int, states: list[int], at: dt.datetime) -> None:
    """The trail rows of completed steps, past the chain: nobody verifies it here."""
    last = Jejak.objects.aggregate(last=Max("nomor"))["last"] or 0
    QuerySet(Jejak).bulk_create(
        Jejak(
            rantai=chain_of(naskah),
            tertulis=b"",
            tanda=b"",
            nomor=last + place,
            waktu=at,
            naskah=naskah,
            aksi=Jejak.Aksi.SETUJU,
            langkah=nomor,
            task_state=state,
            hash=f"{last + place:064}",
        )
        for place, state in enumerate(states, 1)
    )


def chain_of(naskah: Naskah) -> RantaiJejak:
    kantor = naskah.instansi.translation_key
    return RantaiJejak.objects.get_or_create(kantor=kantor)[0]


def returned(
    sop: SOP,
    nomor: int,
    tujuan: int | None,
    alasan: str = "Lengkapi sumber data.",
    *,
    minutes: int | None = 30,
    at: dt.datetime = NOON,
) -> None:
    """Step ``nomor`` sent a naskah back to step ``tujuan``."""
    last = Jejak.objects.aggregate(last=Max("nomor"))["last"] or 0
    (state,) = made_states(sop, nomor, [minutes], at, 600)
    ke = f"Langkah {tujuan}" if tujuan else "Penyusun naskah"
    row = Jejak(
        rantai=chain_of(naskah_of(sop)),
        tertulis=b"",
        tanda=b"",
        nomor=last + 1,
        waktu=at,
        naskah=naskah_of(sop),
        aksi=Jejak.Aksi.KEMBALI,
        langkah=nomor,
        task_state=state,
        data={"alasan": alasan, "tujuan": tujuan, "ke": ke},
        hash=f"{last + 1:064}",
    )
    QuerySet(Jejak).bulk_create([row])
