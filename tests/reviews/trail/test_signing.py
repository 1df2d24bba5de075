"""Who owns the database, who owns the keys, and what each of them can do unseen."""

from __future__ import annotations

import hashlib
import json
import re
import stat
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from reviews.models import Jejak, RantaiJejak
from reviews.trail import check, signing
from reviews.trail.fault import Reason
from tests.reviews import builders
from tests.reviews.trail.tampering import run, verdict

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import SettingsWrapper

    from reviews.models import SOP

pytestmark = pytest.mark.django_db
REWRITE = (
    "UPDATE reviews_jejak SET tertulis = %s, sebelumnya = %s, hash = %s, tanda = %s, "
    "nama = %s WHERE id = %s"
)


def other_keys(settings: SettingsWrapper, folder: Path) -> None:
    signing.make_next(folder)
    settings.TRAIL_KEYS = folder


def written_anew(sop: SOP, name: str) -> None:
    """The whole chain of an office with another name in it, signed by today's key."""
    chain = RantaiJejak.objects.get(kantor=sop.instansi.translation_key)
    link = "0" * 64
    for row in chain.jejak.order_by("nomor"):
        said = json.loads(bytes(row.tertulis))
        said["sebelumnya"], said["kunci"] = link, signing.current()
        if row.nama:
            said["nama"] = name
        written = json.dumps(said, sort_keys=True, separators=(",", ":"))
        data = written.encode()
        link = hashlib.sha256(data).hexdigest()
        sign = signing.sign(bytes.fromhex(link))
        values = [data, said["sebelumnya"], link, sign, said.get("nama", ""), row.pk]
        run(
            (REWRITE, values),
            (
                "UPDATE reviews_jejak SET kunci = %s WHERE id = %s",
                [said["kunci"], row.pk],
            ),
        )
    run(("UPDATE reviews_rantaijejak SET hash = %s WHERE id = %s", [link, chain.pk]))


def test_an_owner_of_the_database_alone_is_found(
    lampung: SOP, settings: SettingsWrapper, tmp_path: Path
) -> None:
    builders.published(lampung)
    believed = settings.TRAIL_KEYS
    other_keys(settings, tmp_path / "his")
    written_anew(lampung, "Orang lain")
    settings.TRAIL_KEYS = believed
    fault = check.first_fault()
    assert fault is not None
    assert fault.reason == Reason.WRONG_KEY


def test_an_owner_of_database_and_keys_is_not(lampung: SOP) -> None:
    """The line that only what was noted elsewhere can draw; docs say so."""
    builders.published(lampung)
    written_anew(lampung, "Orang lain")
    assert check.first_fault() is None


def test_but_by_what_was_noted_elsewhere_before_he_is(
    lampung: SOP, tmp_path: Path
) -> None:
    builders.published(lampung)
    mark = tmp_path / "catatan.json"
    call_command("verify_jejak", mark=mark, stdout=StringIO())
    written_anew(lampung, "Orang lain")
    assert "bukan lagi yang pernah diperiksa" in told_of(mark)


def test_a_tail_that_was_cut_with_all_that_hung_on_it_is_found_by_its_mark(
    lampung: SOP, tmp_path: Path
) -> None:
    builders.drafted(lampung)
    mark = tmp_path / "catatan.json"
    call_command("verify_jejak", mark=mark, stdout=StringIO())
    chain = RantaiJejak.objects.get(kantor=lampung.instansi.translation_key)
    last = chain.jejak.order_by("-nomor")[0]
    term = json.loads(bytes(last.tertulis))["tentang"][0]
    run(
        ("DELETE FROM reviews_pemangkujabatan WHERE id = %s", [term["id"]]),
        ("DELETE FROM reviews_jejak WHERE id = %s", [last.pk]),
        (
            "UPDATE reviews_rantaijejak SET jumlah = %s, hash = %s WHERE id = %s",
            [last.nomor - 1, last.sebelumnya, chain.pk],
        ),
    )
    assert check.first_fault() is None  # as if it had never been
    assert "kini tidak ada" in told_of(mark)


def told_of(mark: Path) -> str:
    return verdict("verify_jejak", f"--mark={mark}")


def test_a_trail_that_was_emptied_is_found_by_its_mark(
    lampung: SOP, tmp_path: Path
) -> None:
    """Head, rows, and all that they state: as if the office had never done anything."""
    mark = tmp_path / "catatan.json"
    call_command("verify_jejak", mark=mark, stdout=StringIO())
    kantor = lampung.instansi.translation_key
    chain = RantaiJejak.objects.get(kantor=kantor)
    run(
        ("DELETE FROM reviews_pemangkujabatan", []),
        ("DELETE FROM reviews_jejak WHERE rantai_id = %s", [chain.pk]),
        ("DELETE FROM reviews_rantaijejak WHERE id = %s", [chain.pk]),
    )
    assert check.first_fault() is None
    assert (
        told_of(mark) == f"rantai {kantor}: pernah diperiksa, kini tidak ada (hilang)"
    )


