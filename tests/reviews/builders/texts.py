"""Texts at every place of their way through an SOP."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

import time_machine
from django.core.files.base import ContentFile
from django.db.models.signals import post_save
from django.utils import timezone
from PIL import Image
from wagtail.rich_text import RichText

from cms.demo.sample import sample_berita
from cms.demo.sop_walk import Walk
from reviews.models import SOP, Naskah
from reviews.rounds import progress
from tests.factories import SiteImageFactory
from tests.reviews.builders.acts import approve, go_to, return_to
from tests.reviews.builders.offices import holder_of, news_of
from tests.reviews.builders.rounds import fresh, naskah_of
from tests.worlds import once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pages.models import BeritaPage, NaskahPage, SiteImage


def drafted(sop: SOP, judul: str = "Loket baru", **fields: Any) -> BeritaPage:
    """A complete draft by the one who hands in, or enters, naskah of this SOP."""
    leading = progress.leading_tasks(sop.workflow)
    last = leading[-1] if leading else progress.ordered_tasks(sop.workflow)[-1]
    user = holder_of(sop, last.nomor)
    page = sample_berita(judul)
    for name, value in fields.items():
        setattr(page, name, value)
    page.owner = user
    news_of(sop.instansi).add_child(instance=page)
    page.save_revision(user=user)
    return page


@once
def submitted(sop: SOP, judul: str = "Loket baru", **fields: Any) -> BeritaPage:
    """A draft that its drafter handed in: it lies at the first step that judges."""
    page = drafted(sop, judul, **fields)
    sop.workflow.start(page, page.owner)
    return fresh(page)


@once
def at_step(sop: SOP, nomor: int, judul: str = "Loket baru", **fields: Any) -> Any:
    """A naskah that waits at step ``nomor`` before publication."""
    page = submitted(sop, judul, **fields)
    go_to(page, nomor)
    return fresh(page)


@once
def published(sop: SOP, judul: str = "Loket baru", **fields: Any) -> BeritaPage:
    """A naskah that walked every step up to publication."""
    page = submitted(sop, judul, **fields)
    while not fresh(page).live:
        approve(page)
    return fresh(page)


@once
def scheduled(
    sop: SOP, judul: str = "Loket baru", days: int = 2, **fields: Any
) -> BeritaPage:
    """A naskah that walked every step and goes live ``days`` later."""
    at = timezone.now() + dt.timedelta(days=days)
    page = submitted(sop, judul, go_live_at=at, **fields)
    while fresh(page).current_workflow_state:
        approve(page)
    return fresh(page)


@once
def correction_scheduled(sop: SOP, judul: str = "Loket baru") -> BeritaPage:
    """A live page whose correction is approved and goes live two days later."""
    page = published(sop, judul)
    draft = changed(page, "Dikoreksi.")
    draft.go_live_at = timezone.now() + dt.timedelta(days=2)
    draft.save_revision(user=page.owner)
    sop.workflow.start(fresh(page), page.owner)
    while fresh(page).current_workflow_state:
        approve(page)
    return fresh(page)


@contextmanager
def at_its_hour(page: NaskahPage) -> Iterator[None]:
    """A minute after the hour for which ``page`` is scheduled."""
    hour = naskah_of(page).jadwal_tayang
    assert hour is not None
    with time_machine.travel(hour + dt.timedelta(minutes=1), tick=False):
        yield


def overtaken_by_its_hour(sop: SOP) -> BeritaPage:
    """A text whose hour passes while its last approval is under way."""
    hour = timezone.now() + dt.timedelta(days=2)
    page = submitted(sop, go_live_at=hour)
    with time_machine.travel(hour - dt.timedelta(hours=1), tick=False) as clock:

        def on_approval(instance: Naskah, **kwargs: Any) -> None:
            if instance.digest_disetujui:
                clock.move_to(hour + dt.timedelta(seconds=1))

        post_save.connect(on_approval, sender=Naskah)
        while fresh(page).current_workflow_state:
            approve(page)
        post_save.disconnect(on_approval, sender=Naskah)
    return fresh(page)


@once
def returned(sop: SOP, judul: str = "Loket baru") -> BeritaPage:
    """A naskah that the first judge sent back to its drafter."""
    page = submitted(sop, judul)
    return_to(page, progress.leading_tasks(sop.workflow)[-1].nomor)
    return fresh(page)


@once
def ordered(sop: SOP, hal: str = "Hari jadi") -> BeritaPage:
    """An empty draft opened by the superior's order that the SOP begins with."""
    page = sample_berita(hal)
    mend_nothing = lambda draft: None  # noqa: E731
    Walk(sop, news_of(sop.instansi), page, mend_nothing).begin()
    return fresh(page)


def illustrated(sop: SOP, judul: str = "Foto loket") -> tuple[BeritaPage, SiteImage]:
    """A submitted naskah whose text holds a picture, and the picture."""
    image = SiteImageFactory(title="Loket")
    picture = {"gambar": image, "keterangan": "Loket", "alt": ""}
    isi = [("teks", RichText("<p>Isi.</p>")), ("gambar", picture)]
    return submitted(sop, judul, isi=isi), image


def changed(page: NaskahPage, ringkasan: str = "Diubah diam-diam.") -> NaskahPage:
    """The latest draft in memory with another text."""
    draft = fresh(page).get_latest_revision_as_object()
    draft.ringkasan = ringkasan
    return draft


def picture(colour: str = "red", nama: str = "lain.png") -> ContentFile:
    """A new image file."""
    made = BytesIO()
    Image.new("RGB", (320, 200), colour).save(made, "PNG")
    return ContentFile(made.getvalue(), name=nama)
