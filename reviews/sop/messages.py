"""Pydantic's errors, said in Indonesian with what was expected."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from reviews.sop.faults import MAX_FAULTS, shown
from reviews.sop.kinds import EmpatMata, Jenis, Objek, Sumber
from reviews.sop.shape import (
    KeputusanPenetapan,
    LangkahDokumen,
    SOPDokumen,
    TotalWaktu,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from enum import Enum

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    from reviews.sop.yaml_reader import Path

EXPECTED: Final = {
    "id": "huruf kecil, angka, dan tanda hubung, misalnya 'bkd-pengelolaan-website'",
    "nama": "nama SOP dalam satu baris",
    "langkah": "daftar langkah, paling sedikit satu",
    "no": "bilangan bulat nomor langkah, mulai dari 1",
    "uraian": "kalimat uraian kegiatan",
    "pelaksana": "daftar pelaksana, paling sedikit satu, misalnya [Staf]",
    "jenis": "salah satu dari " + ", ".join(Jenis),
    "jenis_tambahan": "daftar yang berisi " + ", ".join(Jenis),
    "objek": "salah satu dari " + ", ".join(Objek),
    "pelaksana_sumber": "salah satu dari " + ", ".join(Sumber),
    "dikembalikan_ke_sumber": "salah satu dari " + ", ".join(Sumber),
    "waktu_menit": "bilangan bulat menit, paling sedikit 1",
    "tertulis_menit": "bilangan bulat menit, paling sedikit 1",
    "jumlah_langkah_menit": "bilangan bulat menit",
    "dikembalikan_ke": "nomor langkah sebelumnya, atau null",
    "penerima": "daftar pelaksana penerima",
    "boleh_menyunting": "'ya', 'tidak', atau null bila mengikuti uraian",
    "empat_mata": "salah satu dari " + ", ".join(EmpatMata.values),
    "total_waktu": "pemetaan tertulis, tertulis_menit, jumlah_langkah_menit",
    "keputusan_penetapan": "pemetaan judul, nomor, tentang",
}
WORDS: Final[dict[str, type[Enum]]] = {"objek": Objek, "empat_mata": EmpatMata}
MIN_PART: Final = 4
"""Fewer letters than this say nothing about the word they are part of."""
MAX_HINTS: Final = 16
DEFAULT: Final = {"str": "teks", "tuple": "daftar, misalnya [satu, dua]"}
KEYS: Final[dict[str, tuple[str, ...]]] = {
    "": tuple(SOPDokumen.model_fields),
    "langkah": tuple(LangkahDokumen.model_fields),
    "total_waktu": tuple(TotalWaktu.model_fields),
    "keputusan_penetapan": tuple(KeputusanPenetapan.model_fields),
}


def findings_of(error: ValidationError) -> list[tuple[Path, str]]:
    """Place and message of every error, up to what anybody reads."""
    details = error.errors(include_url=False)[: MAX_FAULTS + 1]
    return [
        (tuple(detail["loc"]), message_of(detail))
        for detail in details
        if not is_consequence(detail)
    ]


def is_consequence(detail: ErrorDetails) -> bool:
    """Whether a list seems too short only because its items are wrong."""
    return detail["type"] == "too_short" and bool(detail["input"])


def message_of(detail: ErrorDetails) -> str:
    translate = TRANSLATIONS.get(detail["type"], unexpected)
    return translate(detail)


def suggestion(value: Any, known: list[str]) -> str:
    """``; mungkin maksudnya 'x'`` if one of ``known`` is near, else nothing."""
    near = nearest(value, known)
    return f"; mungkin maksudnya {shown(near)}" if near is not None else ""


def nearest(value: Any, known: list[str]) -> str | None:
    """The known word nearest to ``value``, whatever its case, or that contains it."""
    if not isinstance(value, str) or len(value) > 255:
        return None
    if value in known:
        return value
    folded = {word.casefold(): word for word in known}
    wanted = value.casefold().strip()
    found = get_close_matches(wanted, folded, n=1, cutoff=0.6)
    if not found and len(wanted) >= MIN_PART:
        found = [word for word in folded if wanted in word]
    return folded[found[0]] if len(found) == 1 else None


def expected(detail: ErrorDetails) -> str:
    loc = [part for part in detail["loc"] if isinstance(part, str)]
    key = loc[-1] if loc else ""
    in_list = bool(detail["loc"]) and isinstance(detail["loc"][-1], int)
    if in_list and key == "langkah":
        return "pemetaan dengan no, uraian, pelaksana, jenis, objek"
    if in_list and key == "jenis_tambahan":
        return EXPECTED["jenis"]
    if in_list:
        return "teks"
    kind = detail["type"].split("_", maxsplit=1)[0]
    return EXPECTED.get(key) or DEFAULT.get(kind, "isi seperti pada contoh SOP")


def missing(detail: ErrorDetails) -> str:
    return f"belum diisi; diharapkan {expected(detail)}"


def unexpected(detail: ErrorDetails) -> str:
    value = detail["input"]
    blank = (
        value is None or value == [] or (isinstance(value, str) and not value.strip())
    )
    found = "kosong" if blank else f"tertulis {shown(value)}"
    return f"{found}; diharapkan {expected(detail)}"


def unknown_key(detail: ErrorDetails) -> str:
    *parents, key = detail["loc"]
    section = str(parents[0]) if parents else ""
    known = list(KEYS.get(section, ()))
    near = nearest(key, known)
    more = ", …" if len(known) > MAX_HINTS else ""
    hint = (
        shown(near)
        if near
        else "salah satu dari " + ", ".join(known[:MAX_HINTS]) + more
    )
    return f"kunci tidak dikenal; diharapkan {hint}"


def unknown_word(detail: ErrorDetails) -> str:
    key = next(part for part in reversed(detail["loc"]) if isinstance(part, str))
    words = Sumber if key.endswith("_sumber") else WORDS.get(key, Jenis)
    known = [str(word) for word in words]
    value = detail["input"]
    return (
        f"{shown(value)} tidak dikenal; diharapkan salah satu dari "
        f"{', '.join(known)}{suggestion(value, known)}"
    )


def too_long(detail: ErrorDetails) -> str:
    limit = detail["ctx"]["max_length"]
    unit = "karakter" if detail["type"].startswith("string") else "butir"
    return f"terlalu panjang; diharapkan paling banyak {limit} {unit}"


def too_short(detail: ErrorDetails) -> str:
    return f"kosong; diharapkan {expected(detail)}"


def not_in_range(detail: ErrorDetails) -> str:
    bounds = {
        "greater_than_equal": ("ge", "paling sedikit"),
        "less_than_equal": ("le", "paling banyak"),
    }
    key, words = bounds[detail["type"]]
    return (
        f"tertulis {shown(detail['input'])}; diharapkan bilangan bulat "
        f"{words} {detail['ctx'][key]}"
    )


TRANSLATIONS: Final[dict[str, Callable[[ErrorDetails], str]]] = {
    "missing": missing,
    "extra_forbidden": unknown_key,
    "enum": unknown_word,
    "string_too_long": too_long,
    "too_long": too_long,
    "string_too_short": too_short,
    "too_short": too_short,
    "greater_than_equal": not_in_range,
    "less_than_equal": not_in_range,
}
