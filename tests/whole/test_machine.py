"""People, clocks and SOPs at random against the reference model (``reference.py``)."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import TaskState, WorkflowState

from cms.demo.sample import sample_berita
from cms.demo.sop_walk import Walk, answers
from pages.errors import NaskahError
from reviews.engine.actions.pass_on import (
    complete_disposisi,
    mark_read,
    pass_on_disposisi,
    subordinates,
)
from reviews.engine.actions.schedule import cancel_schedule
from reviews.engine.actions.withdraw import withdraw_naskah
from reviews.engine.adoption.adopt import adopt_sop
from reviews.models import (
    Berkas,
    Disposisi,
    Jejak,
    Naskah,
    PemangkuJabatan,
    PenerimaDisposisi,
)
from reviews.rounds import progress
from reviews.sop.document import parse_document
from reviews.tick import publish_due
from reviews.trail import check
from tests.proof import DEEP
from tests.reviews.arena import (
    adopt_in_new_office,
    news_of,
    rows_of_every_table,
    runs,
)
from tests.strategies import SampleSOP, sop_documents
from tests.whole import reference

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
REFUSALS = (NaskahError, PermissionDenied, ValidationError)
START = dt.datetime(2026, 3, 2, 3, 0, tzinfo=dt.UTC)
SECRET = "belum-boleh-dibaca"


class Office(RuleBasedStateMachine):
    """One office, one text and all who would like to have their way with it."""

    def __init__(self) -> None:
        super().__init__()
        cache.clear()
        self.clock = time_machine.travel(START, tick=False)
        self.now = self.clock.start()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)
        self.clock.stop()
        cache.clear()

    # Set-up -----------------------------------------------------------------------

    @initialize(sample=sop_documents(max_langkah=6, max_lajur=3))
    def open_office(self, sample: SampleSOP) -> None:
        self.sample = sample
        self.sop = adopt_in_new_office(sample)
        self.page = sample_berita("Uji acak")
        Walk(self.sop, news_of(self.sop), self.page, lambda page: None).begin()
        self.edits = 0
        self.rank_posts()
        self.appoint_strangers()

    def rank_posts(self) -> None:
        """Each post below the one before it: a sheet can be passed on."""
        above = None
        for post in self.sop.instansi.jabatan.order_by("pk"):
            post.atasan = above
            post.save(update_fields=["atasan"])
            above = post

    def appoint_strangers(self) -> None:
        """Past and future holders of every post, a stand-in, a superuser, nobody."""
        today = timezone.localdate()
        day = dt.timedelta(days=1)
        terms = {
            "kemarin": (today - 30 * day, today - day, "definitif"),
            "besok": (today + day, today + 9 * day, "plh"),
            "plt": (today, today + 3 * day, "plt"),
        }
        for name, (mulai, sampai, kapasitas) in terms.items():
            user = User.objects.create(username=name)
            for post in self.sop.instansi.jabatan.all():
                PemangkuJabatan.objects.create(
                    jabatan=post,
                    user=user,
                    mulai=mulai,
                    sampai=sampai,
                    kapasitas=kapasitas,
                )
        User.objects.create_superuser("akar")
        User.objects.create(username="orang-luar")

    # Acting -----------------------------------------------------------------------

    def attempt(self, act: Callable[[], object]) -> bool:
        """Whether ``act`` was carried out; refused, it changed nothing at all."""
        before = rows_of_every_table()
        try:
            with transaction.atomic():
                act()
        except REFUSALS:
            assert rows_of_every_table() == before
            return False
        return True

    def waiting(self) -> WorkflowState | None:
        state: WorkflowState | None = self.fresh().current_workflow_state
        if state is not None:
            return state
        for berkas in Berkas.objects.filter(naskah__page_id=self.page.pk):
            if berkas.current_workflow_state is not None:
                return berkas.current_workflow_state
        return None

    def fresh(self) -> Any:
        return type(self.page).objects.get(pk=self.page.pk)

    def people(self) -> list[User]:
        return list(User.objects.order_by("pk"))

    def decide(self, user: User, action: str, which: int) -> bool:
        state = self.waiting()
        if state is None or state.current_task_state_id is None:
            return False
        task_state = TaskState.objects.get(pk=state.current_task_state_id).specific
        task = task_state.task.specific
        digest = progress.on_table(state)[1]
        if action == "reject":
            offered = task.get_form_for_action(action).base_fields["tujuan"].choices
            keys = [key for key, _ in offered] or ["0"]
            target = keys[which % len(keys)]
            data = {"digest": digest, "tujuan": target, "alasan": "Perbaiki."}
        else:
            data = answers(task, action, digest, progress.naskah_of_state(state))
        return self.attempt(lambda: task.on_action(task_state, user, action, **data))

    # Rules ------------------------------------------------------------------------

    @rule(who=st.integers(0, 20))
    def somebody_approves(self, who: int) -> None:
        people = self.people()
        self.decide(people[who % len(people)], "approve", 0)

    @rule(times=st.integers(1, 4))
    def the_right_ones_approve(self, times: int) -> None:
        for _ in range(times):
            for user in self.people():
                if self.decide(user, "approve", 0):
                    break

    @rule(who=st.integers(0, 20), which=st.integers(0, 5))
    def somebody_returns(self, who: int, which: int) -> None:
        people = self.people()
        self.decide(people[who % len(people)], "reject", which)

    @rule(which=st.integers(0, 5))
    def the_right_one_returns(self, which: int) -> None:
        any(self.decide(user, "reject", which) for user in self.people())

    @rule(who=st.integers(0, 20), later=st.booleans())
    def somebody_edits(self, who: int, later: bool) -> None:
        people = self.people()
        self.edits += 1
        draft = self.fresh().get_latest_revision_as_object()
        draft.ringkasan = f"{SECRET} {self.edits}"
        draft.go_live_at = timezone.now() + dt.timedelta(days=2) if later else None
        self.attempt(lambda: draft.save_revision(user=people[who % len(people)]))

    @rule()
    def somebody_saves_what_was_there(self) -> None:
        draft = self.fresh().get_latest_revision_as_object()
        self.attempt(lambda: draft.save_revision(user=self.people()[0]))

    @rule(who=st.integers(0, 20))
    def somebody_hands_in(self, who: int) -> None:
        people = self.people()
        user = people[who % len(people)]
        state = self.fresh().current_workflow_state
        if state is None:
            workflow = self.fresh().get_workflow()
            self.attempt(lambda: workflow.start(self.fresh(), user))
        else:
            self.attempt(lambda: state.resume(user=user))

    @rule()
    def the_drafters_mend(self) -> None:
        state = self.waiting()
        if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
            return

        def mend(page: Any) -> None:
            self.edits += 1
            page.ringkasan = f"{SECRET} {self.edits}"

        walk = Walk(self.sop, news_of(self.sop), self.page, mend)
        self.attempt(lambda: walk.hand_in_again(state))

    @rule(who=st.integers(0, 20))
    def somebody_withdraws(self, who: int) -> None:
        people = self.people()
        user = people[who % len(people)]
        self.attempt(lambda: withdraw_naskah(self.fresh(), user, "Data keliru."))

    @rule(who=st.integers(0, 20))
    def somebody_calls_its_hour_off(self, who: int) -> None:
        people = self.people()
        user = people[who % len(people)]
        self.attempt(lambda: cancel_schedule(self.fresh(), user, "Ditunda."))

    @rule(which=st.integers(0, 20), who=st.integers(0, 20))
    def somebody_passes_a_sheet_on(self, which: int, who: int) -> None:
        """Whoever reads it; and once more by the one it was passed on to."""
        parts = list(PenerimaDisposisi.objects.all())
        if not parts:
            return
        part = parts[which % len(parts)]
        people = [part.user, self.people()[who % len(self.people())]]
        below = list(subordinates(part).values_list("pk", flat=True))
        for user in filter(None, people):
            mark_read(part.disposisi.jejak.naskah, user)
            self.attempt(partial(pass_on_disposisi, part, user, below, "Lanjutkan."))
            if which % 3 == 0:
                self.attempt(partial(complete_disposisi, part, user, "Sudah."))

    @rule()
    def the_round_is_called_off(self) -> None:
        state = self.fresh().current_workflow_state
        if state is not None:
            self.attempt(lambda: state.cancel(user=self.people()[0]))

    @rule()
    def a_superuser_publishes(self) -> None:
        page, root = self.fresh(), User.objects.get(username="akar")
        shown = page.digest() if page.live else None
        self.attempt(lambda: page.get_latest_revision().publish(user=root))
        after = self.fresh()
        assert (after.digest() if after.live else None) == shown

    @rule(days=st.sampled_from([1, 5, 400]))
    def time_passes(self, days: int) -> None:
        self.now.shift(dt.timedelta(days=days))
        publish_due()
        late = Naskah.objects.scheduled().filter(jadwal_tayang__lt=timezone.now())
        assert not late.exists()

    @rule()
    def revisions_are_purged(self) -> None:
        rows = Jejak.objects.count()
        call_command("purge_revisions", verbosity=0)
        assert Jejak.objects.count() == rows

    @rule()
    def the_same_sop_again(self) -> None:
        before = rows_of_every_table()
        document = parse_document(self.sample.teks, "acak.yaml")
        _, created = adopt_sop(document, self.sop.instansi)
        assert not created
        assert rows_of_every_table() == before

    # Invariants -------------------------------------------------------------------

    @invariant()
    def every_round_followed_its_sop(self) -> None:
        for naskah in Naskah.objects.select_related("sop", "instansi"):
            model = reference.replay(naskah)
            state = naskah.workflow_state
            if naskah.status == Naskah.Status.DITINJAU and state is not None:
                task = state.current_task_state.task.specific
                assert task.nomor == model.awaited
            assert model.live or naskah.status not in ("tayang", "ditarik")

    @invariant()
    def the_public_text_is_the_approved_one(self) -> None:
        page = self.fresh()
        done = Naskah.objects.filter(page_id=page.pk, status__in=["tayang", "ditarik"])
        last = done.order_by("-tayang_pada", "-pk").first()
        assert page.live == (last is not None and last.status == "tayang")
        if page.live and last is not None:
            assert page.digest() == last.digest_disetujui

    @invariant()
    def the_api_shows_what_is_public_and_nothing_else(self) -> None:
        page = self.fresh()
        answer = Client().get(f"/api/v3/berita/{page.pk}/")
        assert answer.status_code == (200 if page.live else 404)
        if page.live:
            assert answer.json()["ringkasan"] == page.ringkasan
        else:
            listed = Client().get("/api/v3/berita/").content.decode()
            assert SECRET not in listed
            assert page.title not in listed

    @invariant()
    def the_trail_is_sound(self) -> None:
        assert check.first_fault() is None
        states = Jejak.objects.filter(aksi__in=["setuju", "kembali"])
        decided = list(states.values_list("task_state", flat=True))
        assert len(decided) == len(set(decided))

    @invariant()
    def registers_have_no_gaps(self) -> None:
        years: dict[int, list[int]] = {}
        for year, number in Disposisi.objects.values_list("tahun", "nomor_agenda"):
            years.setdefault(year, []).append(number)
        assert all(map(reference.gapless, years.values()))


@pytest.mark.parametrize("core", range(2 if DEEP else 1))
def test_whatever_people_do_every_invariant_holds(core: int) -> None:
    """The long proof: a thousand runs, half of them on each core."""
    run_state_machine_as_test(
        Office, settings=settings(runs(4, deep=500), stateful_step_count=25)
    )
