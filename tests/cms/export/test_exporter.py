"""A run makes every file right, whatever it finds."""

from __future__ import annotations

import pytest

from cms.export.addresses import Address
from cms.export.exporter import Fault, exporter
from cms.export.files import names_of
from pages.models import BeritaPage
from tests.builders import withdraw_past_gate

pytestmark = pytest.mark.django_db


@pytest.fixture
def exported(office, target):
    """The folder after a first run."""
    renew()
    return target / "current"


def renew() -> int:
    with exporter() as work:
        return work.renew()


def faults() -> set[tuple[Fault, str]]:
    with exporter() as work:
        return set(work.check())


def detail(page) -> str:
    return f"api/v3/berita/{page.pk}/index.json"


def test_after_a_run_there_is_no_difference(exported):
    assert faults() == set()


def test_a_second_run_writes_nothing(exported):
    before = {path: path.stat().st_mtime_ns for path in exported.rglob("*")}
    assert renew() == 0
    after = {path: path.stat().st_mtime_ns for path in exported.rglob("*")}
    assert {path: at for path, at in after.items() if path.is_file()} == {
        path: at for path, at in before.items() if path.is_file()
    }


def test_a_change_past_every_signal_is_found_and_repaired(exported, office):
    name = detail(office.berita)
    (exported / name).unlink()
    (exported / "robots.txt").write_bytes(b"Disallow: /")
    (exported / "api/v3/dip.csv.br").write_bytes(b"terpotong")
    (exported / "api/v3/berita/999").mkdir()
    (exported / "api/v3/berita/999/index.json.gz").write_bytes(b"tarikan lama")
    assert faults() == {
        (Fault.MISSING, name),
        (Fault.DIFFERENT, "robots.txt"),
        (Fault.DIFFERENT, "api/v3/dip.csv"),
        (Fault.SURPLUS, "api/v3/berita/999/index.json.gz"),
    }
    assert renew() == 3
    assert faults() == set()
    assert not (exported / "api/v3/berita/999").exists()


def test_a_withdrawn_page_is_gone_with_the_run(exported, office):
    withdraw_past_gate(office.berita)
    assert (exported / detail(office.berita)).exists()
    renew()
    assert not (exported / detail(office.berita)).exists()
    assert office.berita.title.encode() not in every_byte(exported)


def every_byte(root) -> bytes:
    files = (path for path in root.rglob("*") if path.suffix not in {".gz", ".br"})
    return b"".join(path.read_bytes() for path in files if path.is_file())


def test_removal_takes_all_codings(exported, office):
    with exporter() as work:
        work.remove([Address(f"/api/v3/berita/{office.berita.pk}/")])
    left = [
        name for name in names_of(detail(office.berita)) if (exported / name).exists()
    ]
    assert left == []


def test_an_update_removes_the_lists_of_what_is_no_more(exported, office):
    old = exported / f"kueri/api/v3/berita/index,instansi={office.page.slug}.json"
    assert old.exists()
    office.page.slug = "nama-baru"
    office.page.save()
    with exporter() as work:
        work.update([Address("/api/v3/berita/", (("instansi", "nama-baru"),))])
    assert not old.exists()
    assert old.with_name("index,instansi=nama-baru.json").exists()


def test_a_release_is_served_whole(exported, office, monkeypatch):
    """What is wrong in the release under way is wrong for nobody yet."""
    before = exported.resolve()
    BeritaPage.objects.filter(pk=office.berita.pk).update(live=False)
    with exporter() as work, work.place.renewed(work.lock) as tree:
        work.sweep([tree])
        assert tree.read(detail(office.berita)) is None
        assert (before / detail(office.berita)).exists()
    assert exported.resolve() != before
    assert not before.exists()
