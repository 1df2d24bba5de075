"""Who is told what: exact sets of people, from the rules that decide who may act."""

from __future__ import annotations

from wagtail.models import TaskState

from reviews.papers.surat import Surat
from reviews.rounds import authority


def is_wanted(letter: Surat) -> bool:
    """Whether the mail is still true, and its reader may still know."""
    user, naskah, state = letter.penerima, letter.naskah, letter.task_state
    if not (user.is_active and user.email):
        return False
    if letter.jenis == Surat.Jenis.RINGKASAN:
        return any(is_wanted(each) for each in letter.isi.all())
    if naskah is None:
        return False
    if state is not None and state.status != TaskState.STATUS_IN_PROGRESS:
        return False
    if letter.jenis == Surat.Jenis.JADWAL and naskah.jadwal_tayang is None:
        return False
    if letter.jenis in Surat.OF_WAITING_STEP and state is not None:
        return authority.acting(state.task.specific, naskah, user) is not None
    return authority.office_holders(naskah.instansi).filter(user=user).exists()
