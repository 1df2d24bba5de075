"""Who may act: the post decides, its holder of the day signs, four eyes look."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser, User

from pages.errors import NaskahError
from reviews.engine.actions.decide import NotYoursError
from reviews.models import Jejak, PemangkuJabatan
from reviews.rounds import authority
from tests.reviews.builders import (
    adopted,
    appointed,
    approve,
    at_step,
    decided,
    fresh,
    holder_of,
    naskah_of,
    post_of,
    return_to,
    step_of,
    submitted,
    superuser,
    task_at,
)

if TYPE_CHECKING:
    from wagtail.models import Page

    from reviews.models import SOP

# 22.30 on the second in Jakarta is half past midnight on the third in Jayapura.
NIGHT = dt.datetime(2027, 3, 2, 22, 30, tzinfo=ZoneInfo("Asia/Jakarta"))
SECOND, THIRD = dt.date(2027, 3, 2), dt.date(2027, 3, 3)


def may(sop: SOP, nomor: int, user: User, page: Page | None = None) -> bool:
    naskah = naskah_of(page) if page else None
    return authority.acting(task_at(sop, nomor), naskah, user) is not None


def in_zone(sop: SOP, zone: str) -> None:
    sop.instansi.zona_waktu = zone
    sop.instansi.save()


def end_terms(sop: SOP, nomor: int, day: dt.date) -> User:
    """The holder of step ``nomor`` leaves at the end of ``day``."""
    user = holder_of(sop, nomor)
    PemangkuJabatan.objects.filter(jabatan=post_of(sop, nomor)).update(sampai=day)
    return user


# Terms --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zone", "still"),
    [("Asia/Jakarta", True), ("Asia/Makassar", True), ("Asia/Jayapura", False)],
)
def test_last_day_is_the_offices_own(lampung: SOP, zone: str, still: bool) -> None:
    page = at_step(lampung, 2)
    user = end_terms(lampung, 2, SECOND)
    in_zone(lampung, zone)
    with time_machine.travel(NIGHT, tick=False):
        assert may(lampung, 2, user, page) is still


@pytest.mark.parametrize(
    ("zone", "already"), [("Asia/Jakarta", False), ("Asia/Jayapura", True)]
)
def test_first_day_is_the_offices_own(lampung: SOP, zone: str, already: bool) -> None:
    page = at_step(lampung, 2)
    plh = appointed(
        post_of(lampung, 2), "pengganti", kapasitas="plh", mulai=THIRD, sampai=THIRD
    )
    in_zone(lampung, zone)
    with time_machine.travel(NIGHT, tick=False):
        assert may(lampung, 2, plh, page) is already


def test_yesterdays_holder_and_tomorrows_plh_are_refused(lampung: SOP) -> None:
    page = at_step(lampung, 2)
    today = dt.datetime.now(ZoneInfo(lampung.instansi.zona_waktu)).date()
    gone = end_terms(lampung, 2, today - dt.timedelta(days=1))
    plh = appointed(
        post_of(lampung, 2),
        "besok",
        kapasitas="plh",
        mulai=today + dt.timedelta(days=1),
        sampai=today + dt.timedelta(days=5),
    )
    for user in (gone, plh):
        with pytest.raises(NotYoursError, match="tidak berwenang"):
            approve(page, user=user)
    assert decided(page) == [1]


def test_plh_signs_as_plh(lampung: SOP) -> None:
    page = at_step(lampung, 2)
    today = dt.date(2026, 1, 1)
    end_terms(lampung, 2, today)
    plh = appointed(post_of(lampung, 2), "harian", kapasitas="plh", sampai=THIRD)
    with time_machine.travel(dt.datetime(2027, 3, 1, tzinfo=dt.UTC), tick=False):
        approve(page, user=plh)
    row = Jejak.objects.filter(langkah=2).get()
    assert (row.jabatan, row.kapasitas) == ("Plh. Kasubid II", "plh")


# Persons ------------------------------------------------------------------------------


def test_only_the_post_of_this_step(lampung: SOP) -> None:
    """Neither its superior, nor who may do anything else, nor who left the office."""
    page = at_step(lampung, 2)
    inactive = holder_of(lampung, 2)
    other = holder_of(adopted("002", slug="kantor-tetangga"), 2)
    assert inactive.pk != other.pk
    for user in (holder_of(lampung, 3), holder_of(lampung, 8), superuser(), other):
        assert not may(lampung, 2, user, page)
    inactive.is_active = False
    inactive.save()
    assert not may(lampung, 2, inactive, page)
    with pytest.raises(NotYoursError):
        approve(page, user=inactive)
    assert decided(page) == [1]


def test_superuser_with_a_post_acts_as_that_post(lampung: SOP) -> None:
    user = superuser()
    appointed(post_of(lampung, 2), user.username)
    page = at_step(lampung, 2)
    approve(page, user=user)
    assert Jejak.objects.get(langkah=2).jabatan == "Kasubid II"


# Four eyes ----------------------------------------------------------------------------


def test_drafter_does_not_check_his_own_text(lampung: SOP) -> None:
    drafter = holder_of(lampung, 1)
    appointed(post_of(lampung, 2), drafter.username)
    page = at_step(lampung, 2)
    assert page.owner == drafter
    with pytest.raises(NotYoursError):
        approve(page, user=drafter)
    other = other_holder(lampung, 2, drafter)
    assert authority.able(task_at(lampung, 2), naskah_of(page)) == [other]
    approve(page, user=other)
    assert decided(page) == [1, 2]


def other_holder(sop: SOP, nomor: int, but: User) -> User:
    people = authority.holders(task_at(sop, nomor)).exclude(user=but)
    return people.first().user


def test_four_eyes_hold_after_a_return(lampung: SOP) -> None:
    drafter = holder_of(lampung, 1)
    appointed(post_of(lampung, 3), drafter.username)
    page = at_step(lampung, 3)
    kabid = other_holder(lampung, 3, drafter)
    return_to(page, 2, user=kabid)
    approve(page)
    with pytest.raises(NotYoursError):
        approve(page, user=drafter)
    assert step_of(page) == 3


def test_sop_that_gives_the_check_to_its_drafter(lampung: SOP) -> None:
    """A step whose own post also drafts is for the drafter, for the SOP says so."""
    task = task_at(lampung, 2)  # as its adoption would have bound it
    task.jabatan.through.objects.create(
        paraftask_id=task.pk, jabatan_id=post_of(lampung, 1).pk
    )
    page = submitted(lampung)
    approve(page, user=page.owner)
    assert decided(page) == [1, 2]


# Disposisi ----------------------------------------------------------------------------


def recipients(sop: SOP, *people: User) -> list[str]:
    held = PemangkuJabatan.objects.filter(user__in=people)
    return [str(pk) for pk in held.values_list("pk", flat=True)]


def test_disposisi_narrows_who_may_act(lampung: SOP) -> None:
    """Four recipients: of the next step's post, only those named."""
    post = post_of(lampung, 5)
    first = holder_of(lampung, 5)
    second, third = appointed(post, "kedua"), appointed(post, "ketiga")
    page = at_step(lampung, 4)
    named = recipients(
        lampung, first, second, holder_of(lampung, 3), holder_of(lampung, 8)
    )
    assert len(named) == 4
    approve(page, penerima=named)
    assert [may(lampung, 5, user, page) for user in (first, second, third)] == [
        True,
        True,
        False,
    ]
    with pytest.raises(NotYoursError):
        approve(page, user=third)
    approve(page, user=second)
    assert fresh(page).live


