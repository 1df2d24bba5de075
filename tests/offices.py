"""Fixtures of every room: the offices of the source SOPs, one each."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.reviews import builders

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from django.contrib.auth.models import User
    from wagtail.models import Page

    from reviews.models import SOP


@pytest.fixture
def sungai_penuh(db: None) -> SOP:
    """Seed 000: three paraf, a disposisi, publication."""
    return builders.adopted("000")


@pytest.fixture
def setda(db: None) -> SOP:
    """Seed 001: begins with the superior's order; the text comes later."""
    return builders.adopted("001")


@pytest.fixture
def lampung(db: None) -> SOP:
    """Seed 002: two paraf, publication, laporan with paraf and signatures, archive."""
    return builders.adopted("002")


@pytest.fixture
def kantor_kepala(db: None) -> SOP:
    """Seed 003: the Kepala may correct the text at step 5."""
    return builders.adopted("003")


@pytest.fixture
def bekasi(db: None) -> SOP:
    """Seed 004: finished material, two disposisi, publication."""
    return builders.adopted("004")


@pytest.fixture
def root_user(db: None) -> User:
    """A superuser without a post."""
    return builders.superuser()


@pytest.fixture
def public_unchanged(
    db: None,
) -> Callable[[Page], AbstractContextManager[None]]:
    """A block after which the public row and the API's bytes are as before it."""

    @contextmanager
    def unchanged(page: Page) -> Iterator[None]:
        def seen() -> tuple[object, ...]:
            row = type(page)._base_manager.filter(pk=page.pk).first()
            live = row is not None and row.live
            text = row.digest() if row is not None and live else None
            return live, text, builders.public_answer(page)

        before = seen()
        yield
        assert seen() == before

    return unchanged
