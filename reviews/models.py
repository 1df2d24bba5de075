"""Posts and their holders, adopted SOPs, the tasks they become, and what is kept."""

from reviews.engine.steps.arsip import ArsipTask
from reviews.engine.steps.disposisi import DisposisiTask
from reviews.engine.steps.laporan import LaporanTask
from reviews.engine.steps.naskah import NaskahTask
from reviews.engine.steps.paraf import ParafTask
from reviews.engine.steps.publikasi import PublikasiTask
from reviews.engine.steps.tanda_tangan import TandaTanganTask
from reviews.engine.steps.verifikasi import VerifikasiTask
from reviews.papers.agenda import NomorAgenda
from reviews.papers.disposisi import Disposisi, PenerimaDisposisi
from reviews.papers.draf import DrafSOP
from reviews.papers.heartbeat import Heartbeat
from reviews.papers.jabatan import Jabatan, PemangkuJabatan
from reviews.papers.jejak import IsiNaskah, Jejak
from reviews.papers.klaim import Klaim
from reviews.papers.langkah import LangkahTask, LangkahTaskState
from reviews.papers.laporan import Arsip, Berkas
from reviews.papers.naskah import Naskah
from reviews.papers.paraf import Paraf
from reviews.papers.pemantauan import FormPemantauan
from reviews.papers.rantai import RantaiJejak
from reviews.papers.sop import SOP
from reviews.papers.surat import PilihanSurat, Surat
from reviews.worktime.models import HariKhusus, KalenderKerja, MusimKerja

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
