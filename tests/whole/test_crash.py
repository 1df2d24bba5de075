"""The n-th write fails, for every n of every act: the state is old or new, never mixed.

A statement that only reads changes nothing, so failing before each write (and before
each file) covers every state an act can stop in. ``make test-deep`` fails at
every statement, reads included.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import FileSystemStorage
from django.db import OperationalError, connection, transaction

from reviews.engine.actions.withdraw import withdraw_naskah
from reviews.engine.adoption.adopt import adopt_sop
from reviews.models import Arsip, Berkas, PemangkuJabatan
from reviews.sop.document import parse_document
from reviews.trail import check
from tests.proof import DEEP, a_share
from tests.reviews import builders
from tests.reviews.arena import rows_of_every_table

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviews.models import SOP

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
WRITES = ("INSERT", "UPDATE", "DELETE")
EVERY = (*WRITES, "SELECT")
# Indexes that Wagtail's background tasks write, errors logged, and rebuild at will.
DERIVED = ("referenceindex", "indexentry", "wagtailsearch", "modelsearch")


class SimulatedError(OperationalError):
    """The database fails, as far as the product can tell."""


class Fuse:
    """Blows at the n-th statement that counts; counts them all if n is ``None``."""

    def __init__(self, at: int | None = None) -> None:
        self.at, self.seen, self.broke_write = at, 0, False

    def count(self, *, writes: bool) -> None:
        self.seen += 1
        if self.seen - 1 == self.at:
            self.broke_write = writes
            raise SimulatedError

    def __call__(
        self, execute: Any, sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        words = sql.lstrip().upper()
        derived = any(table in sql for table in DERIVED)
        if not derived and words.startswith(EVERY if DEEP else WRITES):
            self.count(writes=words.startswith(WRITES))
        return execute(sql, params, many, context)


def run_with(fuse: Fuse, act: Callable[[], object]) -> None:
    """``act`` with every write, to a table or to a file, passing through ``fuse``."""
    save = FileSystemStorage._save

    def fused_save(storage: Any, *args: Any) -> Any:
        fuse.count(writes=True)
        return save(storage, *args)

    with pytest.MonkeyPatch.context() as patch, connection.execute_wrapper(fuse):
        patch.setattr(FileSystemStorage, "_save", fused_save)
        act()


def fails_whole(prepare: Callable[[], Callable[[], object]]) -> int:
    """Let each write of the act that ``prepare`` returns fail; how many there were."""
    before = rows_of_every_table()
    counter = Fuse()
    with transaction.atomic():
        run_with(counter, prepare())
        after, sizes = rows_of_every_table(), sizes_of_tables()
        transaction.set_rollback(True)
    assert after != before
    for number in a_share(range(counter.seen)):
        with transaction.atomic():
            fuse = Fuse(number)
            if is_carried_out(fuse, prepare()):
                assert DEEP, f"write {number} was not missed"
                assert not fuse.broke_write, f"write {number} was not missed"
                assert sizes_of_tables() == sizes, f"read {number} left a half"
            else:
                assert rows_of_every_table() == before, f"write {number} left something"
            transaction.set_rollback(True)
    assert check.first_fault() is None
    return counter.seen


def is_carried_out(fuse: Fuse, act: Callable[[], object]) -> bool:
    """Whether the act went on to its end.

    So it may where a read failed that only helps: of what is known by now, of an index.
    Where Django cannot ask for a constraint, it says that it is broken.
    """
    try:
        run_with(fuse, act)
    except SimulatedError:
        return False
    except ValidationError:
        return not DEEP
    return True


def sizes_of_tables() -> dict[str, int]:
    """How many rows each has."""
    tables = connection.introspection.django_table_names(only_existing=True)
    with connection.cursor() as cursor:
        sizes = {}
        for table in tables:
            if not any(name in table for name in DERIVED):
                quoted = connection.ops.quote_name(table)
                cursor.execute(f"SELECT COUNT(*) FROM {quoted}")  # noqa: S608
                sizes[table] = cursor.fetchone()[0]
        return sizes


def deciding(obj: Any, action: str = "approve", **data: Any) -> Callable[[], object]:
    """The act of deciding the current step, read anew."""
    task_state = builders.task_state_of(obj)
    task, user = task_state.task.specific, builders.decider(obj)
    filled = {**builders.filled(obj, action), **data}
    return lambda: task.on_action(task_state, user, action, **filled)


def berkas_at(sop: SOP, nomor: int) -> Berkas:
    """A dossier that waits at step ``nomor``."""
    page = builders.published(sop)
    berkas = Berkas.objects.get(naskah__page_id=page.pk)
    while builders.step_of(berkas) != nomor:
        builders.approve(berkas)
    return builders.fresh(berkas)


def test_a_paraf(lampung: SOP) -> None:
    page = builders.submitted(lampung)
    assert fails_whole(lambda: deciding(page)) >= 6


def test_a_disposisi(sungai_penuh: SOP) -> None:
    step = next(
        row.no for row in sungai_penuh.isi.langkah if "disposisi" in row.semua_jenis
    )
    page = builders.at_step(sungai_penuh, step)
    assert fails_whole(lambda: deciding(page)) >= 8


def test_a_return_to_the_drafter(lampung: SOP) -> None:
    page = builders.submitted(lampung)
    assert fails_whole(lambda: deciding(page, "reject")) >= 4


def test_a_return_to_a_reviewer(lampung: SOP) -> None:
    page = builders.at_step(lampung, 3)
    target = str(builders.task_at(lampung, 2).pk)
    assert fails_whole(lambda: deciding(page, "reject", tujuan=target)) >= 4


def test_a_return_after_publication(lampung: SOP) -> None:
    berkas = Berkas.objects.get(naskah__page_id=builders.published(lampung).pk)
    while not builders.task_state_of(berkas).task.specific.return_targets():
        builders.approve(berkas)
    assert fails_whole(lambda: deciding(berkas, "reject")) >= 4


def test_handing_in(lampung: SOP) -> None:
    page = builders.drafted(lampung)
    assert (
        fails_whole(
            lambda: lambda: lampung.workflow.start(builders.fresh(page), page.owner)
        )
        >= 8
    )


def test_publication(lampung: SOP) -> None:
    page = builders.at_step(lampung, 5)
    assert fails_whole(lambda: deciding(page)) >= 15
    assert builders.public_answer(page)[0] == 404


def test_archiving(lampung: SOP) -> None:
    berkas = berkas_at(lampung, lampung.isi.langkah[-1].no)
    assert fails_whole(lambda: deciding(berkas)) >= 6
    assert not Arsip.objects.exists()


def test_withdrawal(lampung: SOP) -> None:
    page = builders.published(lampung)
    user = PemangkuJabatan.objects.get(
        jabatan__instansi=lampung.instansi, jabatan__penanggung_jawab=True
    ).user
    assert fails_whole(lambda: lambda: withdraw_naskah(page, user, "Data keliru.")) >= 3
    assert builders.public_answer(page)[0] == 200


def test_adoption_of_a_revised_document(lampung: SOP) -> None:
    document = builders.seed("002")
    revised = parse_document(
        document.teks.replace("Updating Data Website", "Pembaruan Data Website", 1),
        "baru.yaml",
    )
    assert revised.digest != document.digest
    assert fails_whole(lambda: lambda: adopt_sop(revised, lampung.instansi)) >= 30


def test_saving_a_draft(lampung: SOP) -> None:
    page = builders.drafted(lampung)
    assert (
        fails_whole(
            lambda: lambda: builders.changed(page).save_revision(user=page.owner)
        )
        >= 2
    )


def test_the_fuse_sees_what_it_should() -> None:
    """The digest of the tables changes with one byte."""
    before = rows_of_every_table()
    builders.superuser(hashlib.sha256(b"x").hexdigest()[:8])
    assert rows_of_every_table() != before
