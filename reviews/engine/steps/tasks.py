"""The task types, one for each principal kind of step.

Each is usable in a hand-made workflow (Settings → Workflows) too; what they share
lies in :mod:`reviews.engine.steps.base`.
"""

from __future__ import annotations

from reviews.engine.steps.base import StepTask
from reviews.sop.kinds import Jenis


class NaskahTask(StepTask):
    """Penyiapan bahan dan penyusunan naskah oleh penyusun."""

    default_jenis = (Jenis.BUAT_NASKAH,)

    class Meta:
        verbose_name = "langkah penyusunan"
        verbose_name_plural = "langkah penyusunan"


class VerifikasiTask(StepTask):
    """Pemeriksaan naskah tanpa paraf."""

    default_jenis = (Jenis.VERIFIKASI,)

    class Meta:
        verbose_name = "langkah verifikasi"
        verbose_name_plural = "langkah verifikasi"


class ParafTask(StepTask):
    """Pemeriksaan naskah dengan paraf yang melekat pada isinya."""

    default_jenis = (Jenis.VERIFIKASI_PARAF,)

    class Meta:
        verbose_name = "langkah paraf"
        verbose_name_plural = "langkah paraf"


class DisposisiTask(StepTask):
    """Perintah tertulis atasan: kepada siapa, apa, dan batas waktunya."""

    default_jenis = (Jenis.DISPOSISI,)

    class Meta:
        verbose_name = "langkah disposisi"
        verbose_name_plural = "langkah disposisi"


class TandaTanganTask(StepTask):
    """Tanda tangan atau tanda tangan mengetahui."""

    default_jenis = (Jenis.TANDA_TANGAN,)

    class Meta:
        verbose_name = "langkah tanda tangan"
        verbose_name_plural = "langkah tanda tangan"


class PublikasiTask(StepTask):
    """Penayangan naskah yang telah disetujui."""

    default_jenis = (Jenis.PUBLIKASI,)

    class Meta:
        verbose_name = "langkah publikasi"
        verbose_name_plural = "langkah publikasi"


class LaporanTask(StepTask):
    """Penyusunan laporan hasil penayangan."""

    default_jenis = (Jenis.LAPORAN,)

    class Meta:
        verbose_name = "langkah laporan"
        verbose_name_plural = "langkah laporan"


class ArsipTask(StepTask):
    """Pengarsipan naskah, laporan, dan jejaknya."""

    default_jenis = (Jenis.ARSIP,)

    class Meta:
        verbose_name = "langkah arsip"
        verbose_name_plural = "langkah arsip"
