"""The tags of the endpoints that are ours."""

from __future__ import annotations

OURS = {
    "berita",
    "cari",
    "dip",
    "informasi-publik",
    "instansi",
    "laman",
    "navigasi",
    "pengumuman",
    "pratinjau",
    "sop",
    "verifikasi",
}
