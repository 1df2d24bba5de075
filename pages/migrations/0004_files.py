from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("pages", "0003_search")]

    operations = [
        migrations.AddField(
            model_name="sitedocument",
            name="sha256",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                max_length=64,
                verbose_name="SHA-256",
            ),
            preserve_default=False,
        ),
    ]
