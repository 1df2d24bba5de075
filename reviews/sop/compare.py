"""Two versions of an SOP side by side, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, Final

from reviews.sop.kinds import EmpatMata, Jenis, Objek

LABELS: Final = {
    "nama": "Nama SOP",
    "nomor": "Nomor SOP",
    "instansi": "Instansi",
    "unit": "Unit",
    "alamat": "Alamat",
    "tanggal_pembuatan": "Tanggal pembuatan",
    "tanggal_revisi": "Tanggal revisi",
    "tanggal_pengesahan": "Tanggal pengesahan",
    "tanggal_efektif": "Tanggal efektif",
    "disahkan_oleh": "Disahkan oleh",
    "dasar_hukum": "Dasar hukum",
    "kualifikasi": "Kualifikasi pelaksana",
    "keterkaitan": "Keterkaitan",
    "peralatan": "Peralatan/perlengkapan",
    "peringatan": "Peringatan",
    "pencatatan": "Pencatatan dan pendataan",
    "pelaksana": "Lajur pelaksana",
}
STEP_LABELS: Final = {
    "uraian": "Kegiatan",
    "jenis": "Jenis",
    "jenis_tambahan": "Jenis tambahan",
    "objek": "Objek",
    "pelaksana": "Pelaksana",
    "penerima": "Penerima",
    "kelengkapan": "Kelengkapan",
    "waktu": "Waktu",
    "waktu_menit": "Waktu (menit kerja)",
    "output": "Output",
    "dikembalikan_ke": "Dikembalikan ke",
    "boleh_menyunting": "Boleh menyunting",
    "empat_mata": "Aturan empat mata",
    "keterangan": "Keterangan",
    "catatan": "Catatan",
}


KINDS: Final = {kind.value: kind.label for kind in Jenis}
WORDS: Final[dict[str, dict[str, str]]] = {
    "jenis": KINDS,
    "jenis_tambahan": KINDS,
    "objek": {objek.value: objek.label for objek in Objek},
    "boleh_menyunting": {"ya": "Ya", "tidak": "Tidak"},
    "empat_mata": dict(EmpatMata.choices),
}


@dataclass(frozen=True)
class Change:
    """One field that differs."""

    label: str
    lama: str
    baru: str


@dataclass(frozen=True)
class StepPair:
    """A step of either version; ``status`` is sama, berubah, ditambah, dihapus."""

    status: str
    lama: int | None
    baru: int | None
    uraian: str
    perubahan: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """What differs between two documents."""

    identitas: tuple[Change, ...]
    langkah: tuple[StepPair, ...]

    @property
    def sama(self) -> bool:
        return not self.identitas and all(p.status == "sama" for p in self.langkah)


def compare(lama: dict[str, Any], baru: dict[str, Any]) -> Comparison:
    """Documents (their data) compared; steps are paired by their words."""
    old, new = steps_of(lama), steps_of(baru)
    matcher = SequenceMatcher(
        None,
        [words(step) for step in old],
        [words(step) for step in new],
        autojunk=False,
    )
    pairs = []
    for _, i1, i2, j1, j2 in matcher.get_opcodes():
        pairs += [
            pair(i1 + at if a else None, j1 + at if b else None, a, b)
            for at, (a, b) in enumerate(zip_longest(old[i1:i2], new[j1:j2]))
        ]
    return Comparison(changes(lama, baru, LABELS), tuple(pairs))


def steps_of(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [step for step in data.get("langkah") or [] if isinstance(step, dict)]


def words(step: dict[str, Any]) -> str:
    """By what a step is known again: many SOPs say the same of several lanes."""
    text = f"{step.get('uraian', '')} {said(step.get('pelaksana'))}"
    return " ".join(text.casefold().split())


def pair(
    i: int | None, j: int | None, a: dict[str, Any] | None, b: dict[str, Any] | None
) -> StepPair:
    old = i + 1 if i is not None else None
    new = j + 1 if j is not None else None
    text = str((b or a or {}).get("uraian", ""))
    if a is None or b is None:
        return StepPair("ditambah" if a is None else "dihapus", old, new, text)
    found = changes(a, b, STEP_LABELS)
    return StepPair("berubah" if found else "sama", old, new, text, found)


def changes(
    a: dict[str, Any], b: dict[str, Any], labels: dict[str, str]
) -> tuple[Change, ...]:
    return tuple(
        Change(label, worded(key, a.get(key)), worded(key, b.get(key)))
        for key, label in labels.items()
        if said(a.get(key)) != said(b.get(key))
    )


def worded(key: str, value: Any) -> str:
    """As the form says it: labels in place of the document's key words."""
    words: dict[str, str] = WORDS.get(key, {})
    if key == "empat_mata" and not value:
        value = EmpatMata.BAKU.value
    if isinstance(value, list | tuple):
        return said([words.get(str(part), part) for part in value])
    return words.get(str(value), said(value))


def said(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)
