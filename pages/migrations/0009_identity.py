"""What approved texts name files and kategori by: a UUID, and the SHA-256 of bytes."""

import uuid

from django.db import migrations, models

NAMESPACE = uuid.UUID("5b0f4c1e-6d0c-5b8a-9a55-2a7d3c1f8e10")
FILES = ("siteimage", "sitedocument")


def identify(apps, schema_editor):
    for name in FILES:
        rows = apps.get_model("pages", name)._base_manager
        for row in rows.only("pk").iterator():
            rows.filter(pk=row.pk).update(uuid=uuid.uuid4())
    kategori = apps.get_model("pages", "Kategori")._base_manager
    for pk, slug in kategori.values_list("pk", "slug"):
        kategori.filter(pk=pk).update(uuid=uuid.uuid5(NAMESPACE, slug))


def added(name):
    field = models.UUIDField(editable=False, null=True)
    return migrations.AddField(name, "uuid", field)


def unique(name, **default):
    field = models.UUIDField(editable=False, unique=True, **default)
    return migrations.AlterField(name, "uuid", field)


class Migration(migrations.Migration):
    dependencies = [("pages", "0008_packed_bodies")]

    operations = [
        migrations.AddField(
            "siteimage",
            "sha256",
            models.CharField(
                "SHA-256", max_length=64, blank=True, editable=False, default=""
            ),
            preserve_default=False,
        ),
        added("kategori"),
        *map(added, FILES),
        migrations.RunPython(identify, migrations.RunPython.noop),
        unique("kategori"),
        *(unique(name, default=uuid.uuid4) for name in FILES),
        migrations.CreateModel(
            name="GonePage",
            fields=[
                ("nomor", models.BigIntegerField(primary_key=True, serialize=False)),
                ("identitas", models.UUIDField()),
            ],
            options={
                "verbose_name": "halaman yang dihapus",
                "verbose_name_plural": "halaman yang dihapus",
                "default_permissions": (),
            },
        ),
    ]
