"""``/api/v3/dip/``: the list as JSON, CSV, XLSX and CKAN packages."""

from __future__ import annotations

import csv
import datetime
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from wagtail.models import Site

from pages.models import ReadRow
from pages.reading import state
from tests.builders import publish_past_gate, withdraw_past_gate
from tests.factories import (
    InformasiPublikIndexPageFactory,
    InformasiPublikPageFactory,
    InstansiPageFactory,
    SiteDocumentFactory,
)

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import SettingsWrapper

    from pages.models import InformasiPublikPage

pytestmark = pytest.mark.django_db

URL = "/api/v3/dip/"
SITE = "https://www.kota.example"
HEADINGS = [
    "Nomor",
    "Judul",
    "Ringkasan isi informasi",
    "Pejabat/unit yang menguasai informasi",
    "Penanggung jawab pembuatan/penerbitan informasi",
    "Waktu pembuatan",
    "Tempat pembuatan",
    "Bentuk informasi yang tersedia",
    "Jangka waktu penyimpanan",
    "Klasifikasi",
    "Instansi",
    "Tautan",
]


@pytest.fixture(autouse=True)
def elsewhere(settings: SettingsWrapper) -> None:
    settings.PUBLIC_SITE_URL = SITE
    settings.WAGTAILAPI_BASE_URL = "https://api.kota.example"


def published(**fields: Any) -> InformasiPublikPage:
    return publish_past_gate(InformasiPublikPageFactory(**fields))


def numbers(client: Client, query: str = "") -> list[str]:
    answer = client.get(f"{URL}{query}")
    assert answer.status_code == 200, answer.content
    return [item["nomor"] for item in answer.json()["items"]]


def read_csv(client: Client, query: str = "") -> list[list[str]]:
    answer = client.get(f"/api/v3/dip.csv{query}")
    assert answer.status_code == 200, answer.content
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="dip.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(StringIO(answer.content.decode("utf-8-sig"), newline="")))


def read_xlsx(client: Client, query: str = "") -> Any:
    answer = client.get(f"/api/v3/dip.xlsx{query}")
    assert answer.status_code == 200, answer.content
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    book = load_workbook(BytesIO(answer.content))
    assert book.sheetnames == ["DIP"]
    return book["DIP"]


def two_offices() -> tuple[str, str]:
    """One office with three entries, another with one; the first one's name and slug."""
    office = InstansiPageFactory(title="Dinas Kominfo")
    index = InformasiPublikIndexPageFactory(parent=office)
    for nomor, klasifikasi in (("B/2", "berkala"), ("B/1", "setiap-saat")):
        published(parent=index, nomor=nomor, klasifikasi=klasifikasi)
    published(parent=index, nomor="B/3", serta_merta=True)
    published(nomor="A/1")
    return office.title, office.slug


def test_one_entry(client: Client) -> None:
    page = published(nomor="DIP/1", parent__parent__title="Dinas Kominfo")
    row = ReadRow.objects.get(pk=page.pk)
    assert client.get(URL).json() == {
        "count": 1,
        "items": [
            {
                "id": page.pk,
                "nomor": "DIP/1",
                "judul": page.title,
                "ringkasan": "Ringkasan informasi.",
                "pejabat_penguasa": "Sekretaris Dinas",
                "penanggung_jawab": "Kepala Dinas",
                "waktu_pembuatan": "2026-01-05",
                "tempat_pembuatan": "Bekasi",
                "bentuk": "elektronik",
                "jangka_simpan": "5 tahun",
                "klasifikasi": "berkala",
                "instansi": {
                    "id": row.instansi_id,
                    "nama": "Dinas Kominfo",
                    "slug": "dinas-kominfo",
                },
                "url": row.path,
            }
        ],
    }


def test_order_and_filters(client: Client) -> None:
    name, slug = two_offices()
    assert numbers(client) == ["B/1", "B/2", "B/3", "A/1"]
    assert numbers(client, "?limit=2&offset=1") == ["B/2", "B/3"]
    assert numbers(client, f"?instansi={slug}") == ["B/1", "B/2", "B/3"]
    pk = ReadRow.objects.get(judul=name).pk
    assert numbers(client, f"?instansi={pk}&klasifikasi=berkala") == ["B/2"]
    assert numbers(client, "?instansi=tidak-ada") == []
    assert [line[0] for line in read_csv(client, f"?instansi={slug}")[1:]] == [
        "B/1",
        "B/2",
        "B/3",
    ]


def test_only_what_is_public(client: Client) -> None:
    published(nomor="1")
    gone = published(nomor="2")
    InformasiPublikPageFactory(nomor="3")
    InformasiPublikPageFactory(nomor="4", dikecualikan=True)
    withdraw_past_gate(gone)
    assert numbers(client) == ["1"]
    assert [line[0] for line in read_csv(client)] == ["Nomor", "1"]
    assert [row[0].value for row in read_xlsx(client).iter_rows(min_row=3)] == ["1"]
    listed = client.get(f"{URL}package_list").json()["result"]
    assert len(listed) == 1
    assert client.get(f"{URL}package_show?id={gone.pk}").status_code == 404


def test_csv(client: Client) -> None:
    page = published(
        nomor="DIP/1",
        title='Judul "kutip", koma\tdan baris',
        ringkasan="Satu\ndua",
        waktu_pembuatan=None,
        serta_merta=True,
    )
    assert read_csv(client) == [
        HEADINGS,
        [
            "DIP/1",
            'Judul "kutip", koma\tdan baris',
            "Satu\ndua",
            "Sekretaris Dinas",
            "Kepala Dinas",
            "",
            "Bekasi",
            "Elektronik",
            "5 tahun",
            "Serta-merta",
            page.instansi.title,
            SITE + ReadRow.objects.get(pk=page.pk).path,
        ],
    ]


