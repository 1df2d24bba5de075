"""Acts on drafts of SOPs and on SOPs in force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import WorkflowPage

from pages.errors import NaskahError
from reviews import events
from reviews.engine.adoption.adopt import adopt_sop
from reviews.papers.draf import DrafSOP
from reviews.papers.jabatan import Jabatan
from reviews.papers.sop import SOP
from reviews.rights.sync import sync_rights
from reviews.rounds.locks import locked
from reviews.sop.document import parse_document
from reviews.sop.faults import DocumentFaults, Fault
from reviews.sop.files import text_of_bytes
from reviews.sop.tables.reader import read_table
from reviews.sop.write import parse_data
from reviews.sop.yaml_reader import UnreadableError

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from pages.models import InstansiPage

TABLES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How Word and Excel files begin; everything else is read as YAML."""


class DrafChangedError(NaskahError):
    """Somebody else saved the draft after this person opened it."""

    def __init__(self) -> None:
        super().__init__("Draf ini diubah orang lain sejak Anda membukanya.")


@transaction.atomic
def begin_draf(
    instansi: InstansiPage,
    user: User,
    data: dict[str, Any],
    *,
    asal: str = "",
    catatan: list[str] | None = None,
) -> DrafSOP:
    """A new draft with ``data`` in it."""
    draf = DrafSOP.objects.create(
        instansi=instansi,
        nama=name_of(data),
        isi=data,
        asal=asal[:255],
        catatan=catatan or [],
        penyusun=user,
    )
    log(instance=draf, action="wagtail.create", user=user)
    return draf


def import_draf(instansi: InstansiPage, user: User, raw: bytes, name: str) -> DrafSOP:
    """A draft of what a YAML, Word or Excel file holds, with what is to be checked.

    Raises :class:`~reviews.sop.faults.DocumentFaults` for files that cannot be used.
    """
    if raw.startswith(TABLES):
        table = read_table(raw, name)
        data = {
            **table.data,
            "id": f"{instansi.slug}-{table.data['id']}"[:100].strip("-"),
        }
        notes = [str(fault) for fault in table.faults]
    else:
        try:
            text = text_of_bytes(raw)
        except UnreadableError as error:
            fault = Fault(name, None, "", error.finding.pesan, error.finding.baris)
            raise DocumentFaults([fault]) from error
        data, notes = parse_document(text, name).dokumen.as_data(), []
    return begin_draf(instansi, user, data, asal=name, catatan=notes)


@transaction.atomic
def save_draf(draf: DrafSOP, user: User, data: dict[str, Any], seen: str) -> None:
    """Keep what was typed, sound or not, over the state ``seen`` (its digest).

    Raises :class:`DrafChangedError` where the draft says something else by now.
    """
    draf = unchanged(draf, seen)
    draf.isi = data
    draf.nama = name_of(data)
    draf.save(update_fields=["isi", "nama", "diubah_pada"])
    log(instance=draf, action="wagtail.edit", user=user)


def unchanged(draf: DrafSOP, seen: str | None) -> DrafSOP:
    """The draft under lock, if it still says what ``seen`` says it does."""
    row: DrafSOP | None = locked(DrafSOP.objects.filter(pk=draf.pk))
    if row is None:
        raise NaskahError("Draf ini sudah dihapus atau sudah diberlakukan.")
    if seen is not None and row.digest != seen:
        raise DrafChangedError
    return row


@transaction.atomic
def delete_draf(draf: DrafSOP, user: User) -> None:
    """A draft is nobody's record: it goes for good."""
    log(instance=draf, action="wagtail.delete", user=user)
    draf.delete()


@transaction.atomic
def adopt_draf(
    draf: DrafSOP,
    user: User,
    bindings: dict[str, Jabatan | None],
    seen: str | None = None,
) -> tuple[SOP, bool]:
    """Put the draft in force; a lane without a jabatan gets one of its name.

    Raises :class:`~reviews.sop.faults.DocumentFaults` while it has faults, and
    :class:`DrafChangedError` where it is not what was ``seen`` (its digest).
    """
    draf = unchanged(draf, seen)
    loaded = parse_data(draf.isi, draf.nama)
    instansi = draf.instansi
    if set(bindings) != set(loaded.dokumen.pelaksana):
        raise NaskahError("Lajur draf ini berubah. Muat ulang halaman, lalu coba lagi.")
    posts = {
        lane: post or Jabatan.objects.get_or_create(instansi=instansi, nama=lane)[0]
        for lane, post in bindings.items()
    }
    if any(post.instansi_id != instansi.pk for post in posts.values()):
        raise NaskahError("Jabatan harus berasal dari instansi yang sama.")
    sop, created = adopt_sop(loaded, instansi, posts)
    sync_rights(instansi)
    log(instance=sop, action="wagtail.create", user=user)
    draf.delete()
    return sop, created


@transaction.atomic
def retire_sop(sop: SOP, user: User) -> None:
    """No new naskah follows ``sop``; those under way go on to their end."""
    locked(SOP.objects.filter(pk=sop.pk))
    sop.refresh_from_db()
    if not sop.berlaku:
        raise NaskahError(f"{sop} sudah tidak berlaku.")
    sop.berlaku = False
    sop.dihentikan_pada = timezone.now()
    sop.save(update_fields=["berlaku", "dihentikan_pada"])
    events.sop_changed.send(SOP, sop=sop)
    WorkflowPage.objects.filter(workflow=sop.workflow).delete()
    sync_rights(sop.instansi)
    log(instance=sop, action="wagtail.edit", user=user)


def name_of(data: dict[str, Any]) -> str:
    return str(data.get("nama") or "SOP tanpa nama")[:500]
