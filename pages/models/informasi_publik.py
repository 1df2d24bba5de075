"""Public information under UU 14/2008 and Perki 1/2021."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.api import APIField
from wagtail.fields import StreamField
from wagtail.search import index

from pages.blocks import BerkasBlock
from pages.content.form import Form
from pages.content.public import DIKECUALIKAN
from pages.models.naskah import NaskahPage

UJI_KONSEKUENSI = ("dasar_hukum", "konsekuensi", "batas_waktu", "nomor_keputusan")
PASAL_10 = (
    "bahaya_dampak",
    "pihak_terdampak",
    "evakuasi",
    "cara_menghindari",
    "cara_mendapat_bantuan",
    "pihak_pengumum",
    "cara_pengumuman",
)


class InformasiPublikPage(NaskahPage):
    """One entry of the Daftar Informasi Publik, with its files."""

    class Klasifikasi(models.TextChoices):
        BERKALA = "berkala", "Berkala"
        SERTA_MERTA = "serta-merta", "Serta-merta"
        SETIAP_SAAT = "setiap-saat", "Setiap saat"
        DIKECUALIKAN = DIKECUALIKAN, "Dikecualikan"

    class Bentuk(models.TextChoices):
        CETAK = "cetak", "Cetak"
        ELEKTRONIK = "elektronik", "Elektronik"
        CETAK_ELEKTRONIK = "cetak-elektronik", "Cetak dan elektronik"
        AUDIO_VISUAL = "audio-visual", "Audio visual"

    class DasarHukum(models.TextChoices):
        A = "17a", "Pasal 17 huruf a: penegakan hukum"
        B = "17b", "Pasal 17 huruf b: kekayaan intelektual dan persaingan usaha"
        C = "17c", "Pasal 17 huruf c: pertahanan dan keamanan negara"
        D = "17d", "Pasal 17 huruf d: kekayaan alam"
        E = "17e", "Pasal 17 huruf e: ketahanan ekonomi nasional"
        F = "17f", "Pasal 17 huruf f: hubungan luar negeri"
        G = "17g", "Pasal 17 huruf g: akta otentik pribadi dan wasiat"
        H = "17h", "Pasal 17 huruf h: rahasia pribadi"
        I = "17i", "Pasal 17 huruf i: memorandum dan surat rahasia"  # noqa: E741
        J = "17j", "Pasal 17 huruf j: dilarang undang-undang"

    klasifikasi = models.CharField(
        "klasifikasi",
        max_length=16,
        choices=Klasifikasi.choices,
        default=Klasifikasi.BERKALA,
        db_index=True,
    )
    nomor = models.CharField("nomor", max_length=64, blank=True)
    ringkasan = models.TextField("ringkasan isi informasi", blank=True)
    pejabat_penguasa = models.CharField(
        "pejabat/unit yang menguasai informasi", max_length=255, blank=True
    )
    penanggung_jawab = models.CharField(
        "penanggung jawab pembuatan/penerbitan", max_length=255, blank=True
    )
    waktu_pembuatan = models.DateField("waktu pembuatan", null=True, blank=True)
    tempat_pembuatan = models.CharField("tempat pembuatan", max_length=120, blank=True)
    bentuk = models.CharField(
        "bentuk informasi yang tersedia",
        max_length=24,
        choices=Bentuk.choices,
        default=Bentuk.ELEKTRONIK,
    )
    jangka_simpan = models.CharField(
        "jangka waktu penyimpanan",
        max_length=120,
        blank=True,
        help_text="Misalnya: 5 tahun, atau selama berlaku.",
    )
    berkas = StreamField(BerkasBlock(required=False), verbose_name="berkas", blank=True)
    periode = models.CharField(
        "periode", max_length=64, blank=True, help_text="Misalnya: Semester I 2025."
    )
    berlaku_mulai = models.DateField("berlaku mulai", null=True, blank=True)
    berlaku_sampai = models.DateField("berlaku sampai", null=True, blank=True)

    dasar_hukum = models.CharField(
        "dasar hukum", max_length=3, choices=DasarHukum.choices, blank=True
    )
    konsekuensi = models.TextField("konsekuensi bila dibuka", blank=True)
    batas_waktu = models.DateField("batas waktu pengecualian", null=True, blank=True)
    nomor_keputusan = models.CharField("nomor keputusan", max_length=120, blank=True)

    bahaya_dampak = models.TextField("potensi bahaya dan dampak", blank=True)
    pihak_terdampak = models.TextField("pihak yang terdampak", blank=True)
    evakuasi = models.TextField("prosedur dan tempat evakuasi", blank=True)
    cara_menghindari = models.TextField("cara menghindari bahaya", blank=True)
    cara_mendapat_bantuan = models.TextField("cara mendapat bantuan", blank=True)
    pihak_pengumum = models.CharField(
        "pihak yang mengumumkan", max_length=255, blank=True
    )
    cara_pengumuman = models.TextField("cara pengumuman", blank=True)

    content_panels = [
        TitleFieldPanel("title", heading="Judul"),
        FieldPanel("klasifikasi"),
        MultiFieldPanel(
            [
                FieldPanel("nomor"),
                FieldPanel("ringkasan"),
                FieldPanel("pejabat_penguasa"),
                FieldPanel("penanggung_jawab"),
                FieldPanel("waktu_pembuatan"),
                FieldPanel("tempat_pembuatan"),
                FieldPanel("bentuk"),
                FieldPanel("jangka_simpan"),
            ],
            heading="Daftar Informasi Publik",
        ),
        FieldPanel("berkas"),
        MultiFieldPanel(
            [
                FieldPanel("periode"),
                FieldPanel("berlaku_mulai"),
                FieldPanel("berlaku_sampai"),
            ],
            heading="Periode dan masa berlaku",
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in PASAL_10],
            heading="Informasi serta-merta (Pasal 10)",
            classname="collapsed",
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in UJI_KONSEKUENSI],
            heading="Uji konsekuensi (informasi dikecualikan)",
            classname="collapsed",
        ),
    ]

    search_fields = [
        *NaskahPage.search_fields,
        index.SearchField("ringkasan"),
        index.SearchField("nomor"),
        index.SearchField("pejabat_penguasa"),
        index.FilterField("klasifikasi"),
        index.FilterField("waktu_pembuatan"),
    ]

    api_fields = [
        APIField(name)
        for name in (
            "klasifikasi",
            "nomor",
            "ringkasan",
            "pejabat_penguasa",
            "penanggung_jawab",
            "waktu_pembuatan",
            "tempat_pembuatan",
            "bentuk",
            "jangka_simpan",
            "periode",
            "berlaku_mulai",
            "berlaku_sampai",
        )
    ]

    form = Form("informasi-publik")
    public_fields = (
        "klasifikasi",
        "nomor",
        "ringkasan",
        "pejabat_penguasa",
        "penanggung_jawab",
        "waktu_pembuatan",
        "tempat_pembuatan",
        "bentuk",
        "jangka_simpan",
        "berkas",
        "periode",
        "berlaku_mulai",
        "berlaku_sampai",
        *UJI_KONSEKUENSI,
        *PASAL_10,
    )
    required_fields = (
        "nomor",
        "ringkasan",
        "pejabat_penguasa",
        "penanggung_jawab",
        "waktu_pembuatan",
        "tempat_pembuatan",
        "bentuk",
        "jangka_simpan",
    )
    parent_page_types = ["pages.InformasiPublikIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "informasi publik"
        verbose_name_plural = "informasi publik"

    @property
    def is_dikecualikan(self) -> bool:
        return self.klasifikasi == self.Klasifikasi.DIKECUALIKAN

    def required_for_publication(self) -> tuple[str, ...]:
        """The DIP fields, and for serta-merta information those of Ps. 10."""
        if self.klasifikasi == self.Klasifikasi.SERTA_MERTA:
            return self.required_fields + PASAL_10
        return self.required_fields

    def unpublishable_fields(self) -> dict[str, str]:
        """Exempt information (Ps. 17) is never public, whatever its SOP says."""
        if not self.is_dikecualikan:
            return {}
        way = (
            "Tarik dahulu halaman yang sedang tayang, lalu simpan sebagai konsep."
            if self.live
            else "Simpan sebagai konsep."
        )
        return {
            "klasifikasi": "Informasi yang dikecualikan (Pasal 17 UU 14/2008) tidak "
            f"dapat diajukan untuk ditayangkan. {way}"
        }

    def clean(self) -> None:
        super().clean()
        errors = self.validity_errors()
        if self.is_dikecualikan:
            errors.update(
                dict.fromkeys(
                    [name for name in UJI_KONSEKUENSI if not getattr(self, name)],
                    "Wajib diisi dari uji konsekuensi informasi yang dikecualikan.",
                )
            )
        if errors:
            raise ValidationError(errors)

    def validity_errors(self) -> dict[str, str]:
        """What is wrong with the period of validity, by field."""
        start, end = self.berlaku_mulai, self.berlaku_sampai
        if start and end and end < start:
            return {"berlaku_sampai": "Tidak boleh sebelum tanggal berlaku mulai."}
        return {}
