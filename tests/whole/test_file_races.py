"""A file changes while the last approval runs: what goes live is what was initialled.

Over HTTP, by the people whose work it is; each with a browser, both at once.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from wagtail.rich_text import RichText

from reviews.engine.actions import decide, publish
from reviews.engine.gate import SOPGate
from reviews.rights.sync import office_collection
from reviews.trail import check
from tests import uploads
from tests.factories import SiteDocumentFactory, SiteImageFactory
from tests.proof import examples
from tests.reviews import builders as b
from tests.rivals import at_once, one_inside_the_other

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from reviews.models import SOP

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.slow,
    pytest.mark.usefixtures("as_new_afterwards"),
]

# SQLite lets one writer in at a time: there the race is the database's.
ROUNDS = examples(24 if connection.vendor == "postgresql" else 8, deep=100)
FOUND = 302
LAST = 3  # of seed 004: it publishes
PLACES = ("gambar", "galeri", "gambar_utama", "teks", "lampiran", "dokumen", "tautan")
CHANGES = ("kata", "berkas")
MOMENTS = ((decide, "compare"), (publish, "follow_up"))
OF_DOCUMENTS = frozenset({"lampiran", "dokumen", "tautan"})


@pytest.fixture
def bekasi(db: None) -> SOP:
    """Seed 004, committed."""
    return b.adopted("004")


def text_with(place: str, item: Any) -> dict[str, Any]:
    """The fields of an article that uses ``item`` at ``place``."""
    picture = {"gambar": item, "keterangan": "Loket", "alt": ""}
    embed = f'<embed embedtype="image" id="{item.pk}" alt="" format="left"/>'
    link = f'<p><a linktype="document" id="{item.pk}">tarif</a></p>'
    return {
        "gambar": {"isi": [("gambar", picture)]},
        "galeri": {"isi": [("galeri", [picture])]},
        "gambar_utama": {"gambar_utama": item},
        "teks": {"isi": [("teks", RichText(embed))]},
        "dokumen": {"isi": [("dokumen", item)]},
        "tautan": {"isi": [("teks", RichText(link))]},
        "lampiran": {"lampiran": [("dokumen", item)]},
    }[place]


def waiting(sop: SOP, number: int, place: str, **fields: Any) -> tuple[Any, Any]:
    """A text at its last step before it is live, and the file that it uses."""
    factory = SiteDocumentFactory if place in OF_DOCUMENTS else SiteImageFactory
    owner = b.holder_of(sop, LAST)
    item = factory(
        title="Semula",
        collection=office_collection(sop.instansi),
        uploaded_by_user=owner,
    )
    fields.update(text_with(place, item))
    page = b.submitted(sop, f"Loket {number}", **fields)
    b.go_to(page, LAST)
    return page, item


class Approving:
    """The last approval, ready to be sent; then what its maker is told."""

    def __init__(self, page: Any) -> None:
        task_state = b.task_state_of(page)
        self.client = b.logged_in(b.decider(page))
        self.address = reverse(
            "wagtailadmin_pages:workflow_action",
            args=[page.pk, "approve", task_state.pk],
        )
        self.form = b.filled(page)

    def __call__(self) -> None:
        self.answer = self.client.post(self.address, self.form)

    def told(self) -> str:
        return b.told(self.client, self.answer)


def changing(item: Any, change: str, number: int) -> Callable[[], HttpResponse]:
    """Other words or another file, by him who uploaded it, ready to be sent."""
    client, document = b.logged_in(item.uploaded_by_user), not hasattr(item, "alt")
    if change == "kata":
        words = "title" if document else "alt"
        return partial(uploads.edit, client, item, **{words: "Belum diparaf"})
    data = b"%PDF-1.4 lain" if document else uploads.photo("PNG", 60)
    name = f"lain-{number}.{'pdf' if document else 'png'}"
    return partial(uploads.edit, client, item, uploads.named(data, name))


def said_of(item: Any) -> tuple[Any, ...]:
    """Which file it is now, and the words for it."""
    item.refresh_from_db()
    return item.get_file_hash(), getattr(item, "alt", item.title)


def judge(page: Any, item: Any, before: tuple[Any, ...]) -> bool:
    """Whether it went live; then as initialled, and otherwise it still waits."""
    page = b.fresh(page)
    assert check.first_fault() is None
    if not page.live:
        assert said_of(item) != before, "refused, though nothing had changed"
        assert b.step_of(page) == LAST
        assert b.public_answer(page)[0] == 404
        return False
    assert page.digest() == b.naskah_of(page).digest_disetujui, "live uninitialled"
    assert said_of(item) == before
    assert b.public_answer(page)[0] == 200
    return True


def test_before_the_approval_each_change_is_taken(bekasi: SOP) -> None:
    """What the races are about: these posts succeed where nobody approves."""
    for number, (place, change) in enumerate(product(("gambar", "dokumen"), CHANGES)):
        page, item = waiting(bekasi, number, place)
        before = said_of(item)
        assert changing(item, change, number)().status_code == FOUND
        assert said_of(item) != before
        Approving(page)()
        assert not b.fresh(page).live


def test_whoever_comes_second_sees_what_the_first_did(
    bekasi: SOP, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The approval has read the files, or has published them and is not done yet."""
    cases = list(product(PLACES, CHANGES))
    for number in range(ROUNDS):
        place, change = cases[number % len(cases)]
        moment = MOMENTS[(number + number // len(cases)) % len(MOMENTS)]
        page, item = waiting(bekasi, number, place)
        before = said_of(item)
        raised = one_inside_the_other(
            monkeypatch,
            moment,
            Approving(page),
            changing(item, change, number),
        )
        assert raised == [None, None]
        assert judge(page, item, before), "the approval came first"


def test_of_both_at_once_one_is_told(bekasi: SOP) -> None:
    cases = list(product(PLACES, CHANGES))
    for number in range(ROUNDS):
        place, change = cases[number % len(cases)]
        page, item = waiting(bekasi, number, place)
        before, act = said_of(item), Approving(page)
        assert at_once(act, changing(item, change, number)) == [None, None]
        if not judge(page, item, before):
            assert "berubah" in act.told()


def test_going_live_at_its_hour_holds_the_files_too(
    bekasi: SOP, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody's request does it; the guard of the page's row locks and compares."""
    hour = timezone.now() + dt.timedelta(hours=1)
    page, item = waiting(bekasi, 0, "gambar", go_live_at=hour)
    before = said_of(item)
    Approving(page)()
    assert not b.fresh(page).live
    with time_machine.travel(hour + dt.timedelta(minutes=1)):
        raised = one_inside_the_other(
            monkeypatch,
            (SOPGate, "check_publication"),
            partial(call_command, "publish_scheduled"),
            changing(item, "kata", 0),
        )
        assert raised == [None, None]
        assert judge(page, item, before)
