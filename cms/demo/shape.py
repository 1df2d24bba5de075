"""What a file of the demo's content holds; one file for each office."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import yaml
from django.utils.text import slugify
from pydantic import BaseModel, ConfigDict, Field, model_validator

CONTENT = Path(__file__).parent / "content"
YEAR = re.compile(r"\b20\d\d\b")

Keadaan = Literal["tayang", "ditinjau", "dikembalikan", "konsep"]


class Isian(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Gambar(Isian):
    """A picture; its alt text also names it. ``berkas`` is its file in ``gambar``."""

    berkas: str
    alt: str
    keterangan: str = ""


class Kutipan(Isian):
    """A quotation and the post it is from."""

    teks: str
    sumber: str


class Tabel(Isian):
    """A table with its headings in the first row."""

    judul: str
    baris: list[list[str]]


class Blok(Isian):
    """One block of a text: exactly one of these."""

    subjudul: str | None = None
    teks: str | None = None
    gambar: Gambar | None = None
    kutipan: Kutipan | None = None
    tabel: Tabel | None = None
    dokumen: str | None = None

    @model_validator(mode="after")
    def exactly_one(self) -> Blok:
        if len(self.model_fields_set) != 1:
            raise ValueError("exactly one kind of block")
        return self


class Naskah(Isian):
    """What every text has. ``umur``: its age in days when the demo is made."""

    judul: str
    keadaan: Keadaan = "tayang"
    putusan: int = 0
    alasan: str = ""
    umur: int = 0

    @property
    def slug(self) -> str:
        """The title without its year, so that the demo finds its texts next year."""
        return slugify(YEAR.sub("", self.judul))


class Berita(Naskah):
    kategori: str
    tag: list[str]
    ringkasan: str
    gambar: Gambar | None = None
    penulis: str = ""
    sumber: str = ""
    lampiran: list[str] = []
    isi: list[Blok]


class Informasi(Naskah):
    """Public information; the names are those of the model's fields."""

    klasifikasi: str
    nomor: str
    ringkasan: str
    periode: str = ""
    jangka_simpan: str = ""
    berkas: list[str] = []
    dasar_hukum: str = ""
    konsekuensi: str = ""
    batas_waktu: int | None = Field(None, description="days from now")
    nomor_keputusan: str = ""
    bahaya_dampak: str = ""
    pihak_terdampak: str = ""
    evakuasi: str = ""
    cara_menghindari: str = ""
    cara_mendapat_bantuan: str = ""
    pihak_pengumum: str = ""
    cara_pengumuman: str = ""


class Profil(Naskah):
    isi: list[Blok]


class Dokumen(Isian):
    """A file to be made: a page of text as PDF, or rows as CSV."""

    judul: str
    jenis: Literal["pdf", "csv"]
    isi: str = ""
    baris: list[list[str]] = []


class Dip(Isian):
    """What all entries of the office's DIP have in common."""

    pejabat_penguasa: str
    penanggung_jawab: str
    tempat_pembuatan: str
    jangka_simpan: str


class Kantor(Isian):
    """All the content of one office; ``sop`` is the id of its SOP document."""

    sop: str
    logo: str
    dip: Dip
    dokumen: dict[str, Dokumen]
    profil: Profil
    berita: list[Berita]
    informasi: list[Informasi]

    @property
    def naskah(self) -> list[Naskah]:
        """Every text, in the order in which they are made."""
        return [self.profil, *self.berita, *self.informasi]

    @property
    def gambar(self) -> list[Gambar]:
        """Every picture of these texts."""
        blocks = [*self.profil.isi, *(blok for one in self.berita for blok in one.isi)]
        heads = [one.gambar for one in self.berita]
        return [one for one in (*heads, *(blok.gambar for blok in blocks)) if one]


def read_content(year: int) -> dict[str, Kantor]:
    """The content of every office by the id of its SOP, with the years filled in."""
    offices = {}
    for path in sorted(CONTENT.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        text = text.replace("{tahun_lalu}", str(year - 1)).replace("{tahun}", str(year))
        office = Kantor.model_validate(yaml.safe_load(text))
        offices[office.sop] = office
    return offices
