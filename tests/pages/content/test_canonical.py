"""Two texts have two digests; one text has one, whatever form it was put down in."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail import blocks

from pages import form_checks
from pages.compare import compare
from pages.content.blocks import brought_forward, canonical_block
from pages.content.form import Form, is_left_out
from pages.models import BeritaPage, InformasiPublikPage, LamanPage
from pages.reading.render import render
from tests.builders import publish_past_gate
from tests.factories import (
    BeritaIndexPageFactory,
    BeritaPageFactory,
    KategoriFactory,
    SiteDocumentFactory,
    SiteImageFactory,
)


@pytest.mark.parametrize("default", [None, "", False, [], {}])
@pytest.mark.parametrize("value", [None, "", False, [], {}])
def test_all_empty_is_one(value: Any, default: Any) -> None:
    assert is_left_out(value, default)


@pytest.mark.parametrize(
    ("value", "default"),
    [
        *((False, True), ("", "biasa"), (None, "biasa"), ([], ["a"]), (None, 0)),
        *(
            (0, None),
            (0, False),
            (0, ""),
            (False, 0),
            (1, True),
            (True, 1),
            (True, None),
        ),
    ],
)
def test_what_is_not_the_default_is_written(value: Any, default: Any) -> None:
    assert not is_left_out(value, default)


@pytest.mark.parametrize("value", [True, "biasa", 0, 1, ["a"]])
def test_the_default_is_not(value: Any) -> None:
    assert is_left_out(value, value)


class Inner(blocks.StructBlock):
    words = blocks.CharBlock(required=False)

    class Meta:
        form = Form(steps=(lambda written: {**written, "words": "new"},))


class Parts(blocks.StreamBlock):
    words = blocks.CharBlock()


def outer(*names: str) -> blocks.StructBlock:
    """A block of some parts."""
    known = {"title": blocks.CharBlock(), "inner": Inner(), "parts": Parts()}
    return blocks.StructBlock([(name, known[name]) for name in names])


def test_a_nested_part_that_says_nothing_is_left_out() -> None:
    block = outer("title", "inner", "parts")
    raw = {"title": "A", "inner": {"words": ""}, "parts": []}
    assert canonical_block(block, raw, {}) == {"title": "A"}
    assert brought_forward(block, {"title": "A"}) == {"title": "A"}


@pytest.mark.parametrize(
    "written",
    [
        {
            "title": "A",
            "inner": {"gone": "B"},
            "parts": [{"type": "gone", "value": "B"}],
        },
        {"title": "A", "inner": {}, "parts": []},
    ],
)
def test_the_last_of_its_parts_is_removed(written: dict[str, Any]) -> None:
    class Emptied(blocks.StructBlock):
        pass

    block = blocks.StructBlock(
        [("title", blocks.CharBlock()), ("inner", Emptied()), ("parts", Parts())]
    )
    now = canonical_block(block, {"title": "A", "inner": {}, "parts": []}, {})
    assert brought_forward(block, written) == now == {"title": "A"}


def test_a_step_makes_nothing_of_nothing() -> None:
    block = blocks.ListBlock(Inner())
    assert canonical_block(block, [{}], {}) == brought_forward(block, [{}]) == [{}]
    old = [{"words": "old"}]
    assert brought_forward(block, old) == [{"skema": 2, "words": "new"}]
    assert canonical_block(block, [{"words": "new"}], {}) == brought_forward(block, old)


def test_a_renamed_field_keeps_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BeritaPage, "form", Form("berita", keys={"sumber": "asal"}))
    before = {"type": "berita", "ringkasan": "A", "asal": "B"}
    after = {"type": "berita", "ringkasan": "C", "asal": "D"}
    labels = [change.label for change in compare(before, after)]
    assert labels == ["Ringkasan", "Sumber"]


def test_a_form_has_a_name_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert form_checks.check_forms(None) == []
    monkeypatch.setattr(InformasiPublikPage, "form", LamanPage.form)
    assert [(one.id, one.obj) for one in form_checks.check_forms(None)] in (
        [("pages.E001", InformasiPublikPage)],
        [("pages.E001", LamanPage)],
    )


def test_a_page_type_has_a_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(LamanPage, "form")
    (fault,) = form_checks.check_forms(None)
    assert (fault.id, fault.obj) == ("pages.E002", LamanPage)


def test_what_a_field_leads_to_has_an_identity(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LamanPage, "public_fields", (*LamanPage.public_fields, "owner"))
    (fault,) = form_checks.check_forms(None)
    assert (fault.id, fault.obj) == ("pages.E004", LamanPage)


def test_a_chooser_has_an_identity(monkeypatch: pytest.MonkeyPatch) -> None:
    galeri = LamanPage._meta.get_field("isi").stream_block.child_blocks["galeri"]
    chooser = blocks.PageChooserBlock()
    chooser.set_name("halaman")
    monkeypatch.setitem(galeri.child_block.child_blocks, "halaman", chooser)
    faults = form_checks.check_forms(None)
    assert faults
    assert {fault.id for fault in faults} == {"pages.E003"}


@pytest.mark.django_db
def test_queries_do_not_add_up() -> None:
    """Rendering takes a digest of each, with its office, its files and its rounds."""
    index, kategori = BeritaIndexPageFactory(), KategoriFactory()

    def illustrated() -> int:
        page = BeritaPageFactory(
            parent=index,
            kategori=kategori,
            gambar_utama=SiteImageFactory(),
            isi=[("dokumen", SiteDocumentFactory())],
        )
        return publish_past_gate(page).pk

    pks = [illustrated() for _ in range(20)]
    render(pks)  # the sizes of the images
    counts = []
    for some in (pks[:1], pks):
        with CaptureQueriesContext(connection) as queries:
            render(some)
        counts.append(len(queries))
    assert counts[0] == counts[1]
