"""Archived bags: whole when written, and every kind of rot is found and named."""

from __future__ import annotations

import io
import json
import zipfile
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

from reviews.models import Arsip, Berkas, Jejak
from reviews.trail.bag import faults_in
from tests.cms.queue import work
from tests.reviews import builders

if TYPE_CHECKING:
    from collections.abc import Callable

    from reviews.models import SOP

pytestmark = pytest.mark.django_db


@pytest.fixture
def arsip(lampung: SOP) -> Arsip:
    """The bag of a naskah that walked the whole of seed 002."""
    page = builders.published(lampung)
    berkas = Berkas.objects.get(naskah__page_id=page.pk)
    while builders.fresh(berkas).ditutup_pada is None:
        builders.approve(berkas)
    work()
    return Arsip.objects.get()


def path_of(arsip: Arsip) -> Path:
    return Path(storages["private"].path(arsip.berkas))


def complaints() -> list[str]:
    """The lines of a failed check; it exited 1."""
    err = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command("check_arsip", stdout=StringIO(), stderr=err, no_color=True)
    assert caught.value.returncode == 1
    return err.getvalue().splitlines()


def repacked(content: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    """The bag with its entries changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as bag:
        entries = {name: bag.read(name) for name in bag.namelist()}
    change(entries)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bag:
        for name, data in entries.items():
            bag.writestr(name, data)
    return buffer.getvalue()


def test_a_bag_holds_text_laporan_and_trail(arsip: Arsip) -> None:
    content = path_of(arsip).read_bytes()
    assert faults_in(content) == []
    with zipfile.ZipFile(io.BytesIO(content)) as bag:
        assert set(bag.namelist()) == {
            "bagit.txt",
            "manifest-sha256.txt",
            "data/naskah.json",
            "data/laporan.txt",
            "data/jejak.json",
        }
        rows = json.loads(bag.read("data/jejak.json"))
        text = json.loads(bag.read("data/naskah.json"))
    kept = Jejak.objects.filter(naskah=arsip.naskah, nomor__lte=arsip.jejak.nomor)
    assert [row["hash"] for row in rows] == [row.hash for row in kept]
    assert arsip.naskah.judul in json.dumps(text)


def test_whole_bags_pass(arsip: Arsip) -> None:
    out = StringIO()
    call_command("check_arsip", stdout=out, no_color=True)
    assert out.getvalue() == "Arsip utuh: 1 arsip.\n"


def test_no_bags_pass() -> None:
    out = StringIO()
    call_command("check_arsip", stdout=out, no_color=True)
    assert out.getvalue() == "Arsip utuh: 0 arsip.\n"


def test_one_byte_is_found(arsip: Arsip) -> None:
    path = path_of(arsip)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    assert f"{arsip.berkas}: SHA-256 berbeda dari yang tercatat" in complaints()


def test_no_changed_byte_stops_the_check(arsip: Arsip) -> None:
    """A bag may say it is encrypted, or packed in a way that nobody knows."""
    content = path_of(arsip).read_bytes()
    told = set()
    for at in range(0, len(content), len(content) // 2_000 + 1):
        changed = bytearray(content)
        changed[at] ^= 0x80
        told.update(faults_in(bytes(changed)))
    assert any("arsip tidak terbaca (Error -3" in line for line in told)
    assert any("isi berbeda dari manifes" in line or "Bad CRC" in line for line in told)


def test_a_lost_bag_is_named(arsip: Arsip) -> None:
    path_of(arsip).unlink()
    (line,) = complaints()
    assert line.startswith(f"{arsip.berkas}: tidak dapat dibaca")


def test_a_bag_cut_short_is_named(arsip: Arsip) -> None:
    path = path_of(arsip)
    path.write_bytes(path.read_bytes()[:-40])
    lines = complaints()
    assert any("berukuran" in line for line in lines)
    assert any("arsip tidak terbaca" in line for line in lines)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (
            lambda bag: bag.update({"data/laporan.txt": b"lain"}),
            "data/laporan.txt: isi berbeda dari manifes",
        ),
        (
            lambda bag: bag.pop("data/naskah.json"),
            "data/naskah.json: hilang dari arsip",
        ),
        (lambda bag: bag.update({"data/x": b""}), "data/x: tidak ada di manifes"),
        (lambda bag: bag.pop("manifest-sha256.txt"), "arsip tidak terbaca"),
        (
            lambda bag: bag.update({"manifest-sha256.txt": b"\xff"}),
            "arsip tidak terbaca",
        ),
    ],
)
def test_each_part_is_compared(
    arsip: Arsip, change: Callable[[dict[str, bytes]], object], fault: str
) -> None:
    (found,) = [
        line
        for line in faults_in(repacked(path_of(arsip).read_bytes(), change))
        if fault in line
    ]
    assert found


def test_a_changed_record_is_found(arsip: Arsip) -> None:
    Arsip.objects.update(sha256="0" * 64)
    assert complaints() == [f"{arsip.berkas}: SHA-256 berbeda dari yang tercatat"]
