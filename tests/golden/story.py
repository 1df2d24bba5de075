"""One story that goes through everything: what offices do in their first weeks here.

Five SOPs are walked with each return that they write; texts of every type hold every
block; one is corrected, one withdrawn, one ends by its own date, one waits for its hour,
one is called off, one is given up; a sheet is passed on. All by the code of the admin.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User

from cms.demo import offices
from cms.demo.sample import mend
from cms.demo.sop_walk import Walk
from cms.webhooks.models import Webhook
from pages.models import InformasiPublikIndexPage, NaskahPage
from reviews import tick
from reviews.engine.actions.pass_on import (
    complete_disposisi,
    mark_read,
    pass_on_disposisi,
    subordinates,
)
from reviews.engine.actions.schedule import cancel_schedule
from reviews.engine.actions.withdraw import withdraw_naskah
from reviews.papers.disposisi import PenerimaDisposisi
from reviews.records.filing import write_due
from reviews.rounds import authority
from tests.cms.queue import work
from tests.golden import texts
from tests.reviews import builders as b

if TYPE_CHECKING:
    from wagtail.models import Page, WorkflowState

    from pages.models import InstansiPage
    from reviews.models import SOP
    from tests.golden.steady import Clock


class Paced(Walk):
    """A walk in which each act takes its time, and the queue is worked off."""

    def __init__(self, clock: Clock, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clock = clock

    def act(self, state: WorkflowState, action: str) -> None:
        self.clock.go_on()
        super().act(state, action)
        work()


def tell(clock: Clock) -> None:
    """Everything, in an order that does not change."""
    sops = offices.adopt_seeds()
    for user in User.objects.all():
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@kantor.example")
    Webhook.objects.create(alamat="https://portal.example/terima")
    for sop in sops:
        text = texts.news(f"Layanan {sop.kode}", sops[0].instansi)
        walk(clock, sop, text, with_returns=True)
    sop = next(sop for sop in sops if sop.kode.startswith("lampung"))
    for klasifikasi in texts.FURTHER:
        walk(clock, sop, texts.information(klasifikasi))
    walk(clock, sop, texts.profile())
    for part in (corrected, withdrawn, ended, called_off, waiting, given_up):
        clock.go_on()
        part(clock, sop)
        work()
    passed_on(clock, sops)
    described(sop.instansi)
    walk(clock, sop, texts.notice())
    write_due.call()
    work()


def described(office: InstansiPage) -> None:
    """What an office says of itself."""
    office.logo = texts.image("Logo", "logo.png")
    office.ppid, office.alamat = "Sekretaris Dinas", "Jalan Merdeka 1"
    office.telepon, office.surel = "0721-123456", "bkd@lampung.example"
    office.save()


def walk(clock: Clock, sop: SOP, text: NaskahPage, **options: Any) -> NaskahPage:
    return Paced(clock, sop, place_of(sop, text), text, mend, **options).run()


def place_of(sop: SOP, text: NaskahPage) -> Page:
    if "klasifikasi" in text.public_fields:
        return InformasiPublikIndexPage.objects.child_of(sop.instansi).get()
    return b.news_of(sop.instansi) if "tanggal" in text.public_fields else sop.instansi


def corrected(clock: Clock, sop: SOP) -> None:
    page = b.published(sop, "Jam layanan")
    b.changed(page, "Jam layanan dikoreksi.").save_revision(user=page.owner)
    sop.workflow.start(b.fresh(page), page.owner)
    while b.fresh(page).current_workflow_state:
        clock.go_on()
        b.approve(page)


def withdrawn(clock: Clock, sop: SOP) -> None:
    page = b.published(sop, "Data yang keliru")
    clock.go_on()
    withdraw_naskah(page, responsible(sop.instansi), "Data pribadi terbuka.")


def ended(clock: Clock, sop: SOP) -> None:
    b.published(sop, "Lowongan", expire_at=texts.soon(hours=2))
    clock.go_on(hours=3)
    tick.publish_due()


def called_off(clock: Clock, sop: SOP) -> None:
    page = b.scheduled(sop, "Peresmian")
    clock.go_on()
    cancel_schedule(page, responsible(sop.instansi), "Acara ditunda.")


def waiting(clock: Clock, sop: SOP) -> None:
    b.scheduled(sop, "Pelantikan")
    b.submitted(sop, "Masih diperiksa")
    b.returned(sop, "Masih diperbaiki")


def given_up(clock: Clock, sop: SOP) -> None:
    page = b.submitted(sop, "Tidak jadi")
    b.state_of(page).cancel(user=page.owner)


def passed_on(clock: Clock, sops: list[SOP]) -> None:
    """A sheet goes down to whoever stands below, and each does his part."""
    for part in PenerimaDisposisi.objects.select_related("disposisi").order_by("pk"):
        below = subordinates(part)
        if not part.selesai_pada and below.exists():
            mark_read(part.disposisi.jejak.naskah, part.user)
            clock.go_on()
            pass_on_disposisi(part, part.user, [below[0].pk], "Mohon ditindaklanjuti.")
            clock.go_on()
            complete_disposisi(part, part.user, "Sudah dilaksanakan.")
            return
    raise LookupError("no sheet that could be passed on")


def responsible(instansi: InstansiPage) -> User:
    holders = authority.office_holders(instansi).order_by("pk")
    return holders.filter(jabatan__penanggung_jawab=True)[0].user
