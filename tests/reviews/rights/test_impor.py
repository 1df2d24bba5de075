"""Import of people: every fault in one run, and then all or nothing."""

from __future__ import annotations

import html as markup
import re
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import Permission, User
from django.core import mail
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook
from wagtail.models import ModelLogEntry

from pages.errors import NaskahError
from reviews.models import PemangkuJabatan
from reviews.rights.invitations import invite_again, send_invitation
from reviews.rights.people_table import KOLOM, read_table
from tests.cms.queue import work
from tests.reviews import builders as b
from tests.reviews.rights.people_file import GOOD, table, upload

if TYPE_CHECKING:
    from reviews.models import SOP

pytestmark = pytest.mark.django_db


def apply(sop: SOP, page: str) -> None:
    token = re.search(r'name="terapkan" value="([^"]+)"', page)
    assert token, page
    url = f"{reverse('organisasi:impor')}?instansi={sop.instansi.pk}"
    b.logged_in(b.superuser()).post(url, {"terapkan": markup.unescape(token[1])})


def test_a_dry_run_changes_nothing_and_the_application_does(lampung: SOP) -> None:
    second = {**GOOD, "nama": "Budi", "username": "budi", "email": "", "jabatan": "Staf",
              "atasan": "Sekretaris", "mulai": "3/2/2026", "jamak": "ya"}  # fmt: skip
    page = upload(lampung, table(second, GOOD))
    assert "jabatan Sekretaris" in page
    assert "undangan tidak dapat dikirim" in page
    assert "Akun baru yang akan dibuat (2)" in page
    assert "Siti Rahma (siti.rahma)" in page
    assert "tercatat dalam riwayat situs atas nama Anda" in page
    assert not User.objects.filter(username="siti.rahma").exists()
    assert not lampung.instansi.jabatan.filter(nama="Sekretaris").exists()
    apply(lampung, page)
    siti = User.objects.get(username="siti.rahma")
    assert not siti.has_usable_password()
    assert siti.groups.filter(name__startswith="Pemangku").exists()
    staf = lampung.instansi.jabatan.get(nama="Staf")
    assert staf.atasan.nama == "Sekretaris"
    assert staf.atasan.atasan.nama == "Kepala BKD"
    assert str(staf.pemangku.get().mulai) == "2026-02-03"


def test_every_fault_is_told_in_one_run(lampung: SOP) -> None:
    rows = [
        GOOD,
        {**GOOD, "username": "a b", "nip": "12", "mulai": "kemarin", "email": "x"},
        {**GOOD, "username": "c", "email": "", "jabatan": "Kabid Dokin", "atasan": ""},
        {**GOOD, "username": "d", "email": "", "jabatan": "", "atasan": ""},
        {**GOOD, "username": "e", "email": "", "jabatan": "F", "atasan": "Tidak ada"},
        {
            **GOOD,
            "username": "f",
            "email": "",
            "jabatan": "Kepala BKD",
            "atasan": "Sekretaris",
        },
        {**GOOD, "username": "g", "email": "", "jabatan": "G", "kapasitas": "bos"},
        {**GOOD, "username": "h", "email": "", "jabatan": "H", "kapasitas": "Plh."},
    ]
    page = upload(lampung, table(*rows, delimiter=","))
    for fault in (
        "username tidak sah", "NIP bukan 18 angka", "mulai bukan tanggal", "email tidak sah",
        "sudah dipangku", "jabatan kosong", "tidak ada di berkas", "berputar",
        "kapasitas harus", "memerlukan tanggal akhir",
    ):  # fmt: skip
        assert fault in page
    assert 'name="terapkan"' not in page
    assert not User.objects.filter(username="siti.rahma").exists()


def test_a_second_import_of_the_same_file_changes_nothing(lampung: SOP) -> None:
    apply(lampung, upload(lampung, table(GOOD)))
    page = upload(lampung, table(GOOD))
    assert "sudah ada, tidak diubah" in page
    apply(lampung, page)
    assert PemangkuJabatan.objects.filter(user__username="siti.rahma").count() == 1


def test_an_account_of_others_is_not_taken_over(lampung: SOP, bekasi: SOP) -> None:
    from tests.reviews.office.organisation.people import office_admin

    other = b.holder_of(bekasi, 1)
    row = {**GOOD, "username": other.username, "email": "penyerang@luar.example"}
    assert "di luar instansi ini" in upload(
        lampung, table(row), by=office_admin(lampung)
    )
    apply(lampung, upload(lampung, table(row)))
    assert User.objects.get(pk=other.pk).email == other.email


def test_what_was_checked_for_one_is_not_applied_by_another(
    lampung: SOP, bekasi: SOP
) -> None:
    page = upload(lampung, table(GOOD))
    token = re.search(r'name="terapkan" value="([^"]+)"', page)
    assert token
    url = reverse("organisasi:impor")
    client = b.logged_in(b.superuser())
    client.post(f"{url}?instansi={bekasi.instansi.pk}", {"terapkan": token[1]})
    client.post(f"{url}?instansi={lampung.instansi.pk}", {"terapkan": token[1] + "x"})
    assert not User.objects.filter(username="siti.rahma").exists()


