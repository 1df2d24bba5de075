"""Daftar informasi yang dikecualikan: never public, kept for the office's own people."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse

from pages.models import InformasiPublikPage
from reviews.registers.base import Register
from reviews.registers.kolom import Kolom, Saringan, fixed
from reviews.registers.readers import HoldersHelper

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from pages.models import InstansiPage
    from reviews.registers.kolom import Cell

DASAR = dict(InformasiPublikPage.DasarHukum.choices)
EXEMPT = InformasiPublikPage.Klasifikasi.DIKECUALIKAN


def latest(page: InformasiPublikPage, name: str) -> Any:
    """The field as last saved: exempt information stays a draft for ever."""
    if page.latest_revision is not None:
        return page.latest_revision.content.get(name)
    return getattr(page, name)


def text(name: str) -> Callable[[Any], Cell]:
    return lambda page: str(latest(page, name) or "")


def day(name: str) -> Callable[[Any], Cell]:
    def cell(page: InformasiPublikPage) -> dt.date | None:
        value = latest(page, name)
        return dt.date.fromisoformat(value) if isinstance(value, str) else value

    return cell


def ground(page: InformasiPublikPage) -> str:
    return DASAR.get(latest(page, "dasar_hukum"), "")


class DikecualikanRegister(Register):
    model = InformasiPublikPage
    base_url_path = "naskah/register/dikecualikan"
    menu_label = "Informasi dikecualikan"
    menu_icon = "lock"
    nama_berkas = "informasi-dikecualikan"
    permission_helper_class = HoldersHelper
    ordering = ("draft_title",)
    search_fields = ("title", "draft_title", "nomor_keputusan", "ringkasan")
    kolom = (
        Kolom("Nomor", text("nomor"), lebar=14),
        Kolom(
            "Informasi",
            lambda p: p.draft_title or p.title,
            urut="draft_title",
            lebar=50,
        ),
        Kolom("Dasar hukum", ground, lebar=40),
        Kolom("Batas waktu", day("batas_waktu"), lebar=14),
        Kolom("Nomor keputusan", text("nomor_keputusan"), lebar=30),
        Kolom("Pejabat/unit yang menguasai", text("pejabat_penguasa"), lebar=30),
        Kolom("Ringkasan isi informasi", text("ringkasan"), lebar=60, daftar=False),
        Kolom("Konsekuensi bila dibuka", text("konsekuensi"), lebar=60, daftar=False),
        Kolom("Penanggung jawab", text("penanggung_jawab"), lebar=30, daftar=False),
        Kolom("Jangka waktu penyimpanan", text("jangka_simpan"), daftar=False),
    )
    saringan = (
        Saringan(
            "dasar",
            "Dasar hukum",
            "latest_revision__content__dasar_hukum",
            fixed(InformasiPublikPage.DasarHukum.choices),
        ),
    )

    def rows(
        self, found: QuerySet[Any], offices: QuerySet[InstansiPage]
    ) -> QuerySet[Any]:
        below = Q(pk__in=[])
        for office in offices:
            below |= Q(path__startswith=office.path)
        exempt = Q(latest_revision__content__klasifikasi=EXEMPT) | Q(
            latest_revision__isnull=True, klasifikasi=EXEMPT
        )
        # What is still public is not exempt yet: it is withdrawn first.
        drafts = found.filter(below, exempt, live=False)
        return drafts.select_related("latest_revision")

    def tautan(self, row: InformasiPublikPage) -> str:
        return reverse("naskah:tinjau_halaman", args=[row.pk])
