"""Two versions of a text, read beside each other."""

from __future__ import annotations

from typing import Any

from pages.compare import FieldChange, compare

PROSE = "<p>Loket buka pukul delapan pagi setiap hari kerja.</p>"


def text(html: str) -> dict[str, Any]:
    return {"type": "teks", "value": html}


def berita(*isi: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"type": "berita", "title": "Loket", "isi": list(isi), **fields}


def only(changes: list[FieldChange]) -> FieldChange:
    assert len(changes) == 1
    return changes[0]


def test_words_are_marked_where_they_changed() -> None:
    later = PROSE.replace("delapan", "sembilan")
    field = only(compare(berita(text(PROSE)), berita(text(later))))
    assert field.label == "Isi"
    assert "<del>delapan</del><ins>sembilan</ins>" in field.changes[0].html
    assert "Loket buka pukul" in field.changes[0].html


def test_the_same_text_has_no_changes() -> None:
    assert compare(berita(text(PROSE)), berita(text(PROSE))) == []


def test_blocks_come_go_and_move() -> None:
    one, two, new = (text(f"<p>{word * 3}</p>") for word in ("satu ", "dua ", "baru "))
    field = only(compare(berita(one, two), berita(two, one)))
    assert [(c.status, c.label) for c in field.changes] == [("dipindah", "Teks")]
    field = only(compare(berita(one), berita(one, new)))
    assert (field.changes[0].status, field.unchanged) == ("ditambah", 1)
    field = only(compare(berita(one, new), berita(one)))
    assert field.changes[0].status == "dihapus"


def test_a_link_that_leads_elsewhere_is_seen() -> None:
    before, after = (
        text(f'<p><a href="https://{host}/">Daftar</a></p>')
        for host in ("a.id", "b.id")
    )
    field = only(compare(berita(before), berita(after)))
    assert "<ins>[https://b.id/]</ins>" in field.changes[0].html


def test_formatting_alone_is_said_to_be_that() -> None:
    field = only(
        compare(berita(text("<p>Awas</p>")), berita(text("<p><b>Awas</b></p>")))
    )
    assert field.changes[0].status == "diformat"


def test_pictures_are_named_and_an_exchanged_file_is_seen() -> None:
    picture = {"type": "gambar", "value": {"gambar": "5-5"}}
    before = berita(picture, files={"5-5": {"sha256": "aaaa1111"}})
    after = berita(picture, files={"5-5": {"sha256": "bbbb2222"}})
    field = only(compare(before, after, {"5-5": "Loket"}))
    assert "Gambar: Loket" in field.changes[0].html
    assert "bbbb2222" in field.changes[0].html


def test_markup_in_the_text_stays_text() -> None:
    before = berita()
    after = {**before, "title": "<script>alert(1)</script>"}
    html = only(compare(before, after)).changes[0].html
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_rewritten_sentence_is_one_change() -> None:
    before, after = (
        berita(ringkasan=words) for words in ("Buka hari ini.", "Tutup esok pagi.")
    )
    field = only(compare(before, after))
    assert field.changes[0].html == (
        "<del>Buka hari ini.</del><ins>Tutup esok pagi.</ins>"
    )


def test_days_are_told_in_words() -> None:
    field = only(compare(berita(tanggal="2026-11-04"), berita(tanggal="2026-11-05")))
    assert field.changes[0].html == ("<del>4</del><ins>5</ins> November 2026")


def test_tags_come_and_go() -> None:
    changes = compare(berita(tags=["loket"]), berita(tags=["ktp", "loket"]))
    assert only(changes).label == "Tag"
    assert "ktp" in only(changes).changes[0].html
