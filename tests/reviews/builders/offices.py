"""Offices under an SOP: adopted, with their posts and people."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured

from cms.demo.offices import make_office
from pages.models import BeritaIndexPage
from reviews.engine.adoption.adopt import adopt_sop
from reviews.models import SOP, Jabatan, PemangkuJabatan
from reviews.rights.sync import sync_rights
from reviews.rounds import authority, progress
from reviews.sop.document import load_documents
from reviews.sop.interpret import interpret
from reviews.sop.seeds import SEEDS
from tests.worlds import once

if TYPE_CHECKING:
    from pages.models import InstansiPage
    from reviews.models import LangkahTask
    from reviews.sop.document import LoadedDocument


PASSWORD = "demo"


@cache
def seed(kode: str) -> LoadedDocument:
    """The source SOP whose file begins with ``kode`` (``"000"`` … ``"004"``)."""
    documents, faults = load_documents(SEEDS)
    for document in documents:
        if document.nama_berkas.startswith(kode):
            return document
    raise ImproperlyConfigured(f"No seed {kode}; faults: {faults}")


@once
def adopted(kode: str, slug: str | None = None) -> SOP:
    """Seed ``kode`` adopted by an office of its own, everybody in office.

    With a ``slug``, the office is a second one that follows the same document.
    """
    document = seed(kode)
    instansi = make_office(document.dokumen, interpret(document.dokumen), slug)
    sop, _ = adopt_sop(document, instansi)
    sync_rights(instansi)
    return sop


def task_at(sop: SOP, nomor: int, *, after: bool = False) -> LangkahTask:
    """The task of step ``nomor``; ``after`` publication where it stands twice."""
    before = progress.ordered_tasks(sop.workflow)
    later = progress.ordered_tasks(sop.workflow_berkas) if sop.workflow_berkas else []
    tasks = [*later, *before] if after else [*before, *later]
    return next(task for task in tasks if task.nomor == nomor)


def holder_of(sop: SOP, nomor: int) -> User:
    """The person in office for step ``nomor``."""
    holder = authority.holders(task_at(sop, nomor)).first()
    assert holder is not None, f"nobody holds step {nomor} of {sop}"
    return holder.user


def post_of(sop: SOP, nomor: int) -> Jabatan:
    """The (first) post of step ``nomor``."""
    return task_at(sop, nomor).jabatan.get()


@once
def appointed(
    jabatan: Jabatan,
    username: str,
    *,
    kapasitas: str = "definitif",
    mulai: dt.date | None = None,
    sampai: dt.date | None = None,
) -> User:
    """A further person in ``jabatan``, with the rights of today's holders."""
    user, _ = User.objects.get_or_create(
        username=username, defaults={"first_name": username.title()}
    )
    user.set_password(PASSWORD)
    user.save()
    PemangkuJabatan.objects.create(
        jabatan=jabatan,
        user=user,
        kapasitas=kapasitas,
        mulai=mulai or dt.date(2020, 1, 1),
        sampai=sampai,
    )
    sync_rights(jabatan.instansi)
    return user


@once
def superuser(username: str = "pengelola-sistem") -> User:
    """Somebody with every right that Wagtail knows, and no post."""
    found = User.objects.filter(username=username).first()
    return found or User.objects.create_superuser(username, password=PASSWORD)


def responsible(sop: SOP) -> User:
    post = sop.instansi.jabatan.filter(penanggung_jawab=True).first()
    assert post is not None
    return appointed(post, "penanggung-jawab")


def news_of(instansi: InstansiPage) -> BeritaIndexPage:
    """Where the news of the office stands."""
    return BeritaIndexPage.objects.child_of(instansi).get()
