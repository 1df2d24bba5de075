"""Reading SOP documents: the five seeds whole, and every fault of a bad file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from reviews.sop.document import (
    DocumentFaults,
    LoadedDocument,
    SOPDokumen,
    load_document,
    load_documents,
    parse_document,
)
from reviews.sop.faults import MAX_FAULTS
from reviews.sop.kinds import Jenis
from tests.strategies import SampleSOP, sop_documents

SEEDS = Path(__file__).parents[3] / "reviews" / "sop" / "seeds"
MALFORMED = Path(__file__).parent / "malformed"
MINIMAL = """
id: kantor
nama: Website
pelaksana: [Staf]
langkah:
  - {"no": 1, uraian: Menayangkan, pelaksana: [Staf], jenis: publikasi, objek: naskah}
"""


def seed(number: int) -> LoadedDocument:
    (path,) = SEEDS.glob(f"{number:03}_*.yaml")
    return load_document(path)


def faults_in(text: str) -> list[str]:
    with pytest.raises(DocumentFaults) as caught:
        parse_document(text, "x.yaml")
    return [str(fault) for fault in caught.value.faults]


def faults_of_bytes(path: Path, raw: bytes) -> list[str]:
    path.write_bytes(raw)
    _, faults = load_documents([path])
    return [str(fault) for fault in faults]


class TestSeeds:
    @pytest.mark.parametrize(
        ("number", "steps", "lanes", "tayang", "total"),
        [
            (0, 6, 6, 6, 180),
            (1, 4, 3, 3, 75),
            (2, 11, 4, 5, 1080),
            (3, 7, 4, 6, 420),
            (4, 3, 3, 3, 45),
        ],
    )
    def test_counts(
        self, number: int, steps: int, lanes: int, tayang: int, total: int
    ) -> None:
        dokumen = seed(number).dokumen
        assert len(dokumen.langkah) == steps
        assert len(dokumen.pelaksana) == lanes
        assert dokumen.langkah_tayang == tayang
        assert dokumen.jumlah_menit == total

    def test_kinds_of_the_longest(self) -> None:
        dokumen = seed(2).dokumen
        assert [" ".join(langkah.semua_jenis) for langkah in dokumen.langkah] == [
            "buat_naskah",
            "verifikasi_paraf",
            "verifikasi_paraf",
            "disposisi",
            "publikasi laporan",
            "verifikasi_paraf",
            "tanda_tangan verifikasi",
            "tanda_tangan mengetahui verifikasi",
            "disposisi",
            "disposisi",
            "arsip",
        ]
        assert [langkah.dikembalikan_ke for langkah in dokumen.langkah] == [
            *(None, 1, 2, None, None, 5),
            *(6, 7, None, None, None),
        ]

    def test_every_kind_occurs(self) -> None:
        kinds = {
            kind
            for number in range(5)
            for langkah in seed(number).dokumen.langkah
            for kind in langkah.semua_jenis
        }
        assert kinds == set(Jenis)

    @pytest.mark.parametrize("number", range(5))
    def test_nothing_is_lost(self, number: int) -> None:
        """What the file says is what the model holds; only empty keys go."""
        loaded = seed(number)
        written = without_empty(yaml.safe_load(loaded.teks))
        assert loaded.dokumen.as_data() == written

    @pytest.mark.parametrize("number", range(5))
    def test_round_trip(self, number: int) -> None:
        loaded = seed(number)
        again = parse_document(yaml.safe_dump(loaded.dokumen.as_data()), "lain.yaml")
        assert again.dokumen == loaded.dokumen
        assert again.digest == loaded.digest
        assert SOPDokumen.model_validate(loaded.dokumen.as_data()) == loaded.dokumen

    @pytest.mark.parametrize("number", range(5))
    def test_source_lies_beside_the_transcription(self, number: int) -> None:
        source = seed(number).dokumen.sumber
        assert source is not None
        assert (SEEDS / source).is_file()

    def test_written_total_may_differ_from_the_sum(self) -> None:
        assert seed(0).dokumen.selisih_total == -60
        assert seed(1).dokumen.selisih_total is None


def without_empty(value: object) -> object:
    if isinstance(value, dict):
        kept = {key: without_empty(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in (None, [])}
    if isinstance(value, list):
        return [without_empty(item) for item in value]
    return value


class TestLeniency:
    def test_minimal(self) -> None:
        loaded = parse_document(MINIMAL, "x.yaml")
        assert loaded.teks == MINIMAL
        assert loaded.nama_berkas == "x.yaml"
        assert loaded.dokumen.langkah_ke(1).waktu_menit is None

    def test_null_and_missing_are_alike(self) -> None:
        text = MINIMAL + "instansi: null\nunit:\ndasar_hukum: []\ntotal_waktu: ~\n"
        assert parse_document(text, "x").digest == parse_document(MINIMAL, "x").digest

    def test_layout_and_comments_do_not_change_the_digest(self) -> None:
        text = "# catatan\r\n" + MINIMAL.replace("\n", "\r\n")
        assert parse_document(text, "x").digest == parse_document(MINIMAL, "x").digest

    def test_any_word_changes_the_digest(self) -> None:
        text = MINIMAL.replace("Menayangkan", "Menayangkan.")
        assert parse_document(text, "x").digest != parse_document(MINIMAL, "x").digest

    @pytest.mark.parametrize(
        "written", ["06", "1.20", "2017", "2017-09-01", "1:30", "yes", "0x10", "1e3"]
    )
    def test_plain_text_stays_as_written(self, written: str) -> None:
        text = MINIMAL + f"nomor: {written}\n"
        assert parse_document(text, "x").dokumen.nomor == written

    def test_unknown_step_number(self) -> None:
        with pytest.raises(IndexError):
            parse_document(MINIMAL, "x").dokumen.langkah_ke(0)

    def test_nothing_is_changed_later(self) -> None:
        dokumen = parse_document(MINIMAL, "x").dokumen
        with pytest.raises(ValidationError):
            setattr(dokumen, "nama", "lain")  # noqa: B010 - mypy forbids it too


class TestMalformed:
    @pytest.mark.parametrize(
        "path", sorted(MALFORMED.glob("*.yaml")), ids=lambda p: p.stem
    )
    def test_says_exactly_this(self, path: Path) -> None:
        """Each file has beside it the lines a person gets to read."""
        expected = path.with_suffix(".galat.txt").read_text(encoding="utf-8")
        loaded, faults = load_documents([path])
        assert loaded == []
        assert "".join(f"{fault}\n" for fault in faults) == expected

    def test_there_are_many(self) -> None:
        assert len(list(MALFORMED.glob("*.yaml"))) >= 30

    def test_ten_faults_in_one_run(self) -> None:
        _, faults = load_documents([MALFORMED / "sepuluh_kesalahan.yaml"])
        assert len({(fault.langkah, fault.lokasi) for fault in faults}) >= 10
        assert all("diharapkan" in fault.pesan for fault in faults)

    def test_endless_faults_are_cut(self) -> None:
        lines = faults_in(MINIMAL + "".join(f"k{n}: 1\n" for n in range(500)))
        assert len(lines) == MAX_FAULTS + 1
        assert "masih ada kesalahan lain" in lines[-1]

    @pytest.mark.parametrize(
        ("text", "part"),
        [
            ("a: *x", "rujukan YAML '*x' tidak diizinkan"),
            ("? [a]\n: 1", "kunci berupa daftar atau pemetaan"),
            ("id: a\x00", "memuat karakter kendali U+0000"),
            ("id: \u202ea", "memuat karakter kendali U+202E"),
            ('id: "\\ud800"', "memuat karakter kendali"),
            ('id: "\\UFFFFFFFF"', "isi YAML tidak terbaca"),
            ('id: "\\q"', "tanda \\ di dalam kutip ganda tidak dikenal"),
            ("a: [x", "dalam kurung tidak ditutup"),
            ("a: @x", "tanda baca di awal isi"),
            ("null", "isi berkas kosong"),
            ("halo", "isi berkas berupa teks"),
            ("[" * 100_000, "isi bertingkat terlalu dalam"),
            ("a: 1\n" * 20_000, "isi terlalu banyak"),
            ("id: " + "a" * 1_000_001, "terlalu besar"),
            ("langkah: [satu]", "langkah 1: tertulis 'satu'; diharapkan pemetaan"),
            ("total_waktu: 3", "total_waktu: tertulis 3; diharapkan pemetaan"),
        ],
    )
    def test_unreadable_text(self, text: str, part: str) -> None:
        assert any(part in line for line in faults_in(text))

    def test_faults_are_single_lines(self) -> None:
        lines = faults_in('"a\\nb": 1\nid: "x\\ny"\n')
        assert all(line.isprintable() for line in lines)


class TestFiles:
    @pytest.mark.parametrize(
        ("raw", "part"),
        [
            (b"PK\x03\x04rest", "ini dokumen Word, Excel, atau ZIP, bukan teks"),
            (b"%PDF-1.7", "ini dokumen PDF, bukan teks"),
            (b"id: a\nnama: \xff", "bukan teks UTF-8; diharapkan teks UTF-8 (baris 2)"),
            ("id: a".encode("utf-16"), "tersimpan sebagai UTF-16"),
            (b"", "berkas kosong"),
            (b"a" * 1_000_001, "terlalu besar; diharapkan paling banyak 1 MB"),
        ],
    )
    def test_not_what_it_seems(self, tmp_path: Path, raw: bytes, part: str) -> None:
        (line,) = faults_of_bytes(tmp_path / "sop.yaml", raw)
        assert line.startswith("sop.yaml: ")
        assert part in line

    def test_byte_order_mark_is_no_fault(self, tmp_path: Path) -> None:
        path = tmp_path / "sop.yaml"
        assert faults_of_bytes(path, b"\xef\xbb\xbf" + MINIMAL.encode()) == []

    def test_folder_and_missing_file(self, tmp_path: Path) -> None:
        loaded, faults = load_documents([tmp_path, tmp_path / "tiada.yaml"])
        assert loaded == []
        assert [fault.pesan.split(";")[0] for fault in faults] == [
            "ini folder",
            "berkas tidak ada",
        ]

    def test_device_and_impossible_name(self) -> None:
        _, faults = load_documents([os.devnull, "x" * 5000, "a\0b"])
        assert [fault.pesan.split(";")[0] for fault in faults] == [
            "bukan berkas biasa",
            "berkas tidak dapat dibaca",
            "berkas tidak ada",
        ]

    def test_one_bad_file_does_not_hide_another(self, tmp_path: Path) -> None:
        good = tmp_path / "baik.yaml"
        good.write_text(MINIMAL, encoding="utf-8")
        loaded, faults = load_documents([MALFORMED / "kosong.yaml", good, "tiada.yaml"])
        assert [document.nama_berkas for document in loaded] == ["baik.yaml"]
        assert [fault.file for fault in faults] == ["kosong.yaml", "tiada.yaml"]

    def test_one_id_for_two_documents(self, tmp_path: Path) -> None:
        for name, text in (("a", MINIMAL), ("b", MINIMAL + "nomor: 7\n")):
            (tmp_path / name).write_text(text, encoding="utf-8")
        _, faults = load_documents([tmp_path / "a", tmp_path / "a", tmp_path / "b"])
        assert [str(fault) for fault in faults] == [
            "b: id: 'kantor' sudah dipakai a dengan isi lain; "
            "diharapkan id yang berbeda"
        ]


class TestProperties:
    @settings(deadline=None)
    @given(sop_documents())
    def test_valid_documents_are_read(self, sample: SampleSOP) -> None:
        loaded = parse_document(sample.teks, "acak.yaml")
        assert loaded.dokumen.langkah_tayang == sample.langkah_tayang
        assert loaded.dokumen.as_data() == without_empty(sample.data)

    @settings(deadline=None, max_examples=60)
    @given(st.text() | st.binary().map(lambda raw: raw.decode("latin-1")))
    def test_any_text_gives_faults_not_a_crash(self, text: str) -> None:
        assert faults_in(text)

    @settings(deadline=None, max_examples=60)
    @given(sop_documents(max_langkah=4), st.data())
    def test_one_key_made_wrong_names_its_step(
        self, sample: SampleSOP, data: st.DataObject
    ) -> None:
        row = data.draw(st.sampled_from(sample.data["langkah"]))
        key = data.draw(
            st.sampled_from(["no", "uraian", "pelaksana", "jenis", "objek"])
        )
        row[key] = data.draw(st.sampled_from([None, {"a": 1}, [[]], "", -1]))
        if (key, row[key]) == ("uraian", -1):
            return
        with pytest.raises(DocumentFaults) as caught:
            parse_document(sample.teks, "acak.yaml")
        assert any(fault.lokasi.startswith(key) for fault in caught.value.faults)