def test_an_earlier_row_that_is_changed_is_found_from_its_mark_on_too(
    lampung: SOP, tmp_path: Path
) -> None:
    """Its signature alone is not looked at again: that is of a hash that is checked."""
    mark = tmp_path / "catatan.json"
    call_command("verify_jejak", mark=mark, stdout=StringIO())
    row = Jejak.objects.order_by("nomor")[0]
    data = bytes(row.tertulis).replace(b'"skema"', b'"skemb"')
    run(("UPDATE reviews_jejak SET tertulis = %s WHERE id = %s", [data, row.pk]))
    assert f"jejak {row.nomor}: isinya bukan yang ditulis (berubah)" in told_of(mark)


def test_a_mark_is_of_the_database_and_not_of_an_export(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="not allowed with"):
        call_command("verify_jejak", "--mark", tmp_path, "--export", tmp_path)


def test_a_check_goes_on_from_its_mark(lampung: SOP, tmp_path: Path) -> None:
    mark, out = tmp_path / "catatan.json", StringIO()
    call_command("verify_jejak", mark=mark, stdout=StringIO())
    before = Jejak.objects.count()
    builders.submitted(lampung)
    call_command("verify_jejak", mark=mark, stdout=out)
    assert f"Jejak utuh: {Jejak.objects.count()} baris." in out.getvalue()
    (signatures,) = re.findall(r"tanda tangan: .* detik, (\d+) baris", out.getvalue())
    assert int(signatures) == Jejak.objects.count() - before


def test_rows_of_an_earlier_key_stay_proven(
    lampung: SOP, settings: SettingsWrapper, tmp_path: Path
) -> None:
    builders.submitted(lampung)
    believed = settings.TRAIL_KEYS
    (tmp_path / "0001.pub").write_bytes((believed / "0001.pub").read_bytes())
    other_keys(settings, tmp_path)
    builders.submitted(lampung, "Sesudah kunci diganti")
    assert len(set(Jejak.objects.values_list("kunci", flat=True))) == 2
    assert check.first_fault() is None
    (tmp_path / "0001.pub").unlink()
    assert "kunci tidak dikenal" in verdict()


def test_a_key_is_its_owners_alone(tmp_path: Path) -> None:
    first, second = signing.make_next(tmp_path), signing.make_next(tmp_path)
    assert first != second
    assert sorted(path.name for path in tmp_path.glob("*.pem")) == [
        "0001.pem",
        "0002.pem",
    ]
    for path in tmp_path.glob("*.pem"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_without_a_key_the_remedy_is_named(tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="trail_key"):
        signing.private_key(tmp_path)


def test_an_exported_trail_is_checked_without_the_database(
    lampung: SOP, tmp_path: Path, django_assert_num_queries: Any
) -> None:
    builders.published(lampung)
    call_command("export_jejak", tmp_path, stdout=StringIO())
    with django_assert_num_queries(0):
        call_command("verify_jejak", export=tmp_path, stdout=StringIO())
    kantor = lampung.instansi.translation_key
    chain, heads = tmp_path / f"{kantor}.jsonl", tmp_path / "rantai.json"
    lines = chain.read_text().splitlines(keepends=True)
    for spoiled, at, reason in (
        ([*lines[:3], *lines[4:]], ", jejak 4", Reason.MISSING),
        ([*lines[:-1]], f", jejak {len(lines)}", Reason.MISSING),
        ([lines[0].replace("kantor", "kantok", 1), *lines[1:]], ", jejak 1", "berubah"),
        (["{}\n", *lines[1:]], "", Reason.CHANGED),
        ([], ", jejak 1", Reason.MISSING),
    ):
        chain.write_text("".join(spoiled))
        assert re.match(rf"rantai {kantor}{at}: .*\({reason}\)$", told(tmp_path))
    chain.unlink()
    assert told(tmp_path).startswith(f"rantai {kantor}, jejak 1: ")
    chain.write_text("".join(lines))
    others = json.loads(heads.read_text())
    del others[str(kantor)]
    heads.write_text(json.dumps(others))
    assert f"rantai {kantor}, jejak 1: baris sesudah ujung rantai" in told(tmp_path)
    heads.unlink()
    assert told(tmp_path).startswith("rantai.json: tidak terbaca")


def told(folder: Path) -> str:
    return verdict("verify_jejak", f"--export={folder}")


def test_a_tail_that_was_cut_is_missing_in_the_export_too(
    lampung: SOP, tmp_path: Path
) -> None:
    last = Jejak.objects.order_by("-nomor")[0]
    run(("DELETE FROM reviews_jejak WHERE id = %s", [last.pk]))
    call_command("export_jejak", tmp_path, stdout=StringIO())
    assert f"jejak {last.nomor}: baris di ujung rantai (hilang)" in told(tmp_path)
