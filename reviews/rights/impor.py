"""People, posts and terms from a table: every fault in one run, then all or nothing.

The dry run is the run itself, rolled back; so it cannot promise what fails later.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from wagtail.log_actions import log

from pages.errors import NaskahError
from reviews.papers.jabatan import Jabatan, PemangkuJabatan
from reviews.rights.managers import require_other
from reviews.rights.names import faults_of
from reviews.rights.people_table import WAJIB, as_date
from reviews.rights.sync import sync_rights
from reviews.trail.notes import note_new

if TYPE_CHECKING:
    from collections.abc import Callable

    from pages.models import InstansiPage
    from reviews.rights.people_table import Baris

NO_DATE = "bukan tanggal (contoh: 2026-01-31)"
YES = {"ya", "y", "1", "true"}


@dataclass
class Hasil:
    """What became, or would become, of one line."""

    baris: Baris
    dibuat: list[str] = field(default_factory=list)
    galat: list[str] = field(default_factory=list)


@dataclass
class Impor:
    """One run over a file, for one office."""

    instansi: InstansiPage
    oleh: User
    hasil: list[Hasil]
    baru: list[User] = field(default_factory=list)

    @property
    def bersih(self) -> bool:
        return not any(row.galat for row in self.hasil)


def import_people(
    instansi: InstansiPage, lines: list[Baris], oleh: User, *, dry_run: bool
) -> Impor:
    """Posts first, then superiors, then people and terms; kept only if all is well."""
    run = Impor(instansi, oleh, [Hasil(line) for line in lines])
    with transaction.atomic():
        type(instansi).objects.select_for_update().get(pk=instansi.pk)
        posts = {post.nama.casefold(): post for post in instansi.jabatan.all()}
        for row in run.hasil:
            check_cells(row)
            add_post(run, row, posts)
        for row in run.hasil:
            set_superior(row, posts)
        for row in run.hasil:
            if not row.galat:
                add_term(run, row, posts)
        if dry_run or not run.bersih:
            transaction.set_rollback(True)
            return run
        sync_rights(instansi)
    return run


def check_cells(row: Hasil) -> None:
    """Every fault that a cell has by itself."""
    cells = row.baris.sel
    row.galat += [f"{name} kosong" for name in WAJIB if not cells[name]]
    row.galat += [
        fault
        for name, (is_right, fault) in CHECKS.items()
        if cells[name] and not is_right(cells[name])
    ]


def passes(check: Callable[[str], None]) -> Callable[[str], bool]:
    """A validator of Django's as a question."""

    def answer(text: str) -> bool:
        try:
            check(text)
        except ValidationError:
            return False
        return True

    return answer


def capacity(text: str) -> str | None:
    plain = text.lower().rstrip(".") or PemangkuJabatan.Kapasitas.DEFINITIF.value
    return plain if plain in PemangkuJabatan.Kapasitas.values else None


CHECKS: dict[str, tuple[Callable[[str], bool], str]] = {
    "nip": (
        lambda text: bool(re.fullmatch(r"\d{18}", text.replace(" ", ""))),
        "NIP bukan 18 angka",
    ),
    "mulai": (lambda text: as_date(text) is not None, f"mulai {NO_DATE}"),
    "sampai": (lambda text: as_date(text) is not None, f"sampai {NO_DATE}"),
    "kapasitas": (
        lambda text: capacity(text) is not None,
        "kapasitas harus definitif, plt, atau plh",
    ),
    "username": (
        lambda text: len(text) <= 150 and passes(UnicodeUsernameValidator())(text),
        "username tidak sah",
    ),
    "email": (passes(validate_email), "email tidak sah"),
    "jabatan": (lambda text: len(text) <= 255, "jabatan terlalu panjang"),
}


def add_post(run: Impor, row: Hasil, posts: dict[str, Jabatan]) -> None:
    name = row.baris.sel["jabatan"]
    if not name or name.casefold() in posts or len(name) > 255:
        return
    several = row.baris.sel["jamak"].lower() in YES
    post = Jabatan.objects.create(instansi=run.instansi, nama=name, jamak=several)
    log(post, "wagtail.create", user=run.oleh)
    posts[name.casefold()] = post
    row.dibuat.append(f"jabatan {name}")


def set_superior(row: Hasil, posts: dict[str, Jabatan]) -> None:
    """As the file says; a superior that is set already is not taken away."""
    name = row.baris.sel["atasan"]
    post = posts.get(row.baris.sel["jabatan"].casefold())
    if not name or post is None:
        return
    above = posts.get(name.casefold())
    if above is None:
        row.galat.append(f"atasan “{name}” tidak ada di berkas maupun di instansi ini")
        return
    if post.atasan_id == above.pk:
        return
    before, post.atasan = post.atasan, above
    try:
        post.full_clean()
    except ValidationError as error:
        post.atasan = before
        row.galat += error.messages
        return
    post.save(update_fields=["atasan"])
    row.dibuat.append(f"atasan {above.nama}")


def add_term(run: Impor, row: Hasil, posts: dict[str, Jabatan]) -> None:
    cells = row.baris.sel
    user = person(run, row)
    if user is None:
        return
    term = PemangkuJabatan(
        jabatan=posts[cells["jabatan"].casefold()],
        user=user,
        nip=cells["nip"].replace(" ", ""),
        kapasitas=capacity(cells["kapasitas"]) or "",
        mulai=as_date(cells["mulai"]) or dt.date.max,
        sampai=as_date(cells["sampai"]) if cells["sampai"] else None,
        ditunjuk_oleh=run.oleh,
    )
    if PemangkuJabatan.objects.filter(
        jabatan=term.jabatan, user=user, kapasitas=term.kapasitas, mulai=term.mulai
    ).exists():
        row.dibuat.append("sudah ada, tidak diubah")
        return
    try:
        require_other(run.oleh, term)
        term.full_clean()
    except ValidationError as error:
        row.galat += error.messages
        return
    except NaskahError as error:
        row.galat.append(str(error))
        return
    # Rights follow once, when all lines are in; a save would derive them each time.
    PemangkuJabatan.objects.bulk_create([term])
    note_new([term])
    log(term, "wagtail.create", user=run.oleh)
    row.dibuat.append(term.sebutan)


def person(run: Impor, row: Hasil) -> User | None:
    """The account of that name; one that exists is used, and never changed."""
    cells = row.baris.sel
    name = User.normalize_username(cells["username"]).lower()
    user = User.objects.filter(username__iexact=name).first()
    if user is not None:
        here = user.jabatan_dipangku.filter(jabatan__instansi=run.instansi).exists()
        if not here and not run.oleh.is_superuser:
            row.galat.append("username sudah dipakai orang di luar instansi ini")
            return None
        if not user.is_active:
            row.galat.append("akun ini tidak aktif")
            return None
        return user
    if cells["email"] and User.objects.filter(email__iexact=cells["email"]).exists():
        row.galat.append("email sudah dipakai akun lain")
        return None
    first, _, last = cells["nama"].partition(" ")
    user = User(
        username=name,
        first_name=first[:150],
        last_name=last[:150],
        email=cells["email"],
    )
    user.set_unusable_password()
    if faults := faults_of(user):
        row.galat += faults.values()
        return None
    user.save()
    log(user, "wagtail.create", user=run.oleh)
    run.baru.append(user)
    row.dibuat.append(
        "akun baru"
        if user.email
        else "akun baru tanpa email: undangan tidak dapat dikirim"
    )
    return user
