"""The form carries a document through without loss; YAML and comparison do too."""

from __future__ import annotations

from typing import Any

import pytest

from reviews.office.sop.forms import DokumenForm
from reviews.office.sop.step_rows import changed_rows
from reviews.office.sop.verdict import judge, sentence
from reviews.sop.compare import compare
from reviews.sop.document import parse_document
from reviews.sop.interpret import interpret
from reviews.sop.write import parse_data, pruned, yaml_of
from tests.reviews.builders import seed
from tests.reviews.office.sop.form import posted

CODES = ("000", "001", "002", "003", "004")


@pytest.mark.parametrize("code", CODES)
def test_yaml_reads_back_the_same(code: str) -> None:
    dokumen = seed(code).dokumen
    again = parse_document(yaml_of(dokumen.as_data()), "sop.yaml").dokumen
    assert again == dokumen
    assert parse_data(dokumen.as_data(), "sop").digest == seed(code).digest


@pytest.mark.parametrize("code", CODES)
def test_the_form_changes_nothing_by_itself(code: str) -> None:
    data = seed(code).dokumen.as_data()
    assert parse_data(posted_data(data), "sop").digest == seed(code).digest


def posted_data(data: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return DokumenForm(data, {**posted(data), **changes}).data


def test_faults_are_the_documents_own_and_name_the_step() -> None:
    data = seed("002").dokumen.as_data()
    changes = {"langkah-1-pelaksana": "Kasubid", "langkah-2-dikembalikan_ke": "7"}
    verdict = judge(posted_data(data, **changes))
    assert verdict.loaded is None
    said = [sentence(fault) for fault in verdict.faults]
    assert "mungkin maksudnya 'Kasubid II'" in said[0]
    assert said[0].startswith("Langkah 2, pelaksana[1]: ")
    assert said[1].startswith("Langkah 3, dikembalikan_ke: tertulis 7")


def test_an_empty_form_says_what_is_missing() -> None:
    said = [sentence(fault) for fault in judge(DokumenForm({}, {}).data).faults]
    assert any(text.startswith("nama: belum diisi") for text in said)
    assert any(text.startswith("langkah: belum diisi") for text in said)


@pytest.mark.parametrize(
    "sent",
    [
        {"jumlah": "999999999", "langkah-0-waktu_menit": "9" * 50},
        {"jumlah": "-1"},
        {"jumlah": "x", "identitas-nama": "\x00\x01"},
        {"jumlah": "1", "langkah-0-asal": "77", "langkah-0-jenis": "bukan"},
        {"jumlah": "1", "langkah-0-asal": "\x00", "langkah-0-penerima": "\x00"},
        {"jumlah": "1", "langkah-0-jenis_tambahan": "bukan"},
    ],
    ids=["many", "negative", "control", "foreign", "null", "no kind"],
)
def test_a_hostile_post_is_a_draft_with_faults(sent: dict[str, str]) -> None:
    assert judge(DokumenForm({}, sent).data).faults


def test_returns_follow_their_step() -> None:
    data = seed("002").dokumen.as_data()
    moved = changed_rows(data, "turun:1")
    assert [step["no"] for step in moved["langkah"]] == list(range(1, 12))
    assert moved["langkah"][0]["dikembalikan_ke"] == 2  # said by the rules, not hidden
    added = changed_rows(data, "sisip:1")["langkah"]
    assert added[2]["dikembalikan_ke"] == 1
    assert added[3]["dikembalikan_ke"] == 3
    gone = changed_rows(data, "hapus:5")["langkah"]
    assert gone[4]["dikembalikan_ke"] is None
    assert len(changed_rows(data, "tambah")["langkah"]) == 12


@pytest.mark.parametrize("order", ["naik:1", "turun:11", "hapus:99", "naik:x", "apa:1"])
def test_an_impossible_order_changes_nothing(order: str) -> None:
    data = seed("002").dokumen.as_data()
    assert changed_rows(data, order) == data


def test_versions_are_compared_step_by_step() -> None:
    old = seed("000").dokumen.as_data()
    new = changed_rows(posted_data(old), "hapus:4")
    new = pruned({**new, "nomor": "BKPSDM.2"})
    new["langkah"][0]["waktu"] = "2 Jam"
    found = compare(old, new)
    assert [(c.label, c.baru) for c in found.identitas] == [("Nomor SOP", "BKPSDM.2")]
    assert [(p.status, p.lama, p.baru) for p in found.langkah] == [
        ("berubah", 1, 1),
        ("sama", 2, 2),
        ("sama", 3, 3),
        ("dihapus", 4, None),
        ("sama", 5, 4),
        ("sama", 6, 5),
    ]
    assert compare(old, old).sama


def test_the_office_may_say_who_edits() -> None:
    data = seed("002").dokumen.as_data()
    data["langkah"][1]["boleh_menyunting"] = "ya"
    data["langkah"][0]["boleh_menyunting"] = "tidak"
    steps = interpret(parse_data(data, "sop").dokumen).sebelum_tayang
    assert [step.boleh_menyunting for step in steps[:2]] == [False, True]
    data["langkah"][1]["boleh_menyunting"] = "mungkin"
    assert judge(data).faults


def test_the_office_may_say_whom_a_step_keeps_out() -> None:
    data = seed("002").dokumen.as_data()
    plain = yaml_of(pruned(data))
    assert yaml_of(pruned(posted_data(data))).count("empat_mata") == 0
    said = posted_data(data, **{"langkah-2-empat_mata": "penyunting"})
    loaded = parse_data(said, "sop")
    again = parse_document(yaml_of(loaded.dokumen.as_data()), "sop.yaml").dokumen
    rules = [step.empat_mata for step in interpret(again).sebelum_tayang]
    assert rules[:3] == ["baku", "baku", "penyunting"]
    (found,) = compare(data, loaded.dokumen.as_data()).langkah[2].perubahan
    assert (found.label, found.lama) == (
        "Aturan empat mata",
        "Pemeriksa bukan penyusun naskah",
    )
    usual = parse_document(
        plain.replace("  objek:", "  empat_mata: baku\n  objek:"), ""
    )
    assert yaml_of(usual.dokumen.as_data()) == plain
    assert usual.digest == seed("002").digest


@pytest.mark.parametrize(("step", "rule"), [(0, "penyunting"), (1, "tiga mata")])
def test_a_rule_that_cannot_be_kept_is_a_fault(step: int, rule: str) -> None:
    data = seed("002").dokumen.as_data()
    data["langkah"][step]["empat_mata"] = rule
    (said,) = [sentence(fault) for fault in judge(data).faults]
    assert said.startswith(f"Langkah {step + 1}, empat_mata: ")
