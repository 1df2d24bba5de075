"""``/api/v3/pengumuman/``."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pages.reading.rebuild import differences
from pages.reading.render import render
from tests.builders import publish_past_gate, withdraw_past_gate
from tests.factories import (
    InstansiPageFactory,
    PengumumanPageFactory,
    SiteDocumentFactory,
)

if TYPE_CHECKING:
    from typing import Any

    from django.test import Client

    from pages.models import PengumumanPage

pytestmark = pytest.mark.django_db

URL = "/api/v3/pengumuman/"


def at(day: int, hour: int = 8) -> dt.datetime:
    """An hour in August 2026, by the server's clock (WIB)."""
    return dt.datetime(2026, 8, day, hour, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def live(**fields: Any) -> PengumumanPage:
    return publish_past_gate(PengumumanPageFactory(**fields))


def test_the_whole_notice(client: Client) -> None:
    paper = SiteDocumentFactory(title="Peta pengalihan arus")
    page = live(
        title="Jalan Merdeka ditutup",
        mulai=at(1),
        selesai=at(5, 17),
        lampiran=[("dokumen", paper)],
    )
    body = client.get(f"{URL}{page.pk}/").json()
    assert body["judul"] == "Jalan Merdeka ditutup"
    assert body["mulai"] == "2026-08-01T01:00:00Z"
    assert body["selesai"] == "2026-08-05T10:00:00Z"
    assert body["isi"]["html"] == "<p>Isi pengumuman.</p>"
    assert [file["judul"] for file in body["lampiran"]] == ["Peta pengalihan arus"]
    assert body["instansi"]["id"] == page.get_parent().pk
    assert body["digest"] == page.digest()
    (item,) = client.get(URL).json()["items"]
    assert item == {name: body[name] for name in item}
    assert not {"isi", "lampiran"} & item.keys()
    assert client.get(f"{URL}?fields=isi").json()["items"] == [{"isi": body["isi"]}]


def test_a_notice_without_an_end(client: Client) -> None:
    page = live(selesai=None)
    assert client.get(f"{URL}{page.pk}/").json()["selesai"] is None


def test_the_newest_beginning_comes_first(client: Client) -> None:
    office, other = InstansiPageFactory(), InstansiPageFactory()
    for title, mulai in (("B", at(2)), ("C", at(3)), ("A", at(1, 6))):
        live(title=title, parent=office if title == "B" else other, mulai=mulai)
    PengumumanPageFactory(title="Konsep")

    def titles(query: str = "") -> list[str]:
        return [item["judul"] for item in client.get(f"{URL}{query}").json()["items"]]

    assert titles() == ["C", "B", "A"]
    assert titles("?urut=tanggal") == titles("?urut=judul") == ["A", "B", "C"]
    assert titles(f"?instansi={office.slug}") == titles(f"?instansi={office.pk}")
    assert titles(f"?instansi={office.slug}") == titles("?q=b") == ["B"]
    # 06.00 in Jakarta is still the day before in UTC.
    assert titles("?sampai=2026-08-01") == ["A"]
    assert titles("?dari=2026-08-02&sampai=2026-08-02") == ["B"]
    kursor = client.get(f"{URL}?limit=2").json()["kursor"]
    assert titles(f"?limit=2&kursor={kursor}") == ["A"]
    assert client.get(f"{URL}?berlaku=true").status_code == 400


def test_queries_do_not_grow_with_the_notices() -> None:
    office = InstansiPageFactory()
    pages = [
        live(parent=office, lampiran=[("dokumen", SiteDocumentFactory())])
        for _ in range(4)
    ]
    asked = []
    for some in (pages[:1], pages):
        with CaptureQueriesContext(connection) as queries:
            assert len(render([page.pk for page in some])) == len(some)
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_the_day_of_a_notice_is_that_of_its_office(client: Client) -> None:
    office = InstansiPageFactory(zona_waktu="Asia/Jakarta")
    page = live(parent=office, mulai=at(1, 23))
    second = f"{URL}?dari=2026-08-02"
    assert client.get(second).json()["count"] == 0
    office.zona_waktu = "Asia/Jayapura"
    office.save()
    assert client.get(second).json()["count"] == 1
    assert list(differences([page.pk])) == []


def test_rows_are_the_same_whoever_publishes() -> None:
    with timezone.override("Asia/Jayapura"):
        page = live(mulai=at(1, 23))
    assert list(differences([page.pk])) == []


def test_only_public_pages(client: Client) -> None:
    page = live()
    assert client.get(f"{URL}{page.pk}/").status_code == 200
    withdraw_past_gate(page)
    assert client.get(f"{URL}{page.pk}/").status_code == 404
    assert client.get(URL).json()["count"] == 0


def test_what_is_over_still_stands(client: Client) -> None:
    page = live(mulai=at(1) - dt.timedelta(days=900), selesai=at(5).replace(year=2024))
    assert client.get(f"{URL}{page.pk}/").status_code == 200


def test_an_end_before_the_beginning_is_refused() -> None:
    PengumumanPageFactory(mulai=at(1), selesai=at(1)).full_clean()
    with pytest.raises(ValidationError) as refused:
        PengumumanPageFactory(mulai=at(2), selesai=at(1)).full_clean()
    assert refused.value.message_dict == {
        "selesai": ["Tidak boleh sebelum waktu mulai."]
    }


@pytest.mark.parametrize("year", [1944, 2200, 9999])
def test_hours_that_no_clock_will_show_are_refused(year: int) -> None:
    page = PengumumanPageFactory(mulai=at(1), selesai=at(5).replace(year=year))
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert refused.value.message_dict == {"selesai": ["Tahun antara 1945 dan 2199."]}


def test_only_the_beginning_must_be_there() -> None:
    assert PengumumanPageFactory(selesai=None).missing_fields() == []
    assert PengumumanPageFactory(mulai=None).missing_fields() == ["mulai"]
