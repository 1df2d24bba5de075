"""Another office, with something of its own behind every door of the resolver."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from taggit.models import Tag
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import (
    APIToken,
    Collection,
    CollectionViewRestriction,
    Comment,
    Page,
    PageViewRestriction,
    Site,
    Task,
    TaskState,
    UploadedFile,
    WorkflowState,
)

from cms.webhooks.models import PengirimanWebhook, Webhook
from pages.models import (
    InformasiPublikIndexPage,
    Kategori,
    SiteImage,
)
from reviews.models import (
    SOP,
    Arsip,
    Berkas,
    Disposisi,
    DrafSOP,
    FormPemantauan,
    Jabatan,
    Jejak,
    Naskah,
    PemangkuJabatan,
    PenerimaDisposisi,
)
from reviews.rights.sync import office_collection
from reviews.worktime.models import HariKhusus, KalenderKerja
from tests.builders import OpenGate, installed
from tests.factories import (
    BeritaIndexPageFactory,
    BeritaPageFactory,
    InformasiPublikPageFactory,
    InstansiPageFactory,
    KategoriFactory,
    SiteDocumentFactory,
    SiteImageFactory,
)
from tests.reviews import builders as b

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model

WORD = "kenari"  # in all that is the other office's own, and in nothing public
SOUGHT = "lumbung"  # beside it: may be asked for, as an answer may say it back


@dataclass
class World:
    """The office that is asked about, its own things by kind, and what it shows."""

    sop: SOP
    things: dict[type[Model], list[Any]]
    public: Page

    def ids(self, model: type[Model]) -> list[Any]:
        """Keys of what the office has of ``model``; fails where it has nothing."""
        found = [thing.pk for thing in self.things.get(model, ())]
        assert found, f"the crawl's office has no {model._meta.label}"
        return found


def secret(place: str) -> str:
    return f"{WORD} {place} {SOUGHT}"


def build() -> World:
    sop = b.adopted("000", "kantor-lain")
    rename_people(sop)
    files = [*media(sop), *closed_media()]
    public = corrected(sop)
    pages = [draft(sop, files), exempt(sop), public, waiting(sop), restricted()]
    things = [*pages, *files, *kept(sop, pages[0]), *of_workflow(sop, pages)]
    found: dict[type[Model], list[Any]] = {}
    between = colleague_here(sop)
    for thing in things:
        if not isinstance(thing, Kategori):  # which are all offices'
            log(thing, "wagtail.edit", user=between, title=secret("riwayat"))
        for kind in {type(thing), Page if isinstance(thing, Page) else type(thing)}:
            found.setdefault(kind, []).append(thing)
    return World(sop, found, public)


def colleague_here(sop: SOP) -> User:
    """Who holds a post in the visitors' office too: what he did here they do not learn."""
    other = b.adopted("003").instansi
    for office in (other, sop.instansi):
        post, _ = Jabatan.objects.get_or_create(instansi=office, nama="Perantara")
        user = b.appointed(post, "perantara")
    return user


def rename_people(sop: SOP) -> None:
    """Nobody of another office learns who works here."""
    people = User.objects.filter(jabatan_dipangku__jabatan__instansi=sop.instansi)
    User.objects.filter(pk__in=people.values("pk")).update(
        username=Concat(Value(f"{WORD}."), Cast(F("pk"), CharField())),
        first_name=secret("nama"),
        email=Concat(Cast(F("pk"), CharField()), Value(f"@{WORD}.example")),
    )


def media(sop: SOP) -> list[Any]:
    """In the office's own collection, used by its draft."""
    return of_collection(office_collection(sop.instansi), b.holder_of(sop, 1), "kantor")


def closed_media() -> list[Any]:
    room = Collection.get_first_root_node().add_child(name=secret("koleksi"))
    lock = CollectionViewRestriction.objects.create(
        collection=room, restriction_type="password", password=secret("sandi")
    )
    return [room, lock, *of_collection(room, None, "tertutup")]


def of_collection(room: Collection, owner: User | None, place: str) -> list[Any]:
    names = {"collection": room, "uploaded_by_user": owner, "title": secret(place)}
    picture = SiteImageFactory(
        **names, alt=secret(place), file__filename=f"{WORD}-{place}.png"
    )
    paper = SiteDocumentFactory(**names, file__filename=f"{WORD}-{place}.pdf")
    for item in (picture, paper):
        item.tags.add(f"{SOUGHT} {WORD} {place}")
    return [picture, paper]


def draft(sop: SOP, files: list[Any]) -> Page:
    """Locked by its drafter, who is just now writing in it."""
    picture = next(item for item in files if isinstance(item, SiteImage))
    page = b.drafted(sop, secret("konsep"), slug=f"{WORD}-konsep", gambar_utama=picture)
    page.tags.add(f"{SOUGHT} {WORD} konsep")
    page.ringkasan = secret("ringkasan")
    page.save_revision(user=page.owner).save()
    Page.objects.filter(pk=page.pk).update(
        locked=True, locked_by=page.owner, locked_at=timezone.now()
    )
    return b.fresh(page)


