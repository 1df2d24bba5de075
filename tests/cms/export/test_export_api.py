from __future__ import annotations

import json

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def short_lists(settings):
    settings.EXPORT_PAGES = 1


def test_export_check_and_repair(office, tmp_path, capsys):
    folder = tmp_path / "situs"
    call_command("export_api", str(folder))
    call_command("export_api", str(folder), "--check")
    found = json.loads(
        (folder / f"current/api/v3/berita/{office.berita.pk}/index.json").read_bytes()
    )
    assert found["judul"] == "Loket layanan dibuka"
    (folder / "current/sitemap.xml").unlink()
    with pytest.raises(CommandError, match="1 berkas berbeda"):
        call_command("export_api", str(folder), "--check")
    assert "hilang: sitemap.xml" in capsys.readouterr().out
    call_command("export_api", str(folder))
    assert "1 ditulis" in capsys.readouterr().out


def test_the_settings_name_the_target(office, target):
    call_command("export_api")
    assert (target / "current/robots.txt").exists()


def test_without_a_target(settings):
    settings.EXPORT_TARGET = ""
    with pytest.raises(CommandError, match="EXPORT_TARGET"):
        call_command("export_api", "")


def test_a_storage_that_nobody_configured():
    with pytest.raises(CommandError, match="tidak-ada"):
        call_command("export_api", "storage:tidak-ada")


def test_a_folder_that_cannot_be_written(tmp_path):
    (tmp_path / "berkas").write_text("")
    with pytest.raises(CommandError, match="berkas"):
        call_command("export_api", str(tmp_path / "berkas"))


def test_a_storage_on_disk(office, settings, tmp_path):
    on_disk(settings, tmp_path, allow_overwrite=True)
    call_command("export_api", "storage:situs")
    call_command("export_api", "storage:situs")
    call_command("export_api", "storage:situs", "--check")
    assert storages["situs"].exists("robots.txt")


def test_a_storage_that_renames_instead_of_replacing(office, settings, tmp_path):
    on_disk(settings, tmp_path)
    call_command("export_api", "storage:situs")
    (tmp_path / "situs/robots.txt").write_text("lain")
    with pytest.raises(CommandError, match="tidak menimpa"):
        call_command("export_api", "storage:situs")
    assert len(list((tmp_path / "situs").glob("robots*"))) == 4


def on_disk(settings, tmp_path, **options) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "situs": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "situs"), **options},
        },
    }
