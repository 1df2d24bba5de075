"""The public read side of reviews, as an anonymous caller sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from reviews.engine.actions.withdraw import withdraw_naskah
from reviews.models import Naskah
from tests.reviews.builders import adopted, holder_of, published, submitted

if TYPE_CHECKING:
    from django.test import Client

    from reviews.models import SOP

pytestmark = pytest.mark.django_db
API = "/api/v3"


@pytest.fixture
def sop() -> SOP:
    return adopted("002")


def get(client: Client, path: str, status: int = 200) -> dict[str, Any]:
    answer = client.get(API + path)
    assert answer.status_code == status, answer.content
    body: dict[str, Any] = answer.json()
    return body


def verify(client: Client, naskah: Naskah) -> dict[str, Any]:
    return get(client, f"/verifikasi/{naskah.kode_verifikasi}/")


def test_verification_names_posts_and_no_person(client: Client, sop: SOP) -> None:
    person = holder_of(sop, 2)
    person.first_name, person.last_name = "Ratna", "Wulandari"
    person.save()
    page = published(sop)
    naskah = Naskah.objects.published().latest_of(page)
    body = verify(client, naskah)
    assert (body["status"], body["sesuai"]) == ("tayang", True)
    assert body["digest_tayang"] == body["digest_disetujui"] == page.digest()
    signed = [(row["langkah"], row["jabatan"], row["bentuk"]) for row in body["paraf"]]
    assert signed[:2] == [(2, "Kasubid II", "paraf"), (3, "Kabid Dokin", "paraf")]
    for name in (person.first_name, person.last_name, person.username):
        assert name not in str(body)


def test_text_changed_behind_the_back(client: Client, sop: SOP) -> None:
    page = published(sop)
    type(page).objects.filter(pk=page.pk).update(ringkasan="Diubah lewat basis data.")
    body = verify(client, Naskah.objects.latest_of(page))
    assert (body["status"], body["sesuai"]) == ("berbeda", False)


def test_withdrawn_text_is_not_named(client: Client, sop: SOP) -> None:
    page = published(sop)
    post = sop.instansi.jabatan.filter(penanggung_jawab=True).first()
    withdraw_naskah(page, post.pemangku.first().user, "Keliru.")
    body = verify(client, Naskah.objects.latest_of(page))
    assert (body["status"], body["judul"], body["sesuai"]) == ("ditarik", None, False)
    assert page.title not in str(body)


def test_draft_has_no_code(sop: SOP) -> None:
    assert Naskah.objects.latest_of(submitted(sop)).kode_verifikasi is None


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("/verifikasi/TIDAK-ADA/", "Kode verifikasi tidak dikenal."),
        (f"/sop/{2**62}/", "SOP tidak ditemukan."),
        (f"/sop/{2**63 - 1}/", "SOP tidak ditemukan."),
    ],
)
def test_unknown_in_indonesian(client: Client, path: str, detail: str) -> None:
    assert get(client, path, 404)["detail"] == detail


@pytest.mark.parametrize(
    "path", ["/verifikasi/%00/", "/sop/0/", f"/sop/{2**63}/", "/sop/satu/"]
)
def test_what_no_address_can_be_is_refused(client: Client, path: str) -> None:
    assert get(client, path, 422)["title"] == "Nilai tidak diterima"


def test_sop_as_written(client: Client, sop: SOP) -> None:
    listed = get(client, "/sop/?limit=1")
    assert (listed["count"], listed["items"][0]["id"]) == (1, sop.pk)
    body = get(client, f"/sop/{sop.pk}/")
    assert [step["no"] for step in body["langkah"]] == list(range(1, 12))
    assert body["jumlah_menit"] == sop.isi.jumlah_menit
    assert body["langkah"][1]["dikembalikan_ke"] == 1
