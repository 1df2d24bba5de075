"""Two sessions at once: one act counts, the other is told so, nothing is doubled."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from pages.errors import NaskahError
from reviews.engine.actions import decide, withdraw
from reviews.engine.actions.decide import AlreadyDecidedError
from reviews.engine.actions.withdraw import withdraw_naskah
from reviews.models import (
    Berkas,
    Disposisi,
    Jejak,
    Naskah,
    PemangkuJabatan,
    RantaiJejak,
)
from reviews.rights import sync
from reviews.rounds import authority, progress
from reviews.trail import check
from tests.proof import examples
from tests.reviews import builders
from tests.rivals import at_once, one_inside_the_other

if TYPE_CHECKING:
    from reviews.models import SOP, Jabatan

THREADS = 8
# SQLite lets one write at a time: its contests all go the same way.
ROUNDS = examples(24 if connection.vendor == "postgresql" else 8, deep=100)


pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("as_new_afterwards"),
]


@pytest.fixture
def lampung(db: None) -> SOP:
    """Seed 002, committed."""
    return builders.adopted("002")


def decision(obj: Any, action: str, user: Any = None, **data: Any) -> Any:
    """The act of deciding the current step, everything read beforehand."""
    task_state = builders.task_state_of(obj)
    task = task_state.task.specific
    person = user or builders.decider(obj)
    filled = {**builders.filled(obj, action), **data}
    return lambda: task.on_action(task_state, person, action, **filled)


def cancel(state: Any, user: Any) -> None:
    """Call the round off in a transaction, as every request of the admin is one."""
    with transaction.atomic():
        state.cancel(user=user)


def assert_whole(raised: list[BaseException | None]) -> None:
    """Somebody got through, whoever lost got a message of ours; the trail is sound."""
    assert None in raised, raised
    for error in raised:
        assert error is None or isinstance(error, NaskahError), repr(error)
    assert check.first_fault() is None


def crowd(sop: SOP) -> None:
    """Eight persons in every post of the office."""
    for post in sop.instansi.jabatan.all():
        for number in range(THREADS - post.pemangku.count()):
            User.objects.create(username=f"p{post.pk}-{number}")
            PemangkuJabatan.objects.create(
                jabatan=post,
                user=User.objects.get(username=f"p{post.pk}-{number}"),
                mulai=dt.date(2020, 1, 1),
            )
    sync.sync_rights(sop.instansi)


def contest(obj: Any) -> list[BaseException | None]:
    """Eight holders decide the current step of ``obj`` at once."""
    task = builders.task_state_of(obj).task.specific
    naskah = progress.naskah_of(builders.fresh(obj))
    people = [
        holder.user
        for holder in authority.holders(task)
        if authority.acting(task, naskah, holder.user)
    ]
    crew = (people * THREADS)[:THREADS]
    return at_once(*(decision(obj, "approve", user) for user in crew))


def waiting(page: Any) -> Any:
    """The page, or its berkas once it is live, or nothing if all is done."""
    if builders.fresh(page).current_workflow_state is not None:
        return page
    berkas = Berkas.objects.filter(naskah__page_id=page.pk).get()
    return berkas if berkas.current_workflow_state is not None else None


def test_of_eight_at_one_step_one_decides(lampung: SOP) -> None:
    crowd(lampung)
    contests = 0
    while contests < ROUNDS:
        page = builders.submitted(lampung, f"Loket {contests}")
        while (obj := waiting(page)) is not None and contests < ROUNDS:
            state = builders.task_state_of(obj).pk
            raised = contest(obj)
            assert raised.count(None) == 1, raised
            losers = [error for error in raised if error is not None]
            assert all(isinstance(error, AlreadyDecidedError) for error in losers), (
                losers
            )
            assert Jejak.objects.filter(task_state=state).count() == 1
            contests += 1
    numbers = sorted(Disposisi.objects.values_list("nomor_agenda", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    assert check.first_fault() is None


def test_eight_trails_at_once_make_one_chain(lampung: SOP) -> None:
    pages = [builders.submitted(lampung, f"Loket {n}") for n in range(THREADS)]
    raised = at_once(*(decision(page, "approve") for page in pages))
    assert raised == [None] * THREADS
    assert check.first_fault() is None


@pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time"
)
def test_an_office_in_the_midst_of_an_act_holds_up_no_other(lampung: SOP) -> None:
    """Eight offices, of which the first has not done with its trail."""
    sops = [builders.adopted("002", slug=f"kantor-{n}") for n in range(1, THREADS)]
    pages = [builders.submitted(sop) for sop in sops]
    with transaction.atomic():
        RantaiJejak.lock(lampung.instansi)
        raised = at_once(*(decision(page, "approve") for page in pages))
        assert raised == [None] * len(pages)
    for sop in sops:
        chain = RantaiJejak.objects.get(kantor=sop.instansi.translation_key)
        numbers = chain.jejak.order_by("nomor").values_list("nomor", flat=True)
        assert list(numbers) == list(range(1, chain.jumlah + 1))
    assert check.first_fault() is None


def test_eight_sheets_at_once_take_eight_numbers(lampung: SOP) -> None:
    step = next(
        task.nomor
        for task in progress.ordered_tasks(lampung.workflow)
        if "disposisi" in task.jenis
    )
    pages = [builders.at_step(lampung, step, f"Loket {n}") for n in range(THREADS)]
    raised = at_once(*(decision(page, "approve") for page in pages))
    assert raised == [None] * THREADS
    numbers = Disposisi.objects.values_list("nomor_agenda", flat=True)
    assert sorted(numbers) == list(range(1, THREADS + 1))


@pytest.mark.parametrize("turn", [("approve", "reject"), ("reject", "approve")])
def test_approving_and_returning(
    lampung: SOP, monkeypatch: pytest.MonkeyPatch, turn: tuple[str, str]
) -> None:
    page = builders.submitted(lampung)
    state = builders.task_state_of(page).pk
    raised = one_inside_the_other(
        monkeypatch,
        (decide, "compare"),
        *(decision(page, action) for action in turn),
    )
    assert raised[0] is None
    assert isinstance(raised[1], AlreadyDecidedError)
    assert Jejak.objects.filter(task_state=state).count() == 1
    assert_whole(raised)


@transaction.atomic  # as every request of the admin is
def begin_term(post: Jabatan, user: User) -> None:
    PemangkuJabatan.objects.create(jabatan=post, user=user, mulai=dt.date(2020, 1, 1))


def test_two_terms_that_begin_at_once_both_count(
    lampung: SOP, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = list(lampung.instansi.jabatan.order_by("pk")[:2])
    users = [User.objects.create(username=f"baru{n}") for n in range(2)]
    begins = [
        partial(begin_term, post, user) for post, user in zip(posts, users, strict=True)
    ]
    raised = one_inside_the_other(monkeypatch, (sync, "reset"), *begins)
    assert raised == [None, None]
    assert sync.drift(lampung.instansi) == []


def test_approving_and_cancelling(
    lampung: SOP, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = builders.at_step(lampung, 5)
    state, root = builders.state_of(page), builders.superuser()
    raised = one_inside_the_other(
        monkeypatch,
        (decide, "compare"),
        decision(page, "approve"),
        lambda: cancel(state, root),
    )
    assert raised[0] is None
    assert_whole(raised)
    assert_consistent(page)


def test_cancelling_while_one_approves(lampung: SOP) -> None:
    for number in range(ROUNDS // 2):
        page = builders.at_step(lampung, 5, f"Loket {number}")
        state, root = builders.state_of(page), builders.superuser()
        act = decision(page, "approve")
        raised = at_once(act, partial(cancel, state, root))
        assert_whole(raised)
        assert_consistent(page)


def test_editing_while_one_approves(
    lampung: SOP, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = builders.at_step(lampung, 5)
    draft = builders.changed(page)
    raised = one_inside_the_other(
        monkeypatch,
        (decide, "compare"),
        decision(page, "approve"),
        lambda: draft.save_revision(user=page.owner),
    )
    assert raised[0] is None
    assert_whole([raised[0], None])
    assert_consistent(page)


def test_editing_at_a_step_whose_holder_may(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    sop = builders.adopted("003")
    page = builders.at_step(sop, 5)
    kepala, draft = builders.decider(page), builders.changed(page)
    raised = one_inside_the_other(
        monkeypatch,
        (decide, "compare"),
        decision(page, "approve"),
        lambda: draft.save_revision(user=kepala),
    )
    assert raised[0] is None
    assert_whole(raised)
    approved = Jejak.objects.filter(naskah__page_id=page.pk, aksi="setuju").last()
    table = builders.fresh(page).get_latest_revision_as_object().digest()
    assert approved is not None
    assert table == approved.digest, "a text went on that nobody approved"


@pytest.mark.parametrize("publication_first", [True, False])
def test_publishing_and_withdrawing(
    lampung: SOP, monkeypatch: pytest.MonkeyPatch, *, publication_first: bool
) -> None:
    page = builders.published(lampung)
    responsible = PemangkuJabatan.objects.get(
        jabatan__instansi=lampung.instansi, jabatan__penanggung_jawab=True
    ).user
    builders.changed(page).save_revision(user=page.owner)
    lampung.workflow.start(builders.fresh(page), page.owner)
    builders.go_to(page, 5)
    publish = decision(page, "approve")
    seen = builders.fresh(page)

    def take_off() -> object:
        return withdraw_naskah(seen, responsible, "Data keliru.")

    raised = (
        one_inside_the_other(monkeypatch, (decide, "compare"), publish, take_off)
        if publication_first
        else one_inside_the_other(
            monkeypatch, (withdraw, "latest_finished"), take_off, publish
        )
    )
    assert_whole(raised)
    assert_consistent(page)


def test_withdrawing_twice_at_once(lampung: SOP) -> None:
    page = builders.published(lampung)
    responsible = PemangkuJabatan.objects.get(
        jabatan__instansi=lampung.instansi, jabatan__penanggung_jawab=True
    ).user
    raised = at_once(
        *(
            lambda: withdraw_naskah(builders.fresh(page), responsible, "Keliru.")
            for _ in range(THREADS)
        )
    )
    assert raised.count(None) == 1
    assert_whole(raised)
    assert Jejak.objects.filter(aksi="tarik").count() == 1


def test_handing_in_again_eight_times_at_once(lampung: SOP) -> None:
    page = builders.returned(lampung)
    states = [builders.state_of(page) for _ in range(THREADS)]

    def hand_in(state: Any) -> None:
        with transaction.atomic():
            state.resume(user=page.owner)

    raised = at_once(*(lambda state=state: hand_in(state) for state in states))
    assert raised.count(None) == 1
    assert_whole(raised)
    assert builders.state_of(page).task_states.filter(status="in_progress").count() == 1


def test_handing_in_eight_times_at_once(lampung: SOP) -> None:
    page = builders.drafted(lampung)

    def hand_in() -> None:
        with transaction.atomic():
            seen = builders.fresh(page)
            if seen.current_workflow_state is None:  # what the editor asks first
                lampung.workflow.start(seen, page.owner)

    raised = at_once(*[hand_in] * THREADS)
    assert None in raised
    assert_whole(raised)
    assert Naskah.objects.filter(page_id=page.pk).count() == 1
    assert builders.state_of(page).task_states.filter(status="in_progress").count() == 1


def assert_consistent(page: Any) -> None:
    """The public row says what the newest finished round says."""
    row = builders.fresh(page)
    finished = (
        Naskah.objects.filter(page_id=page.pk, status__in=("tayang", "ditarik"))
        .order_by("-tayang_pada")
        .first()
    )
    assert row.live == (finished is not None and finished.status == "tayang")
    if row.live and finished is not None:
        assert row.digest() == finished.digest_disetujui
    status, _ = builders.public_answer(page)
    assert (status == 200) == row.live
    state = row.current_workflow_state
    newest = builders.naskah_of(page)
    if newest.status in ("ditinjau", "dikembalikan"):
        assert state is not None
    if newest.status == "batal":
        assert state is None
