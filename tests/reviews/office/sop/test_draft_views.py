"""The menu "SOP": what each person may see and do, and what a click changes."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pages.errors import NaskahError
from reviews.engine.adoption.draf import adopt_draf, begin_draf, retire_sop
from reviews.models import SOP, DrafSOP, Jabatan, Naskah
from reviews.office.sop.opened import Dasar
from reviews.sop.faults import DocumentFaults
from tests.reviews import builders as b
from tests.reviews.office.sop.form import posted
from tests.reviews.sop.tables.office_files import word_file

pytestmark = pytest.mark.django_db


def administrator(sop: SOP) -> User:
    """A holder of the office who was given the SOPs to care for."""
    user = b.holder_of(sop, 1)
    names = ("change_drafsop", "berlakukan_drafsop")
    user.user_permissions.add(*Permission.objects.filter(codename__in=names))
    return User.objects.get(pk=user.pk)


def draft_of(sop: SOP, **changes: object) -> DrafSOP:
    data = {**sop.isi.as_data(), **changes}
    return begin_draf(sop.instansi, b.superuser(), data)


def posts_by_lane(sop: SOP) -> dict[str, Jabatan | None]:
    posts = {post.nama: post for post in sop.instansi.jabatan.all()}
    return {lane: posts[lane] for lane in sop.isi.pelaksana}


def filled(draf: DrafSOP, **changes: str) -> dict[str, Any]:
    """The form of the draft as it was opened now, with some fields typed."""
    return {**posted(draf.isi), "dasar": Dasar.of(draf).seal(draf), **changes}


def test_everybody_in_office_reads_the_sop_and_its_flowchart(lampung: SOP) -> None:
    client = b.logged_in(b.holder_of(lampung, 2))
    listing = client.get(reverse("sop:daftar")).content.decode()
    assert lampung.nama in listing
    assert "Susun atau impor" not in listing
    screen = client.get(reverse("sop:versi", args=[lampung.pk])).content.decode()
    assert "<svg" in screen
    assert "Susun versi baru" not in screen
    yaml = client.get(reverse("sop:ekspor", args=[lampung.pk]))
    assert b"'no': 1" in yaml.content


def test_another_office_sees_and_changes_nothing(lampung: SOP, bekasi: SOP) -> None:
    draf = draft_of(lampung, nama="Rahasia kantor")
    stranger = b.logged_in(administrator(bekasi))
    urls = [
        *(
            reverse(f"sop:{n}", args=[lampung.pk])
            for n in ("versi", "ekspor", "hentikan")
        ),
        *(
            reverse(f"sop:{n}", args=[draf.pk])
            for n in ("draf", "draf_yaml", "berlakukan")
        ),
        reverse("sop:baru", args=[lampung.instansi_id]),
        f"{reverse('sop:banding')}?lama=sop-{lampung.pk}&baru=draf-{draf.pk}",
    ]
    for url in urls:
        assert "Updating Data" not in stranger.get(url, follow=True).content.decode()
    acts = [
        *(reverse(f"sop:{n}", args=[lampung.pk]) for n in ("hentikan", "revisi")),
        *(reverse(f"sop:{n}", args=[draf.pk]) for n in ("draf", "hapus", "pratinjau")),
        reverse("sop:baru", args=[lampung.instansi_id]),
    ]
    for url in acts:
        stranger.post(url, {"jumlah": "0"})
    draf.refresh_from_db()
    assert (draf.nama, DrafSOP.objects.count()) == ("Rahasia kantor", 1)
    assert SOP.objects.in_force().filter(pk=lampung.pk).exists()


def test_without_the_permission_nobody_writes(lampung: SOP) -> None:
    draf = draft_of(lampung)
    client = b.logged_in(b.holder_of(lampung, 2))
    for url in (
        reverse("sop:draf", args=[draf.pk]),
        reverse("sop:revisi", args=[lampung.pk]),
        reverse("sop:hentikan", args=[lampung.pk]),
        reverse("sop:berlakukan", args=[draf.pk]),
    ):
        client.post(url, {"jumlah": "0"})
    draf.refresh_from_db()
    assert draf.isi["langkah"]
    assert (SOP.objects.count(), DrafSOP.objects.count()) == (1, 1)


def test_get_changes_nothing(lampung: SOP) -> None:
    draf = draft_of(lampung)
    client = b.logged_in(b.superuser())
    client.get(reverse("sop:hapus", args=[draf.pk]))
    client.get(reverse("sop:revisi", args=[lampung.pk]))
    client.get(reverse("sop:hentikan", args=[lampung.pk]))
    assert DrafSOP.objects.count() == 1
    assert SOP.objects.in_force().count() == 1


def test_what_was_typed_is_kept_with_its_faults(lampung: SOP) -> None:
    draf, newer = draft_of(lampung), draft_of(lampung)
    client = b.logged_in(administrator(lampung))
    url = reverse("sop:draf", args=[draf.pk])
    sent = filled(draf, **{"langkah-1-waktu_menit": "sejam"})
    said = b.told(client, client.post(url, sent))
    assert "Draf disimpan" in said
    screen = client.get(url).content.decode()
    assert "sejam" in screen
    assert "bilangan bulat menit" in screen
    draf.refresh_from_db()
    assert draf.isi["langkah"][1]["waktu_menit"] == "sejam"
    assert b.fresh(newer).isi == newer.isi, "the one beside it is another"
    response = client.get(reverse("sop:berlakukan", args=[draf.pk]))
    assert "belum dapat diberlakukan" in b.told(client, response)


def test_the_second_of_two_saves_is_told_what_the_first_changed(lampung: SOP) -> None:
    draf = draft_of(lampung)
    url = reverse("sop:draf", args=[draf.pk])
    first, second = b.logged_in(administrator(lampung)), b.logged_in(b.superuser())
    opened = filled(draf)
    theirs = {**opened, "identitas-nomor": "Nomor pertama"}
    assert "Draf disimpan" in b.told(first, first.post(url, theirs))
    mine = {**opened, "langkah-0-uraian": "Uraian kedua"}
    refused = second.post(url, mine)
    screen = refused.content.decode()
    assert refused.status_code == HTTPStatus.CONFLICT
    assert administrator(lampung).get_full_name() in screen
    assert "Nomor pertama" in screen
    assert "Uraian kedua" in screen
    draf.refresh_from_db()
    assert (draf.isi["nomor"], "Uraian kedua" in str(draf.isi)) == (
        "Nomor pertama",
        False,
    )
    again = {**mine, "dasar": refused.context["dasar"]}
    assert "Draf disimpan" in b.told(second, second.post(url, again))
    draf.refresh_from_db()
    assert draf.isi["langkah"][0]["uraian"] == "Uraian kedua"


def test_a_save_that_changed_nothing_is_in_nobodys_way(lampung: SOP) -> None:
    draf = draft_of(lampung)
    client = b.logged_in(administrator(lampung))
    url = reverse("sop:draf", args=[draf.pk])
    opened = filled(draf)
    for nomor in ("", "Nomor baru"):
        sent = {**opened, "identitas-nomor": nomor or opened["identitas-nomor"]}
        assert "Draf disimpan" in b.told(client, client.post(url, sent))


@pytest.mark.parametrize("dasar", ["", "palsu", "lain"])
def test_a_form_that_cannot_say_what_it_was_opened_with(
    lampung: SOP, dasar: str
) -> None:
    draf, other = draft_of(lampung), draft_of(lampung)
    sealed = Dasar.of(other).seal(other) if dasar == "lain" else dasar
    client = b.logged_in(administrator(lampung))
    sent = filled(draf, dasar=sealed, **{"identitas-nama": "Diketik"})
    answer = client.post(reverse("sop:draf", args=[draf.pk]), sent)
    assert answer.status_code == HTTPStatus.CONFLICT
    assert "Diketik" in answer.content.decode()


def test_what_the_form_does_not_show_moves_with_its_step(lampung: SOP) -> None:
    draf = draft_of(lampung)
    client = b.logged_in(administrator(lampung))
    url = reverse("sop:draf", args=[draf.pk])
    draf.isi["langkah"][1]["dikembalikan_ke_sumber"] = "teks"
    draf.save()
    moved = client.post(url, filled(draf, baris="hapus:1")).context["form"]
    sent: dict[str, Any] = {"jumlah": "10", "dasar": Dasar.of(draf).seal(draf)}
    for part in (moved.identitas, *moved.langkah):
        sent |= {f.html_name: f.value() if f.value() is not None else "" for f in part}
    client.post(url, sent)
    draf.refresh_from_db()
    assert draf.isi["langkah"][0]["dikembalikan_ke_sumber"] == "teks"
    assert "asal" not in draf.isi["langkah"][0]


def test_nobody_adopts_what_he_has_not_seen(lampung: SOP) -> None:
    draf = draft_of(lampung, nomor="Lama")
    client = b.logged_in(administrator(lampung))
    url = reverse("sop:berlakukan", args=[draf.pk])
    form = client.get(url).context["form"]
    sent = {field.html_name: field.value() for field in form}
    draf.isi["nomor"] = "Diubah sesudahnya"
    draf.save()
    assert "diubah orang lain" in b.told(client, client.post(url, sent))
    assert SOP.objects.count() == 1


def test_rows_move_without_saving(lampung: SOP) -> None:
    draf = draft_of(lampung)
    client = b.logged_in(administrator(lampung))
    sent = filled(draf, **{"identitas-nama": "Nama diketik", "baris": "hapus:11"})
    screen = client.post(reverse("sop:draf", args=[draf.pk]), sent).content.decode()
    assert "Nama diketik" in screen
    assert "Langkah 11</legend>" not in screen
    draf.refresh_from_db()
    assert len(draf.isi["langkah"]) == 11


def test_the_flowchart_follows_the_typing(lampung: SOP) -> None:
    draf = draft_of(lampung)
    client = b.logged_in(administrator(lampung))
    sent = filled(draf, **{"langkah-0-uraian": "Menulis <b>berita</b>"})
    html = client.post(reverse("sop:pratinjau", args=[draf.pk]), sent).content.decode()
    assert "Menulis &lt;b&gt;" in html
    assert "Dokumen lengkap" in html


@pytest.mark.parametrize("kind", ["docx", "yaml"])
def test_a_file_becomes_a_draft(lampung: SOP, kind: str) -> None:
    raw = word_file(lampung.isi) if kind == "docx" else lampung.teks.encode()
    file = SimpleUploadedFile(f"sop kami.{kind}", raw)
    client = b.logged_in(administrator(lampung))
    url = reverse("sop:baru", args=[lampung.instansi_id])
    assert "Periksa isinya" in b.told(client, client.post(url, {"berkas": file}))
    draf = DrafSOP.objects.get()
    assert len(draf.isi["langkah"]) == 11
    assert bool(draf.catatan) == (kind == "docx")
    assert SOP.objects.count() == 1


@pytest.mark.parametrize("raw", [b"PK\x03\x04rusak", b"nama: [", b"\xff\xfe"])
def test_a_bad_file_is_refused_on_its_field(lampung: SOP, raw: bytes) -> None:
    client = b.logged_in(administrator(lampung))
    file = SimpleUploadedFile("sop.docx", raw)
    url = reverse("sop:baru", args=[lampung.instansi_id])
    html = client.post(url, {"berkas": file}).content.decode()
    assert "error-message" in html
    assert not DrafSOP.objects.exists()


def test_a_revision_binds_new_lanes_and_comes_in_force(lampung: SOP) -> None:
    lanes = [*lampung.isi.pelaksana, "Pranata Humas"]
    draf = draft_of(lampung, pelaksana=lanes, nomor="Baru")
    client = b.logged_in(administrator(lampung))
    url = reverse("sop:berlakukan", args=[draf.pk])
    screen = client.get(url).content.decode()
    assert "Buat jabatan baru “Pranata Humas”" in screen
    posts = {post.nama: str(post.pk) for post in lampung.instansi.jabatan.all()}
    sent = {f"lajur_{at}": posts.get(lane, "baru") for at, lane in enumerate(lanes)}
    sent["dilihat"] = draf.digest
    assert "versi 2" in b.told(client, client.post(url, sent))
    assert Jabatan.objects.filter(nama="Pranata Humas").exists()
    assert list(SOP.objects.in_force().values_list("versi", "nomor")) == [(2, "Baru")]
    assert not DrafSOP.objects.exists()
    compared = client.get(
        reverse("sop:banding"),
        {"lama": f"sop-{lampung.pk}", "baru": f"sop-{SOP.objects.get(versi=2).pk}"},
    )
    assert "Lajur pelaksana" in compared.content.decode()


def test_the_four_eyes_of_a_step_reach_its_task(lampung: SOP) -> None:
    steps = [dict(step) for step in lampung.isi.as_data()["langkah"]]
    steps[2]["empat_mata"] = "tanpa"
    steps[4]["empat_mata"] = "penyunting"  # stands on both sides of the publication
    draf = draft_of(lampung, langkah=steps)
    sop, _ = adopt_draf(draf, b.superuser(), posts_by_lane(lampung))
    rules = [b.task_at(sop, nomor).empat_mata for nomor in (2, 3, 5)]
    assert rules == ["baku", "tanpa", "penyunting"]
    assert b.task_at(sop, 5, after=True).empat_mata == "penyunting"


def test_lanes_are_bound_to_the_own_office_only(lampung: SOP, bekasi: SOP) -> None:
    draf = draft_of(lampung, nomor="Baru")
    foreign = bekasi.instansi.jabatan.first()
    with b.refused(NaskahError, match="instansi yang sama"):
        adopt_draf(draf, b.superuser(), dict.fromkeys(lampung.isi.pelaksana, foreign))
    with b.refused(NaskahError, match="Lajur draf ini berubah"):
        adopt_draf(draf, b.superuser(), {})
    draf.isi = {"nama": "x"}
    draf.save()
    with b.refused(DocumentFaults):
        adopt_draf(draf, b.superuser(), {})


def test_the_same_document_again_changes_nothing(lampung: SOP) -> None:
    assert adopt_draf(draft_of(lampung), b.superuser(), posts_by_lane(lampung)) == (
        lampung,
        False,
    )


def test_the_same_document_with_another_jabatan_is_a_new_version(lampung: SOP) -> None:
    page = b.at_step(lampung, 2)
    lane = lampung.isi.langkah_ke(2).pelaksana[0]
    new = Jabatan.objects.create(instansi=lampung.instansi, nama="Pranata Humas")
    lanes = {**posts_by_lane(lampung), lane: new}
    sop, created = adopt_draf(draft_of(lampung), b.superuser(), lanes)
    assert (sop.versi, created, sop.digest) == (2, True, lampung.digest)
    assert b.post_of(sop, 2) == new
    assert b.post_of(lampung, 2).nama == lane
    b.approve(page)  # under way: by the holder the version it began with names
    again = adopt_draf(draft_of(lampung), b.superuser(), lanes)
    assert again == (sop, False)


def test_a_retired_sop_takes_no_new_naskah_and_finishes_the_old(lampung: SOP) -> None:
    page = b.returned(lampung)
    new = b.drafted(lampung, "Berita lain")
    retire_sop(lampung, b.superuser())
    assert not new.permissions_for_user(new.owner).can_submit_for_moderation()
    page = b.fresh(page)
    assert page.permissions_for_user(page.owner).can_edit()
    assert page.permissions_for_user(page.owner).can_submit_for_moderation()
    b.resubmit(page)
    while not b.fresh(page).live:
        b.approve(page)
    assert b.naskah_of(page).status == Naskah.Status.TAYANG
    with b.refused(NaskahError, match="sudah tidak berlaku"):
        retire_sop(lampung, b.superuser())


def test_after_retirement_the_next_version_goes_on_counting(lampung: SOP) -> None:
    draf = draft_of(lampung)
    retire_sop(lampung, b.superuser())
    sop, created = adopt_draf(draf, b.superuser(), posts_by_lane(lampung))
    assert (sop.versi, created) == (2, True)
    assert b.drafted(sop).get_workflow() == sop.workflow
