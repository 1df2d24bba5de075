"""What people read of a text that waits for its hour, and of what keeps that hour."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.html import format_html
from wagtail.locks import ScheduledForPublishLock

from reviews.papers.heartbeat import SILENT, Heartbeat
from reviews.worktime.local import local_text

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django.utils.safestring import SafeString

    from pages.models import InstansiPage, NaskahPage
    from reviews.papers.naskah import Naskah

LATE = dt.timedelta(minutes=2)


def when(naskah: Naskah) -> str:
    """``Senin, 3 Agustus 2026 pukul 16.00 WIB``, by the office's clock."""
    at = naskah.jadwal_tayang
    return local_text(at, naskah.instansi) if at else ""


def planned(page: NaskahPage) -> str:
    """When the draft of ``page`` is to go live, once it is through."""
    at, instansi = page.get_latest_revision_as_object().go_live_at, page.instansi
    if at is None or instansi is None or at <= timezone.now():
        return ""
    return local_text(at, instansi)


def trouble(naskah: Naskah) -> str:
    """Why it may not go live at its hour; nothing if all is well."""
    at = naskah.jadwal_tayang
    if at is None:
        return ""
    silence = worker_trouble(naskah.instansi)
    if silence or at > timezone.now() - LATE:
        return silence
    return (
        "Waktunya sudah lewat, tetapi naskah belum berhasil ditayangkan. Sistem terus "
        "mencobanya; mohon beri tahu administrator."
    )


def worker_trouble(instansi: InstansiPage) -> str:
    """What people should know while nothing goes live by itself."""
    last = Heartbeat.last(Heartbeat.PENAYANGAN)
    if last and last > timezone.now() - SILENT:
        return ""
    since = f" sejak {local_text(last, instansi)}" if last else ""
    return (
        f"Layanan penayangan otomatis tidak berjalan{since}. Naskah yang dijadwalkan "
        "baru tayang setelah layanan itu berjalan lagi; mohon beri tahu administrator."
    )


class JadwalLock(ScheduledForPublishLock):
    """Wagtail's lock of a scheduled text, with the office's hour."""

    def __init__(self, page: NaskahPage, naskah: Naskah) -> None:
        super().__init__(page)
        self.naskah = naskah

    def get_message(self, user: User) -> SafeString:
        return format_html(
            "Naskah sudah disetujui dan tayang dengan sendirinya <b>{}</b>. Sampai "
            "saat itu isinya tidak dapat diubah. {}",
            when(self.naskah),
            trouble(self.naskah),
        )

    def get_locked_by(self, user: User) -> str:
        return "Terkunci sampai tayang"

    def get_description(self, user: User) -> str:
        return f"Naskah tayang {when(self.naskah)}."
