"""Posts and their holders, adopted SOPs, the tasks they become, and what is kept."""

from reviews.models.agenda import NomorAgenda
from reviews.models.disposisi import Disposisi, PenerimaDisposisi
from reviews.models.draf import DrafSOP
from reviews.models.heartbeat import Heartbeat
from reviews.models.jabatan import Jabatan, PemangkuJabatan
from reviews.models.jejak import IsiNaskah, Jejak
from reviews.models.klaim import Klaim
from reviews.models.langkah import LangkahTask, LangkahTaskState
from reviews.models.laporan import Arsip, Berkas
from reviews.models.naskah import Naskah
from reviews.models.paraf import Paraf
from reviews.models.pemantauan import FormPemantauan
from reviews.models.rantai import RantaiJejak
from reviews.models.sop import SOP
from reviews.models.surat import PilihanSurat, Surat
from reviews.models.tasks import (
    ArsipTask,
    DisposisiTask,
    LaporanTask,
    NaskahTask,
    ParafTask,
    PublikasiTask,
    TandaTanganTask,
    VerifikasiTask,
)
from reviews.models.waktu import HariKhusus, KalenderKerja, MusimKerja

__all__ = [
    "SOP",
    "Arsip",
    "ArsipTask",
    "Berkas",
    "Disposisi",
    "DisposisiTask",
    "DrafSOP",
    "FormPemantauan",
    "HariKhusus",
    "Heartbeat",
    "IsiNaskah",
    "Jabatan",
    "Jejak",
    "KalenderKerja",
    "Klaim",
    "LangkahTask",
    "LangkahTaskState",
    "LaporanTask",
    "MusimKerja",
    "Naskah",
    "NaskahTask",
    "NomorAgenda",
    "Paraf",
    "ParafTask",
    "PemangkuJabatan",
    "PenerimaDisposisi",
    "PilihanSurat",
    "PublikasiTask",
    "RantaiJejak",
    "Surat",
    "TandaTanganTask",
    "VerifikasiTask",
]
