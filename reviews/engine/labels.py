"""What the buttons of each kind of step say."""

from __future__ import annotations

from reviews.sop.kinds import Jenis

APPROVE_LABELS: dict[Jenis, str] = {
    Jenis.KUMPUL_BAHAN: "Bahan terkumpul, teruskan",
    Jenis.OLAH_BAHAN: "Bahan selesai diolah, teruskan",
    Jenis.TERIMA_BAHAN: "Terima bahan",
    Jenis.BUAT_NASKAH: "Naskah selesai, teruskan",
    Jenis.VERIFIKASI: "Setujui dan teruskan",
    Jenis.VERIFIKASI_PARAF: "Bubuhkan paraf",
    Jenis.DISPOSISI: "Disposisikan",
    Jenis.TANDA_TANGAN: "Tandatangani",
    Jenis.MENGETAHUI: "Tandatangani mengetahui",
    Jenis.PUBLIKASI: "Tayangkan",
    Jenis.LAPORAN: "Sampaikan laporan",
    Jenis.ARSIP: "Arsipkan",
}
