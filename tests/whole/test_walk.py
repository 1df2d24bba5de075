"""The five source SOPs walk as their documents say: steps, actors, order, returns."""

from __future__ import annotations

import re
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from pages.models import BeritaPage
from reviews.models import SOP, Arsip, Berkas, Jejak
from reviews.trail import check
from tests.reviews import builders

pytestmark = pytest.mark.django_db
LINE = re.compile(
    r"^langkah (?P<no>\d+) · (?P<what>.+) · (?P<who>.+) · \d{4}-\d\d-\d\d \d\d:\d\d:\d\d$"
)
STEPS = {"000": 6, "001": 4, "002": 11, "003": 7, "004": 3}


def walk(*slugs: str, **options: bool) -> dict[str, list[str]]:
    """The printed timelines, by the SOP's code; the command exited 0."""
    out = StringIO()
    call_command("walk_sop", *slugs, stdout=out, no_color=True, **options)
    timelines: dict[str, list[str]] = {}
    kode = ""
    for line in filter(None, out.getvalue().splitlines()):
        if line.startswith("langkah "):
            timelines[kode].append(line)
        elif not line.startswith("tayang: "):
            kode = line.split()[0]
            timelines[kode] = []
    return timelines


def parsed(lines: list[str]) -> list[tuple[int, str, str]]:
    found = [LINE.match(line) for line in lines]
    assert all(found), lines
    return [(int(m["no"]), m["what"], m["who"]) for m in found if m]


def test_every_seed_walks_as_its_document_says() -> None:
    for _ in range(2):  # again works again
        timelines = walk(all=True)
        assert len(timelines) == 5
        for sop in SOP.objects.in_force():
            steps = parsed(timelines[sop.kode])
            written = sop.isi.langkah
            assert [no for no, _, _ in steps] == [row.no for row in written]
            for (_, what, who), row in zip(steps, written, strict=True):
                assert set(what.split(" + ")) == {str(k) for k in row.semua_jenis}
                assert who in row.pelaksana
    assert BeritaPage.objects.live().count() == 10
    assert not Berkas.objects.filter(ditutup_pada=None).exists()
    assert check.first_fault() is None


def test_the_seeds_have_the_steps_of_their_papers() -> None:
    for number, steps in STEPS.items():
        assert len(builders.adopted(number).isi.langkah) == steps


def test_every_written_return_is_taken_once() -> None:
    timelines = walk(all=True, with_returns=True)
    for sop in SOP.objects.in_force():
        wanted = Counter(
            (row.no, f"dikembalikan ke langkah {row.dikembalikan_ke}")
            for row in sop.isi.langkah
            if row.dikembalikan_ke is not None
        )
        steps = parsed(timelines[sop.kode])
        taken = Counter((no, what) for no, what, _ in steps if "dikembalikan" in what)
        assert taken == wanted, sop.kode
        done = {no for no, what, _ in steps if "dikembalikan" not in what}
        assert done == {row.no for row in sop.isi.langkah}
    assert check.first_fault() is None


def test_what_was_walked_is_read_from_the_api(lampung: SOP) -> None:
    walk(lampung.kode)
    page = BeritaPage.objects.live().get()
    answer = Client().get(f"/api/v3/berita/{page.pk}/").json()
    assert answer["judul"] == page.title
    listed = Client().get("/api/v3/berita/").json()
    assert [item["id"] for item in listed["items"]] == [page.pk]
    naskah = builders.naskah_of(page)
    proof = Client().get(f"/api/v3/verifikasi/{naskah.kode_verifikasi}/").json()
    assert proof["digest_tayang"] == page.digest() == naskah.digest_disetujui


def test_the_whole_trail_of_seed_002(lampung: SOP) -> None:
    walk(lampung.kode)
    page = BeritaPage.objects.get()
    pengelola, kasubid, kabid = (
        "Pengelola Informasi Kepegawaian",
        "Kasubid II",
        "Kabid Dokin",
    )
    jabatan = {row.no: row.pelaksana[0] for row in lampung.isi.langkah}
    assert (jabatan[1], jabatan[2], jabatan[3]) == (pengelola, kasubid, kabid)
    rows = [
        (row.langkah, row.aksi, row.jabatan)
        for row in Jejak.objects.filter(naskah__page_id=page.pk)
    ]
    assert rows == [
        (None, "mulai", ""),
        (1, "setuju", jabatan[1]),
        (2, "setuju", jabatan[2]),
        (3, "setuju", jabatan[3]),
        (4, "setuju", jabatan[4]),
        (5, "setuju", jabatan[5]),
        (None, "tayang", ""),
        (None, "berkas", ""),
        (5, "setuju", jabatan[5]),
        (6, "setuju", jabatan[6]),
        (7, "setuju", jabatan[7]),
        (8, "setuju", jabatan[8]),
        (9, "setuju", jabatan[9]),
        (10, "setuju", jabatan[10]),
        (11, "setuju", jabatan[11]),
        (None, "selesai", ""),
        (None, "arsip", ""),
    ]
    assert Arsip.objects.count() == 1


def test_an_unknown_sop_is_refused_with_the_known_ones(lampung: SOP) -> None:
    with pytest.raises(CommandError, match=lampung.kode):
        walk("tidak-ada")


def test_an_sop_nobody_can_act_in_says_where(lampung: SOP) -> None:
    builders.post_of(lampung, 3).pemangku.all().delete()
    err = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("walk_sop", lampung.kode, stdout=StringIO(), stderr=err)
    assert caught.value.returncode == 1
    assert "Kabid Dokin" in err.getvalue()
