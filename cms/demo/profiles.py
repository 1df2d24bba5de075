"""Who the offices of the five source SOPs are, where the documents do not say.

The documents of seeds 001 and 003 name no office: theirs are examples. No person,
telephone number or address beyond what is public is made up here.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Profile:
    """Identity of an office, user names of its lanes, and each lane's superior."""

    slug: str
    identity: dict[str, Any] = field(default_factory=dict)
    users: dict[str, str] = field(default_factory=dict)
    superiors: dict[str, str] = field(default_factory=dict)


SUNGAI_PENUH = Profile(
    slug="bkpsdm-sungai-penuh",
    identity={
        "title": "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia "
        "Kota Sungai Penuh",
        "jenis": "badan",
        "kode_skpd": "5.03.01",
        "alamat": "Kompleks Perkantoran Pemerintah Kota Sungai Penuh, Jambi",
        "surel": "ppid@bkpsdm-sungaipenuh.example",
        "ppid": "Sekretaris BKPSDM selaku PPID Pelaksana",
    },
    users={
        "Staf": "staf.bkpsdm",
        "Kasubba/ Kasubbid": "kasubbag.bkpsdm",
        "Kabid": "kabid.bkpsdm",
        "Sekretaris": "sekretaris.bkpsdm",
        "Kaban": "kaban.bkpsdm",
        "Web Admin/ Pemuat Naskah": "webadmin.bkpsdm",
    },
    superiors={
        "Staf": "Kasubba/ Kasubbid",
        "Kasubba/ Kasubbid": "Kabid",
        "Web Admin/ Pemuat Naskah": "Sekretaris",
        "Kabid": "Kaban",
        "Sekretaris": "Kaban",
    },
)

SETDA = Profile(
    slug="setda-kabupaten",
    identity={
        "title": "Sekretariat Daerah Kabupaten",
        "jenis": "sekretariat",
        "kode_skpd": "4.01.01",
        "alamat": "Kompleks Perkantoran Pemerintah Kabupaten",
        "surel": "humas@setda-kabupaten.example",
        "zona_waktu": "Asia/Makassar",
        "ppid": "Kepala Bagian Kominfo dan Humas selaku PPID Utama",
    },
    users={
        "Kepala Bagian Kominfo dan Humas": "kabag.setda",
        "Kepala Sub Bagian Komunikasi": "kasubbag.setda",
        "Staf Sub Bagian Komunikasi": "staf.setda",
    },
    superiors={
        "Staf Sub Bagian Komunikasi": "Kepala Sub Bagian Komunikasi",
        "Kepala Sub Bagian Komunikasi": "Kepala Bagian Kominfo dan Humas",
    },
)

LAMPUNG = Profile(
    slug="bkd-lampung",
    identity={
        "title": "Badan Kepegawaian Daerah Provinsi Lampung",
        "jenis": "badan",
        "kode_skpd": "5.03.02",
        "alamat": "Jl. Dr. Warsito No. 35, Telukbetung, Bandar Lampung",
        "telepon": "(0721) 481301",
        "surel": "ppid@bkd-lampung.example",
        "ppid": "Kabid Dokin selaku PPID Pelaksana",
    },
    users={
        "Pengelola Informasi Kepegawaian": "pengelola.bkd",
        "Kasubid II": "kasubid.bkd",
        "Kabid Dokin": "kabid.bkd",
        "Kepala BKD": "kepala.bkd",
    },
    superiors={
        "Pengelola Informasi Kepegawaian": "Kasubid II",
        "Kasubid II": "Kabid Dokin",
        "Kabid Dokin": "Kepala BKD",
    },
)

PENGADILAN = Profile(
    slug="pengadilan-contoh",
    identity={
        "title": "Pengadilan Negeri Contoh",
        "jenis": "lembaga",
        "kode_skpd": "005.03",
        "alamat": "Jalan Keadilan Nomor 6",
        "surel": "informasi@pengadilan-contoh.example",
        "ppid": "Panitera dan Sekretaris selaku PPID",
    },
    users={
        "Pembuat Artikel Masing-masing bagian": "pembuat.pengadilan",
        "Admin Website": "admin.pengadilan",
        "Kasubbag Perencanaan, IT dan Pelaporan": "kasubbag.pengadilan",
        "Kepala": "kepala.pengadilan",
    },
    superiors={
        "Pembuat Artikel Masing-masing bagian": (
            "Kasubbag Perencanaan, IT dan Pelaporan"
        ),
        "Admin Website": "Kasubbag Perencanaan, IT dan Pelaporan",
        "Kasubbag Perencanaan, IT dan Pelaporan": "Kepala",
    },
)

BEKASI_KABID = "KEPALA BIDANG PENGELOLAAN INFORMASI PUBLIK"
BEKASI_KASI = "KEPALA SEKSI LAYANAN KOMUNIKASI DAN INFORMASI PUBLIK"
BEKASI = Profile(
    slug="diskominfostandi-bekasi",
    identity={
        "title": "Dinas Komunikasi, Informatika, Statistik dan Persandian Kota Bekasi",
        "jenis": "dinas",
        "kode_skpd": "2.16.01",
        "alamat": "Jalan Jenderal Ahmad Yani Nomor 1, Kota Bekasi",
        "surel": "ppid@diskominfostandi-bekasi.example",
        "ppid": "Kepala Bidang Pengelolaan Informasi Publik selaku PPID",
    },
    users={
        BEKASI_KABID: "kabid.kominfo",
        BEKASI_KASI: "kasi.kominfo",
        "PELAKSANA": "pelaksana.kominfo",
    },
    superiors={"PELAKSANA": BEKASI_KASI, BEKASI_KASI: BEKASI_KABID},
)

PROFILES = {
    "sungai-penuh-bkpsdm-pengelolaan-website-skpd": SUNGAI_PENUH,
    "kabupaten-setda-update-website-pemda": SETDA,
    "lampung-bkd-updating-data-website": LAMPUNG,
    "sop-06-pengisian-dan-pembaharuan-konten-website": PENGADILAN,
    "bekasi-diskominfostandi-pengelolaan-website": BEKASI,
}
