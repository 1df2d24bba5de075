"""Bodies of the read rows are packed; the detail's own is what lay there as zstd."""

from django.db import migrations, models

from pages.reading.packing import pack

BATCH = 500
PACK = "UPDATE pages_readbody SET isi = %s WHERE id = %s"


def pack_bodies(apps, schema_editor):
    connection = schema_editor.connection
    bodies = apps.get_model("pages", "ReadBody").objects.using(connection.alias)
    entries = bodies.filter(bentuk__in=("rss", "atom", "jsonfeed"))
    pks = list(entries.values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        batch = entries.filter(pk__in=pks[start : start + BATCH])
        packed = [(pack(bytes(isi)), pk) for pk, isi in batch.values_list("pk", "isi")]
        with connection.cursor() as cursor:
            cursor.executemany(PACK, packed)
    details = bodies.filter(bentuk="json")
    details._raw_delete(details.db)


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0007_judul_portal"),
    ]

    operations = [
        # Whoever goes back runs rebuild_reading afterwards.
        migrations.RunPython(pack_bodies, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="readbody",
            name="bentuk",
            field=models.CharField(
                choices=[
                    ("zstd", "Zstd"),
                    ("gzip", "Gzip"),
                    ("br", "Brotli"),
                    ("rss", "Rss"),
                    ("atom", "Atom"),
                    ("jsonfeed", "Json Feed"),
                    ("sitemap", "Sitemap"),
                ],
                max_length=8,
            ),
        ),
    ]
