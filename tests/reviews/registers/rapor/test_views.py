"""The screens: who sees what, what is kept, what a file holds."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest
from django.db.models import ProtectedError
from docx import Document

from pages.errors import NaskahError
from reviews.models import FormPemantauan
from reviews.registers.rapor.actions import save_pemantauan
from reviews.registers.rapor.period import parse
from tests.reviews import builders
from tests.reviews.registers.rapor.walked import passages, returned

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from reviews.models import SOP

RAPOR = "/admin/naskah/rapor/"
NEW = f"{RAPOR}pemantauan/baru/"
S2 = parse("2026-S2")
assert S2 is not None
FORMULA = '=HYPERLINK("http://x")'


@pytest.fixture
def kabid(bekasi: SOP) -> User:
    return builders.holder_of(bekasi, 1)


def choice(sop: SOP, **more: str) -> dict[str, str]:
    return {"sop": str(sop.pk), "periode": "2026-S2", **more}


def filled(sop: SOP, holder: int, **changes: str) -> dict[str, str]:
    """The form as posted, every step good."""
    data = {"jabatan": str(holder)}
    for langkah in sop.isi.langkah:
        data[f"langkah-{langkah.no}-baik"] = "True"
        data[f"langkah-{langkah.no}-catatan"] = f"Catatan {langkah.no}"
    return {**data, **changes}


def post_id(user: User) -> int:
    return user.jabatan_dipangku.get().pk


def saved_by(sop: SOP, user: User) -> FormPemantauan:
    rows = [
        {"baik": True, "catatan": FORMULA, "tindakan": "\x0b-1"}
        for _ in sop.isi.langkah
    ]
    return save_pemantauan(sop, S2, user, post_id(user), rows)


def test_the_figures_are_on_the_screen(bekasi: SOP, kabid: User) -> None:
    passages(bekasi, 2, [10, 20])
    returned(bekasi, 2, None, "<b>Foto</b> buram.")
    html = builders.logged_in(kabid).get(RAPOR, choice(bekasi)).content.decode()
    assert "Semester II 2026" in html
    assert "20 menit" in html
    assert "&lt;b&gt;Foto&lt;/b&gt; buram." in html
    assert html.count('<svg role="img"') == 3


def test_other_offices_stay_closed(bekasi: SOP, kabid: User, root_user: User) -> None:
    other = builders.adopted("004", "kantor-lain")
    form = saved_by(other, builders.holder_of(other, 1))
    client = builders.logged_in(kabid)
    page = client.get(RAPOR, choice(other))
    assert "SOP itu tidak ada pada instansi Anda" in page.content.decode()
    assert "rapor-tabel" not in page.content.decode()
    for path in (f"{RAPOR}ekspor.csv", f"{RAPOR}ekspor.xlsx", NEW):
        assert client.get(path, choice(other)).status_code == 302
    assert client.post(f"{NEW}?sop={other.pk}").status_code == 302
    for path in (f"{form.pk}/", f"{form.pk}.docx", f"{form.pk}.xlsx"):
        address = f"{RAPOR}pemantauan/{path}"
        assert client.get(address).status_code == 404
        assert builders.logged_in(root_user).get(address).status_code == 200
    assert FormPemantauan.objects.count() == 1


def test_strangers_are_sent_away(bekasi: SOP, client: object) -> None:
    from django.test import Client

    for path in (RAPOR, f"{RAPOR}ekspor.csv", NEW, f"{RAPOR}pemantauan/1/"):
        assert Client().get(path).headers["Location"].startswith("/admin/login/")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"sop": "9" * 30}, "SOP itu tidak ada"),
        ({"periode": "besok"}, "Periode tidak dikenal"),
        ({"periode": "bebas"}, "Isi kedua tanggal"),
        (
            {"periode": "bebas", "dari": "2026-02-02", "sampai": "2026-01-01"},
            "Tanggal akhir mendahului",
        ),
        ({"periode": "bebas", "dari": "31/31", "sampai": ""}, "ada pada kalender"),
    ],
    ids=["huge", "period", "no-dates", "backwards", "no-date"],
)
def test_a_wrong_choice_is_told(
    bekasi: SOP, kabid: User, query: dict[str, str], told: str
) -> None:
    client = builders.logged_in(kabid)
    answer = client.get(RAPOR, {**choice(bekasi), **query})
    assert told in answer.content.decode()
    answer = client.get(f"{RAPOR}ekspor.xlsx", {**choice(bekasi), **query}, follow=True)
    assert told in answer.content.decode()


def test_files_hold_text_and_no_formula(bekasi: SOP, kabid: User) -> None:
    passages(bekasi, 2, [10, 21])
    returned(bekasi, 2, None, FORMULA)
    client = builders.logged_in(kabid)
    text = client.get(f"{RAPOR}ekspor.csv", choice(bekasi)).content.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("Langkah,Prosedur")
    assert ",3,3," in text
    book = openpyxl.load_workbook(
        BytesIO(client.get(f"{RAPOR}ekspor.xlsx", choice(bekasi)).content)
    )
    assert book.sheetnames == ["Rapor SOP", "Pengembalian"]
    last = list(book["Pengembalian"].rows)[-1][5]
    assert (last.value, last.data_type) == (FORMULA, "s")


def test_a_form_is_proposed_changed_and_kept(bekasi: SOP, kabid: User) -> None:
    passages(bekasi, 1, [9_999])
    client = builders.logged_in(kabid)
    page = client.get(NEW, choice(bekasi))
    assert "0 % tepat waktu" in page.content.decode()
    address = f"{NEW}?sop={bekasi.pk}&periode=2026-S2"

    data = filled(bekasi, post_id(kabid), **{"langkah-1-baik": "False"})
    answer = client.post(address, data)
    assert "Tuliskan tindakan" in answer.content.decode()
    assert "Catatan 3" in answer.content.decode(), "nothing typed is lost"

    data["langkah-1-tindakan"] = "Tambah petugas."
    for _ in range(2):
        answer = client.post(address, data)
    form = FormPemantauan.objects.get()
    assert answer.headers["Location"] == f"{RAPOR}pemantauan/{form.pk}/"
    assert (form.jabatan, form.pelaku) == (builders.post_of(bekasi, 1).nama, kabid.pk)
    assert form.isi["identitas"]["periode"] == "Semester II 2026"
    assert [row["baik"] for row in form.isi["baris"]] == [False, True, True]
    assert form.isi["baris"][0]["tindakan"] == "Tambah petugas."
    shown = client.get(answer.headers["Location"]).content.decode()
    assert "Tidak berjalan baik" in shown
    assert (
        "Formulir pemantauan yang tersimpan"
        in client.get(RAPOR, choice(bekasi)).content.decode()
    )


def test_only_a_holder_of_the_office_saves(bekasi: SOP, root_user: User) -> None:
    client = builders.logged_in(root_user)
    assert "Simpan formulir" not in client.get(NEW, choice(bekasi)).content.decode()
    other = builders.adopted("004", "kantor-lain")
    stranger = builders.holder_of(other, 1)
    for user in (root_user, stranger):
        with builders.refused(NaskahError, match="pemangku jabatan"):
            save_pemantauan(bekasi, S2, user, post_id(stranger), [])


def test_a_saved_form_stays(bekasi: SOP, kabid: User) -> None:
    form = saved_by(bekasi, kabid)
    with pytest.raises(TypeError):
        FormPemantauan.objects.all().delete()
    with pytest.raises(TypeError):
        FormPemantauan.objects.update(nama="Orang lain")
    for act in (form.save, form.delete):
        with pytest.raises(TypeError):
            act()
    with pytest.raises(ProtectedError):
        bekasi.delete()


def test_a_saved_form_as_files(bekasi: SOP, kabid: User) -> None:
    form = saved_by(bekasi, kabid)
    client = builders.logged_in(kabid)
    address = f"{RAPOR}pemantauan/{form.pk}"
    table = Document(BytesIO(client.get(f"{address}.docx").content)).tables[0]
    assert [cell.text for cell in table.rows[1].cells][2:5] == [
        "Berjalan baik",
        FORMULA,
        "-1",
    ]
    book = openpyxl.load_workbook(BytesIO(client.get(f"{address}.xlsx").content))
    cell = list(book["Pemantauan"].rows)[-1][3]
    assert (cell.value, cell.data_type) == (FORMULA, "s")
