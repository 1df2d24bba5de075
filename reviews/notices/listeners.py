"""Whom each event of a round is told to. The engine knows nothing of mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.dispatch import receiver

from reviews import events
from reviews.notices import write
from reviews.notices.reminders import watch

if TYPE_CHECKING:
    import datetime as dt

    from django.contrib.auth.models import User
    from wagtail.models import WorkflowState

    from reviews.engine.actions.putusan import Putusan
    from reviews.papers.disposisi import Disposisi, PenerimaDisposisi
    from reviews.papers.jejak import Jejak
    from reviews.papers.langkah import LangkahTask, LangkahTaskState
    from reviews.papers.laporan import Berkas
    from reviews.papers.naskah import Naskah


@receiver(events.step_begun)
def tell_whose_turn(
    task: LangkahTask, state: LangkahTaskState, naskah: Naskah, **kwargs: Any
) -> None:
    watch(task, state, naskah)


@receiver(events.returned)
def tell_of_return(putusan: Putusan, reason: str, to: str, **kwargs: Any) -> None:
    write.announce_return(putusan, reason, to)


@receiver(events.sheet_issued)
def tell_readers(sheet: Disposisi, target: LangkahTask | None, **kwargs: Any) -> None:
    write.announce_disposisi(sheet, target)


@receiver(events.sheet_passed_on)
def tell_further_readers(rows: list[PenerimaDisposisi], **kwargs: Any) -> None:
    write.announce_passed_on(rows)


@receiver(events.scheduled)
def tell_the_hour(row: Jejak, at: dt.datetime, **kwargs: Any) -> None:
    write.announce_jadwal(row, at)


@receiver(events.schedule_cancelled)
def tell_it_was_called_off(row: Jejak, **kwargs: Any) -> None:
    write.announce_batal_jadwal(row)


@receiver(events.publication_failed)
def tell_it_failed(row: Jejak, **kwargs: Any) -> None:
    write.announce_gagal(row)


@receiver(events.published)
def tell_it_is_public(naskah: Naskah, user: User | None, **kwargs: Any) -> None:
    write.announce_tayang(naskah, user)


@receiver(events.dossier_ended)
def tell_it_ended(
    berkas: Berkas,
    state: WorkflowState | None,
    reason: str,
    user: User | None,
    **kwargs: Any,
) -> None:
    write.announce_end(berkas, state, reason, user)
