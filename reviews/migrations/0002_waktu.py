import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
from django.conf import settings
from django.db import migrations, models

import reviews.worktime.hours
import reviews.worktime.models


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="langkahtaskstate",
            name="jatuh_tempo",
            field=models.DateTimeField(
                blank=True,
                db_index=True,
                editable=False,
                null=True,
                verbose_name="jatuh tempo",
            ),
        ),
        migrations.AddField(
            model_name="langkahtaskstate",
            name="menit_kerja",
            field=models.PositiveIntegerField(
                blank=True,
                editable=False,
                null=True,
                verbose_name="menit kerja terpakai",
            ),
        ),
        migrations.CreateModel(
            name="KalenderKerja",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "pekan",
                    models.JSONField(
                        default=reviews.worktime.hours.pekan_baku,
                        validators=[reviews.worktime.models.valid_pekan],
                        verbose_name="jam kerja",
                    ),
                ),
                (
                    "libur_nasional",
                    models.BooleanField(default=True, verbose_name="libur nasional"),
                ),
                (
                    "cuti_bersama",
                    models.BooleanField(default=True, verbose_name="cuti bersama"),
                ),
                (
                    "instansi",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kalender",
                        to="pages.instansipage",
                        verbose_name="instansi",
                    ),
                ),
            ],
            options={
                "verbose_name": "kalender kerja",
                "verbose_name_plural": "kalender kerja",
            },
        ),
        migrations.CreateModel(
            name="HariKhusus",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("tanggal", models.DateField(verbose_name="tanggal")),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("libur", "Libur"),
                            ("cuti_bersama", "Cuti bersama"),
                            ("masuk", "Masuk kerja"),
                        ],
                        default="libur",
                        max_length=20,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "keterangan",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="keterangan"
                    ),
                ),
                (
                    "kalender",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hari_khusus",
                        to="reviews.kalenderkerja",
                        verbose_name="kalender",
                    ),
                ),
            ],
            options={
                "verbose_name": "hari khusus",
                "verbose_name_plural": "hari khusus",
                "ordering": ("tanggal",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kalender", "tanggal"),
                        name="hari_khusus_unik",
                        violation_error_message="Tanggal ini sudah tercantum.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MusimKerja",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "nama",
                    models.CharField(
                        default="Ramadan", max_length=100, verbose_name="nama"
                    ),
                ),
                ("mulai", models.DateField(verbose_name="mulai")),
                ("sampai", models.DateField(verbose_name="sampai dengan")),
                (
                    "pekan",
                    models.JSONField(
                        default=reviews.worktime.hours.pekan_ramadan,
                        validators=[reviews.worktime.models.valid_pekan],
                        verbose_name="jam kerja",
                    ),
                ),
                (
                    "kalender",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="musim",
                        to="reviews.kalenderkerja",
                        verbose_name="kalender",
                    ),
                ),
            ],
            options={
                "verbose_name": "masa dengan jam lain",
                "verbose_name_plural": "masa dengan jam lain",
                "ordering": ("mulai", "pk"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sampai__gte", models.F("mulai"))),
                        name="musim_sampai_sesudah_mulai",
                        violation_error_message="Tanggal akhir mendahului tanggal mulai.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PilihanSurat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "pemberitahuan",
                    models.CharField(
                        choices=[
                            ("langsung", "Langsung"),
                            ("ringkasan", "Satu ringkasan tiap hari kerja"),
                        ],
                        default="langsung",
                        max_length=20,
                        verbose_name="giliran, pengembalian, disposisi, dan penayangan",
                    ),
                ),
                (
                    "pengingat",
                    models.CharField(
                        choices=[
                            ("langsung", "Langsung"),
                            ("ringkasan", "Satu ringkasan tiap hari kerja"),
                            ("tidak", "Tidak perlu"),
                        ],
                        default="langsung",
                        max_length=20,
                        verbose_name="pengingat tenggat",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pilihan_surat",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="pengguna",
                    ),
                ),
            ],
            options={
                "verbose_name": "pilihan surat",
                "verbose_name_plural": "pilihan surat",
            },
        ),
        migrations.CreateModel(
            name="Surat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kunci",
                    models.CharField(max_length=120, unique=True, verbose_name="kunci"),
                ),
                (
                    "jenis",
                    models.CharField(
                        choices=[
                            ("giliran", "Giliran Anda"),
                            ("kembali", "Dikembalikan"),
                            ("disposisi", "Disposisi"),
                            ("tayang", "Tayang"),
                            ("sebelum", "Menjelang jatuh tempo"),
                            ("saat", "Jatuh tempo"),
                            ("sesudah", "Lewat jatuh tempo"),
                            ("eskalasi", "Perlu perhatian atasan"),
                            ("ringkasan", "Ringkasan harian"),
                        ],
                        max_length=20,
                        verbose_name="jenis",
                    ),
                ),
                (
                    "data",
                    models.JSONField(blank=True, default=dict, verbose_name="rincian"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("menunggu", "Menunggu"),
                            ("ringkasan", "Dalam ringkasan"),
                            ("terkirim", "Terkirim"),
                            ("batal", "Tidak perlu lagi"),
                            ("gagal", "Gagal"),
                        ],
                        default="menunggu",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                (
                    "dibuat_pada",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="dibuat pada"
                    ),
                ),
                (
                    "waktu_berikut",
                    models.DateTimeField(
                        default=django.utils.timezone.now, verbose_name="dikirim pada"
                    ),
                ),
                (
                    "percobaan",
                    models.PositiveSmallIntegerField(
                        default=0, verbose_name="percobaan"
                    ),
                ),
                (
                    "kesalahan",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="kesalahan"
                    ),
                ),
                (
                    "naskah",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="surat",
                        to="reviews.naskah",
                        verbose_name="naskah",
                    ),
                ),
                (
                    "penerima",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="surat",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="penerima",
                    ),
                ),
                (
                    "ringkasan",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="isi",
                        to="reviews.surat",
                        verbose_name="ringkasan",
                    ),
                ),
                (
                    "task_state",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="surat",
                        to="reviews.langkahtaskstate",
                        verbose_name="langkah",
                    ),
                ),
            ],
            options={
                "verbose_name": "surat",
                "verbose_name_plural": "surat",
                "ordering": ("-pk",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "menunggu")),
                        fields=["waktu_berikut"],
                        name="surat_menunggu",
                    ),
                    models.Index(
                        condition=models.Q(
                            ("ringkasan__isnull", True), ("status", "ringkasan")
                        ),
                        fields=["penerima"],
                        name="surat_ringkasan",
                    ),
                ],
            },
        ),
    ]
