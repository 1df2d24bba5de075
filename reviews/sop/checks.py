"""What the parts of an SOP document say about each other.

Each check yields ``(path, message)`` and needs no other check to have passed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from reviews.sop.faults import MAX_FAULTS, shown
from reviews.sop.kinds import PENYUSUNAN, SESUDAH_TAYANG, EmpatMata, Jenis
from reviews.sop.messages import suggestion
from reviews.sop.yaml_reader import Path

if TYPE_CHECKING:
    from reviews.sop.draft import Draft, DraftLangkah

Found = Iterator[tuple[Path, str]]


def cross_check(draft: Draft) -> list[tuple[Path, str]]:
    """Every contradiction in ``draft``, up to what anybody reads of one sort."""
    return [
        finding for check in CHECKS for finding in islice(check(draft), MAX_FAULTS + 1)
    ]


def check_lanes_unique(draft: Draft) -> Found:
    seen: dict[str, str] = {}
    for index, lane in draft.lanes:
        key = " ".join(lane.casefold().split())
        if key in seen:
            yield (
                ("pelaksana", index),
                f"lajur {shown(lane)} sama dengan {shown(seen[key])}; "
                f"diharapkan setiap lajur satu kali saja",
            )
        seen.setdefault(key, lane)


def check_numbers(draft: Draft) -> Found:
    """Steps are numbered 1, 2, 3, … in the order of the file."""
    written = [row.no for row in draft.langkah if row.no is not None]
    for row in draft.langkah:
        if row.no is not None and written.index(row.no) < place_of(row, draft):
            yield (
                ("langkah", row.index, "no"),
                f"nomor {row.no} dipakai dua kali; diharapkan {row.index + 1}",
            )
    if draft.unread or len(set(written)) != len(draft.langkah):
        return
    absent = sorted(set(range(1, len(written) + 1)) - set(written))
    if absent:
        yield (
            ("langkah",),
            f"nomor langkah {', '.join(map(str, absent))} tidak ada; diharapkan "
            f"nomor berurutan 1 sampai {len(written)}",
        )
    elif written != sorted(written):
        yield (
            ("langkah",),
            f"nomor langkah tidak berurutan; diharapkan 1 sampai {len(written)} "
            f"dari atas ke bawah",
        )


def place_of(row: DraftLangkah, draft: Draft) -> int:
    numbered = [other.index for other in draft.langkah if other.no is not None]
    return numbered.index(row.index)


def check_performers(draft: Draft) -> Found:
    """Performers and recipients of steps are lanes of the document."""
    lanes = list(dict.fromkeys(lane for _, lane in draft.lanes))
    if not lanes:
        return
    for row in draft.langkah:
        for key, written in (("pelaksana", row.pelaksana), ("penerima", row.penerima)):
            yield from names_outside(row, key, written, lanes)
            yield from names_twice(row, key, written)


def names_outside(
    row: DraftLangkah, key: str, written: list[tuple[int, str]], lanes: list[str]
) -> Found:
    for position, name in written:
        if name not in lanes:
            yield (
                ("langkah", row.index, key, position),
                f"{shown(name)} tidak ada di lajur pelaksana dokumen; diharapkan salah "
                f"satu dari {'; '.join(lanes[:12])}{suggestion(name, lanes)}",
            )


def names_twice(row: DraftLangkah, key: str, written: list[tuple[int, str]]) -> Found:
    for name, count in Counter(name for _, name in written).items():
        if count > 1:
            yield (
                ("langkah", row.index, key),
                f"{shown(name)} ditulis {count} kali; diharapkan satu kali saja",
            )


def check_one_publication(draft: Draft) -> Found:
    steps = publications(draft)
    if not steps and not draft.unread:
        yield (
            ("langkah",),
            "tidak ada langkah publikasi; diharapkan tepat satu langkah berjenis "
            "publikasi",
        )
    for row in steps[1:]:
        yield (
            ("langkah", row.index, "jenis"),
            f"publikasi sudah ada di langkah {steps[0].nomor}; diharapkan tepat satu "
            f"langkah berjenis publikasi",
        )


def publications(draft: Draft) -> list[DraftLangkah]:
    return [row for row in draft.langkah if Jenis.PUBLIKASI in row.semua_jenis]


def check_additional_kinds(draft: Draft) -> Found:
    for row in draft.langkah:
        seen = {row.jenis}
        for position, jenis in row.jenis_tambahan:
            if jenis in seen:
                yield (
                    ("langkah", row.index, "jenis_tambahan", position),
                    f"{shown(str(jenis))} sudah disebut; diharapkan jenis lain dari "
                    f"jenis langkah ini",
                )
            seen.add(jenis)


def check_order_of_kinds(draft: Draft) -> Found:
    """A report or archive presupposes the publication; writing precedes it."""
    steps = publications(draft)
    if len(steps) != 1:
        return
    (tayang,) = steps
    for row in draft.langkah:
        if row.index < tayang.index:
            early = [kind for kind in SESUDAH_TAYANG if kind in row.semua_jenis]
            for jenis in early:
                yield (
                    ("langkah", row.index, "jenis"),
                    f"{jenis} mendahului publikasi; diharapkan pada atau sesudah "
                    f"langkah {tayang.nomor}",
                )
        elif row.index > tayang.index and Jenis.BUAT_NASKAH in row.semua_jenis:
            yield (
                ("langkah", row.index, "jenis"),
                f"buat_naskah sesudah publikasi; diharapkan pada atau sebelum "
                f"langkah {tayang.nomor}",
            )


def check_returns(draft: Draft) -> Found:
    numbers = {row.nomor for row in draft.langkah}
    for row in draft.langkah:
        target = row.dikembalikan_ke
        if target is None or (target < row.nomor and target in numbers):
            continue
        wanted = (
            f"nomor langkah sebelum langkah {row.nomor}"
            if row.nomor > 1
            else "null, karena langkah pertama tidak dapat mengembalikan"
        )
        yield (
            ("langkah", row.index, "dikembalikan_ke"),
            f"tertulis {target}; diharapkan {wanted}",
        )


def check_four_eyes(draft: Draft) -> Found:
    """Nobody could ever write a text whose writer and editors are kept out."""
    for row in draft.langkah:
        writes = PENYUSUNAN.intersection(row.semua_jenis)
        if writes and row.empat_mata == EmpatMata.PENYUNTING:
            yield (
                ("langkah", row.index, "empat_mata"),
                "langkah ini menyusun naskah, jadi penyusunnya tidak dapat dikecualikan; "
                "diharapkan baku atau tanpa",
            )


def check_time(draft: Draft) -> Found:
    for row in draft.langkah:
        if row.waktu is not None and row.waktu_menit_kosong:
            yield (
                ("langkah", row.index, "waktu_menit"),
                f"kosong padahal waktu tertulis {shown(row.waktu)}; diharapkan "
                f"bilangan bulat menit",
            )


def check_total(draft: Draft) -> Found:
    """The sum is the file's own arithmetic; the printed total may differ from it."""
    unread = any(not r.waktu_menit_kosong and not r.waktu_menit for r in draft.langkah)
    if draft.jumlah_menit is None or unread or draft.unread:
        return
    total = sum(row.waktu_menit or 0 for row in draft.langkah)
    if draft.jumlah_menit != total:
        yield (
            ("total_waktu", "jumlah_langkah_menit"),
            f"tertulis {draft.jumlah_menit}; diharapkan {total}, jumlah waktu_menit "
            f"semua langkah",
        )


CHECKS: Final[tuple[Callable[[Draft], Found], ...]] = (
    check_lanes_unique,
    check_numbers,
    check_performers,
    check_one_publication,
    check_additional_kinds,
    check_order_of_kinds,
    check_returns,
    check_four_eyes,
    check_time,
    check_total,
)
