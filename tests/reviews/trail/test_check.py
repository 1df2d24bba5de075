"""Whatever is changed in the trail behind the product's back is found and named."""

from __future__ import annotations

import json
import re
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models import ProtectedError
from wagtail.rich_text import RichText

from pages.models import SiteImage
from reviews.models import IsiNaskah, Jejak, Paraf, RantaiJejak
from reviews.trail import check
from tests.reviews import builders
from tests.reviews.trail.tampering import tampered, verdict

if TYPE_CHECKING:
    from pages.models import BeritaPage
    from reviews.models import SOP

pytestmark = pytest.mark.django_db
JEJAK = Jejak._meta.db_table


@pytest.fixture
def trail(lampung: SOP) -> list[Jejak]:
    """The rows of a naskah that was returned once and walked to publication."""
    page = builders.submitted(lampung)
    builders.go_to(page, 3)
    builders.return_to(page, 2)
    while not builders.fresh(page).live:
        builders.approve(page)
    chain = RantaiJejak.objects.get(kantor=lampung.instansi.translation_key)
    return list(Jejak.objects.filter(rantai=chain).order_by("nomor"))


def other_value(row: Jejak, column: str) -> Any:
    """What the column holds, one byte changed."""
    value = getattr(row, column)
    if column in ("jenis", "data"):
        return json.dumps([*value, "x"] if column == "jenis" else {**value, "x": 1})
    if column == "waktu":
        return value.replace(microsecond=(value.microsecond + 1) % 10**6)
    if isinstance(value, bytes | memoryview):
        return bytes(value)[:-1] + bytes([bytes(value)[-1] ^ 1])
    if isinstance(value, str):
        changed = "b" if value[-1:] == "a" else "a"
        return value[:-1] + changed
    return (value or 0) + 1000


COLUMNS = [f.attname for f in Jejak._meta.concrete_fields if f.attname != "id"]


def test_an_untouched_trail_is_whole(trail: list[Jejak]) -> None:
    out = StringIO()
    call_command("verify_jejak", stdout=out)
    assert f"Jejak utuh: {Jejak.objects.count()} baris." in out.getvalue()
    office = f"{trail[0].rantai.kantor} ({trail[0].rantai.instansi})"
    assert f"{office}: {trail[-1].nomor} {trail[-1].hash}" in out.getvalue()


def test_an_empty_trail_is_whole(db: None) -> None:
    out = StringIO()
    call_command("verify_jejak", stdout=out)
    assert "Jejak utuh: 0 baris." in out.getvalue()


