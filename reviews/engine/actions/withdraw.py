"""A page leaves the site: by the responsible post with a reason, or by its own end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from pages.errors import NaskahError
from pages.models import InstansiPage
from reviews.engine.actions.end import end_overtaken, hold_berkas
from reviews.engine.actions.schedule import end_schedule, require_responsible
from reviews.papers.jejak import Jejak
from reviews.papers.naskah import Naskah
from reviews.papers.rantai import RantaiJejak
from reviews.rounds.locks import locked
from reviews.rounds.progress import latest_finished
from reviews.trail.record import record
from reviews.worktime.local import local_iso

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from pages.models import NaskahPage

OVER = "Masa tayang halaman berakhir."
GONE = "Halaman tidak lagi tayang."
# What Wagtail's ``publish_scheduled`` says of the pages that it ends.
EXPIRED = "wagtail.unpublish.scheduled"


@transaction.atomic
def withdraw_naskah(page: NaskahPage, user: User, reason: str) -> Jejak:
    """Take ``page`` off the public site and leave the reason in the trail.

    What was to go live on it later does not either: that round ends, as scheduled.
    """
    holder = require_responsible(page, user, reason)
    hold_berkas(page.pk)
    locked(Page.objects.filter(pk=page.pk))
    RantaiJejak.lock(InstansiPage.of(page))
    page = type(page)._default_manager.get(pk=page.pk)
    scheduled, naskah = Naskah.objects.scheduled_of(page), latest_finished(page)
    ended = end_schedule(scheduled, user, holder, reason) if scheduled else None
    if naskah is None or not page.live:
        if ended is not None:
            return ended
        raise NaskahError("Halaman ini sedang tidak tayang.")
    off = Naskah.objects.leave_site(page, Naskah.Status.DITARIK)
    row = record(
        naskah,
        Jejak.Aksi.TARIK,
        user=user,
        holder=holder,
        digest=naskah.digest_disetujui,
        data={"alasan": reason.strip()},
        tentang=off,
    )
    end_overtaken(page.pk, f"Halaman ditarik: {reason.strip()}", user)
    page.unpublish(user=user)
    return row


@transaction.atomic
def expire_page(page_id: int) -> None:
    """Take a page off the site whose own end has come, whatever its type.

    As Wagtail's ``publish_scheduled``, but read again under its lock: a draft that was
    saved meanwhile would be lost with a row from before.
    """
    hold_berkas(page_id)
    over = Page.objects.filter(pk=page_id, live=True, expire_at__lt=timezone.now())
    page = locked(over)
    if page is not None:
        RantaiJejak.lock(InstansiPage.of(page))
        page.unpublish(set_expired=True, log_action=EXPIRED)


@transaction.atomic
def follow_off(page: NaskahPage) -> None:
    """``page`` is off the site: its round says so, its dossiers end.

    Who withdraws it has given his reason before; this is about its own end, by whichever
    clock, Wagtail's ``publish_scheduled`` too.
    """
    hold_berkas(page.pk)
    RantaiJejak.lock(InstansiPage.of(page))
    naskah = latest_finished(page)
    if page.expired and naskah and naskah.status == Naskah.Status.TAYANG:
        off = Naskah.objects.leave_site(page, Naskah.Status.BERAKHIR)
        until = local_iso(page.expire_at, naskah.instansi) if page.expire_at else ""
        digest = naskah.digest_disetujui
        record(
            naskah,
            Jejak.Aksi.BERAKHIR,
            digest=digest,
            data={"sampai": until},
            tentang=off,
        )
    end_overtaken(page.pk, OVER if page.expired else GONE, None)
