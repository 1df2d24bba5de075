"""Answers about SOPs and proofs are asked anew after the acts that change them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from pages.reading import version
from reviews.engine.adoption.adopt import adopt_sop
from reviews.engine.adoption.draf import retire_sop
from reviews.papers.laporan import Berkas
from reviews.sop.write import parse_data
from tests.reviews import builders as b

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.contrib.auth.models import User

    from reviews.papers.sop import SOP

pytestmark = pytest.mark.django_db


@contextmanager
def touched(*, expected: bool = True) -> Iterator[None]:
    before = version.current()
    yield
    assert (version.current() != before) is expected


def test_what_is_done_with_a_published_text_shows_in_its_proof(lampung: SOP) -> None:
    with touched(expected=False):
        page = b.submitted(lampung)
        b.approve(page)
    while not b.fresh(page).live:
        b.approve(page)
    berkas = Berkas.objects.get(naskah__page_id=page.pk)
    with touched():
        b.approve(berkas)


def test_an_sop_is_shown_while_it_is_in_force(lampung: SOP, root_user: User) -> None:
    revised = parse_data({**lampung.dokumen, "nama": "Versi berikut"}, "revisi")
    with touched():
        following, _ = adopt_sop(revised, lampung.instansi)
    with touched():
        retire_sop(following, root_user)
