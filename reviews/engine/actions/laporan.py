"""Write the laporan, and look at the site before signing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pages.errors import NaskahError
from reviews.engine.site_check import fetch_publication
from reviews.papers.langkah import LangkahTask
from reviews.papers.laporan import Berkas
from reviews.rounds import authority, progress
from reviews.rounds.shown import is_shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import AnonymousUser, User
    from wagtail.models import Task, TaskState

    from reviews.engine.actions.putusan import Putusan
    from reviews.papers.naskah import Naskah

Seen = dict[str, Any]


def write_laporan(putusan: Putusan, data: dict[str, Any]) -> None:
    """Put the laporan on the table: later signatures bind to it."""
    berkas = putusan.obj
    if not isinstance(berkas, Berkas):
        return
    berkas.laporan = data["laporan"]
    berkas.save(update_fields=["laporan"])
    putusan.revision = berkas.save_revision(user=putusan.user)
    putusan.draft, putusan.digest = berkas, berkas.digest()


def look(task_state: TaskState, user: User | AnonymousUser) -> Seen | None:
    """What the site shows of the dossier that ``user`` is to sign, if it is to be asked.

    The site may be slow or away: it is asked before anything is locked.
    """
    state, task = task_state.workflow_state, task_state.task.specific
    if not (is_site_check(task) and progress.about_berkas(state)):
        return None
    naskah = progress.naskah_of_state(state)
    if naskah is None or authority.acting(task, naskah, user) is None:
        return None  # the act itself says so
    return fetch_publication(naskah)


def look_at_all(states: Iterable[TaskState], user: User) -> dict[int, Seen]:
    """The same of several; a site that does not answer is not asked again."""
    seen: dict[int, Seen] = {}
    away: Seen | None = None
    for state in states:
        found = away or look(state, user)
        if found is not None:
            seen[state.pk] = found
            away = None if found["status"] else found
    return seen


def is_site_check(task: Task) -> bool:
    """Whether ``task`` of a dossier vouches for what the site shows."""
    return isinstance(task, LangkahTask) and task.is_check


def require_shown(naskah: Naskah, seen: Seen | None) -> Seen:
    """``seen``, for the trail, if it is what was approved, and still is as we decide.

    Raises :class:`~pages.errors.NaskahError` where the signature would vouch for
    something else.
    """
    reason = seen["keterangan"] if seen else "situs belum diperiksa"
    if seen and seen["digest"] == naskah.digest_disetujui:
        if is_shown(naskah):
            return seen
        reason = "halaman tidak tayang"
    raise NaskahError(
        "Cek situs: isi yang tayang belum sesuai dengan naskah yang disetujui "
        f"({reason}). Kembalikan untuk diperbaiki. Bila naskah ini memang "
        "tidak tayang lagi, penanggung jawab informasi dapat mengakhiri berkasnya."
    )
