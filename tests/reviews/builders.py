"""Situations inside an SOP, named for what they are for.

They go through the code the admin runs: nothing here sets a status by hand.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from contextlib import contextmanager
from functools import cache
from html import unescape
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags
from lxml import html
from PIL import Image
from wagtail.models import APIToken, Page, Task, TaskState, WorkflowState
from wagtail.rich_text import RichText
from wagtail.test.utils.form_data import rich_text

from cms.demo.offices import make_office
from cms.demo.sample import sample_berita
from cms.demo.sop_walk import Walk, answers
from pages.errors import NaskahError
from pages.models import BeritaIndexPage, BeritaPage
from reviews.engine.adoption.adopt import adopt_sop
from reviews.models import SOP, Berkas, Jabatan, Jejak, Naskah, PemangkuJabatan
from reviews.rights.sync import sync_rights
from reviews.rounds import authority, progress
from reviews.sop.document import load_documents
from reviews.sop.interpret import interpret
from reviews.sop.seeds import SEEDS
from tests.factories import SiteImageFactory
from tests.worlds import once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse

    from pages.models import InstansiPage, NaskahPage, SiteImage
    from reviews.models import LangkahTask
    from reviews.sop.document import LoadedDocument

PASSWORD = "demo"


# Offices and people -------------------------------------------------------------------


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


# Texts --------------------------------------------------------------------------------


def news_of(instansi: InstansiPage) -> BeritaIndexPage:
    """Where the news of the office stands."""
    return BeritaIndexPage.objects.child_of(instansi).get()


def responsible(sop: SOP) -> User:
    post = sop.instansi.jabatan.filter(penanggung_jawab=True).first()
    assert post is not None
    return appointed(post, "penanggung-jawab")


def drafted(sop: SOP, judul: str = "Loket baru", **fields: Any) -> BeritaPage:
    """A complete draft by the one who hands in, or enters, naskah of this SOP."""
    leading = progress.leading_tasks(sop.workflow)
    last = leading[-1] if leading else progress.ordered_tasks(sop.workflow)[-1]
    user = holder_of(sop, last.nomor)
    page = sample_berita(judul)
    for name, value in fields.items():
        setattr(page, name, value)
    page.owner = user
    news_of(sop.instansi).add_child(instance=page)
    page.save_revision(user=user)
    return page


@once
def submitted(sop: SOP, judul: str = "Loket baru", **fields: Any) -> BeritaPage:
    """A draft that its drafter handed in: it lies at the first step that judges."""
    page = drafted(sop, judul, **fields)
    sop.workflow.start(page, page.owner)
    return fresh(page)


@once
def at_step(sop: SOP, nomor: int, judul: str = "Loket baru", **fields: Any) -> Any:
    """A naskah that waits at step ``nomor`` before publication."""
    page = submitted(sop, judul, **fields)
    go_to(page, nomor)
    return fresh(page)


@once
def published(sop: SOP, judul: str = "Loket baru", **fields: Any) -> BeritaPage:
    """A naskah that walked every step up to publication."""
    page = submitted(sop, judul, **fields)
    while not fresh(page).live:
        approve(page)
    return fresh(page)


@once
def scheduled(
    sop: SOP, judul: str = "Loket baru", days: int = 2, **fields: Any
) -> BeritaPage:
    """A naskah that walked every step and goes live ``days`` later."""
    at = timezone.now() + dt.timedelta(days=days)
    page = submitted(sop, judul, go_live_at=at, **fields)
    while fresh(page).current_workflow_state:
        approve(page)
    return fresh(page)


@once
def correction_scheduled(sop: SOP, judul: str = "Loket baru") -> BeritaPage:
    """A live page whose correction is approved and goes live two days later."""
    page = published(sop, judul)
    draft = changed(page, "Dikoreksi.")
    draft.go_live_at = timezone.now() + dt.timedelta(days=2)
    draft.save_revision(user=page.owner)
    sop.workflow.start(fresh(page), page.owner)
    while fresh(page).current_workflow_state:
        approve(page)
    return fresh(page)


@contextmanager
def at_its_hour(page: NaskahPage) -> Iterator[None]:
    """A minute after the hour for which ``page`` is scheduled."""
    hour = naskah_of(page).jadwal_tayang
    assert hour is not None
    with time_machine.travel(hour + dt.timedelta(minutes=1), tick=False):
        yield


@once
def returned(sop: SOP, judul: str = "Loket baru") -> BeritaPage:
    """A naskah that the first judge sent back to its drafter."""
    page = submitted(sop, judul)
    return_to(page, progress.leading_tasks(sop.workflow)[-1].nomor)
    return fresh(page)


@once
def ordered(sop: SOP, hal: str = "Hari jadi") -> BeritaPage:
    """An empty draft opened by the superior's order that the SOP begins with."""
    page = sample_berita(hal)
    mend_nothing = lambda draft: None  # noqa: E731
    Walk(sop, news_of(sop.instansi), page, mend_nothing).begin()
    return fresh(page)