@pytest.mark.parametrize(
    "formula",
    [
        "=HYPERLINK(1)",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r\n=1",
        " =1",
        "\uff1d1",
        "=cmd|' /C calc'!A0",
    ],
)
def test_nothing_is_a_formula(client: Client, formula: str) -> None:
    published(ringkasan=formula)
    assert read_csv(client)[1][2] == f"'{formula}"
    cell = read_xlsx(client)["C3"]
    assert cell.data_type == "s"
    assert cell.value.replace("\r\n", "\n") == formula.replace("\r\n", "\n")


def test_xlsx(client: Client) -> None:
    name, slug = two_offices()
    sheet = read_xlsx(client, f"?instansi={slug}")
    assert sheet["A1"].value == f"Daftar Informasi Publik {name}"
    assert [cell.value for cell in sheet[2]] == HEADINGS
    assert [row[0].value for row in sheet.iter_rows(min_row=3)] == ["B/1", "B/2", "B/3"]
    assert sheet["F3"].value == datetime.datetime(2026, 1, 5)  # noqa: DTZ001
    assert sheet["F3"].is_date
    assert sheet.freeze_panes == "A3"
    assert sheet.column_dimensions["C"].width == 60
    assert sheet["A2"].font.bold
    assert read_xlsx(client)["A1"].value == "Daftar Informasi Publik"


def test_xlsx_takes_any_text(client: Client) -> None:
    page = published()
    type(page).objects.filter(pk=page.pk).update(ringkasan="a\x0b\x1f🦺\ufffe<b>&")
    publish_past_gate(type(page).objects.get(pk=page.pk))
    assert read_xlsx(client)["C3"].value == "a🦺<b>&"
    assert read_csv(client)[1][2] == "a🦺<b>&"


def test_xlsx_is_the_same_every_time(client: Client) -> None:
    """A strong ETag of its bytes is worth something only then."""
    published()
    first, second = (client.get("/api/v3/dip.xlsx").content for _ in range(2))
    assert first == second
    dates = {entry.date_time for entry in ZipFile(BytesIO(first)).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_without_entries(client: Client) -> None:
    assert client.get(URL).json() == {"count": 0, "items": []}
    assert read_csv(client) == [HEADINGS]
    assert read_xlsx(client).max_row == 2
    assert client.get(f"{URL}package_list").json()["result"] == []


def test_package(client: Client) -> None:
    document = SiteDocumentFactory(title="Anggaran", file__filename="anggaran.pdf")
    page = published(
        nomor="DIP/1",
        title="Ringkasan anggaran",
        parent__parent__title="Dinas Kominfo",
        berkas=[("dokumen", document)],
    )
    row = ReadRow.objects.get(pk=page.pk)
    (name,) = client.get(f"{URL}package_list").json()["result"]
    by_name, by_id = (
        client.get(f"{URL}package_show?id={value}").json() for value in (name, page.pk)
    )
    assert by_name == by_id
    assert by_id["success"] is True
    assert by_id["help"] == "https://api.kota.example/api/v3/docs/"
    package = by_id["result"]
    assert package["title"] == "Ringkasan anggaran"
    assert package["notes"] == "Ringkasan informasi."
    assert package["url"] == SITE + row.path
    assert package["owner_org"] == package["organization"]["id"] == str(row.instansi_id)
    assert package["organization"]["name"] == "dinas-kominfo"
    assert package["license_id"] == "notspecified"
    assert package["metadata_modified"] == (
        page.last_published_at.replace(tzinfo=None).isoformat()
    )
    assert {"key": "nomor", "value": "DIP/1"} in package["extras"]
    assert [tag["name"] for tag in package["tags"]] == ["berkala"]
    assert package["num_resources"] == 1
    (resource,) = package["resources"]
    assert resource == {
        "id": str(document.pk),
        "package_id": str(page.pk),
        "name": "Anggaran",
        "url": f"https://api.kota.example/documents/{document.pk}/{document.filename}",
        "format": "PDF",
        "mimetype": "application/pdf",
        "size": 12,
        "hash": document.file_hash,
        "position": 0,
        "state": "active",
    }


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("dip/?limit=0", 422),
        ("dip/?limit=101", 422),
        (f"dip/?offset={2**70}", 400),
        ("dip/?klasifikasi=dikecualikan", 422),
        ("dip/?instansi=%00", 400),
        ("dip/?q=x", 400),
        ("dip.csv?limit=1", 400),
        ("dip.csv?instansi=%00", 400),
        ("dip.xlsx?klasifikasi=rahasia", 422),
        ("dip/package_show", 422),
        ("dip/package_show?id=%00", 400),
        ("dip/package_show?id=dip-", 404),
        (f"dip/package_show?id={2**70}", 404),
        ("dip/package_show?id=1&x=1", 400),
        ("dip/package_list?x=1", 400),
    ],
)
def test_bad_parameters(client: Client, address: str, status: int) -> None:
    answer = client.get(f"/api/v3/{address}")
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    "address",
    [
        "dip/?instansi={slug}",
        "dip.csv?instansi={slug}",
        "dip.xlsx?instansi={slug}",
        "dip/package_list",
        "dip/package_show?id={pk}",
    ],
)
def test_two_queries(client: Client, address: str) -> None:
    _, slug = two_offices()
    pk = ReadRow.objects.filter(jenis="informasi-publik").first().pk
    Site.get_site_root_paths()
    state.current()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(f"/api/v3/{address.format(slug=slug, pk=pk)}")
    assert answer.status_code == 200
    queries = [q["sql"] for q in captured if "readversion" not in q["sql"]]
    assert len(queries) <= 2, queries