def test_disposisi_to_nobody_who_can_go_on(lampung: SOP) -> None:
    page = at_step(lampung, 4)
    with pytest.raises(NaskahError, match="Sertakan pemangkunya"):
        approve(page, penerima=recipients(lampung, holder_of(lampung, 3)))
    assert step_of(page) == 4


def test_recipient_of_another_office(lampung: SOP) -> None:
    stranger = holder_of(adopted("002", slug="kantor-tetangga"), 5)
    page = at_step(lampung, 4)
    named = recipients(lampung, stranger, holder_of(lampung, 5))
    with pytest.raises(NaskahError):
        approve(page, penerima=named)
    assert step_of(page) == 4


def test_recipient_whose_term_ended_is_replaced_by_the_holder(lampung: SOP) -> None:
    first = holder_of(lampung, 5)
    second = appointed(post_of(lampung, 5), "penerus")
    page = at_step(lampung, 4)
    approve(page, penerima=recipients(lampung, first))
    assert not may(lampung, 5, second, page)
    PemangkuJabatan.objects.filter(user=first).update(sampai=dt.date(2026, 1, 1))
    assert not may(lampung, 5, first, page)
    approve(page, user=second)
    assert fresh(page).live


def test_recipient_whose_term_has_ended_cannot_be_named(lampung: SOP) -> None:
    page = at_step(lampung, 4)
    gone = appointed(post_of(lampung, 5), "mantan", sampai=dt.date(2026, 1, 1))
    with pytest.raises(NaskahError):
        approve(page, penerima=recipients(lampung, gone))
    assert step_of(page) == 4


