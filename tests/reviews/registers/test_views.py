"""Registers: what stands in them, who reads them, and what leaves as a file."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from pages.models import InformasiPublikIndexPage, InformasiPublikPage
from reviews.models import Disposisi, Jejak, Naskah
from tests.reviews import builders as b

if TYPE_CHECKING:
    from reviews.models import SOP

pytestmark = pytest.mark.django_db
BASE = "/admin/naskah/register"
ALL = ("agenda", "disposisi", "laporan", "arsip", "jejak")


def body(response: object) -> str:
    if getattr(response, "streaming", False):
        return b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    return response.content.decode()  # type: ignore[attr-defined]


def rows_of(response: object) -> list[list[str]]:
    return list(csv.reader(StringIO(body(response).removeprefix("\ufeff"))))


def exempt(sop: SOP, judul: str = "Data rahasia") -> InformasiPublikPage:
    """A draft whose classification only its latest revision has."""
    index = InformasiPublikIndexPage.objects.child_of(sop.instansi).get()
    page = InformasiPublikPage(title=judul, slug="rahasia", live=False)
    index.add_child(instance=page)
    page.klasifikasi = "dikecualikan"
    page.dasar_hukum = "17h"
    page.nomor_keputusan = "KEP-7/2026"
    page.save_revision(clean=False)
    return page


class TestAgenda:
    def test_every_naskah_has_its_number_without_gaps(self, lampung: SOP) -> None:
        for judul in ("Satu", "Dua", "Tiga"):
            b.submitted(lampung, judul)
        numbers = Naskah.objects.order_by("pk").values_list("nomor_agenda", flat=True)
        assert list(numbers) == [1, 2, 3]

    def test_offices_count_for_themselves(self, lampung: SOP, bekasi: SOP) -> None:
        assert [
            b.naskah_of(b.submitted(sop)).nomor_agenda for sop in (lampung, bekasi)
        ] == [1, 1]

    def test_its_columns_are_those_of_the_paper(self, lampung: SOP) -> None:
        page = b.at_step(lampung, 5, judul="Mutasi pegawai")
        year = b.naskah_of(page).tahun_agenda
        client = b.logged_in(b.holder_of(lampung, 2))
        heading, row = rows_of(client.get(f"{BASE}/agenda/?export=csv"))
        found = dict(zip(heading, row, strict=True))
        assert found["Nomor agenda"] == f"1/{year}"
        assert found["Asal"] == "Pengelola Informasi Kepegawaian"
        assert found["Hal"] == "Mutasi pegawai"
        assert found["Status"] == "Ditinjau"
        assert found["Diteruskan kepada"] == "Pengelola Informasi Kepegawaian"

    def test_filters_search_and_order(self, lampung: SOP) -> None:
        b.submitted(lampung, "Apel pagi")
        b.returned(lampung, "Bakti sosial")
        client = b.logged_in(b.holder_of(lampung, 2))
        shown = body(client.get(f"{BASE}/agenda/?status=dikembalikan"))
        assert "Bakti sosial" in shown
        assert "Apel pagi" not in shown
        assert "Apel pagi" in body(client.get(f"{BASE}/agenda/?q=apel"))
        assert "Bakti" not in body(client.get(f"{BASE}/agenda/?q=apel%00"))
        ordered = body(client.get(f"{BASE}/agenda/?o=judul"))
        assert ordered.index("Apel pagi") < ordered.index("Bakti sosial")

    def test_the_detail_has_the_whole_way(self, lampung: SOP) -> None:
        page = b.at_step(lampung, 3)
        client = b.logged_in(b.holder_of(lampung, 2))
        html = body(client.get(f"{BASE}/agenda/inspect/{b.naskah_of(page).pk}/"))
        assert "Kode verifikasi" in html
        assert "Menyelesaikan langkah - Kasubid II" in html
        assert f"/admin/naskah/halaman/{page.pk}/" in html


class TestWhoReads:
    def test_each_office_its_own(self, lampung: SOP, bekasi: SOP) -> None:
        page = b.published(lampung, judul="Hanya Lampung")
        while b.step_of(berkas := b.naskah_of(page).berkas) != 11:
            b.approve(berkas)
        b.approve(berkas)
        own = b.logged_in(b.holder_of(lampung, 2))
        stranger = b.logged_in(b.holder_of(bekasi, 2))
        for name in ALL:
            for query in ("", "?q=Lampung", "?export=csv"):
                url = f"{BASE}/{name}/{query}"
                assert "Hanya Lampung" in body(own.get(url)), url
                assert "Hanya Lampung" not in body(stranger.get(url)), url
        office = f"?instansi={lampung.instansi.pk}"
        answer = stranger.get(f"{BASE}/agenda/{office}&export=csv")
        assert answer["Location"] == f"{BASE}/agenda/"

    def test_a_record_of_another_office_is_not_inspected(
        self, lampung: SOP, bekasi: SOP
    ) -> None:
        page = b.at_step(lampung, 5, judul="Hanya Lampung")
        stranger = b.logged_in(b.holder_of(bekasi, 2))
        for name, row in (
            ("agenda", b.naskah_of(page)),
            ("jejak", Jejak.objects.filter(naskah__page_id=page.pk).first()),
            ("disposisi", Disposisi.objects.get()),
        ):
            url = f"{BASE}/{name}/inspect/{row.pk}/"
            assert stranger.get(url).status_code in (302, 403)
            assert "Hanya Lampung" not in body(stranger.get(url, follow=True))

    @pytest.mark.parametrize(
        "query",
        [
            "naskah__penyusun__password__startswith=pbkdf2",
            "penyusun__password__startswith=p",
            "status=x",
            "instansi=1%27",
            "tahun=1999",
        ],
    )
    def test_nothing_else_can_be_asked(self, query: str, lampung: SOP) -> None:
        b.submitted(lampung)
        client = b.logged_in(b.holder_of(lampung, 2))
        answer = client.get(f"{BASE}/agenda/?{query}")
        assert answer["Location"] == f"{BASE}/agenda/"

    @pytest.mark.parametrize(
        "query", ["p=0", "p=99999999999999999999999", "o=-x", "o="]
    )
    def test_odd_questions_are_no_fault(self, query: str, lampung: SOP) -> None:
        b.submitted(lampung)
        client = b.logged_in(b.holder_of(lampung, 2))
        assert client.get(f"{BASE}/jejak/?{query}").status_code == 200

    def test_nobody_else_and_nothing_is_changed(self, lampung: SOP) -> None:
        page = b.submitted(lampung)
        row = Jejak.objects.filter(naskah__page_id=page.pk).first()
        root = b.logged_in(b.superuser())
        for action in (
            "create",
            f"edit/{row.pk}",
            f"delete/{row.pk}",
            f"history/{row.pk}",
        ):
            assert root.get(f"{BASE}/jejak/{action}/").status_code == 404
        assert Client().get(f"{BASE}/jejak/").status_code == 302
        clerk = User.objects.create_user("tanpa-jabatan", is_staff=True)
        clerk.groups.add(*b.holder_of(lampung, 2).groups.all())
        assert b.logged_in(clerk).get(f"{BASE}/jejak/").status_code in (302, 403)


class TestExempt:
    def test_the_office_reads_its_own_by_the_latest_draft(
        self, lampung: SOP, bekasi: SOP
    ) -> None:
        page = exempt(lampung)
        url = f"{BASE}/dikecualikan/"
        own = body(b.logged_in(b.holder_of(lampung, 2)).get(url))
        assert "Data rahasia" in own
        assert "KEP-7/2026" in own
        for user in (b.holder_of(bekasi, 2), b.superuser()):
            client = b.logged_in(user)
            for path in (url, f"{url}?export=csv", f"{url}inspect/{page.pk}/"):
                assert "Data rahasia" not in body(client.get(path, follow=True))


class TestFiles:
    def test_a_formula_stays_text(self, lampung: SOP) -> None:
        b.submitted(lampung, '=HYPERLINK("http://x","y")')
        client = b.logged_in(b.holder_of(lampung, 2))
        row = rows_of(client.get(f"{BASE}/agenda/?export=csv"))[1]
        assert '\'=HYPERLINK("http://x","y")' in row
        answer = client.get(f"{BASE}/agenda/?export=xlsx&status=ditinjau")
        assert lampung.instansi.slug in answer["Content-Disposition"]
        sheet = load_workbook(BytesIO(answer.content)).active
        cells = [cell for line in sheet.iter_rows() for cell in line if cell.value]
        assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
        assert {cell.data_type for cell in cells} <= {"s", "d", "n"}

    def test_a_file_holds_what_the_list_shows(self, lampung: SOP) -> None:
        b.submitted(lampung, "Apel pagi")
        b.submitted(lampung, "Bakti sosial")
        client = b.logged_in(b.holder_of(lampung, 2))
        assert len(rows_of(client.get(f"{BASE}/agenda/?q=bakti&export=csv"))) == 2


def test_queries_do_not_grow_with_the_rows(lampung: SOP) -> None:
    client = b.logged_in(b.holder_of(lampung, 2))

    def asked(name: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{BASE}/{name}/").status_code == 200
        return len(queries)

    b.at_step(lampung, 5, judul="Pertama")
    few = {name: asked(name) for name in ALL}
    for number in range(3):
        b.at_step(lampung, 5, judul=f"Naskah {number}")
    assert {name: asked(name) for name in ALL} == few
    assert max(few.values()) <= 30