def waiting(sop: SOP) -> Page:
    """Returned with a reason, handed in again, and commented on."""
    page = b.submitted(sop, secret("menunggu"), slug=f"{WORD}-menunggu")
    page = b.return_to(page, 1, alasan=secret("alasan"))
    page = b.resubmit(page)
    Comment.objects.create(
        page=page, user=page.owner, text=secret("komentar"), contentpath="title"
    )
    return page


def exempt(sop: SOP) -> Page:
    """Live in the database by an accident of the past: still nobody reads it."""
    index = InformasiPublikIndexPage.objects.child_of(sop.instansi).get()
    page = InformasiPublikPageFactory(
        parent=index,
        title=secret("dikecualikan"),
        slug=f"{WORD}-dikecualikan",
        nomor=f"{WORD}/1",
        dikecualikan=True,
        owner=b.holder_of(sop, 1),
    )
    page.save_revision(user=page.owner)
    type(page).objects.filter(pk=page.pk).update(live=True)
    return b.fresh(page)


def corrected(sop: SOP) -> Page:
    """Public, after a disposisi and a laporan; its next title is not yet."""
    page = b.submitted(sop, "Loket yang tayang")
    while not b.fresh(page).live:
        more = {"isi": secret("disposisi")} if b.step_of(page) == 5 else {}
        page = b.approve(page, catatan=secret("catatan"), **more)
    page = b.fresh(page)
    page.title = secret("koreksi")
    page.save_revision(user=page.owner)
    return b.fresh(page)


def restricted() -> Page:
    """An office behind a login, live."""
    office = InstansiPageFactory(title=secret("tertutup"), slug=f"{WORD}-tertutup")
    index = BeritaIndexPageFactory(parent=office, title=secret("daftar"))
    page = BeritaPageFactory(parent=index, title=secret("berita tertutup"))
    with installed(OpenGate()):
        page.save_revision().publish()
    PageViewRestriction.objects.create(page=office, restriction_type="login")
    return b.fresh(page)


def kept(sop: SOP, page: Page) -> Iterable[Any]:
    """What administrators and people keep."""
    office, owner = sop.instansi, b.holder_of(sop, 1)
    yield from (office, sop, owner, Site.objects.get(), KategoriFactory())
    yield Jabatan.objects.filter(instansi=office).first()
    yield deputy(sop)
    yield APIToken.create_token(user=owner, name=secret("token"))[0]
    yield Redirect.objects.create(old_path=f"/{WORD}-{SOUGHT}", redirect_page=page)
    yield DrafSOP.objects.create(
        instansi=office, nama=secret("SOP baru"), isi=sop.isi.as_data(), penyusun=owner
    )
    yield FormPemantauan.objects.create(
        instansi=office,
        sop=sop,
        dari="2026-01-01",
        sampai="2026-06-30",
        isi={
            "identitas": dict.fromkeys(
                ("unit", "sop", "versi", "nomor", "periode"), secret("rapor")
            ),
            "kaidah": "",
            "baris": [],
        },
        pelaku=owner.pk,
        nama=secret("penilai"),
        jabatan=secret("jabatan"),
    )
    calendar, _ = KalenderKerja.objects.get_or_create(instansi=office)
    HariKhusus.objects.create(
        kalender=calendar,
        tanggal="2026-12-24",
        jenis=HariKhusus.Jenis.LIBUR,
        keterangan=secret("libur"),
    )
    yield calendar
    hook = Webhook.objects.create(
        alamat=f"https://{WORD}.example/", instansi=office, keterangan=secret("hook")
    )
    yield from (
        hook,
        PengirimanWebhook.objects.create(webhook=hook, isi=WORD, peristiwa="uji"),
    )
    group = Group.objects.create(name=secret("grup"))
    owner.groups.add(group)
    yield group
    yield UploadedFile.objects.create(
        file=ContentFile(b"%PDF-", f"{WORD}.pdf"), uploaded_by_user=owner
    )
    yield EditingSession.objects.create(
        user=owner, content_object=page, last_seen_at=timezone.now(), is_editing=True
    )
    yield Tag.objects.filter(name__contains=WORD).first()


def deputy(sop: SOP) -> PemangkuJabatan:
    return PemangkuJabatan.objects.create(
        jabatan=b.post_of(sop, 2),
        user=b.holder_of(sop, 3),
        kapasitas="plh",
        mulai=timezone.localdate(),
        sampai=timezone.localdate() + dt.timedelta(days=3),
        alasan=secret("cuti"),
    )


def of_workflow(sop: SOP, pages: list[Page]) -> Iterable[Any]:
    """What the rounds of ``pages`` left."""
    naskah = Naskah.objects.filter(instansi=sop.instansi)
    yield from naskah
    yield from Berkas.objects.filter(naskah__in=naskah)
    yield from Arsip.objects.filter(naskah__in=naskah)
    yield from Disposisi.objects.filter(instansi=sop.instansi)
    yield from PenerimaDisposisi.objects.filter(disposisi__instansi=sop.instansi)
    yield Jejak.objects.filter(naskah__in=naskah).latest("pk")
    yield from (page.latest_revision for page in pages)
    states = WorkflowState.objects.filter(object_id__in=[page.pk for page in pages])
    yield from states
    yield from TaskState.objects.filter(workflow_state__in=states)
    yield sop.workflow
    yield from Task.objects.filter(workflow_tasks__workflow=sop.workflow)