# The rule, without a database ---------------------------------------------------------


def seated(user: int, post: int, kapasitas: str = "definitif") -> PemangkuJabatan:
    return PemangkuJabatan(user_id=user, jabatan_id=post, kapasitas=kapasitas)


def weighed(user: int, *people: PemangkuJabatan, **facts: frozenset[Any]) -> str:
    return authority.weigh(user, authority.Grounds(people, **facts)).reason


def test_a_sheet_addresses_the_named_and_who_acts_for_them() -> None:
    people = [seated(1, 7), seated(2, 7, "plt"), seated(3, 7), seated(4, 8, "plh")]
    named = frozenset({(7, 1)})
    reasons = [weighed(user, *people, named=named) for user in (1, 2, 3, 4, 5)]
    assert reasons == ["boleh", "boleh", "disposisi", "disposisi", "jabatan"]


def test_a_sheet_to_people_who_left_addresses_whoever_holds_the_post() -> None:
    named = frozenset({(7, 9), (6, None)})
    assert weighed(1, seated(1, 7), seated(2, 7), named=named) == "boleh"
    assert weighed(1, seated(1, 7)) == "boleh"


def test_four_eyes_are_stronger_than_a_post_and_a_sheet() -> None:
    facts = {"named": frozenset({(7, 1)}), "barred": frozenset({1})}
    assert weighed(1, seated(1, 7), **facts) == "penyusun"
    assert weighed(2, seated(2, 7, "plh"), **facts) == "boleh"


def test_one_signs_as_appointed_before_plt_and_as_plt_before_plh() -> None:
    for kapasitas in (["plh", "plt", "definitif"], ["plh", "plt"]):
        people = tuple(seated(1, post, each) for post, each in enumerate(kapasitas))
        holder = authority.weigh(1, authority.Grounds(people)).holder
        assert holder is not None
        assert holder.kapasitas == kapasitas[-1]


def test_an_account_that_is_closed_is_nobody_s_to_ask() -> None:
    """Though its term goes on, and whoever read it looked a moment before."""
    people = [User(pk=1, username="aktif"), User(pk=2, username="x", is_active=False)]
    seats = (PemangkuJabatan(user=user, jabatan_id=7) for user in people)
    assert authority.among(authority.Grounds(tuple(seats))) == people[:1]


@pytest.mark.parametrize(
    ("rule", "is_check", "shares_post", "barred"),
    [
        ("tanpa", True, False, set()),
        ("baku", True, False, {1}),
        ("baku", True, True, set()),
        ("baku", False, False, set()),
        ("penyunting", True, True, {1, 2}),
        ("penyunting", False, False, {1, 2}),
    ],
)
def test_whom_four_eyes_keep_out(
    rule: str, is_check: bool, shares_post: bool, barred: set[int]
) -> None:
    found = authority.kept_out(
        rule, is_check=is_check, shares_post=shares_post, drafter=1, editors=[2]
    )
    assert found == barred


def test_an_account_that_is_closed_or_unknown_is_the_reason(lampung: SOP) -> None:
    task, user = task_at(lampung, 2), holder_of(lampung, 2)
    assert authority.judge(task, None, user).reason == "boleh"
    assert authority.judge(task, None, AnonymousUser()).reason == "akun"
    assert authority.responsible(lampung.instansi, AnonymousUser()) is None
    assert authority.responsible(None, user) is None
    user.is_active = False
    assert authority.judge(task, None, user).reason == "akun"


def test_a_sheet_of_another_naskah_names_nobody_here(lampung: SOP) -> None:
    first = holder_of(lampung, 5)
    second = appointed(post_of(lampung, 5), "kedua")
    one, two = at_step(lampung, 4, "Satu"), at_step(lampung, 4, "Dua")
    approve(one, penerima=recipients(lampung, first))
    approve(two, penerima=recipients(lampung, second))
    found = [
        may(lampung, 5, user, page) for page in (one, two) for user in (first, second)
    ]
    assert found == [True, False, False, True]
