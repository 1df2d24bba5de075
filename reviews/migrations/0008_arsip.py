from __future__ import annotations

import django.utils.timezone
from django.db import migrations, models

WAITING = [
    ("menunggu", "Dicatat, menunggu ditulis"),
    ("gagal", "Belum berhasil ditulis"),
    ("terarsip", "Terarsip"),
]


def keep_archived(apps, schema_editor) -> None:
    """What was archived before is archived, since the day it was written."""
    arsip = apps.get_model("reviews", "Arsip")
    arsip.objects.update(status="terarsip", diarsipkan_pada=models.F("dibuat_pada"))


class Migration(migrations.Migration):
    dependencies = [("reviews", "0007_jadwal")]

    operations = [
        migrations.AddField(
            "arsip",
            "status",
            models.CharField(
                "keadaan", max_length=20, choices=WAITING, default="menunggu"
            ),
        ),
        migrations.AddField(
            "arsip",
            "diarsipkan_pada",
            models.DateTimeField("diarsipkan pada", null=True, blank=True),
        ),
        migrations.AddField(
            "arsip",
            "waktu_berikut",
            models.DateTimeField("dicoba lagi pada", default=django.utils.timezone.now),
        ),
        migrations.AddField(
            "arsip",
            "percobaan",
            models.PositiveSmallIntegerField("percobaan", default=0),
        ),
        migrations.AddField(
            "arsip",
            "kesalahan",
            models.CharField("sebab", max_length=300, blank=True),
        ),
        migrations.AlterField(
            "arsip",
            "ukuran",
            models.PositiveBigIntegerField("ukuran (bita)", default=0),
        ),
        migrations.AlterField(
            "arsip", "sha256", models.CharField("SHA-256", max_length=64, blank=True)
        ),
        migrations.AlterField(
            "arsip",
            "dibuat_pada",
            models.DateTimeField("dicatat pada", auto_now_add=True),
        ),
        migrations.RunPython(keep_archived, migrations.RunPython.noop),
    ]
