import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reviews", "0005_jabatan")]

    operations = [
        migrations.CreateModel(
            name="FormPemantauan",
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
                ("dari", models.DateField(verbose_name="dari tanggal")),
                ("sampai", models.DateField(verbose_name="sampai tanggal")),
                ("isi", models.JSONField(verbose_name="isi")),
                ("pelaku", models.PositiveBigIntegerField(verbose_name="id pengguna")),
                ("nama", models.CharField(max_length=255, verbose_name="nama penilai")),
                (
                    "nip",
                    models.CharField(blank=True, max_length=18, verbose_name="NIP"),
                ),
                (
                    "jabatan",
                    models.CharField(max_length=300, verbose_name="jabatan penilai"),
                ),
                (
                    "disimpan_pada",
                    models.DateTimeField(
                        auto_now_add=True, verbose_name="disimpan pada"
                    ),
                ),
                (
                    "instansi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="pages.instansipage",
                        verbose_name="instansi",
                    ),
                ),
                (
                    "sop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pemantauan",
                        to="reviews.sop",
                        verbose_name="SOP",
                    ),
                ),
            ],
            options={
                "verbose_name": "formulir pemantauan",
                "verbose_name_plural": "formulir pemantauan",
                "ordering": ("-pk",),
            },
        ),
    ]
