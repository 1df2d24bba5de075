"""Every kind of step is declared, once."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from reviews.engine import kinds
from reviews.engine.steps.paraf import ParafTask
from reviews.sop.kinds import Jenis


def test_each_kind_has_a_task_that_is_of_it() -> None:
    for jenis in Jenis:
        declared = kinds.kind_of(jenis)
        assert declared.task.default_jenis
        assert declared.button
    assert kinds.check_kinds() == []


def test_a_kind_that_is_declared_twice_ends_the_start() -> None:
    with pytest.raises(ImproperlyConfigured):
        kinds.register(kinds.Kind(Jenis.ARSIP, ParafTask, "Arsipkan"))


def test_one_that_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(kinds._kinds, Jenis.DISPOSISI)
    (error,) = kinds.check_kinds()
    assert "disposisi" in error.msg
    assert error.id == "reviews.E001"


def test_a_kind_that_shows_nothing_is_not_asked_for_its_form() -> None:
    step: Any = SimpleNamespace(kinds=(Jenis.DISPOSISI,))  # it has no posts to read
    assert kinds.shown(step, {"isi": "Mohon ditindaklanjuti."}) == []
