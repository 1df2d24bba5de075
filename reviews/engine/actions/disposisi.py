"""Issue a lembar disposisi: numbered, addressed, and leading to the next step."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from pages.errors import NaskahError
from reviews import events
from reviews.papers.agenda import NomorAgenda
from reviews.papers.disposisi import Disposisi, PenerimaDisposisi
from reviews.papers.jabatan import PemangkuJabatan, local_date
from reviews.rounds import authority, progress
from reviews.trail.record import display_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviews.engine.actions.putusan import Putusan
    from reviews.papers.jejak import Jejak
    from reviews.papers.langkah import LangkahTask
    from reviews.papers.naskah import Naskah


def number_disposisi(putusan: Putusan, data: dict[str, Any]) -> None:
    """Add what the trail says of the sheet beside the form: its number, its readers.

    Refused if nobody named can go on.
    """
    people = recipients(putusan)
    require_able(next_task(putusan.task, putusan.naskah), people)
    year = local_date(putusan.naskah.instansi).year
    data |= {
        "tahun": year,
        "nomor_agenda": NomorAgenda.take(putusan.naskah.instansi, "disposisi", year),
        **addressed(people),
    }


def addressed(people: Iterable[PemangkuJabatan]) -> dict[str, Any]:
    """To whom, in words, and which posts and accounts these are."""
    return {
        "kepada": sorted([person.sebutan, name_of(person)] for person in people),
        "penerima": sorted([person.jabatan_id, person.user_id] for person in people),
    }


def name_of(person: PemangkuJabatan) -> str:
    """The name that the sheet is addressed to."""
    return display_name(person.user)


def issue_disposisi(putusan: Putusan, jejak: Jejak) -> None:
    """Write the sheet that names who goes on, as the trail has it."""
    target = next_task(putusan.task, putusan.naskah)
    people = recipients(putusan)
    data = jejak.data
    sheet = Disposisi.objects.create(
        jejak=jejak,
        instansi=putusan.naskah.instansi,
        tahun=data["tahun"],
        nomor_agenda=data["nomor_agenda"],
        task_tujuan=target.pk if target else None,
        sifat=data["sifat"],
        urgensi=data["urgensi"],
        instruksi=data["instruksi"],
        isi=data["isi"],
        batas_waktu=deadline(data["batas_waktu"]),
    )
    PenerimaDisposisi.objects.bulk_create(
        PenerimaDisposisi(
            disposisi=sheet,
            jabatan=person.jabatan,
            user=person.user,
            sebutan=person.sebutan,
            nama=name_of(person),
        )
        for person in people
    )
    events.sheet_issued.send(Disposisi, sheet=sheet, target=target)


def next_task(task: LangkahTask, naskah: Naskah) -> LangkahTask | None:
    """The step a sheet leads to; after publication's last, the first of the berkas.

    A task of Wagtail's own, in a workflow made by hand, has no post to be named.
    """
    following = progress.task_after(task)
    if following is not None or task.sop_id is None:
        return following if hasattr(following, "jabatan") else None
    sop = naskah.sop
    if (
        sop is None
        or sop.workflow_berkas is None
        or task.workflows.first() != sop.workflow
    ):
        return None
    return progress.ordered_tasks(sop.workflow_berkas)[0]


def recipients(putusan: Putusan) -> list[PemangkuJabatan]:
    """The ticked holders, all of them in office in this office today."""
    wanted = set(putusan.data["penerima"])
    people = authority.office_holders(putusan.naskah.instansi).filter(pk__in=wanted)
    return list(people)


def require_able(target: LangkahTask | None, people: list[PemangkuJabatan]) -> None:
    """One of those named must be able to carry out the next step."""
    if target is None:
        return
    posts = set(target.jabatan.values_list("pk", flat=True))
    if posts.isdisjoint(person.jabatan_id for person in people):
        raise NaskahError(
            f"Langkah berikutnya, “{target.name}”, dilaksanakan oleh {target.pelaksana}. "
            "Sertakan pemangkunya sebagai penerima disposisi."
        )


def deadline(value: str | None) -> dt.date | None:
    """The ISO date of the form as a date."""
    return dt.date.fromisoformat(value) if value else None