def test_the_invitation_holds_a_link_and_no_password(lampung: SOP) -> None:
    user = User.objects.create(username="siti", first_name="Siti", email="s@k.example")
    user.set_unusable_password()
    user.save()
    send_invitation.call(user.pk)
    [message] = mail.outbox
    link = re.search(r"http\S+", message.body)
    assert link
    path = "/" + link[0].split("/", 3)[3]
    assert Client().get(path, follow=True).status_code == 200
    user.set_password("x")
    user.save()
    send_invitation.call(user.pk)
    assert len(mail.outbox) == 1, "whoever has a password gets no more links"


def newcomer(sop: SOP, **fields: Any) -> User:
    user = User.objects.create(username="siti", email="s@k.example", **fields)
    user.set_unusable_password()
    user.save()
    post = sop.instansi.jabatan.all()[0]
    PemangkuJabatan.objects.create(jabatan=post, user=user, mulai="2026-01-02")
    return user


def test_who_never_came_in_is_invited_again(lampung: SOP) -> None:
    user = newcomer(lampung)
    client = b.logged_in(b.superuser())
    screen = reverse("organisasi:riwayat_orang", args=[user.pk])
    assert "Kirim undangan lagi" in client.get(screen).content.decode()
    url = reverse("organisasi:undang", args=[user.pk])
    assert client.get(url).status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert "Undangan dikirim" in b.told(client, client.post(url))
    work()
    assert [message.to for message in mail.outbox] == [["s@k.example"]]
    entry = ModelLogEntry.objects.get(action="reviews.undang")
    assert (entry.object_id, entry.user) == (str(user.pk), b.superuser())


@pytest.mark.parametrize(
    "fields",
    [
        {"last_login": "2026-03-02T01:00:00Z"},
        {"is_active": False},
        {"email": ""},
        {"password": "pbkdf2_sha256$1$a$b"},
    ],
    ids=["came in", "inactive", "no mailbox", "has a password"],
)
def test_nobody_else_is_invited(lampung: SOP, fields: dict[str, Any]) -> None:
    user = newcomer(lampung)
    User.objects.filter(pk=user.pk).update(**fields)
    user.refresh_from_db()
    with b.refused(NaskahError, match="belum pernah masuk"):
        invite_again(user, b.superuser())


def test_another_office_invites_nobody(lampung: SOP, bekasi: SOP) -> None:
    user = newcomer(lampung)
    stranger = b.holder_of(bekasi, 1)
    right = Permission.objects.get(codename="change_pemangkujabatan")
    stranger.user_permissions.add(right)
    client = b.logged_in(stranger)
    answer = client.post(reverse("organisasi:undang", args=[user.pk]))
    assert "di instansi Anda" in b.told(client, answer)
    assert not ModelLogEntry.objects.filter(action="reviews.undang").exists()


def bomb() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", 8) as zipped:
        zipped.writestr("xl/workbook.xml", b"<a>" + b" " * 70_000_000)
    return out.getvalue()


def entities() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", 8) as zipped:
        zipped.writestr("xl/workbook.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    return out.getvalue()


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\x01\x02",
        b"PK\x03\x04rusak",
        b"nama;username\r\nA;b",
        table(GOOD).replace(b"nip", b"gaji"),
        table(),
        b"x" * 2_000_001,
        bomb(),
        entities(),
    ],
    ids=[
        "empty",
        "binary",
        "broken",
        "columns",
        "unknown",
        "no-rows",
        "large",
        "bomb",
        "entity",
    ],
)
def test_hostile_or_broken_files_are_refused(raw: bytes) -> None:
    with pytest.raises(NaskahError):
        read_table(raw, "berkas")


def test_a_workbook_is_read_like_a_csv() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([name.upper() for name in KOLOM])
    sheet.append([GOOD.get(name, "") for name in KOLOM])
    out = BytesIO()
    book.save(out)
    [line] = read_table(out.getvalue(), "orang.xlsx")
    assert line.sel["nip"] == GOOD["nip"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_is_a_table_that_is_read(kind: str, lampung: SOP) -> None:
    url = reverse("organisasi:templat", args=[kind])
    raw = b.logged_in(b.superuser()).get(url).content
    assert read_table(raw, f"templat.{kind}")[0].sel["username"] == "siti.rahma"
    assert b.logged_in(b.holder_of(lampung, 2)).get(url).status_code in (302, 403)


def test_a_row_far_below_is_refused_before_the_rows_above_it_are_made_up() -> None:
    book, out = Workbook(), BytesIO()
    book.worksheets[0].append(list(KOLOM))
    book.save(out)
    far = b'<row r="900000000"><c><v>1</v></c></row></sheetData>'
    raw = BytesIO()
    with ZipFile(out) as old, ZipFile(raw, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(b"</sheetData>", far)
            new.writestr(name, re.sub(rb"<dimension[^>]*/>", b"", part))
    with pytest.raises(NaskahError, match="terlalu panjang"):
        read_table(raw.getvalue(), "orang.xlsx")
