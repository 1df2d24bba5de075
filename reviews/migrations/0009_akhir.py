"""What ends, and what waits for its hour, is called so."""

from __future__ import annotations

from django.db import migrations, models

# The worker asks every ten seconds which live pages are over: few have an end at all.
INDEX = """
CREATE INDEX reviews_page_masa_tayang ON wagtailcore_page (expire_at)
WHERE live AND expire_at IS NOT NULL
"""
AKSI = [
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
    ("tuntas", "Menyelesaikan disposisi"),
]
STATUS = [
    ("disusun", "Disusun"),
    ("ditinjau", "Ditinjau"),
    ("dikembalikan", "Dikembalikan untuk diperbaiki"),
    ("dijadwalkan", "Dijadwalkan"),
    ("tayang", "Tayang"),
    ("ditarik", "Ditarik"),
    ("berakhir", "Masa tayang berakhir"),
    ("batal", "Dibatalkan"),
]


def name_the_scheduled(apps, schema_editor) -> None:
    """Before 0007 a text called itself live as soon as its hour was set.

    What it was given then (code, dossier, archive, trail) stays its own. One whose page
    has a later round is left: that round is to replace it.
    """
    naskah, revision = apps.get_model("reviews", "Naskah"), revisions(apps)
    called_live = naskah.objects.filter(status="tayang", page__isnull=False)
    for row in called_live.filter(revisi_disetujui__in=revision.values("pk")):
        later = naskah.objects.filter(page=row.page_id, pk__gt=row.pk)
        if later.exclude(status="batal").exists():
            continue
        hour = revision.get(pk=row.revisi_disetujui_id).approved_go_live_at
        row.status, row.jadwal_tayang, row.tayang_pada = "dijadwalkan", hour, None
        row.save(update_fields=["status", "jadwal_tayang", "tayang_pada"])


def revisions(apps):
    revision = apps.get_model("wagtailcore", "Revision")
    return revision.objects.filter(approved_go_live_at__isnull=False)


def name_the_ended(apps, schema_editor) -> None:
    """Rounds of pages that are off the site said that they were on it."""
    naskah = apps.get_model("reviews", "Naskah")
    gone = naskah.objects.filter(status="tayang", page__live=False)
    scheduled = revisions(apps).values("pk")
    for page in gone.order_by().values_list("page", flat=True).distinct():
        finished = naskah.objects.filter(page=page, tayang_pada__isnull=False)
        ever = finished.filter(status__in=("tayang", "ditarik"))
        last = ever.order_by("tayang_pada", "pk").last()
        rows = gone.filter(page=page).exclude(revisi_disetujui__in=scheduled)
        if last is None:
            continue
        if last.status == "ditarik":
            rows.update(status="ditarik")
        elif last.page.expired:
            rows.update(status="berakhir")
        elif last.page.first_published_at is None:  # refused at its hour, unsaid
            rows.update(status="batal", tayang_pada=None)


def name_as_before(apps, schema_editor) -> None:
    """The version before knows no end but a withdrawal."""
    apps.get_model("reviews", "Naskah").objects.filter(status="berakhir").update(
        status="tayang"
    )


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0008_arsip"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [
        migrations.AlterField(
            "jejak",
            "aksi",
            models.CharField("perbuatan", max_length=20, choices=AKSI),
        ),
        migrations.AlterField(
            "naskah",
            "status",
            models.CharField(
                "status", max_length=20, choices=STATUS, default="disusun"
            ),
        ),
        migrations.RunSQL(INDEX, "DROP INDEX IF EXISTS reviews_page_masa_tayang"),
        migrations.RunPython(name_the_scheduled, migrations.RunPython.noop),
        migrations.RunPython(name_the_ended, name_as_before),
    ]
