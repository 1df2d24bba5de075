"""An approved hour is nobody's to change by saving."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.reviews import builders as b

if TYPE_CHECKING:
    from reviews.models import SOP


def test_an_approved_hour_is_kept_and_other_texts_are_written_on(bekasi: SOP) -> None:
    page, other = b.scheduled(bekasi), b.drafted(bekasi, "Lain")
    revision = b.naskah_of(page).revisi_disetujui
    assert revision is not None
    hour = revision.approved_go_live_at
    for later in (None, hour + dt.timedelta(days=1)):
        revision.approved_go_live_at = later
        with b.refused(match="dibatalkan oleh penanggung jawab informasi"):
            revision.save()
    assert b.fresh(revision).approved_go_live_at == hour
    draft = b.changed(other).save_revision(user=other.owner)
    draft.save()
    assert b.fresh(other).latest_revision == draft
