import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0006_row_written"),
        ("reviews", "0003_meja"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="sop",
            name="dihentikan_pada",
            field=models.DateTimeField(
                blank=True, null=True, verbose_name="dihentikan pada"
            ),
        ),
        migrations.CreateModel(
            name="DrafSOP",
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
                ("nama", models.CharField(max_length=500, verbose_name="nama SOP")),
                ("isi", models.JSONField(default=dict, verbose_name="isi")),
                (
                    "asal",
                    models.CharField(blank=True, max_length=255, verbose_name="asal"),
                ),
                (
                    "catatan",
                    models.JSONField(
                        blank=True, default=list, verbose_name="catatan impor"
                    ),
                ),
                (
                    "dibuat_pada",
                    models.DateTimeField(auto_now_add=True, verbose_name="dibuat pada"),
                ),
                (
                    "diubah_pada",
                    models.DateTimeField(auto_now=True, verbose_name="diubah pada"),
                ),
                (
                    "instansi",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draf_sop",
                        to="pages.instansipage",
                        verbose_name="instansi",
                    ),
                ),
                (
                    "penyusun",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="penyusun",
                    ),
                ),
            ],
            options={
                "verbose_name": "draf SOP",
                "verbose_name_plural": "draf SOP",
                "ordering": ("-diubah_pada",),
                "permissions": [("berlakukan_drafsop", "Dapat memberlakukan draf SOP")],
            },
        ),
    ]
