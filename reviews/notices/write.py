"""Notices, written in the transaction of the act that they tell of.

The queue's tables are in the same database: what is undone is not told, and nothing
is lost between the commit and the queue. People without an address are not written to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from reviews.notices.send import send_due
from reviews.papers.surat import PilihanSurat, Surat
from reviews.rounds import audience, authority
from reviews.worktime.local import local_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.contrib.auth.models import User
    from wagtail.models import WorkflowState

    from reviews.engine.actions.putusan import Putusan
    from reviews.papers.disposisi import Disposisi, PenerimaDisposisi
    from reviews.papers.jejak import Jejak
    from reviews.papers.langkah import LangkahTask, LangkahTaskState
    from reviews.papers.laporan import Berkas
    from reviews.papers.naskah import Naskah

Jenis = Surat.Jenis
Cara = PilihanSurat.Cara


def announce_turn(
    task: LangkahTask, state: LangkahTaskState, naskah: Naskah
) -> list[Surat]:
    """Tell those who may act that the step is theirs."""
    return write(
        Jenis.GILIRAN, authority.able(task, naskah), naskah, f"{state.pk}", state=state
    )


def announce_return(putusan: Putusan, alasan: str, ke: str) -> list[Surat]:
    """Tell the drafter, and those who had approved, where the text goes back to.

    Who is asked to act again gets his turn's notice instead; the judge knows.
    """
    naskah = putusan.naskah
    told = Surat.objects.filter(
        jenis=Jenis.GILIRAN,
        task_state__workflow_state=putusan.workflow_state,
        task_state__status="in_progress",
    ).values_list("penerima", flat=True)
    knows = {putusan.user.pk, *told}
    people = [user for user in audience.participants(naskah) if user.pk not in knows]
    oleh = putusan.holder.sebutan
    data = {"alasan": alasan, "ke": ke, "oleh": oleh, "langkah": putusan.task.name}
    return write(Jenis.KEMBALI, people, naskah, f"{putusan.task_state.pk}", data=data)


def announce_disposisi(sheet: Disposisi, target: LangkahTask | None) -> list[Surat]:
    """Tell the readers of ``sheet``; who carries out its step is told with his turn."""
    naskah = sheet.jejak.naskah
    told = {user.pk for user in authority.able(target, naskah)} if target else set()
    people = [
        to.user
        for to in sheet.penerima.select_related("user")
        if to.user is not None and to.user_id not in told
    ]
    return write(
        Jenis.DISPOSISI, people, naskah, f"{sheet.pk}", data={"disposisi": sheet.pk}
    )


def announce_passed_on(rows: Iterable[PenerimaDisposisi]) -> list[Surat]:
    """Tell those to whom a recipient passed his sheet on, with what he asks of them."""
    letters = []
    for row in rows:
        if row.user is not None and row.diteruskan_oleh is not None:
            data = {
                "disposisi": row.disposisi_id,
                "pesan": row.pesan,
                "oleh": row.diteruskan_oleh.sebutan,
            }
            naskah = row.disposisi.jejak.naskah
            letters += write(
                Jenis.DISPOSISI, [row.user], naskah, f"terusan-{row.pk}", data=data
            )
    return letters


def announce_jadwal(row: Jejak, at: dt.datetime) -> list[Surat]:
    """Tell all who worked on the text when it will be public."""
    data = {"jadwal_tayang": local_text(at, row.naskah.instansi)}
    return write(Jenis.JADWAL, others(row), row.naskah, f"{row.nomor}", data=data)


def announce_batal_jadwal(row: Jejak) -> list[Surat]:
    """Tell them that it will not, and why."""
    data = {"sebab": row.data["alasan"], "oleh": row.jabatan}
    return write(Jenis.BATAL_JADWAL, others(row), row.naskah, f"{row.nomor}", data=data)


def announce_gagal(row: Jejak) -> list[Surat]:
    """Tell them, and who answers for the office's information, what went wrong."""
    people = [*others(row), *audience.in_charge(row.naskah.instansi)]
    data = {"sebab": row.data["alasan"]}
    return write(Jenis.GAGAL, people, row.naskah, f"{row.nomor}", data=data)


def others(row: Jejak) -> list[User]:
    """Those who worked on the text, but not the one whose act ``row`` is."""
    people = audience.participants(row.naskah)
    return [user for user in people if user.pk != row.pelaku]


def announce_tayang(naskah: Naskah, by: User | None) -> list[Surat]:
    """Tell all who worked on the text that it is public; the one who did it knows."""
    people = [user for user in audience.participants(naskah) if user != by]
    return write(Jenis.TAYANG, people, naskah, f"{naskah.pk}")


def announce_end(
    berkas: Berkas, state: WorkflowState | None, alasan: str, by: User | None
) -> list[Surat]:
    """Tell those on whose desk a dossier lay that it ended, and why."""
    naskah = berkas.naskah
    if state is not None and state.status == state.STATUS_IN_PROGRESS:
        people = authority.able(state.current_task_state.task.specific, naskah)
    else:
        people = audience.drafters(naskah)
    return write(
        Jenis.TAYANG,
        [user for user in people if user != by],
        naskah,
        f"akhir-{berkas.pk}",
        data={"berakhir": alasan},
    )


def write(
    jenis: Surat.Jenis,
    people: Iterable[User],
    naskah: Naskah,
    reason: str,
    *,
    state: LangkahTaskState | None = None,
    data: dict[str, Any] | None = None,
) -> list[Surat]:
    """One mail each, unless one was written for this reason before."""
    keys = {
        f"{jenis}:{reason}:{user.pk}": user
        for user in people
        if user.email and user.is_active
    }
    known = Surat.objects.filter(kunci__in=keys).values_list("kunci", flat=True)
    for key in list(known):
        del keys[key]
    wishes = {
        row.user_id: row for row in PilihanSurat.objects.filter(user__in=keys.values())
    }
    letters = [
        Surat(
            kunci=key,
            penerima=user,
            jenis=jenis,
            naskah=naskah,
            task_state=state,
            data=data or {},
            status=status_for(jenis, wish),
        )
        for key, user in keys.items()
        if (wish := way(jenis, wishes.get(user.pk))) != Cara.TIDAK
    ]
    if letters:
        # Two runs at once: the row that is there first wins, the other is not written.
        with transaction.atomic():
            Surat.objects.bulk_create(letters, ignore_conflicts=True)
            send_due.enqueue()
    return letters


def way(jenis: Surat.Jenis, wish: PilihanSurat | None) -> str:
    """How the person wants mail of this kind."""
    if wish is None:
        return str(Cara.LANGSUNG)
    return wish.pengingat if jenis in Surat.REMINDERS else wish.pemberitahuan


def status_for(jenis: Surat.Jenis, wish: str) -> Surat.Status:
    """A digest waits for its morning, all else goes out at once."""
    at_once = wish == Cara.LANGSUNG or jenis == Jenis.RINGKASAN
    return Surat.Status.MENUNGGU if at_once else Surat.Status.RINGKASAN
