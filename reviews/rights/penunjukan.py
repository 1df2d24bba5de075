"""Appoint a Plt. or Plh. for dates, and end it early; both leave their trace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from pages.errors import NaskahError
from reviews.papers.jabatan import Jabatan, PemangkuJabatan, local_date
from reviews.rights import readers
from reviews.rights.managers import manages
from reviews.rounds import authority

if TYPE_CHECKING:
    import datetime as dt

    from django.contrib.auth.models import User

Kapasitas = PemangkuJabatan.Kapasitas


@dataclass(frozen=True)
class Penunjukan:
    """What is asked: who stands in, for which post, as what, from when until when."""

    jabatan: Jabatan
    user: User
    kapasitas: str
    mulai: dt.date
    sampai: dt.date
    alasan: str


@transaction.atomic
def appoint_deputy(order: Penunjukan, by: User) -> PemangkuJabatan:
    """Enter the deputy; groups and desk follow from the term (see reviews.rights.tenure).

    Raises :class:`~pages.errors.NaskahError` with the rule that forbids it.
    """
    post = Jabatan.objects.select_for_update().get(pk=order.jabatan.pk)
    require_right(order, by)
    require_dates(order)
    require_candidate(order, by)
    require_need(order)
    deputy = PemangkuJabatan(
        jabatan=post,
        user=order.user,
        nip=nip_of(order.user),
        kapasitas=order.kapasitas,
        mulai=order.mulai,
        sampai=order.sampai,
        alasan=order.alasan,
        ditunjuk_oleh=by,
    )
    try:
        deputy.full_clean()
    except ValidationError as error:
        raise NaskahError(" ".join(error.messages)) from error
    deputy.save()
    log(deputy, "reviews.tunjuk", user=by, data={"sebutan": str(deputy)})
    return deputy


@transaction.atomic
def end_deputy(pk: int, by: User) -> PemangkuJabatan:
    """From this moment the deputy stands in no longer; the row stays as history."""
    rows = PemangkuJabatan.objects.select_for_update(of=("self",))
    deputy = rows.select_related("jabatan__instansi").get(pk=pk)
    if not may_end(deputy, by):
        raise NaskahError("Penunjukan ini hanya diakhiri oleh yang berwenang.")
    today = local_date(deputy.jabatan.instansi)
    if deputy.diakhiri_pada or (deputy.sampai and deputy.sampai < today):
        raise NaskahError("Penunjukan ini sudah berakhir.")
    deputy.diakhiri_pada = timezone.now()
    deputy.sampai = max(deputy.mulai, today)
    deputy.save()
    log(deputy, "reviews.akhiri", user=by, data={"sebutan": str(deputy)})
    return deputy


def own_terms(user: User) -> list[PemangkuJabatan]:
    """The terms of today for which ``user`` may name a Plh. himself."""
    terms = readers.terms_today(user)
    return [term for term in terms if term.kapasitas != Kapasitas.PLH]


def own_term(user: User, jabatan: Jabatan) -> PemangkuJabatan | None:
    return next((row for row in own_terms(user) if row.jabatan_id == jabatan.pk), None)


def may_end(deputy: PemangkuJabatan, user: User) -> bool:
    """The administrator; and the holder, for the Plh. of his own post."""
    if deputy.kapasitas == Kapasitas.DEFINITIF:
        return False
    if manages(user, deputy.jabatan.instansi):
        return True
    return deputy.kapasitas == Kapasitas.PLH and bool(own_term(user, deputy.jabatan))


def require_right(order: Penunjukan, by: User) -> None:
    if manages(by, order.jabatan.instansi):
        return
    if order.kapasitas == Kapasitas.PLT:
        raise NaskahError("Plt. ditunjuk oleh administrator, bukan oleh pemangku.")
    term = own_term(by, order.jabatan)
    if term is None:
        raise NaskahError(
            "Plh. ditunjuk oleh pemangku definitif atau Plt. jabatan itu sendiri, "
            "atau oleh administrator."
        )
    if term.sampai and term.sampai < order.sampai:
        raise NaskahError("Masa Plh. tidak boleh melampaui masa jabatan Anda sendiri.")


def require_dates(order: Penunjukan) -> None:
    if order.mulai < local_date(order.jabatan.instansi):
        raise NaskahError("Tanggal mulai sudah lewat. Pilih hari ini atau sesudahnya.")
    if order.sampai < order.mulai:
        raise NaskahError("Tanggal akhir mendahului tanggal mulai.")


def require_candidate(order: Penunjukan, by: User) -> None:
    """Somebody else, in office in the same office, and not in this post already."""
    office = order.jabatan.instansi
    if order.user.pk == by.pk:
        raise NaskahError("Anda tidak dapat menunjuk diri sendiri.")
    if not authority.office_holders(office).filter(user=order.user).exists():
        raise NaskahError(f"Yang ditunjuk harus sedang memangku jabatan di {office}.")
    held = PemangkuJabatan.objects.during(order.mulai, order.sampai)
    if held.filter(jabatan=order.jabatan, user=order.user).exists():
        raise NaskahError("Yang ditunjuk sudah memangku jabatan ini pada masa itu.")


def require_need(order: Penunjukan) -> None:
    """A Plh. stands in for a holder who is away; a Plt. acts in a vacant post."""
    terms = PemangkuJabatan.objects.during(order.mulai, order.sampai)
    terms = terms.filter(jabatan=order.jabatan)
    if order.kapasitas == Kapasitas.PLT:
        holder = terms.filter(kapasitas=Kapasitas.DEFINITIF).first()
        if holder is not None:
            raise NaskahError(
                f"{order.jabatan.nama} masih dipangku {holder} {holder.masa}. Plt. "
                "mengisi jabatan yang kosong; untuk pemangku yang berhalangan, "
                "tunjuk Plh."
            )
    elif not terms.exclude(kapasitas=Kapasitas.PLH).exists():
        raise NaskahError(
            f"{order.jabatan.nama} sedang kosong. Untuk jabatan yang kosong, tunjuk Plt."
        )


def nip_of(user: User) -> str:
    """The NIP as it stands with one of his posts: what he signs with."""
    rows = PemangkuJabatan.objects.filter(user=user).exclude(nip="")
    return rows.order_by("-mulai").values_list("nip", flat=True).first() or ""
