"""A vocabulary shaped like that of Indonesian office news: few words do most work.

The rank of a word decides how often it comes (Zipf), so that a full-text index has
the long lists and the long tail it has in real life.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate, product
from random import Random

SIZE = 20_000

FUNCTION_WORDS = """
yang dan di untuk dengan pada dari ini dalam oleh ke sebagai akan juga serta telah
tersebut dapat tidak adalah para agar kepada secara bagi itu masyarakat melalui lebih
hingga antara seluruh setiap tahun hari lain masih sesuai guna maupun karena sudah
""".split()  # noqa: SIM905

ROOTS = """
kota daerah layanan warga kegiatan program kepala dinas badan bidang pegawai kerja
bantu bangun latih kelola sampai buka tutup daftar data informasi publik laporan
anggaran jalan jembatan sekolah puskesmas rumah sakit pasar tani nelayan ternak pupuk
benih panen banjir gempa longsor siaga posko obat vaksin gizi balita ibu anak pemuda
perempuan lansia difabel zakat pajak retribusi izin usaha mikro koperasi modal dagang
industri wisata budaya seni batik tenun museum taman pantai gunung sungai danau hutan
mangrove sampah bersih air listrik jaring internet aplikasi sistem sandi aman kamera
rapat dialog forum musyawarah rencana evaluasi pantau awas periksa audit nilai ukur
target capai naik turun tumbuh serap nyata giat gerak atur tata tertib hukum perda
putusan sidang hakim panitera jaksa polisi lurah camat desa dusun kelurahan kecamatan
provinsi kabupaten nasional pusat menteri gubernur bupati wali sekretaris staf guru
dosen siswa mahasiswa lulus seleksi formasi pangkat jabat mutasi pensiun cuti gaji
tunjang arsip surat naskah dokumen berkas unggah unduh laman berita siar foto video
pameran lomba juara hadiah harga pangan beras cabai minyak gula pasok distribusi
gudang pelabuhan bandara terminal angkut bus kereta parkir lampu trotoar drainase
irigasi waduk sumur bor pipa hidran kebakaran selamat santun ramah cepat mudah murah
adil merata hemat cermat tepat guna jujur terbuka transparan akuntabel sinergi
kolaborasi inovasi digital cerdas hijau lestari sehat cerdik tangguh mandiri sejahtera
""".split()  # noqa: SIM905

FORMS = ("{}", "{}nya", "di{}kan", "ke{}an", "pe{}an", "ber{}", "ter{}", "{}kan", "{}i")
ONSETS = ("b", "c", "d", "g", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w", "ng")
VOWELS = ("a", "i", "u", "e", "o")
CODAS = ("", "n", "ng", "r", "s", "k")


@cache
def vocabulary() -> tuple[str, ...]:
    """``SIZE`` different words, the most frequent first."""
    known = dict.fromkeys(FUNCTION_WORDS)
    known.update(dict.fromkeys(f.format(r) for f, r in product(FORMS, ROOTS)))
    known.update(dict.fromkeys(names(SIZE)))
    return tuple(known)[:SIZE]


def names(count: int) -> list[str]:
    """Words like the names of villages: the tail that every office has its own of."""
    rng = Random("nama")  # noqa: S311
    syllables = ["".join(parts) for parts in product(ONSETS, VOWELS, CODAS)]
    return ["".join(rng.choices(syllables, k=rng.choice((2, 3)))) for _ in range(count)]


@cache
def weights() -> list[float]:
    """Cumulated frequencies of :func:`vocabulary`."""
    return list(accumulate((rank + 2) ** -1.1 for rank in range(len(vocabulary()))))


def text(rng: Random, count: int) -> list[str]:
    """``count`` words as they come in a running text."""
    return rng.choices(vocabulary(), cum_weights=weights(), k=count)
