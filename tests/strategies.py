"""Random SOP documents, always valid, for property tests and state machines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import yaml
from hypothesis import strategies as st

LANES: Final = ("Staf", "Kasubbag", "Kabid", "Sekretaris", "Kepala")

Shape = tuple[str, tuple[str, ...], str]
"""Primary kind, additional kinds, object."""

FIRST: Final[tuple[Shape, ...]] = (
    ("buat_naskah", (), "naskah"),
    ("kumpul_bahan", ("olah_bahan",), "bahan"),
    ("disposisi", (), "penugasan"),
    ("disposisi", (), "bahan"),
)
BEFORE: Final[tuple[Shape, ...]] = (
    ("verifikasi_paraf", (), "naskah"),
    ("verifikasi", (), "naskah"),
    ("verifikasi", ("disposisi",), "naskah"),
    ("tanda_tangan", ("mengetahui",), "naskah"),
    ("disposisi", (), "naskah"),
    ("buat_naskah", (), "naskah"),
    ("olah_bahan", (), "bahan"),
    ("terima_bahan", (), "bahan"),
    ("verifikasi", (), "bahan"),
)
PUBLISH: Final[tuple[Shape, ...]] = (
    ("publikasi", (), "naskah"),
    ("publikasi", ("laporan",), "naskah"),
    ("publikasi", ("arsip",), "naskah"),
    ("publikasi", ("laporan", "arsip"), "naskah"),
)
AFTER: Final[tuple[Shape, ...]] = (
    ("laporan", (), "laporan"),
    ("verifikasi_paraf", (), "laporan"),
    ("tanda_tangan", ("verifikasi",), "laporan"),
    ("mengetahui", (), "laporan"),
    ("disposisi", (), "laporan"),
    ("arsip", (), "laporan"),
    ("arsip", (), "naskah"),
)
CHECKS: Final = {"verifikasi", "verifikasi_paraf", "tanda_tangan", "mengetahui"}
URAIAN: Final = (
    "Mengerjakan langkah ini",
    "Memeriksa/mengkoreksi naskah dan menyampaikannya",
    "Memeriksa naskah; apabila tidak setuju dikembalikan untuk diperbaiki",
)


class PlainDumper(yaml.SafeDumper):
    """Writes equal lists twice: the reader refuses YAML references."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


@dataclass(frozen=True)
class SampleSOP:
    """A valid document: its data, and the same as YAML text."""

    data: dict[str, Any]

    @property
    def teks(self) -> str:
        return yaml.dump(
            self.data, Dumper=PlainDumper, sort_keys=False, allow_unicode=True
        )

    @property
    def langkah_tayang(self) -> int:
        kinds = [row["jenis"] for row in self.data["langkah"]]
        return kinds.index("publikasi") + 1


@st.composite
def sop_documents(
    draw: st.DrawFn, *, max_langkah: int = 12, max_lajur: int = 5
) -> SampleSOP:
    """A document of 1 to ``max_langkah`` steps in 1 to ``max_lajur`` lanes."""
    lanes = LANES[: draw(st.integers(1, max_lajur))]
    shapes = draw(shapes_of_steps(max_langkah))
    rows = [draw(rows_of(shape, no, lanes)) for no, shape in enumerate(shapes, 1)]
    total = sum(row.get("waktu_menit") or 0 for row in rows)
    data: dict[str, Any] = {
        "id": f"sop-{draw(st.integers(1, 10**9))}",
        "nama": "Pengelolaan Website",
        "pelaksana": list(lanes),
        "langkah": rows,
    }
    if draw(st.booleans()):
        data["total_waktu"] = {"tertulis_menit": 60, "jumlah_langkah_menit": total}
    return SampleSOP(data)


@st.composite
def shapes_of_steps(draw: st.DrawFn, max_langkah: int) -> list[Shape]:
    """Kinds of all steps, with exactly one publication among them."""
    room = max_langkah - 1
    before: list[Shape] = draw(st.lists(st.sampled_from(BEFORE), max_size=room))
    if draw(st.booleans()) and before:
        before[0] = draw(st.sampled_from(FIRST))
    after = draw(st.lists(st.sampled_from(AFTER), max_size=room - len(before)))
    return [*before, draw(st.sampled_from(PUBLISH)), *after]


@st.composite
def rows_of(
    draw: st.DrawFn, shape: Shape, no: int, lanes: tuple[str, ...]
) -> dict[str, Any]:
    """One row of the table of steps."""
    jenis, extra, objek = shape
    row: dict[str, Any] = {
        "no": no,
        "uraian": draw(st.sampled_from(URAIAN)),
        "pelaksana": draw(some_of(lanes, 2)),
        "jenis": jenis,
        "objek": objek,
        "waktu_menit": draw(st.none() | st.sampled_from((5, 20, 60, 450))),
    }
    if extra:
        row["jenis_tambahan"] = list(extra)
    if "disposisi" in {jenis, *extra} and draw(st.booleans()):
        row["penerima"] = draw(some_of(lanes, 3))
    if no > 1 and CHECKS & {jenis, *extra} and draw(st.booleans()):
        row["dikembalikan_ke"] = draw(st.integers(1, no - 1))
    return row


def some_of(lanes: tuple[str, ...], most: int) -> st.SearchStrategy[list[str]]:
    """One to ``most`` different lanes."""
    return st.lists(st.sampled_from(lanes), min_size=1, max_size=most, unique=True)
