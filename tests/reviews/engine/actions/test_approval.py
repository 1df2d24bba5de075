"""What a publication stands on: who answered for the text, and for which."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cms.demo.offices import make_office
from pages.errors import PublishingDenied
from reviews.engine.actions.approval import approval_of
from reviews.engine.adoption.adopt import adopt_sop
from reviews.rights.sync import sync_rights
from reviews.sop.document import parse_document
from reviews.sop.interpret import interpret
from tests.reviews import builders as b
from tests.reviews.trail.tampering import tampered

if TYPE_CHECKING:
    from reviews.models import SOP

# An office too small for a paraf: who writes answers for the text himself.
SMALL = """
id: kantor-kecil
nama: Website
pelaksana: [Staf, Admin]
langkah:
  - {"no": 1, uraian: Menulis, pelaksana: [Staf], jenis: buat_naskah, objek: naskah}
  - {"no": 2, uraian: Memuat, pelaksana: [Admin], jenis: publikasi, objek: naskah}
"""


@pytest.mark.django_db
def test_where_nobody_initials_the_writer_answers_for_what_goes_out() -> None:
    """Not who uploads it: a picture exchanged since is seen, and handed in again."""
    document = parse_document(SMALL, "kecil.yaml")
    office = make_office(document.dokumen, interpret(document.dokumen))
    sop, _ = adopt_sop(document, office)
    sync_rights(office)
    page, image = b.illustrated(sop)
    image.file = b.picture()
    image.save()
    with b.refused(PublishingDenied, match="berubah sesudah disetujui"):
        b.approve(page)
    b.state_of(page).cancel(user=page.owner)
    sop.workflow.start(b.fresh(page), page.owner)
    assert b.approve(page).live


@pytest.mark.parametrize("nomor", [2, 3])
def test_no_paraf_on_another_text_leads_to_the_site(lampung: SOP, nomor: int) -> None:
    """Each step looked at the one before; the database's owner came in between."""
    page = b.at_step(lampung, 5)
    sql = "UPDATE reviews_jejak SET digest = %s WHERE langkah = %s"
    with (
        tampered((sql, ["0" * 64, nomor])),
        b.refused(PublishingDenied, match=f"berubah sesudah langkah “Langkah {nomor}:"),
    ):
        b.approve(page)


def test_a_paraf_that_was_made_another_act_is_none(lampung: SOP) -> None:
    """The database's owner again: the row is there, and says that it went back."""
    page = b.at_step(lampung, 5)
    sql = "UPDATE reviews_jejak SET aksi = 'kembali' WHERE langkah = 2"
    with (
        tampered((sql, [])),
        b.refused(PublishingDenied, match="belum dilalui: Langkah 2:"),
    ):
        b.approve(page)


def test_a_way_without_any_step_answers_for_no_text(lampung: SOP) -> None:
    page = b.at_step(lampung, 5)
    state, naskah = b.state_of(page), b.naskah_of(page)
    sql = "DELETE FROM wagtailcore_workflowtask WHERE workflow_id = %s"
    with (
        tampered((sql, [lampung.workflow_id])),
        b.refused(PublishingDenied, match="belum dilalui: semua langkah"),
    ):
        approval_of(state, naskah)
