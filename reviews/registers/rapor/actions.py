"""Save a monitoring form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from pages.errors import NaskahError
from reviews.papers.pemantauan import FormPemantauan
from reviews.papers.sop import SOP
from reviews.registers.rapor.pemantauan import KAIDAH
from reviews.rounds import authority
from reviews.trail.record import display_name

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from reviews.papers.jabatan import PemangkuJabatan
    from reviews.registers.rapor.period import Periode


@transaction.atomic
def save_pemantauan(
    sop: SOP, periode: Periode, user: User, post: int, rows: list[dict[str, Any]]
) -> FormPemantauan:
    """Keep the form as ``user`` filled it in, as the holder of ``post`` (its id).

    ``rows``: ``{"baik", "catatan", "tindakan"}`` for each step, in order. The same
    form sent twice is one record.
    """
    sop = SOP.objects.select_for_update(of=("self",)).get(pk=sop.pk)
    holder = evaluator(sop, user, post)
    steps = sop.isi.langkah
    if len(rows) != len(steps):
        raise NaskahError("Formulir tidak memuat setiap langkah SOP. Muat ulang.")
    isi = {
        "identitas": identity(sop, periode),
        "kaidah": KAIDAH,
        "baris": [
            {"no": step.no, "prosedur": step.uraian.strip(), **row}
            for step, row in zip(steps, rows, strict=True)
        ],
    }
    who = {"pelaku": user.pk, "jabatan": holder.sebutan}
    span = {"dari": periode.dari, "sampai": periode.sampai}
    last = FormPemantauan.objects.filter(sop=sop, **span).first()
    if last and last.isi == isi and all(getattr(last, k) == who[k] for k in who):
        return last
    return FormPemantauan.objects.create(
        instansi=sop.instansi,
        sop=sop,
        isi=isi,
        nama=display_name(user),
        nip=holder.nip,
        **who,
        **span,
    )


def evaluator(sop: SOP, user: User, post: int) -> PemangkuJabatan:
    """In which capacity ``user`` signs the form."""
    holders = authority.office_holders(sop.instansi).filter(user=user)
    holder = holders.filter(pk=post).first()
    if holder is None:
        raise NaskahError(
            "Formulir pemantauan disimpan oleh pemangku jabatan di instansi pemilik "
            "SOP. Saat ini Anda tidak memangku jabatan itu."
        )
    return holder


def identity(sop: SOP, periode: Periode) -> dict[str, str]:
    """What the head of the form says, written out: it stays when the SOP moves on."""
    return {
        "unit": sop.instansi.title,
        "sop": sop.nama,
        "nomor": sop.nomor,
        "versi": str(sop.versi),
        "periode": periode.label,
    }