def illustrated(sop: SOP, judul: str = "Foto loket") -> tuple[BeritaPage, SiteImage]:
    """A submitted naskah whose text holds a picture, and the picture."""
    image = SiteImageFactory(title="Loket")
    picture = {"gambar": image, "keterangan": "Loket", "alt": ""}
    isi = [("teks", RichText("<p>Isi.</p>")), ("gambar", picture)]
    return submitted(sop, judul, isi=isi), image


def changed(page: NaskahPage, ringkasan: str = "Diubah diam-diam.") -> NaskahPage:
    """The latest draft in memory with another text."""
    draft = fresh(page).get_latest_revision_as_object()
    draft.ringkasan = ringkasan
    return draft


def picture(colour: str = "red", nama: str = "lain.png") -> ContentFile:
    """A new image file."""
    made = BytesIO()
    Image.new("RGB", (320, 200), colour).save(made, "PNG")
    return ContentFile(made.getvalue(), name=nama)


# Acts ---------------------------------------------------------------------------------


def fresh(obj: Any) -> Any:
    """``obj`` as the database has it now."""
    return type(obj).objects.get(pk=obj.pk)


def state_of(obj: NaskahPage | Berkas) -> WorkflowState:
    """The round that ``obj`` is in."""
    state = fresh(obj).current_workflow_state
    assert state is not None, f"{obj} is in no round"
    return state


def task_state_of(obj: NaskahPage | Berkas) -> TaskState:
    """The task state that waits for a decision on ``obj``."""
    return TaskState.objects.get(pk=state_of(obj).current_task_state_id).specific


def filled(obj: NaskahPage | Berkas, action: str = "approve") -> dict[str, Any]:
    """The form of the current step as a person in a hurry fills it in."""
    state = state_of(obj)
    task = Task.objects.get(pk=state.current_task_state.task_id).specific
    digest = progress.on_table(state).digest
    return answers(task, action, digest, progress.naskah_of_state(state))


def decider(obj: NaskahPage | Berkas) -> User:
    """Somebody who may decide the current step."""
    task = task_state_of(obj).task.specific
    able = authority.able(task, progress.naskah_of(fresh(obj)))
    assert able, f"nobody may decide {task}"
    return able[0]


@once
def approve(
    obj: NaskahPage | Berkas, user: User | None = None, **data: Any
) -> NaskahPage:
    """Complete the current step; ``data`` overrides what the form would hold."""
    task_state = task_state_of(obj)
    task_state.task.specific.on_action(
        task_state, user or decider(obj), "approve", **{**filled(obj), **data}
    )
    return fresh(obj)


@once
def return_to(
    obj: NaskahPage | Berkas,
    nomor: int,
    user: User | None = None,
    alasan: str = "Lengkapi sumber data.",
) -> NaskahPage:
    """Send back to step ``nomor``, with the reason."""
    task_state = task_state_of(obj)
    task = task_state.task.specific
    target = next(t for t in task.return_targets() if t.specific.nomor == nomor)
    data = {**filled(obj, "reject"), "tujuan": str(target.pk), "alasan": alasan}
    task.on_action(task_state, user or decider(obj), "reject", **data)
    return fresh(obj)


def resubmit(page: NaskahPage, user: User | None = None) -> NaskahPage:
    """The drafter hands in again what was returned."""
    state_of(page).resume(user=user or page.owner)
    return fresh(page)


def go_to(page: NaskahPage, nomor: int) -> None:
    """Approve until step ``nomor`` waits."""
    while step_of(page) != nomor:
        approve(page)


# What is, seen from outside -----------------------------------------------------------


def step_of(obj: NaskahPage | Berkas) -> int | None:
    """The number of the step that waits."""
    return task_state_of(obj).task.specific.nomor


