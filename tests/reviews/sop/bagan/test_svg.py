"""The flowchart as people and machines read it: symbols, arrows, sheets, words."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from reviews.sop.bagan.svg import draw, draw_table
from reviews.sop.bagan.table import table_of
from tests.reviews.builders import seed

SVG = "{http://www.w3.org/2000/svg}"
CODES = ("000", "001", "002", "003", "004")
A4_LANDSCAPE = 210 / 297


def sheets(svg: str) -> list[ET.Element]:
    return [
        ET.fromstring(part)  # noqa: S314 - our own
        for part in re.split(r"\n(?=<svg)", svg)
    ]


def marked(sheet: ET.Element, kind: str) -> list[ET.Element]:
    return [e for e in sheet.iter() if kind in (e.get("class") or "").split()]


def words(element: ET.Element) -> str:
    return " ".join("".join(t.itertext()) for t in element.iter(f"{SVG}tspan"))


@pytest.mark.parametrize("code", CODES)
def test_every_step_has_its_symbol_and_every_sheet_fits_a_page(code: str) -> None:
    dokumen = seed(code).dokumen
    drawn = sheets(draw(dokumen))
    symbols = [e for s in drawn for e in marked(s, "bagan__simbol")]
    pentagons = 2 * (len(drawn) - 1)
    assert len(symbols) >= len(dokumen.langkah) + pentagons
    for sheet in drawn:
        ratio = float(sheet.get("height", "0")) / float(sheet.get("width", "1"))
        assert ratio <= A4_LANDSCAPE
        assert sheet.get("role") == "img"
        assert sheet.find(f"{SVG}title") is not None
    assert all(lane in " ".join(map(spoken, drawn)) for lane in dokumen.pelaksana)


def spoken(sheet: ET.Element) -> str:
    found = sheet.find(f"{SVG}desc")
    assert found is not None
    return found.text or ""


def test_the_symbols_of_the_regulation() -> None:
    first, second = sheets(draw(seed("002").dokumen))
    shapes = [e.tag.removeprefix(SVG) for e in marked(first, "bagan__simbol")]
    # pentagon of the break; start; two diamonds; process; process; diamond
    assert sorted(shapes) == ["polygon"] * 4 + ["rect"] * 3
    assert [r.get("rx") for r in first.iter(f"{SVG}rect") if r.get("rx")] == [
        "14",
        "0",
        "0",
    ]
    assert [r.get("rx") for r in second.iter(f"{SVG}rect") if r.get("rx")][-1] == "14"
    labels = [
        text
        for text in first.iter(f"{SVG}text")
        if text.get("class") == "bagan__label" and "".join(text.itertext()) == "tidak"
    ]
    assert len(labels) == 3
    assert "A" in words(first).split()
    assert "A" in words(second).split()
    assert "kembali ke langkah 6" in spoken(second)


def test_a_last_step_that_may_return_leads_to_the_end_as_well() -> None:
    step = {"uraian": "Periksa", "pelaksana": ["A"]}
    data = {"pelaksana": ["A"], "langkah": [step, {**step, "dikembalikan_ke": 1}]}
    (sheet,) = sheets(draw_table(table_of(data)))
    assert len([p for p in sheet.iter(f"{SVG}polygon") if p.get("stroke-width")]) == 1
    capsules = [r for r in sheet.iter(f"{SVG}rect") if r.get("rx")]
    assert [r.get("rx") for r in capsules] == ["10", "14"]
    end = capsules[0]
    top, foot = (float(end.get(k, 0)) for k in ("y", "height"))
    assert top + foot < float(sheet.get("height", 0))
    ends = [
        (line.get("points") or "").split()[-1] for line in marked(sheet, "bagan__panah")
    ]
    assert any(float(point.split(",")[1]) == top for point in ends)
    assert len(marked(sheet, "bagan__panah--kembali")) == 1
    assert {"ya", "tidak", "selesai"} <= set(words(sheet).split())
    assert "bila disetujui prosedur selesai" in spoken(sheet)


def test_marks_are_said_and_signed_not_only_coloured() -> None:
    svg = draw(seed("000").dokumen, marks={1: "selesai", 2: "berjalan", 3: "aneh"})
    (sheet,) = sheets(svg)
    assert "Langkah 1, Staf; selesai." in spoken(sheet)
    assert "sedang berjalan" in spoken(sheet)
    assert "aneh" not in svg
    assert {"✓", "▶"} <= set(words(sheet).split())


def test_text_of_an_office_is_text() -> None:
    evil = '</text><script>alert(1)</script>"&'
    row = {"uraian": evil, "pelaksana": [evil], "kelengkapan": evil}
    svg = draw_table(table_of({"nama": evil, "pelaksana": [evil], "langkah": [row]}))
    assert "<script" not in svg
    assert len(sheets(svg)) == 1


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        {"langkah": [{}]},
        {"pelaksana": ["A"], "langkah": [{"pelaksana": ["B"], "dikembalikan_ke": 1}]},
        {"pelaksana": "A", "langkah": "B", "nama": 3},
        {"pelaksana": ["A"] * 99, "langkah": [{"uraian": "x" * 9999}] * 400},
    ],
    ids=["nothing", "empty", "bare", "unknown lane", "wrong types", "huge"],
)
def test_a_draft_is_drawn_as_far_as_it_goes(data: object) -> None:
    assert sheets(draw_table(table_of(data)))


@pytest.mark.parametrize("code", CODES)
def test_nothing_leaves_its_sheet(code: str) -> None:
    for sheet in sheets(draw(seed(code).dokumen)):
        width, height = float(sheet.get("width", 0)), float(sheet.get("height", 0))
        points = [
            tuple(map(float, point.split(",")))
            for line in sheet.iter(f"{SVG}polyline")
            for point in (line.get("points") or "").split()
        ]
        assert points
        assert all(0 <= x <= width and 0 <= y <= height for x, y in points)
