"""Adoption: lanes bound to posts, steps to tasks, returns to steps; once per document."""

from __future__ import annotations

import pytest
from hypothesis import given
from wagtail.models import WorkflowPage

from reviews.engine.adoption.adopt import adopt_sop
from reviews.rounds import progress
from reviews.sop.document import parse_document
from tests.reviews.arena import (
    adopt_in_new_office,
    rows_of_every_table,
    runs,
    undone,
)
from tests.strategies import SampleSOP, sop_documents

pytestmark = pytest.mark.django_db


@runs(4, deep=100)
@given(sample=sop_documents())
def test_steps_lanes_and_returns_are_those_of_the_document(sample: SampleSOP) -> None:
    with undone():
        sop = adopt_in_new_office(sample)
        before = progress.ordered_tasks(sop.workflow)
        after = (
            progress.ordered_tasks(sop.workflow_berkas) if sop.workflow_berkas else []
        )
        written = sample.data["langkah"]
        assert [task.nomor for task in before] == list(
            range(1, sample.langkah_tayang + 1)
        )
        assert {task.nomor for task in [*before, *after]} == {r["no"] for r in written}
        for task in [*before, *after]:
            row = written[task.nomor - 1]
            assert {post.nama for post in task.jabatan.all()} == set(row["pelaksana"])
            assert set(task.jenis) <= {row["jenis"], *row.get("jenis_tambahan", [])}
            if task.kembali_ke is not None:
                assert task.kembali_ke.specific.nomor == row["dikembalikan_ke"]
        assert WorkflowPage.objects.get(page=sop.instansi).workflow == sop.workflow


@runs(4, deep=100)
@given(sample=sop_documents())
def test_the_same_document_twice_changes_nothing(sample: SampleSOP) -> None:
    with undone():
        sop = adopt_in_new_office(sample)
        before = rows_of_every_table()
        document = parse_document(sample.teks, "lagi.yaml")
        assert adopt_sop(document, sop.instansi) == (sop, False)
        assert rows_of_every_table() == before
