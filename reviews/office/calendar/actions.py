"""Change an office's calendar: what is running is due anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from wagtail.log_actions import log

from pages.errors import NaskahError
from pages.models import InstansiPage
from reviews.rights.readers import offices_of
from reviews.rounds import authority
from reviews.rounds.known_holidays import STATED, incomplete
from reviews.rounds.locks import locked
from reviews.rounds.tenggat import recompute

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from reviews.office.calendar.forms import KalenderForm


@transaction.atomic
def change_kalender(form: KalenderForm, user: User) -> int:
    """Save what the valid ``form`` says; returns how many deadlines moved."""
    if not may_change(user):
        raise NaskahError("Kalender kerja diubah oleh administrator.")
    office = form.instance.instansi
    locked(InstansiPage.objects.filter(pk=office.pk))
    row = form.save()
    log(instance=row, action="wagtail.edit", user=user)
    return recompute(office)


@transaction.atomic
def state_complete(office: InstansiPage, tahun: int, user: User) -> None:
    """Say that no more cuti bersama of ``tahun`` come; nobody is asked for them again.

    The office's log keeps who said so.
    """
    if not may_change(user):
        raise NaskahError("Kalender kerja diubah oleh administrator.")
    locked(InstansiPage.objects.filter(pk=office.pk))
    if tahun not in incomplete([office]).get(office.pk, []):
        raise NaskahError(f"Kalender {tahun} tidak menunggu cuti bersama.")
    log(instance=office, action=STATED, user=user, data={"tahun": tahun})


def may_change(user: User) -> bool:
    """Deadlines of everybody hang on it: administrators alone."""
    return user.is_superuser


def shown_offices(user: User) -> list[InstansiPage]:
    """The offices whose calendar ``user`` sees.

    An administrator all; whoever answers for an office's information, that one.
    """
    offices = offices_of(user).order_by("title")
    return [
        office
        for office in offices
        if may_change(user) or authority.responsible(office, user)
    ]
