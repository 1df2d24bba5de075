"""Why somebody sees or may do something, in sentences, from the rules themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import Group

from pages.models import InstansiPage
from reviews.papers.jabatan import PemangkuJabatan
from reviews.papers.sop import SOP
from reviews.rights import readers
from reviews.rights.managers import managed_offices
from reviews.rights.peran import PERAN, posts_behind
from reviews.rounds import authority, progress

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.contrib.auth.models import User

    from pages.models import NaskahPage
    from reviews.papers.langkah import LangkahTask
    from reviews.papers.naskah import Naskah
    from reviews.rights.peran import Peran

GIVES = {
    "wagtailadmin.access_admin": "masuk ke admin",
    "wagtailimages.add_image": "mengunggah gambar dan mengubah unggahannya",
    "wagtailimages.choose_image": "memilih gambar",
    "wagtaildocs.add_document": "mengunggah dokumen dan mengubah unggahannya",
    "wagtaildocs.choose_document": "memilih dokumen",
    "wagtailcore.add_page": "menambah halaman",
}
REASONS = {
    "akun": "akunnya tidak aktif.",
    "jabatan": "ia tidak memangku {pelaksana} hari ini.",
    "disposisi": "disposisi terakhir menyebut pemangku lain.",
    "penyusun": "naskah ini disusunnya sendiri, dan penyusun tidak memeriksa naskahnya.",
}


@dataclass(frozen=True)
class Langkah:
    """One step, whether he may act on it, and the reason."""

    nama: str
    boleh: bool
    sebab: str


def posts_of(user: User, offices: Iterable[InstansiPage]) -> list[str]:
    """Every term in ``offices``, with whether it counts today."""
    today = set(readers.terms_of(user).values_list("pk", flat=True))
    rows = PemangkuJabatan.objects.filter(user=user, jabatan__instansi__in=offices)
    return [
        f"{row.sebutan} di {row.jabatan.instansi}, {row.masa}: "
        f"{'berlaku hari ini' if row.pk in today else 'tidak berlaku hari ini'}."
        for row in rows.select_related("jabatan__instansi").order_by("-mulai")
    ]


def groups_of(user: User, offices: Iterable[InstansiPage]) -> list[str]:
    """What each derived group gives him, and by which post; what was given by hand."""
    sentences = []
    for office in offices:
        held = readers.terms_of(user).filter(jabatan__instansi=office)
        for peran, behind in posts_behind(office).items():
            name = peran.group_name(office)
            posts = [term.sebutan for term in held if term.jabatan_id in behind]
            if posts:
                sentences.append(
                    f"Grup “{name}” karena memangku {', '.join(posts)}. Grup ini memberi "
                    f"hak {', '.join(gives(peran))}."
                )
    others = Group.objects.filter(user=user)
    for peran in PERAN:  # those of other offices say what he does there
        others = others.exclude(name__startswith=f"{peran.nama} · ")
    sentences += [
        f"Grup “{group.name}” tidak berasal dari jabatan di sini." for group in others
    ]
    if user.user_permissions.exists():
        sentences.append("Ada hak yang diberikan langsung pada akunnya.")
    if user.is_superuser:
        sentences.append(
            "Ia administrator sistem: melihat semua instansi, tetapi tidak dapat "
            "melaksanakan langkah SOP tanpa jabatannya."
        )
    if managed_offices(user).exists() and not user.is_superuser:
        sentences.append("Ia mengelola jabatan dan pemangku di instansinya.")
    return sentences or ["Ia tidak menjadi anggota grup mana pun."]


def gives(peran: Peran) -> list[str]:
    codes = (*peran.admin, *peran.files, *peran.pages)
    return [GIVES.get(code, code) for code in codes]


def steps_for(
    user: User, offices: Iterable[InstansiPage]
) -> list[tuple[str, list[Langkah]]]:
    """Each SOP in force: every step, and whether the post of today makes it his."""
    found = []
    sops = SOP.objects.in_force().filter(instansi__in=offices)
    for sop in sops.select_related("instansi", "workflow", "workflow_berkas"):
        found.append((str(sop), [verdict(task, None, user) for task in tasks_of(sop)]))
    return found


def tasks_of(sop: SOP) -> list[LangkahTask]:
    after = progress.ordered_tasks(sop.workflow_berkas) if sop.workflow_berkas else []
    return [*progress.ordered_tasks(sop.workflow), *after]


def verdict(task: LangkahTask, naskah: Naskah | None, user: User) -> Langkah:
    """The rule's own answer (:func:`reviews.rounds.authority.judge`), as a sentence."""
    found = authority.judge(task, naskah, user)
    if found.holder is not None:
        return Langkah(task.name, True, f"sebagai {found.holder.sebutan}.")
    reason = REASONS.get(found.reason, "aturan langkah ini tidak mengizinkannya.")
    return Langkah(task.name, False, reason.format(pelaksana=task.pelaksana))


def page_sentences(user: User, page: NaskahPage, naskah: Naskah | None) -> list[str]:
    """What he may do with ``page``, asked of Wagtail's own permission tester."""
    tester = page.permissions_for_user(user)
    office = InstansiPage.of(page)
    reads = bool(office and readers.offices_of(user).filter(pk=office.pk).exists())
    sentences = [
        f"Halaman ini milik {office or 'tidak satu instansi pun'}. Ia "
        + ("membacanya" if reads else "tidak membacanya")
        + (
            " karena memangku jabatan di sana."
            if reads and not user.is_superuser
            else "."
        ),
        "Ia "
        + ("dapat" if tester.can_edit() else "tidak dapat")
        + " membuka halaman ini di penyunting.",
    ]
    if page.owner_id == user.pk:
        sentences.append("Ia pembuat halaman ini.")
    lock = page.get_lock()
    if lock and lock.for_user(user):
        sentences.append("Isinya sekarang terkunci baginya karena sedang ditinjau.")
    if naskah and naskah.penyusun_id == user.pk:
        sentences.append("Ia penyusun naskah ini.")
    return sentences
