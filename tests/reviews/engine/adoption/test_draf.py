"""A draft of an SOP: its name follows its text, and every save leaves its entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from wagtail.models import ModelLogEntry

from pages.errors import NaskahError
from reviews.engine.adoption.draf import (
    DrafChangedError,
    adopt_draf,
    begin_draf,
    delete_draf,
    retire_sop,
    save_draf,
)
from reviews.models import DrafSOP
from reviews.rights.sync import drift
from tests.reviews.builders import holder_of, news_of, refused

if TYPE_CHECKING:
    from reviews.models import SOP


def entries(obj: object) -> list[tuple[str, str]]:
    rows = ModelLogEntry.objects.for_instance(obj).order_by("pk")
    return [(row.action, row.user.username) for row in rows]


def test_a_draft_is_kept_with_its_name_and_its_entries(
    lampung: SOP, root_user: User
) -> None:
    draf = begin_draf(lampung.instansi, root_user, {}, asal="x" * 300)
    assert (draf.nama, draf.catatan, len(draf.asal)) == ("SOP tanpa nama", [], 255)
    save_draf(draf, root_user, {"nama": "Rilis berita"}, draf.digest)
    stored = DrafSOP.objects.get()
    assert (stored.nama, stored.isi) == ("Rilis berita", {"nama": "Rilis berita"})
    name = root_user.username
    assert entries(stored) == [("wagtail.create", name), ("wagtail.edit", name)]
    delete_draf(stored, root_user)
    assert not DrafSOP.objects.exists()
    assert entries(draf)[-1] == ("wagtail.delete", name)


def test_a_draft_that_changed_or_is_gone_is_not_overwritten(
    lampung: SOP, root_user: User
) -> None:
    draf = begin_draf(lampung.instansi, root_user, {"nama": "Satu"})
    seen = draf.digest
    save_draf(draf, root_user, {"nama": "Dua"}, seen)
    with refused(DrafChangedError, match="diubah orang lain"):
        save_draf(draf, root_user, {"nama": "Tiga"}, seen)
    assert DrafSOP.objects.get().nama == "Dua"
    DrafSOP.objects.all().delete()
    with refused(match="sudah dihapus atau sudah diberlakukan"):
        save_draf(draf, root_user, {"nama": "Empat"}, draf.digest)
    assert not DrafSOP.objects.exists()


def test_a_draft_comes_in_force_with_the_lanes_it_has_and_an_sop_ends_once(
    lampung: SOP, root_user: User
) -> None:
    office = lampung.instansi
    data = {**lampung.dokumen, "nama": "Versi berikut"}
    lanes = dict.fromkeys(data["pelaksana"])
    draf = begin_draf(office, root_user, data)
    with refused(match="Lajur draf ini berubah"):
        adopt_draf(draf, root_user, {**lanes, "Lurah": None})
    sop, created = adopt_draf(draf, root_user, lanes)
    assert created
    assert not DrafSOP.objects.exists()
    assert entries(sop)[-1] == ("wagtail.create", root_user.username)
    assert office.jabatan.filter(nama__in=lanes).count() == len(lanes)
    assert drift(office) == []
    retire_sop(sop, root_user)
    assert drift(office) == [], "who drafts for nothing keeps no right to"
    sop.refresh_from_db()
    assert not sop.berlaku
    assert sop.dihentikan_pada is not None
    assert entries(sop)[-1] == ("wagtail.edit", root_user.username)
    with pytest.raises(NaskahError, match="sudah tidak berlaku"):
        retire_sop(sop, root_user)


def test_who_drafts_by_the_sop_may_write_as_soon_as_it_is_in_force(
    lampung: SOP, root_user: User
) -> None:
    office, drafter = lampung.instansi, holder_of(lampung, 1)
    retire_sop(lampung, root_user)

    def may_write() -> bool:
        user = User.objects.get(pk=drafter.pk)
        return bool(news_of(office).permissions_for_user(user).can_add_subpage())

    assert not may_write()
    draf = begin_draf(office, root_user, {**lampung.dokumen, "nama": "Berikutnya"})
    adopt_draf(draf, root_user, dict.fromkeys(lampung.dokumen["pelaksana"]))
    assert may_write()
