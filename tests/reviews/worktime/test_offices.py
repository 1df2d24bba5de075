"""The calendars of many offices at once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from pages.models import InstansiPage
from reviews.models import HariKhusus, KalenderKerja
from reviews.worktime.offices import kalender_of_joined
from tests.factories import InstansiPageFactory

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

DAY = dt.date(2026, 8, 4)


@pytest.mark.django_db
def test_offices_without_a_calendar_make_those_of_others_no_dearer(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    plain, *own = (InstansiPageFactory() for _ in range(3))
    for office in own:
        row = KalenderKerja.objects.create(instansi=office)
        HariKhusus.objects.create(kalender=row, tanggal=DAY, keterangan=office.title)
    offices = list(InstansiPage.objects.select_related("kalender").order_by("pk"))
    with django_assert_num_queries(2):
        found = kalender_of_joined(offices)
    assert [found[office.pk].holiday_on(DAY) for office in (plain, *own)] == [
        "",
        *(office.title for office in own),
    ]
