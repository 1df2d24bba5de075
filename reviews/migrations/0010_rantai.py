"""A chain for each office, of rows kept as they are written, signed and never changed.

Rows of before cannot be brought along: they are no proof.
"""

import uuid

import django.db.models.deletion
from django.db import migrations, models


def refuse_rows(apps, schema_editor):
    if apps.get_model("reviews", "Jejak").objects.exists():
        raise RuntimeError(
            "Basis data ini dibuat sebelum 0.2.0; jejaknya tidak dapat dibawa ke versi "
            "ini. Isinya tetap seperti semula. Gunakan basis data baru yang kosong "
            "(pada make run: pindahkan folder var/ ke tempat lain)."
        )


def without_heads(apps, schema_editor):
    apps.get_model("reviews", "RantaiJejak").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("reviews", "0009_akhir")]

    operations = [
        migrations.RunPython(refuse_rows, refuse_rows),
        migrations.RunPython(without_heads, without_heads),
        migrations.AddField(
            "rantaijejak",
            "kantor",
            models.UUIDField("kantor", default=uuid.UUID(int=0)),
        ),
        migrations.AlterField(
            "jejak", "nomor", models.PositiveBigIntegerField("nomor")
        ),
        migrations.AlterField(
            "jejak",
            "naskah",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="jejak",
                to="reviews.naskah",
                verbose_name="naskah",
            ),
        ),
        migrations.AddField(
            "jejak",
            "rantai",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="jejak",
                to="reviews.rantaijejak",
                verbose_name="rantai",
            ),
        ),
        *(
            migrations.AddField("jejak", name, field, preserve_default=False)
            for name, field in (
                (
                    "tertulis",
                    models.BinaryField("baris sebagaimana ditulis", default=b""),
                ),
                ("kunci", models.CharField("kunci", max_length=16, default="")),
                (
                    "tanda",
                    models.BinaryField(
                        "tanda tangan kunci", max_length=64, default=b""
                    ),
                ),
            )
        ),
        migrations.AlterField(
            "rantaijejak",
            "kantor",
            models.UUIDField("kantor", default=uuid.UUID(int=0), unique=True),
        ),
        migrations.AlterField(
            "jejak",
            "rantai",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="jejak",
                to="reviews.rantaijejak",
                verbose_name="rantai",
            ),
        ),
        migrations.AddConstraint(
            "jejak",
            models.UniqueConstraint(
                fields=["rantai", "nomor"], name="jejak_nomor_per_rantai"
            ),
        ),
        migrations.RemoveIndex("jejak", "jejak_pelaku_nomor"),
        migrations.AddIndex(
            "jejak", models.Index(fields=["pelaku", "id"], name="jejak_pelaku")
        ),
        migrations.AlterModelOptions(
            "jejak",
            {
                "ordering": ("pk",),
                "verbose_name": "jejak",
                "verbose_name_plural": "jejak",
            },
        ),
        migrations.AlterField(
            model_name="jejak",
            name="aksi",
            field=models.CharField(
                choices=[
                    ("mulai", "Memulai naskah"),
                    ("centang", "Menandai langkah selesai"),
                    ("setuju", "Menyelesaikan langkah"),
                    ("kembali", "Mengembalikan"),
                    ("jadwal", "Menjadwalkan penayangan"),
                    ("tayang", "Menayangkan"),
                    ("batal_jadwal", "Membatalkan jadwal tayang"),
                    ("gagal", "Gagal tayang pada jadwalnya"),
                    ("tarik", "Menarik dari penayangan"),
                    ("berakhir", "Masa tayang berakhir"),
                    ("batal", "Membatalkan"),
                    ("selesai", "Menutup berkas"),
                    ("teruskan", "Meneruskan disposisi"),
                    ("baca", "Membaca disposisi"),
                    ("tuntas", "Menyelesaikan disposisi"),
                    ("berkas", "Membuka berkas"),
                    ("lanjut", "Melanjutkan berkas dengan koreksi"),
                    ("arsip", "Mengarsipkan"),
                    ("masa", "Mencatat masa jabatan"),
                    ("nama", "Mencatat nama"),
                ],
                max_length=20,
                verbose_name="perbuatan",
            ),
        ),
    ]
