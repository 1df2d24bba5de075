"""Complete a step: what its kinds ask, then on to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from pages.errors import NaskahError
from pages.models import NaskahPage
from reviews.engine.actions.laporan import require_shown
from reviews.engine.kinds import kinds_of
from reviews.papers.jejak import Jejak
from reviews.papers.laporan import Berkas
from reviews.rounds import progress
from reviews.sop.kinds import Jenis

if TYPE_CHECKING:
    from reviews.engine.actions.putusan import Putusan


@transaction.atomic
def approve_langkah(putusan: Putusan) -> None:
    """Complete the step and move on; Wagtail starts the next one, or finishes."""
    complete(putusan)
    putusan.workflow_state.update(user=putusan.user)


def complete(putusan: Putusan) -> None:
    """Record the completed step and everything that hangs on it."""
    data = dict(putusan.data)
    data.pop("digest", None)
    prepare(putusan, data)
    jejak = putusan.record(Jejak.Aksi.SETUJU, data)
    for effect in dict.fromkeys(kind.after for kind in kinds_of(putusan.task)):
        effect(putusan, jejak)
    progress.supersede_later(putusan.workflow_state, putusan.task, putusan.digest)
    putusan.task_state.approve(
        user=putusan.user, update=False, comment=putusan.data.get("catatan", "")
    )


def prepare(putusan: Putusan, data: dict[str, Any]) -> None:
    """What must be true, or written, before the decision counts."""
    require_initialled_text(putusan)
    for kind in kinds_of(putusan.task):
        kind.before(putusan, data)
    if isinstance(putusan.draft, NaskahPage):
        putusan.draft.check_publishable()
    if isinstance(putusan.obj, Berkas) and putusan.task.is_check:
        data["cek_situs"] = require_shown(putusan.naskah, putusan.seen)
    remember_drafter(putusan)


def remember_drafter(putusan: Putusan) -> None:
    """Who wrote the text: he does not check it later (four eyes)."""
    first_text = (
        putusan.naskah.penyusun_id is None
        and putusan.task.boleh_menyunting
        and not putusan.task.is_check
        and putusan.revision.user_id == putusan.user.pk
    )
    if Jenis.BUAT_NASKAH in putusan.task.kinds or first_text:
        putusan.naskah.penyusun = putusan.user
        putusan.naskah.save(update_fields=["penyusun"])


def require_initialled_text(putusan: Putusan) -> None:
    """What goes on is what the posts before initialled.

    The lock keeps the text from changing under review; a file that the text uses can
    be replaced past it. A step whose holder may edit answers for the change itself.
    """
    initialled = progress.initialled_digest(putusan.workflow_state, putusan.task)
    if initialled is not None and initialled != putusan.digest:
        raise NaskahError(
            "Isi naskah berubah sesudah diparaf, misalnya karena berkas gambarnya "
            "diganti. Kembalikan kepada penyusun, atau minta penyusun membatalkan "
            "pengajuan dan mengajukannya lagi, agar diparaf ulang."
        )


def require_complete_text(putusan: Putusan, data: dict[str, Any]) -> None:
    """A text that goes to others for signature, or out, has all its parts."""
    if not isinstance(putusan.draft, NaskahPage):
        return
    missing = putusan.draft.missing_fields()
    if missing:
        raise NaskahError(f"Naskah belum lengkap. Isi dahulu: {', '.join(missing)}.")
