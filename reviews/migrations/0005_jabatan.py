import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def number_naskah(apps, schema_editor):
    """Rounds begun before the buku agenda had numbers get theirs in order."""
    Naskah = apps.get_model("reviews", "Naskah")
    NomorAgenda = apps.get_model("reviews", "NomorAgenda")
    last = {}
    for naskah in Naskah.objects.order_by("pk"):
        key = (naskah.instansi_id, naskah.dimulai_pada.year)
        last[key] = last.get(key, 0) + 1
        naskah.tahun_agenda, naskah.nomor_agenda = key[1], last[key]
        naskah.save(update_fields=["tahun_agenda", "nomor_agenda"])
    for (instansi, tahun), number in last.items():
        NomorAgenda.objects.create(
            instansi_id=instansi, register="naskah", tahun=tahun, terakhir=number
        )


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0004_sop"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="jabatan",
            name="jamak",
            field=models.BooleanField(
                default=False,
                help_text="Untuk jabatan pelaksana atau staf. Jabatan struktural dipangku satu orang.",
                verbose_name="boleh dipangku beberapa orang",
            ),
        ),
        migrations.AddField(
            model_name="pemangkujabatan",
            name="alasan",
            field=models.CharField(
                blank=True, max_length=255, verbose_name="alasan penunjukan"
            ),
        ),
        migrations.AddField(
            model_name="pemangkujabatan",
            name="diakhiri_pada",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                null=True,
                verbose_name="diakhiri lebih awal pada",
            ),
        ),
        migrations.AddField(
            model_name="pemangkujabatan",
            name="ditunjuk_oleh",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ditunjuk oleh",
            ),
        ),
        migrations.AddField(
            model_name="naskah",
            name="nomor_agenda",
            field=models.PositiveIntegerField(null=True, verbose_name="nomor agenda"),
        ),
        migrations.AddField(
            model_name="naskah",
            name="tahun_agenda",
            field=models.PositiveSmallIntegerField(
                null=True, verbose_name="tahun agenda"
            ),
        ),
        migrations.RunPython(number_naskah, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="naskah",
            name="nomor_agenda",
            field=models.PositiveIntegerField(verbose_name="nomor agenda"),
        ),
        migrations.AlterField(
            model_name="naskah",
            name="tahun_agenda",
            field=models.PositiveSmallIntegerField(verbose_name="tahun agenda"),
        ),
        migrations.AddConstraint(
            model_name="naskah",
            constraint=models.UniqueConstraint(
                fields=("instansi", "tahun_agenda", "nomor_agenda"),
                name="naskah_nomor_agenda_unik",
            ),
        ),
    ]
