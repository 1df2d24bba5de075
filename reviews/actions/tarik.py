"""Withdraw a live page: at once, by the responsible post, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.models import Page

from pages.errors import NaskahError
from pages.models import InstansiPage
from reviews import authority
from reviews.actions.akhiri import end_overtaken, hold_berkas
from reviews.actions.record import record
from reviews.locks import locked
from reviews.models.jejak import Jejak
from reviews.models.naskah import Naskah
from reviews.sopgate import latest_finished

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from pages.models import NaskahPage


@transaction.atomic
def withdraw_naskah(page: NaskahPage, user: User, reason: str) -> Jejak:
    """Take ``page`` off the public site and leave the reason in the trail."""
    holder = authority.responsible(InstansiPage.of(page), user)
    if holder is None:
        raise NaskahError(
            "Hanya penanggung jawab informasi instansi yang dapat menarik halaman."
        )
    if not reason.strip():
        raise NaskahError("Tuliskan alasan penarikan.")
    hold_berkas(page.pk)
    locked(Page.objects.filter(pk=page.pk))
    page = type(page)._default_manager.get(pk=page.pk)
    naskah = latest_finished(page)
    if naskah is None or not page.live:
        raise NaskahError("Halaman ini sedang tidak tayang.")
    naskah.status = Naskah.Status.DITARIK
    naskah.save(update_fields=["status"])
    row = record(
        naskah,
        Jejak.Aksi.TARIK,
        user=user,
        holder=holder,
        digest=naskah.digest_disetujui,
        data={"alasan": reason.strip()},
    )
    end_overtaken(page.pk, f"Halaman ditarik: {reason.strip()}", user)
    page.unpublish(user=user)
    return row
