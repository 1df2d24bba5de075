"""What a recipient does with a disposisi: open it, pass it on, complete his part.

Who may carry out the next step of the SOP stays as the sheet itself says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from pages.errors import NaskahError
from reviews import events
from reviews.engine.actions.disposisi import addressed, name_of
from reviews.papers.disposisi import PenerimaDisposisi
from reviews.papers.jejak import Jejak
from reviews.rounds import authority
from reviews.rounds.locks import locked
from reviews.trail.record import record

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.contrib.auth.models import User
    from django.db.models import QuerySet

    from reviews.papers.disposisi import PenerimaQuerySet
    from reviews.papers.jabatan import PemangkuJabatan
    from reviews.papers.naskah import Naskah


def mark_read(naskah: Naskah, user: User) -> None:
    """The read receipt: the named person has the sheet before his eyes."""
    unread = PenerimaDisposisi.objects.unread_by(user)
    unread = unread.filter(disposisi__jejak__naskah=naskah)
    if unread.exists():  # most who look have: nothing is locked for them
        receive(naskah, unread, user)


@transaction.atomic
def receive(naskah: Naskah, unread: PenerimaQuerySet, user: User) -> None:
    rows = list(unread.select_for_update(of=("self",)).order_by("pk"))
    for row in rows:
        row.dibaca_pada = timezone.now()
        row.save(update_fields=["dibaca_pada"])
    if rows:
        record(naskah, Jejak.Aksi.BACA, user=user, tentang=rows)


def subordinates(penerima: PenerimaDisposisi) -> QuerySet[PemangkuJabatan]:
    """Those in office in the posts right below the recipient's."""
    return authority.office_holders(penerima.disposisi.instansi).filter(
        jabatan__atasan=penerima.jabatan_id
    )


@transaction.atomic
def pass_on_disposisi(
    penerima: PenerimaDisposisi, user: User, people: Collection[int], pesan: str
) -> Jejak:
    """Pass the sheet on to holders of posts below (disposisi berjenjang)."""
    row, holder = open_part(penerima, user)
    chosen = list(subordinates(row).filter(pk__in=people))
    if not chosen:
        raise NaskahError("Pilih sedikitnya satu bawahan sebagai penerima.")
    rows = PenerimaDisposisi.objects.bulk_create(
        PenerimaDisposisi(
            disposisi=row.disposisi,
            jabatan=person.jabatan,
            user=person.user,
            sebutan=person.sebutan,
            nama=name_of(person),
            diteruskan_oleh=row,
            pesan=pesan,
        )
        for person in chosen
    )
    events.sheet_passed_on.send(PenerimaDisposisi, rows=rows)
    return record_part(
        row, user, holder, Jejak.Aksi.TERUSKAN, {**addressed(chosen), "pesan": pesan}
    )


@transaction.atomic
def complete_disposisi(penerima: PenerimaDisposisi, user: User, catatan: str) -> Jejak:
    """Say that one's own part is done, and how."""
    row, holder = open_part(penerima, user)
    row.selesai_pada = timezone.now()
    row.catatan_selesai = catatan
    row.save(update_fields=["selesai_pada", "catatan_selesai"])
    return record_part(row, user, holder, Jejak.Aksi.TUNTAS, {"catatan": catatan})


def open_part(
    penerima: PenerimaDisposisi, user: User
) -> tuple[PenerimaDisposisi, PemangkuJabatan]:
    """The recipient's row under lock, while it is ``user``'s and not completed."""
    row = locked(PenerimaDisposisi.objects.filter(pk=penerima.pk))
    holder = part_holder(row, user) if row else None
    if holder is None:
        raise NaskahError("Disposisi ini ditujukan kepada pemangku jabatan lain.")
    if row.selesai_pada is not None:
        raise NaskahError("Bagian ini sudah dinyatakan selesai.")
    return row, holder


def part_holder(penerima: PenerimaDisposisi, user: User) -> PemangkuJabatan | None:
    """``user`` as a holder of the addressed post, by the rule that leads to a step.

    The one named, who acts for him, or who came after him.
    """
    holders = authority.office_holders(penerima.disposisi.instansi).filter(
        jabatan=penerima.jabatan_id
    )
    named = frozenset({(penerima.jabatan_id, penerima.user_id)})
    return authority.weigh(user.pk, authority.Grounds(tuple(holders), named)).holder


def record_part(
    row: PenerimaDisposisi,
    user: User,
    holder: PemangkuJabatan,
    aksi: Jejak.Aksi,
    data: dict[str, object],
) -> Jejak:
    sheet = row.disposisi
    told = {"nomor_agenda": sheet.nomor_agenda, "tahun": sheet.tahun, **data}
    return record(
        sheet.jejak.naskah, aksi, user=user, holder=holder, data=told, tentang=[row]
    )
