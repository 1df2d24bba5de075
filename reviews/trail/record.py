"""One row of the trail for one act, with the actor as he signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviews.trail.append import append
from reviews.trail.stated import stored

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.contrib.auth.models import User
    from django.db.models import Model
    from wagtail.models import Revision, TaskState

    from reviews.papers.jabatan import PemangkuJabatan
    from reviews.papers.jejak import Jejak
    from reviews.papers.langkah import LangkahTask
    from reviews.papers.naskah import Naskah


NAME = 255


def record(
    naskah: Naskah,
    aksi: Jejak.Aksi,
    *,
    user: User | None = None,
    holder: PemangkuJabatan | None = None,
    task: LangkahTask | None = None,
    task_state: TaskState | None = None,
    revision: Revision | None = None,
    digest: str = "",
    data: dict[str, Any] | None = None,
    tentang: Collection[Model] = (),
) -> Jejak:
    """Append to the trail; the post and the name are written out, not linked.

    How ``naskah`` stands now is stated, and how all else that the act changed.
    """
    return append(
        naskah.instansi,
        naskah=naskah,
        aksi=aksi,
        langkah=task.nomor if task else None,
        jenis=[str(kind) for kind in task.kinds] if task else [],
        task_state=task_state.pk if task_state else None,
        pelaku=user.pk if user else None,
        nama=display_name(user),
        nip=holder.nip if holder else "",
        jabatan=holder.sebutan if holder else "",
        kapasitas=str(holder.kapasitas) if holder else "",
        digest=digest,
        revisi=revision.pk if revision else None,
        data=data or {},
        tentang=lambda: [*map(stored, dict.fromkeys((naskah, *tentang)))],
    )


def display_name(user: User | None) -> str:
    """The person's full name, or the user name where none is set.

    As long as the records have room for: Django's two fields together have more.
    """
    return (user.get_full_name() or user.get_username())[:NAME] if user else ""
