"""What a mail says: the naskah, the step, by when, and the way there."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from reviews.notices.wanted import is_wanted
from reviews.papers.disposisi import Disposisi
from reviews.papers.jejak import Jejak
from reviews.papers.surat import Surat
from reviews.rounds import progress
from reviews.rounds.addresses import subject_url
from reviews.rounds.tenggat import remaining
from reviews.worktime.local import local_text

Jenis = Surat.Jenis

SUBJECTS = {
    Jenis.GILIRAN: "Menunggu Anda: {judul}",
    Jenis.KEMBALI: "Dikembalikan: {judul}",
    Jenis.DISPOSISI: "Disposisi untuk Anda: {judul}",
    Jenis.JADWAL: "Dijadwalkan tayang: {judul}",
    Jenis.TAYANG: "Sudah tayang: {judul}",
    Jenis.BATAL_JADWAL: "Jadwal tayang dibatalkan: {judul}",
    Jenis.GAGAL: "Gagal tayang: {judul}",
    Jenis.SEBELUM: "Menjelang jatuh tempo: {judul}",
    Jenis.SAAT: "Jatuh tempo: {judul}",
    Jenis.SESUDAH: "Lewat jatuh tempo: {judul}",
    Jenis.ESKALASI: "Perlu perhatian Anda: {judul}",
    Jenis.RINGKASAN: "Ringkasan naskah, {tanggal}",
}
ENDED = "Berkas diakhiri"


def render(letter: Surat) -> tuple[str, str, str]:
    """Subject, plain text and HTML."""
    context = digest_of(letter) if letter.jenis == Jenis.RINGKASAN else {}
    context |= {
        "surat": letter,
        "nama": name_of(letter),
        "situs": settings.WAGTAIL_SITE_NAME,
    }
    context["akun_url"] = absolute(reverse("wagtailadmin_account"))
    if letter.naskah is not None:
        context["butir"] = item(letter)
    subject = subject_of(letter).format(
        judul=letter.naskah.judul if letter.naskah else "", tanggal=today(letter)
    )
    template = "ringkasan" if letter.jenis == Jenis.RINGKASAN else "surat"
    return (
        " ".join(subject.split()),
        render_to_string(f"reviews/surat/{template}.txt", context).strip() + "\n",
        render_to_string(f"reviews/surat/{template}.html", context),
    )


def subject_of(letter: Surat) -> str:
    """A publication is told of twice: when it is live, and if its dossier was ended."""
    ended = "berakhir" in letter.data
    return f"{ENDED}: {{judul}}" if ended else SUBJECTS[Jenis(letter.jenis)]


def kind_of(letter: Surat) -> str:
    return ENDED if "berakhir" in letter.data else letter.get_jenis_display()


def item(letter: Surat) -> dict[str, Any]:
    """One naskah as a mail tells of it."""
    naskah, state = letter.naskah, letter.task_state
    assert naskah is not None  # noqa: S101 - only the digest has none
    told: dict[str, Any] = {
        "jenis": letter.jenis,
        "sebutan_jenis": kind_of(letter),
        "judul": naskah.judul,
        "instansi": naskah.instansi.title,
        "url": absolute(url_of(letter)),
        **letter.data,
    }
    if state is not None:
        sisa = remaining(state)
        told |= {"langkah": state.task.name, "sisa": sisa.label}
        told["pelaksana"] = state.task.specific.pelaksana
        if state.jatuh_tempo:
            told["jatuh_tempo"] = local_text(state.jatuh_tempo, naskah.instansi)
        if letter.jenis == Jenis.GILIRAN:
            told |= why_here(letter)
    if sheet_id := letter.data.get("disposisi"):
        told["disposisi"] = Disposisi.objects.filter(pk=sheet_id).first()
    return told


def why_here(letter: Surat) -> dict[str, Any]:
    """What brought the step about: a return with its reason, or a disposisi."""
    state, naskah = letter.task_state, letter.naskah
    if state is None or naskah is None:
        return {}
    told: dict[str, Any] = {}
    last = naskah.jejak.filter(
        aksi__in=Jejak.DECISIONS, waktu__lte=state.started_at
    ).last()
    if last is not None and last.aksi == Jejak.Aksi.KEMBALI:
        told = {"alasan": last.data.get("alasan", ""), "oleh": last.jabatan}
    sheets = Disposisi.objects.filter(task_tujuan=state.task_id, jejak__naskah=naskah)
    return {**told, "disposisi": sheets.order_by("-pk").first()}


def url_of(letter: Surat) -> str:
    """The review screen; what is not about a step leads to the page's own."""
    if letter.task_state is not None:
        return subject_url(progress.subject(letter.task_state.workflow_state))
    if letter.naskah is not None and letter.naskah.page_id:
        return reverse("naskah:tinjau_halaman", args=[letter.naskah.page_id])
    return reverse("wagtailadmin_home")


def digest_of(letter: Surat) -> dict[str, Any]:
    """The items of a digest that are still true."""
    rows = letter.isi.select_related("naskah__instansi", "task_state").order_by("pk")
    return {"isi": [item(row) for row in rows if is_wanted(row)]}


def absolute(path: str) -> str:
    return settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def name_of(letter: Surat) -> str:
    user = letter.penerima
    return user.get_full_name() or user.get_username()


def today(letter: Surat) -> str:
    return date_format(timezone.localtime(letter.dibuat_pada), "j F Y")