def test_one_byte_in_any_column_is_found(trail: list[Jejak]) -> None:
    with connection.constraint_checks_disabled():
        for row in (trail[0], trail[len(trail) // 2], trail[-1]):
            for column in set(COLUMNS) - {"naskah_id", "nomor", "rantai_id"}:
                sql = f'UPDATE {JEJAK} SET "{column}" = %s WHERE id = %s'  # noqa: S608
                with tampered((sql, [other_value(row, column), row.pk])):
                    assert f"jejak {row.nomor}:" in verdict(), column


def test_a_row_given_to_another_naskah_is_found(
    trail: list[Jejak], lampung: SOP
) -> None:
    other = builders.naskah_of(builders.submitted(lampung, "Naskah lain"))
    sql = f"UPDATE {JEJAK} SET naskah_id = %s WHERE id = %s"  # noqa: S608
    with tampered((sql, [other.pk, trail[1].pk])):
        assert f"jejak {trail[1].nomor}:" in verdict()


@pytest.mark.parametrize("which", [0, 3, -1], ids=["first", "middle", "last"])
def test_a_row_that_is_gone_is_named(trail: list[Jejak], which: int) -> None:
    row = trail[which]
    with (
        connection.constraint_checks_disabled(),
        tampered(
            (f"DELETE FROM {Paraf._meta.db_table} WHERE jejak_id = %s", [row.pk]),  # noqa: S608
            (f"DELETE FROM {JEJAK} WHERE id = %s", [row.pk]),  # noqa: S608
        ),
    ):
        assert f"jejak {row.nomor}:" in verdict()
        assert "hilang" in verdict()


def test_two_rows_swapped_are_found(trail: list[Jejak]) -> None:
    first, second = trail[2], trail[4]
    sql = f"UPDATE {JEJAK} SET nomor = %s WHERE id = %s"  # noqa: S608
    with tampered(
        (sql, [0, first.pk]),
        (sql, [first.nomor, second.pk]),
        (sql, [second.nomor, first.pk]),
    ):
        assert f"jejak {first.nomor}:" in verdict()


def test_a_row_slipped_in_is_found(trail: list[Jejak]) -> None:
    columns = ", ".join(f'"{name}"' for name in COLUMNS)
    copied = ", ".join(
        {"nomor": "%s", "hash": "%s", "task_state": "NULL"}.get(name, f'"{name}"')
        for name in COLUMNS
    )
    sql = f"INSERT INTO {JEJAK} ({columns}) SELECT {copied} FROM {JEJAK} WHERE id = %s"  # noqa: S608
    number = trail[-1].nomor + 1
    with tampered((sql, [number, "f" * 64, trail[-1].pk])):
        assert f"jejak {number}:" in verdict()


@pytest.mark.parametrize("column", ["jumlah", "hash"])
def test_a_changed_head_is_found(trail: list[Jejak], column: str) -> None:
    head = trail[0].rantai
    value: Any = head.jumlah + 1 if column == "jumlah" else "0" * 64
    sql = f"UPDATE {RantaiJejak._meta.db_table} SET {column} = %s WHERE id = %s"  # noqa: S608
    with tampered((sql, [value, head.pk])):
        assert re.search(r"jejak \d+:", verdict())


def test_a_lost_head_is_found(trail: list[Jejak]) -> None:
    sql = f"DELETE FROM {RantaiJejak._meta.db_table}"  # noqa: S608
    with connection.constraint_checks_disabled(), tampered((sql, [])):
        assert "ujung rantai" in verdict()


HANGING = {
    "paraf note": "UPDATE reviews_paraf SET catatan = 'x' WHERE id = {paraf}",
    "paraf form": "UPDATE reviews_paraf SET bentuk = 'mengetahui' WHERE id = {paraf}",
    "paraf gone": "DELETE FROM reviews_paraf WHERE id = {paraf}",
    "sheet number": "UPDATE reviews_disposisi SET nomor_agenda = 99",
    "sheet year": "UPDATE reviews_disposisi SET tahun = 1999",
    "sheet text": "UPDATE reviews_disposisi SET isi = 'x'",
    "sheet urgency": "UPDATE reviews_disposisi SET urgensi = 'sangat_segera'",
    "sheet secrecy": "UPDATE reviews_disposisi SET sifat = 'rahasia'",
    "sheet orders": "UPDATE reviews_disposisi SET instruksi = '[]'",
    "sheet deadline": "UPDATE reviews_disposisi SET batas_waktu = '2030-01-01'",
    "recipient renamed": "UPDATE reviews_penerimadisposisi SET nama = 'x'",
    "recipient without account": "UPDATE reviews_penerimadisposisi SET user_id = NULL",
    "recipient gone": "DELETE FROM reviews_penerimadisposisi",
}


@pytest.mark.parametrize("what", HANGING)
def test_what_hangs_on_the_trail_is_checked_too(trail: list[Jejak], what: str) -> None:
    paraf = Paraf.objects.order_by("pk").last()
    assert paraf is not None
    with tampered((HANGING[what].format(paraf=paraf.pk), [])):
        assert re.search(r"jejak \d+: ", verdict()), what


def test_a_sheet_that_is_gone_is_named(trail: list[Jejak]) -> None:
    with tampered(
        ("DELETE FROM reviews_penerimadisposisi", []),
        ("DELETE FROM reviews_disposisi", []),
    ):
        row = next(row for row in trail if "disposisi" in row.jenis)
        assert f"jejak {row.nomor}: lembar disposisi (hilang)" in verdict()


def test_changed_content_is_found(trail: list[Jejak]) -> None:
    kept = IsiNaskah.objects.first()
    assert kept is not None
    isi = json.dumps({**kept.isi, "ringkasan": "x"})
    sql = "UPDATE reviews_isinaskah SET isi = %s WHERE digest = %s"
    with tampered((sql, [isi, kept.digest])):
        assert kept.digest[:12] in verdict()


def test_a_picture_that_a_correction_dropped_may_go(lampung: SOP) -> None:
    """What the text of before showed lies in its archive; live is another."""
    page, image = builders.illustrated(lampung)
    walked(page)
    draft = builders.changed(page)
    draft.isi = [("teks", RichText("<p>Tanpa foto.</p>"))]
    draft.save_revision(user=page.owner)
    lampung.workflow.start(builders.fresh(page), page.owner)
    walked(page)
    SiteImage.objects.filter(pk=image.pk)._raw_delete("default")
    assert check.first_fault() is None


def walked(page: BeritaPage) -> None:
    while builders.fresh(page).current_workflow_state:
        builders.approve(page)


def test_the_product_itself_refuses_to_change_the_trail(trail: list[Jejak]) -> None:
    row = trail[-1]
    for act in (
        row.save,
        row.delete,
        Jejak.objects.all().delete,
        lambda: Jejak.objects.update(nama="x"),
        lambda: Jejak.objects.filter(pk=row.pk).update(nama="x"),
        lambda: Jejak.objects.bulk_update([row], ["nama"]),
        lambda: Jejak.objects.create(naskah=row.naskah, aksi="mulai", nomor=99),
        lambda: Jejak.objects.bulk_create([Jejak(naskah=row.naskah, nomor=99)]),
        lambda: Paraf.objects.update(catatan="x"),
        Paraf.objects.all().delete,
        lambda: IsiNaskah.objects.update(isi={}),
        IsiNaskah.objects.all().delete,
    ):
        with pytest.raises(TypeError), transaction.atomic():
            act()
    assert list(row.rantai.jejak.order_by("nomor")) == trail


def test_the_naskah_of_a_trail_cannot_be_deleted(trail: list[Jejak]) -> None:
    with pytest.raises(ProtectedError):
        trail[-1].naskah.delete()
