"""What the words of an SOP become: who may edit, what binds, what comes after."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from reviews.sop.document import load_document, parse_document
from reviews.sop.interpret import Alur, TahapLangkah, interpret
from reviews.sop.kelengkapan import split_kelengkapan
from reviews.sop.kinds import LABEL_OBJEK, MEANINGS, SESUDAH_TAYANG, Jenis, Objek
from reviews.sop.wording import correcting_word
from tests.strategies import SampleSOP, sop_documents

SEEDS = Path(__file__).parents[3] / "reviews" / "sop" / "seeds"


def alur_of(number: int) -> Alur:
    (path,) = SEEDS.glob(f"{number:03}_*.yaml")
    return interpret(load_document(path).dokumen)


def numbers(steps: tuple[TahapLangkah, ...], rule: str) -> list[int]:
    return [step.nomor for step in steps if getattr(step, rule)]


class TestSeeds:
    @pytest.mark.parametrize(
        ("number", "before", "after", "drafting", "assigned", "edits", "binds"),
        [
            (0, 6, [6], 1, False, [1], [2, 3, 4, 5]),
            (1, 3, [4], 0, True, [2, 3], []),
            (2, 5, [5, 6, 7, 8, 9, 10, 11], 1, False, [1], [2, 3, 4]),
            (3, 6, [7], 3, False, [1, 2, 3, 5], [4, 5]),
            (4, 3, [], 0, True, [], [2]),
        ],
    )
    def test_plan(
        self,
        number: int,
        before: int,
        after: list[int],
        drafting: int,
        assigned: bool,
        edits: list[int],
        binds: list[int],
    ) -> None:
        alur = alur_of(number)
        assert [step.nomor for step in alur.sebelum_tayang] == [*range(1, before + 1)]
        assert [step.nomor for step in alur.sesudah_tayang] == after
        assert alur.penyusunan_awal == drafting
        assert alur.mulai_dengan_penugasan is assigned
        assert numbers(alur.sebelum_tayang, "boleh_menyunting") == edits
        assert numbers(alur.sebelum_tayang, "mengikat") == binds

    def test_report_steps_bind_the_report(self) -> None:
        alur = alur_of(2)
        assert numbers(alur.sesudah_tayang, "mengikat") == [6, 7, 8]
        assert [step.kembali_ke for step in alur.sesudah_tayang] == [
            *(None, 5, 6, 7),
            *(None, None, None),
        ]

    def test_publication_step_is_split(self) -> None:
        alur = alur_of(2)
        publish, report = alur.sebelum_tayang[-1], alur.sesudah_tayang[0]
        assert publish.jenis == (Jenis.PUBLIKASI,)
        assert (publish.objek, publish.sesudah_tayang) == (Objek.NASKAH, False)
        assert report.jenis == (Jenis.LAPORAN,)
        assert (report.objek, report.sesudah_tayang) == (Objek.LAPORAN, True)
        assert report.pelaksana == publish.pelaksana

    def test_archive_of_the_publication_step_keeps_its_object(self) -> None:
        (archive,) = alur_of(0).sesudah_tayang
        assert (archive.jenis, archive.objek) == ((Jenis.ARSIP,), Objek.NASKAH)

    def test_inferences_give_their_reason(self) -> None:
        step = alur_of(3).sebelum_tayang[4]
        assert step.alasan == (
            "Boleh menyunting: uraian menyebut pelaksana sendiri 'mengkoreksi'.",
            "Mengikat isi naskah: disposisi, verifikasi atas naskah.",
            "Pengembalian ke langkah 3 (sumber: inferensi).",
            "Pelaksana ditetapkan dari teks.",
        )


class TestWording:
    @pytest.mark.parametrize(
        ("uraian", "word"),
        [
            ("Menerima, memeriksa/mengkoreksi konsep", "mengkoreksi"),
            ("Memeriksa dan memperbaiki naskah", "memperbaiki"),
            ("Kasubbag menyunting naskah", "menyunting"),
            ("Memeriksa serta mengoreksinya", "mengoreksi"),
            ("Memeriksa lalu melakukan koreksi seperlunya", "melakukan koreksi"),
            ("Memeriksa naskah untuk tayang dan mengedit judul", "mengedit"),
            ("Jika tidak sesuai dikembalikan untuk diperbaiki", None),
            ("Mengembalikan kepada Staf untuk memperbaiki naskah", None),
            ("Meminta Staf memeriksa dan memperbaiki naskah", None),
            ("Menugaskan Staf memperbaiki naskah", None),
            ("Memeriksa tanpa mengubah atau mengedit", None),
            ("Naskah yang sudah dikoreksi ditayangkan", None),
        ],
    )
    def test_correcting_word(self, uraian: str, word: str | None) -> None:
        assert correcting_word(uraian) == word


class TestKelengkapan:
    @pytest.mark.parametrize(
        ("text", "items"),
        [
            (None, ()),
            ("", ()),
            ("- Foto, Pena, Buku Agenda", ("Foto", "Pena", "Buku Agenda")),
            ("Data / laporan / teks/ gambar", ("Data", "laporan", "teks", "gambar")),
            ("Berita/ Artikel", ("Berita/ Artikel",)),
            ("Materi, data dan informasi", ("Materi", "data dan informasi")),
            ("Naskah, yang sudah diparaf", ("Naskah, yang sudah diparaf",)),
            ("Naskah (cetak, berkas)", ("Naskah (cetak, berkas)",)),
            ("1. Naskah\n2) Foto\n\na. Nota", ("Naskah", "Foto", "Nota")),
            ("Uang 1,5 juta", ("Uang 1,5 juta",)),
        ],
    )
    def test_split(self, text: str | None, items: tuple[str, ...]) -> None:
        assert split_kelengkapan(text) == items


def test_every_kind_and_object_has_a_label() -> None:
    assert list(MEANINGS) == list(Jenis)
    assert [objek.label for objek in Objek] == [*LABEL_OBJEK.values()]


@settings(deadline=None)
@given(sop_documents())
def test_plan_covers_the_document(sample: SampleSOP) -> None:
    dokumen = parse_document(sample.teks, "acak.yaml").dokumen
    alur = interpret(dokumen)
    steps = (*alur.sebelum_tayang, *alur.sesudah_tayang)
    assert interpret(dokumen) == alur
    assert [step.nomor for step in alur.sebelum_tayang] == [
        *range(1, sample.langkah_tayang + 1)
    ]
    for langkah in dokumen.langkah:
        kinds = [kind for s in steps if s.nomor == langkah.no for kind in s.jenis]
        assert sorted(kinds) == sorted(langkah.semua_jenis)
    assert not any(
        kind in SESUDAH_TAYANG for step in alur.sebelum_tayang for kind in step.jenis
    )
    assert all(step.sesudah_tayang for step in alur.sesudah_tayang)
    assert 0 <= alur.penyusunan_awal < sample.langkah_tayang
    assert not (alur.mulai_dengan_penugasan and alur.penyusunan_awal)
