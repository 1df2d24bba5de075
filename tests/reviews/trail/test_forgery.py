"""Whatever an owner of the database changes of what the trail states is found and named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, transaction
from hypothesis import assume, given
from hypothesis import strategies as st
from wagtail.models import Site

from cms.demo import offices
from reviews.trail import check
from tests.factories import SiteImageFactory
from tests.golden import steady, story, texts
from tests.proof import DEEP
from tests.reviews.arena import runs
from tests.reviews.trail import forgery

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject

    from pages.models import BeritaPage
    from reviews.models import SOP

SHARES = range(2) if DEEP else range(1)  # of the long proof, for two cores
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def history() -> None:
    """An office that has published texts of each kind, corrected, withdrawn, archived, passed on."""
    with steady.steady() as clock:
        sops = offices.adopt_seeds()
        sop = next(sop for sop in sops if sop.kode.startswith("lampung"))
        story.walk(clock, sop, illustrated(sop), with_returns=True)
        for text in (texts.information("berkala"), texts.profile()):
            story.walk(clock, sop, text)
        for part in (story.corrected, story.withdrawn, story.waiting):
            part(clock, sop)
        story.passed_on(clock, sops)
        site_named("Portal layanan")
        story.work()


def illustrated(sop: SOP) -> BeritaPage:
    """Its pictures do not have the same bytes."""
    page = texts.news("Layanan", sop.instansi)
    page.gambar_utama.delete()
    page.gambar_utama = SiteImageFactory(file__filename="lain.png", file__color="red")
    return page


def site_named(name: str) -> None:
    """From its first change on the trail states it."""
    site = Site.objects.get()
    site.site_name = name
    site.save()


@pytest.mark.parametrize("share", SHARES)
def test_every_change_is_found_and_named(history: None, share: int) -> None:
    assert check.first_fault() is None

    @runs(150, 10_000 // len(SHARES))
    @given(st.data())
    def tried(data: DataObject) -> None:
        with transaction.atomic():
            edit = forgery.drawn(data)
            before, places = forgery.rows_of(edit.model), edit.places()
            try:
                with transaction.atomic():
                    edit.carry_out()
            except DatabaseError:
                assume(False)
            assume(forgery.rows_of(edit.model) != before)
            places |= edit.places()
            found = check.first_fault()
            transaction.set_rollback(True)
        assert found is not None, edit.what
        if edit.rows and edit.model._meta.label in forgery.NAMED:
            assert found.place in places, f"{edit.what}: {found}"

    tried()
