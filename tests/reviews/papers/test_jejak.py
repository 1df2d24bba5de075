"""Rows that must last."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reviews.models import Jejak, Paraf
from tests.reviews.builders import published

if TYPE_CHECKING:
    from reviews.models import SOP


def test_trail_rows_are_not_changed_by_the_product(lampung: SOP) -> None:
    published(lampung)
    for model in (Jejak, Paraf):
        row = model.objects.first()
        with pytest.raises(TypeError):
            model.objects.all().delete()
        with pytest.raises(TypeError):
            model.objects.update(pk=row.pk)
