"""Adopt an SOP: its lanes become posts of the office, its steps Wagtail tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.models import Task, Workflow, WorkflowPage, WorkflowTask

from pages.errors import NaskahError
from reviews import events
from reviews.engine.kinds import kind_of
from reviews.papers.sop import SOP
from reviews.sop.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pages.models import InstansiPage
    from reviews.papers.jabatan import Jabatan
    from reviews.papers.langkah import LangkahTask
    from reviews.sop.document import LoadedDocument
    from reviews.sop.interpret import TahapLangkah

NAME_LENGTH = 255


class AdoptionError(NaskahError):
    """The document is sound, but the office cannot carry it out as it stands."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


@transaction.atomic
def adopt_sop(
    loaded: LoadedDocument,
    instansi: InstansiPage,
    posts: dict[str, Jabatan] | None = None,
) -> tuple[SOP, bool]:
    """Adopt ``loaded`` in ``instansi``: ``(the version in force, whether it is new)``.

    The same document again changes nothing. A revised one, or the same with other
    ``posts``, becomes the next version; naskah under way finish on the version they
    began with. ``posts`` gives each lane its jabatan; without it they are found by
    name, and :class:`AdoptionError` is raised for lanes without one.
    """
    in_force = (
        SOP.objects.select_for_update()
        .filter(instansi=instansi, kode=loaded.dokumen.id, berlaku=True)
        .first()
    )
    if in_force is not None and is_same(in_force, loaded, posts):
        return in_force, False
    posts = posts or bind_lanes(loaded, instansi)
    return create_version(loaded, instansi, posts, in_force), True


def is_same(sop: SOP, loaded: LoadedDocument, posts: dict[str, Jabatan] | None) -> bool:
    """Whether ``sop`` says the same, of the same jabatan where they are given."""
    if sop.digest != loaded.digest:
        return False
    return posts is None or posts_of_steps(sop) == wanted_posts(loaded, posts)


def posts_of_steps(sop: SOP) -> dict[int, set[int]]:
    """The jabatan of each step's tasks, by the step's number."""
    workflows = [sop.workflow, *([sop.workflow_berkas] if sop.workflow_berkas else [])]
    return {
        task.nomor: set(task.jabatan.values_list("pk", flat=True))
        for workflow in workflows
        for task in workflow.tasks.specific()
    }


def wanted_posts(
    loaded: LoadedDocument, posts: dict[str, Jabatan]
) -> dict[int, set[int]]:
    return {
        step.no: {posts[lane].pk for lane in step.pelaksana}
        for step in loaded.dokumen.langkah
    }


def bind_lanes(loaded: LoadedDocument, instansi: InstansiPage) -> dict[str, Jabatan]:
    """Each lane's jabatan of that name (letter case aside) in the office."""
    known = {
        " ".join(post.nama.casefold().split()): post for post in instansi.jabatan.all()
    }
    found = {
        lane: known.get(" ".join(lane.casefold().split()))
        for lane in loaded.dokumen.pelaksana
    }
    faults = [
        Fault(
            file=loaded.nama_berkas,
            langkah=None,
            lokasi="pelaksana",
            pesan=f"lajur “{lane}” tidak ada jabatannya; diharapkan jabatan bernama itu "
            f"di {instansi.title}",
        )
        for lane, post in found.items()
        if post is None
    ]
    if faults:
        raise AdoptionError(faults)
    return {lane: post for lane, post in found.items() if post is not None}


def create_version(
    loaded: LoadedDocument,
    instansi: InstansiPage,
    posts: dict[str, Jabatan],
    previous: SOP | None,
) -> SOP:
    """The next version with its workflows, in force from now on."""
    last = SOP.objects.filter(instansi=instansi, kode=loaded.dokumen.id).first()
    version = last.versi + 1 if last else 1
    if previous is not None:
        previous.berlaku = False
        previous.save(update_fields=["berlaku"])
        events.sop_changed.send(SOP, sop=previous)
    name = f"{loaded.dokumen.nama} - {instansi.title} (v{version})"
    sop = SOP(
        instansi=instansi,
        kode=loaded.dokumen.id,
        versi=version,
        nama=loaded.dokumen.nama,
        nomor=loaded.dokumen.nomor or "",
        dokumen=loaded.dokumen.as_data(),
        teks=loaded.teks,
        digest=loaded.digest,
    )
    sop.workflow = Workflow.objects.create(name=name[:NAME_LENGTH])
    after = sop.alur.sesudah_tayang
    if after:
        sop.workflow_berkas = Workflow.objects.create(
            name=f"Sesudah tayang: {name}"[:NAME_LENGTH]
        )
    sop.save()
    events.sop_changed.send(SOP, sop=sop)
    before = create_tasks(sop, sop.workflow, sop.alur.sebelum_tayang, posts)
    later = create_tasks(sop, sop.workflow_berkas, after, posts) if after else []
    link_returns([*before, *later])
    assign(sop, previous)
    return sop


def create_tasks(
    sop: SOP,
    workflow: Workflow,
    steps: Sequence[TahapLangkah],
    posts: dict[str, Jabatan],
) -> list[tuple[TahapLangkah, LangkahTask]]:
    """One task per step, in the order of the SOP."""
    created = []
    for order, step in enumerate(steps):
        task = kind_of(step.jenis[0]).task.objects.create(
            name=task_name(step),
            sop=sop,
            nomor=step.nomor,
            jenis=[str(kind) for kind in step.jenis],
            kelengkapan=list(step.kelengkapan),
            waktu_menit=step.waktu_menit,
            boleh_menyunting=step.boleh_menyunting,
            mengikat=step.mengikat,
            empat_mata=step.empat_mata,
        )
        task.jabatan.set(posts[lane] for lane in step.pelaksana)
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=order)
        created.append((step, task))
    return created


def task_name(step: TahapLangkah) -> str:
    """For example ``Langkah 2: Verifikasi dan paraf - Kasubid II``."""
    kinds = " + ".join(kind.label for kind in step.jenis)
    return f"Langkah {step.nomor}: {kinds} - {', '.join(step.pelaksana)}"[:NAME_LENGTH]


def link_returns(created: list[tuple[TahapLangkah, LangkahTask]]) -> None:
    """Point each written return at its task.

    A publishing step that also reports stands twice under one number: checks after
    publication return to its report, checks before it to nothing later than itself.
    """
    for step, task in created:
        if step.kembali_ke is None:
            continue
        candidates: list[Task] = [
            other
            for earlier, other in created
            if earlier.nomor == step.kembali_ke
            and (step.sesudah_tayang or not earlier.sesudah_tayang)
        ]
        task.kembali_ke = candidates[-1]
        task.save(update_fields=["kembali_ke"])


def assign(sop: SOP, previous: SOP | None) -> None:
    """New naskah of the office follow the version in force.

    An office's first SOP governs all its pages, and ends whatever was assigned there
    by hand. A further, different SOP is adopted beside it and assigned where it belongs
    in Settings → Workflows.
    """
    if previous is not None:
        WorkflowPage.objects.filter(workflow=previous.workflow).update(
            workflow=sop.workflow
        )
    in_force = SOP.objects.in_force().filter(instansi=sop.instansi)
    below = WorkflowPage.objects.filter(page__path__startswith=sop.instansi.path)
    below.exclude(workflow__in=in_force.values("workflow")).delete()
    if not below.filter(page=sop.instansi).exists():
        WorkflowPage.objects.create(page_id=sop.instansi.pk, workflow=sop.workflow)
