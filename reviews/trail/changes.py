"""Which acts change what: a change that no row explains was made past all of them.

Each row states how a thing stands when its act is done. So what somebody wrote into the
database before an act would be signed with it, if nobody asked which act it came from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reviews.papers.jejak import Jejak
from reviews.trail.stated import ON_ITS_WAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reviews.trail.stated import Statement

Aksi = Jejak.Aksi
APPROVED = frozenset({Aksi.JADWAL, Aksi.TAYANG, Aksi.GAGAL, Aksi.BATAL_JADWAL})
# By kind and column: by which acts it becomes another. Of what is not here, by none.
CHANGED_BY: Mapping[str, Mapping[str, frozenset[Aksi]]] = {
    "naskah": {
        "status": APPROVED | {Aksi.TARIK, Aksi.BERAKHIR, Aksi.BATAL},
        "jadwal_tayang": APPROVED,
        "digest_disetujui": APPROVED,
        "revisi_disetujui_id": APPROVED,
        "tayang_pada": frozenset({Aksi.TAYANG}),
        "kode_verifikasi": frozenset({Aksi.TAYANG}),
    },
    "berkas": {
        "naskah_id": frozenset({Aksi.LANJUT}),
        "laporan": frozenset({Aksi.SETUJU}),
        "ditutup_pada": frozenset({Aksi.SELESAI}),
    },
    "arsip": {
        name: frozenset({Aksi.ARSIP})
        for name in ("naskah_id", "berkas", "ukuran", "sha256", "diarsipkan_pada")
    },
    "penerima": {
        "dibaca_pada": frozenset({Aksi.BACA}),
        "selesai_pada": frozenset({Aksi.TUNTAS}),
        "catatan_selesai": frozenset({Aksi.TUNTAS}),
    },
}
# What a draft brings along each time it is handed in.
OF_DRAFTS = frozenset({"judul", "sop_id", "penyusun_id"})
# What empties itself when that which it points at is deleted.
EMPTIED = frozenset(
    {"halaman", "penyusun_id", "revisi_disetujui_id", "ditunjuk_oleh_id", "user_id"}
)


def unexplained(
    kind: str, said: Mapping[str, Any], before: Statement, now: Statement
) -> str | None:
    """The first column that is another than before, though this act changed it not."""
    return next(
        (
            name
            for name in changed(before, now)
            if not (name in EMPTIED and name not in now)
            and not explained(kind, name, said, before)
        ),
        None,
    )


def changed(before: Statement, now: Statement) -> Iterator[str]:
    for name in sorted(before.keys() | now.keys()):
        if before.get(name) != now.get(name):
            yield name


def explained(kind: str, name: str, said: Mapping[str, Any], before: Statement) -> bool:
    """Whether the act says so: by what it is, or in its own words what it found."""
    aksi = said.get("aksi")
    if aksi in (Aksi.NAMA, Aksi.MASA):
        found, made = (said["data"].get(key, {}) for key in ("dari", "menjadi"))
        return name in found | made and found.get(name) == before.get(name)
    if kind == "naskah" and name in OF_DRAFTS:
        return before.get("status") == ON_ITS_WAY
    return aksi in CHANGED_BY.get(kind, {}).get(name, ())