def trail(page: Page, *aksi: str) -> list[tuple[str, int | None, str]]:
    """``(act, step, post)`` of every trail row of the page, in order."""
    rows = Jejak.objects.filter(naskah__page_id=page.pk).order_by("nomor")
    if aksi:
        rows = rows.filter(aksi__in=aksi)
    return [(row.aksi, row.langkah, row.jabatan) for row in rows]


def decided(page: Page) -> list[int | None]:
    """The steps that were completed, in the order in which they were."""
    return [step for _, step, _ in trail(page, Jejak.Aksi.SETUJU)]


def naskah_of(page: Page) -> Naskah:
    """The newest round of ``page``."""
    naskah = Naskah.objects.latest_of(page)
    assert naskah is not None
    return naskah


def public_answer(page: Page) -> tuple[int, bytes]:
    """What an anonymous reader of the API gets: the status and, if 200, the bytes."""
    response = Client().get(f"/api/v3/berita/{page.pk}/")
    return (
        response.status_code,
        response.content if response.status_code == 200 else b"",
    )


def logged_in(user: User) -> Client:
    """A browser in which ``user`` is logged in to the admin."""
    client = Client()
    client.force_login(user)
    return client


# What a browser makes of the editor's StreamFields, which HTML alone does not hold.
STREAMS = {
    "isi-count": "1",
    "isi-0-type": "teks",
    "isi-0-value": rich_text("<p>Loket dibuka.</p>"),
    "isi-0-order": "0",
    "isi-0-deleted": "",
    "lampiran-count": "0",
    "berkas-count": "0",
}


def filled_in(client: Client, address: str, **typed: Any) -> HttpResponse:
    """The longest form at ``address`` sent back as a browser would, with ``typed``."""
    page = html.fromstring(client.get(address).content)
    form = max(page.forms, key=lambda form: len(form.fields))
    return client.post(address, {**dict(form.form_values()), **STREAMS, **typed})


def bearer(user: User) -> dict[str, str]:
    """The header of an API v3 token of ``user``."""
    _, key = APIToken.create_token(user=user, name="uji")
    return {"Authorization": f"Bearer {key}"}


def api(
    method: str, path: str, user: User, body: dict[str, Any] | None = None
) -> HttpResponse:
    """A request to API v3 with a token of ``user``."""
    return Client().generic(
        method.upper(),
        f"/api/v3/{path}",
        json.dumps(body or {}),
        content_type="application/json",
        headers=bearer(user),
    )


# What people are told -----------------------------------------------------------------

ENGLISH = re.compile(
    r"\b(the|you|your|not|do|is|are|has|been|sorry|permission|page|please|error|"
    r"cannot|this|must|unknown|traceback|exception|published|saved)\b",
    re.IGNORECASE,
)
FIRST_FAILURE = 400
SERVER_ERROR = 500


def told(client: Client, response: HttpResponse) -> str:
    """What the reader of the admin is told; Indonesian, and never a stack trace."""
    assert response.status_code < SERVER_ERROR, response.content[:2000]
    for _ in range(3):
        if response.status_code in (301, 302):
            response = client.get(response.headers["Location"])
    if response.headers["Content-Type"].startswith("application/json"):
        answer = response.json()
        text = answer.get("error_message") or strip_tags(answer.get("html", ""))
    else:
        found = re.findall(
            r'<li class="(?:error|warning|success)">(.*?)</li>',
            response.content.decode(),
            re.DOTALL,
        )
        text = " ".join(strip_tags(html) for html in found)
    text = " ".join(unescape(text).split())
    assert text, f"nothing was said ({response.status_code})"
    assert not ENGLISH.search(text), text
    return text


def problem(response: HttpResponse) -> str:
    """What an API v3 client is told: RFC 7807, in Indonesian."""
    assert FIRST_FAILURE <= response.status_code < SERVER_ERROR, response.content[:2000]
    assert response.headers["Content-Type"] == "application/problem+json"
    detail = str(response.json().get("detail", ""))
    assert not ENGLISH.search(detail), detail
    return detail


@contextmanager
def refused(*errors: type[Exception], match: str | None = None) -> Iterator[None]:
    """The act inside is refused, and leaves the test's own transaction usable."""
    with pytest.raises(errors or NaskahError, match=match), transaction.atomic():
        yield
