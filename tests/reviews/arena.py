"""Where random SOPs are run: offices made for a document, and a way back."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings

from cms.demo.offices import make_office
from pages.models import BeritaIndexPage
from reviews.engine.adoption.adopt import adopt_sop
from reviews.rights.sync import sync_rights
from reviews.sop.document import parse_document
from reviews.sop.interpret import interpret
from tests.proof import DEEP, examples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviews.papers.sop import SOP
    from tests.strategies import SampleSOP


def runs(few: int, deep: int) -> settings:
    """Settings of a property test that touches the database: how many examples.

    ``few`` are the same every time, so that a change is judged by itself; ``deep`` are
    others each time. Databases are slow by hypothesis' measure: it is told not to mind
    the time, and not to shrink what it finds, which takes minutes for a document that
    is short as it is.
    """
    return settings(
        max_examples=examples(few, deep),
        derandomize=not DEEP,
        deadline=None,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside did not happen: the next example begins afresh."""
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    cache.clear()


def adopt_in_new_office(sample: SampleSOP) -> SOP:
    """The office, posts and holders of ``import_sop --demo``, and the SOP in force."""
    document = parse_document(sample.teks, "acak.yaml")
    instansi = make_office(document.dokumen, interpret(document.dokumen))
    sop, created = adopt_sop(document, instansi)
    assert created
    sync_rights(instansi)
    return sop


def news_of(sop: SOP) -> BeritaIndexPage:
    """The place where the office's news stands."""
    return BeritaIndexPage.objects.child_of(sop.instansi).get()


def rows_of_every_table() -> dict[str, str]:
    """What the database holds, a digest for each table."""
    with connection.cursor() as cursor:
        return {
            table: digest_of_table(cursor, table)
            for table in sorted(connection.introspection.django_table_names(True))
        }


def digest_of_table(cursor: Any, table: str) -> str:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
    rows = sorted(map(repr, cursor.fetchall()))
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()
