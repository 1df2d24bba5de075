"""The page that offices stand under gets a name in the language of its readers."""

from django.db import migrations

WAGTAIL = "Welcome to your new Wagtail site!"
PORTAL = "Portal instansi"


def rename(old, new):
    def run(apps, schema_editor):
        pages = apps.get_model("wagtailcore", "Page").objects
        pages.filter(depth=2, title=old).update(title=new, draft_title=new)

    return run


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0006_row_written"),
    ]

    operations = [
        migrations.RunPython(rename(WAGTAIL, PORTAL), rename(PORTAL, WAGTAIL)),
    ]
